"""The values of newsgen.yaml, with what each is unless it is said. They are frozen, and all stages pass them on."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, get_args
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from newsgen.csp import NOTHING, Written
from newsgen.diagnostics import Place
from newsgen.model import TERM_KINDS, Extra, TermKind
from newsgen.navigation import Column, Entry, MenuItem
from newsgen.slots import Slots
from newsgen.strict import Strict

if TYPE_CHECKING:
    from newsgen.placeholders import Kind, Pattern

Placement = Literal["auto", "inline", "client", "ssi", "esi"]
MarkdownEngine = Literal["markdown", "commonmark"]
RawHtml = Literal["sanitize", "allow", "escape"]
Slugs = Literal["ascii", "unicode", "keep"]
FeedFormat = Literal["rss", "atom", "json"]
FEED_FORMATS: tuple[FeedFormat, ...] = get_args(FeedFormat)
# A podcast has a feed of its own beside those, which nobody has to ask for in newsgen.yaml.
AnyFeed = Literal["rss", "atom", "json", "podcast"]
ALL_FEEDS: tuple[AnyFeed, ...] = get_args(AnyFeed)
LinkLevel = Literal["error", "warn"]
AuthorPages = Literal["all", "described"]
Metadata = Literal["credits", "all"]
RedirectHost = Literal["netlify", "cloudflare", "nginx", "apache", "caddy"]
Engine = Literal["rclone", "rsync", "git", "command"]


class Publisher(Strict, frozen=True):
    """Who answers for the site; `logo` is named as that of the theme (site.logos)."""

    name: str = ""
    url: str = ""
    logo: str = ""


class Permalinks(Strict, frozen=True, dict=True):
    """Patterns of addresses, as they are written (newsgen.placeholders); a trailing slash means a folder."""

    article: str = "/{year}/{month}/{slug}/"
    page: str = "/{slug}/"
    category: str = "/category/{slug}/"
    tag: str = "/tag/{slug}/"
    author: str = "/author/{slug}/"
    series: str = "/series/{slug}/"
    year: str = "/{year}/"
    month: str = "/{year}/{month}/"
    corrections: str = "/corrections/"

    @cached_property
    def patterns(self) -> "Mapping[Kind, Pattern]":
        # Most builds find nothing to do, and make no addresses.
        from newsgen.placeholders import RULES, parsed

        return {kind: parsed(getattr(self, kind)) for kind in RULES}


class RecentPosts(Strict, frozen=True):
    """The shared sidebar: how many articles, and whether it leaves out the one it stands beside, where it can."""

    count: Annotated[int, Meta(ge=1, le=100)] = 6
    exclude_current: bool = True


class Markdown(Strict, frozen=True):
    """Which engine reads texts (they differ as `newsgen manual markdown` says), and what becomes of raw HTML.

    `extensions`: those of Python-Markdown by their names, each with its options or nothing.
    """

    engine: MarkdownEngine = "markdown"
    html: RawHtml = "sanitize"
    extensions: Mapping[str, Mapping[str, Extra] | None] = {}


class FeedNames(Strict, frozen=True):
    """What feeds are called, beside the page that they belong to: all of a format, and those of one kind of page.

    With a slash in front it is a path from the root, in which `{slug}` is the term's. With one behind, a folder.
    """

    rss: str = "feed.xml"
    atom: str = "atom.xml"
    json: str = "feed.json"
    podcast: str = "podcast.xml"
    home: Mapping[FeedFormat, str] = {}
    category: Mapping[FeedFormat, str] = {}
    tag: Mapping[FeedFormat, str] = {}
    author: Mapping[FeedFormat, str] = {}


class Feeds(Strict, frozen=True):
    """`formats` for the site, `term_formats` beside every category, author and tag; `size` entries at most."""

    formats: tuple[FeedFormat, ...] = FEED_FORMATS
    term_formats: tuple[FeedFormat, ...] = ("rss",)
    terms: tuple[TermKind, ...] = TERM_KINDS
    size: Annotated[int, Meta(ge=1, le=100)] = 20
    full_text: bool = True
    names: FeedNames = FeedNames()


class Authors(Strict, frozen=True):
    """Which authors have a page and a feed: all of them, or those whom a file describes."""

    pages: AuthorPages = "all"


class Redirects(Strict, frozen=True):
    """The hosts that get a file of their own with all redirects, beside the pages at old addresses."""

    hosts: tuple[RedirectHost, ...] = ()


class Pictures(Strict, frozen=True):
    """Whether pages offer narrower copies of large pictures, in WebP; what pictures say of themselves when published.

    `metadata`: "credits" is that which readers may know (content.bare), "all" is every byte of the file.
    """

    variants: bool = True
    metadata: Metadata = "credits"


class Assets(Strict, frozen=True):
    """Patterns of files (newsgen.patterns) that are published nevertheless.

    `also`: those of content/ though no source refers to them; `allow`: those of static/ though their names say that
    they are private or left over.
    """

    also: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


class Links(Strict, frozen=True):
    """What a relative link or picture that leads nowhere is; written as one word, `links: warn`, or as a map.

    `elsewhere`: addresses from the root that other programs of the host answer, each with all that lies below it.
    """

    level: LinkLevel = "error"
    elsewhere: tuple[str, ...] = ()


class Embeds(Strict, frozen=True):
    """What of other hosts a text may show; written as one word, `embeds: false`, or as a map.

    `hosts`: those of PeerTube and Mastodon. `without`: providers whose addresses stay links (newsgen.providers).
    """

    enabled: bool = True
    hosts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def shows(self, provider: str) -> bool:
        return self.enabled and provider not in self.without


class Subscribers(Strict, frozen=True):
    """What a page says where a text goes on for subscribers, and where they read on.

    In `url`, `{path}` is the article's address from the root, `{slug}` the end of it, `{id}` its id.
    """

    text: str = ""
    url: str = ""


class Limits(Strict, frozen=True):
    """How many seconds of the processor's time one source may take to be read."""

    source_cpu_s: Annotated[int, Meta(ge=1, le=3600)] = 10


class Leak(Strict, frozen=True):
    """What may stand in files though a hidden source says it, too: texts as the error `leak` quotes them."""

    allow: tuple[str, ...] = ()


class Proofs(Strict, frozen=True):
    """What proofs before publication are told; `pages`: whether each build that changes anything proves all pages."""

    leak: Leak = Leak()
    pages: bool = False


class Theme(Strict, frozen=True):
    """Colours (any CSS colour), font stacks and the logo (site.logos) of the default theme; a sheet of the site's own.

    `stylesheet` is a path below static/, with that folder's name in front or without.
    """

    accent: str = ""
    background: str = ""
    text: str = ""
    heading_font: str = ""
    body_font: str = ""
    interface_font: str = ""
    logo: str = ""
    logo_dark: str = ""
    stylesheet: str = ""

    @property
    def is_styled(self) -> bool:
        """Whether it says what a style sheet has to say: colours or type."""
        fonts = self.heading_font or self.body_font or self.interface_font
        return bool(self.accent or self.background or self.text or fonts)


class Destination(Strict, frozen=True):
    """A place where `newsgen deploy` puts the site, and the engine that carries it there.

    `to`: for rclone a remote of its own configuration with a path, or a folder; for rsync `host:path` or a folder; for
    git an address or the name of a remote, whose `branch` the host serves; with `history`, each deploy stays there as a
    commit. `run`: a command and its arguments, of the engine of that name, which may take `time_limit_s`.
    `keep_assets` are days, `max_delete` is per cent of the files that are there. `after`: what is told which addresses
    have changed: addresses of the web as texts, commands as texts or lists of arguments.
    """

    target: Engine
    to: str = ""
    branch: str = ""
    history: bool = False
    run: tuple[str, ...] = ()
    time_limit_s: Annotated[int, Meta(ge=1, le=86400)] = 1800
    keep_assets: Annotated[int, Meta(ge=0, le=3650)] = 30
    max_delete: Annotated[int, Meta(ge=0, le=100)] = 10
    after: tuple[str | tuple[str, ...], ...] = ()


class Config(Strict, frozen=True, dict=True):
    """newsgen.yaml, whole.

    `base_url` has the form of newsgen.origins, `language` is a BCP 47 tag with hyphens; folders are relative to the
    site's root.
    """

    title: str = "News"
    subtitle: str = ""
    description: str = ""
    base_url: str = "http://localhost:8000"
    tag_date: str = "2005"
    language: str = "en"
    timezone: str = "UTC"
    publisher: Publisher = Publisher()
    content: str = "content"
    templates: str = "templates"
    static: str = "static"
    output: str = "output"
    permalinks: Permalinks = Permalinks()
    slugs: Slugs = "ascii"
    page_size: Annotated[int, Meta(ge=1, le=1000)] = 20
    recent_posts: RecentPosts = RecentPosts()
    teaser_length: Annotated[int, Meta(ge=20, le=1000)] = 160
    placement: Placement = "auto"
    feeds: Feeds = Feeds()
    redirects: Redirects = Redirects()
    markdown: Markdown = Markdown()
    pictures: Pictures = Pictures()
    assets: Assets = Assets()
    links: Links = Links()
    embeds: Embeds = Embeds()
    subscribers: Subscribers = Subscribers()
    menu: tuple[MenuItem, ...] = ()
    footer: tuple[Column, ...] = ()
    social: tuple[Entry, ...] = ()
    copyright: str = ""
    theme: Theme = Theme()
    slots: Slots = Slots()
    csp: Written = NOTHING
    known_keys: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    authors: Authors = Authors()
    limits: Limits = Limits()
    proofs: Proofs = Proofs()
    keep: tuple[str, ...] = ()
    # By name; where newsgen.yaml has one alone, that has none.
    deploy: Mapping[str, Destination] = {}
    extra: Mapping[str, Extra] = {}

    @cached_property
    def base_path(self) -> str:
        """The path of `base_url`, without a trailing slash: "" or "/news"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the value of each key stands ("theme.logo"), as `load` read it: no part of what is configured."""
        return {}


def rebased(config: Config, base_url: str) -> Config:
    """The configuration for another address of the site."""
    return with_texts(config, base_url=base_url)


def with_texts(config: Config, **texts: str) -> Config:
    """The configuration with other texts for some keys, and the places of all of them."""
    made = msgspec.structs.replace(config, **texts)
    made.__dict__["places"] = config.places
    return made

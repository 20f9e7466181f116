"""What newsgen knows about a site: frozen values, nothing here reads the world."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

Form = Literal["article", "page", "term"]
Status = Literal["published", "draft"]
TermKind = Literal["category", "tag", "author"]
# Who may read a whole text: everyone, or those who subscribe, who read on elsewhere.
Access = Literal["", "subscribers"]

# Which part the page of a series begins with; "" is "oldest".
SeriesOrder = Literal["", "oldest", "newest"]
# What an episode is, and in which order a podcast is heard ("episodic": the newest first), in Apple's words.
EpisodeType = Literal["", "full", "trailer", "bonus"]
PodcastType = Literal["episodic", "serial"]

# Each kind of term, with the field of Head that names an article's: also the folder of such terms' descriptions.
TERM_FIELDS: Mapping[TermKind, str] = {"category": "categories", "tag": "tags", "author": "authors"}
# What a file of one of these folders describes.
DescribedKind = TermKind | Literal["series"]
TERM_FOLDERS: Mapping[str, DescribedKind] = {
    **{folder: kind for kind, folder in TERM_FIELDS.items()},
    "series": "series",
}
TERM_KINDS = tuple(TERM_FIELDS)

# A tree of JSON values; msgspec has no word for a recursive type.
Extra = Any

# A standing page or a term's description needs no date; this one sorts before every article.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


class Image(Struct, frozen=True, gc=False):
    """A picture as front matter names it.

    `src` is an absolute http(s) URL, or the asset's source path below the site's root
    (`content/2026/05/cup.jpg`, `static/logo.png`). `license`: its name or its address; `license_page`: where a license
    can be had. `focus`: the part of it to be kept in sight (site.pictures.focused). `blank`: which of caption, credit,
    license and copyright are left empty on purpose, whatever the file says of itself.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    license: str = ""
    focus: str = ""
    license_page: str = ""
    copyright: str = ""
    blank: tuple[str, ...] = ()


class Correction(Struct, frozen=True, gc=False):
    """What was wrong and has been put right, with its day."""

    date: datetime
    text: str
    type: str = ""


class Citation(Struct, frozen=True, gc=False):
    """What an article draws on. `url` is whole, or one of the site as bodies have it: `newsgen:SOURCE-PATH`."""

    title: str
    url: str = ""


class Series(Struct, frozen=True, gc=False):
    """The series an article belongs to, and its place in it (0: not numbered); `slug` is that of the name."""

    name: str
    part: int = 0
    slug: str = ""


class Sponsor(Struct, frozen=True, gc=False):
    """Who has paid for an article; `url` is absolute, `logo` a picture of the site's own."""

    name: str
    url: str = ""
    logo: Image | None = None


class Enclosure(Struct, frozen=True, gc=False, omit_defaults=True):
    """The sound or film of an article, as its front matter names it; `src` and `transcript` as in Image.

    `size_bytes`, `duration_s`, `episode` and `season` are 0 where it does not say; `explicit` is None then.
    """

    src: str
    size_bytes: int = 0
    type: str = ""
    title: str = ""
    duration_s: int = 0
    episode: int = 0
    season: int = 0
    episode_type: EpisodeType = ""
    explicit: bool | None = None
    transcript: str = ""
    transcript_type: str = ""


class Podcast(Struct, frozen=True, gc=False, omit_defaults=True):
    """What the description of a category says of the podcast that its recordings are.

    `cover` is as `src` of an Image. `categories` are those of Apple's directory, each with a subcategory or "".
    `guid` is that of podcast:guid. `is_complete`: no more episodes will come; `is_blocked`: directories leave it out.
    """

    title: str = ""
    author: str = ""
    owner: str = ""
    email: str = ""
    description: str = ""
    cover: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    explicit: bool = False
    language: str = ""
    type: PodcastType = "episodic"
    copyright: str = ""
    guid: str = ""
    new_feed_url: str = ""
    is_complete: bool = False
    is_blocked: bool = False


class Profile(Struct, frozen=True, gc=False):
    """A page elsewhere on which somebody can be found: what it is called, and its absolute address."""

    name: str
    url: str


class TermName(Struct, frozen=True, gc=False):
    """A category, tag or author as one article names it."""

    name: str
    slug: str


class Link(Struct, frozen=True, gc=False, omit_defaults=True):
    """A link or picture in a source that leads to its own site: the path it means, and where it is written.

    `target` is a source path below the site's root, or as it is written where that begins with a slash, an address
    from the root; "" is the page itself. `line` and `column` count from 1 in the file. `text` is the path as written,
    "" where `target` is. `part` is what stands behind "#". `is_shown`: the page shows what is at that address.
    """

    target: str
    line: int
    column: int
    text: str = ""
    part: str = ""
    is_shown: bool = False


class Finding(Struct, frozen=True, gc=False):
    """What is to be said of a spot in a text: a diagnostic but for its file; lines count from the text's first."""

    code: str
    text: str
    hint: str
    line: int
    column: int
    length: int = 1
    is_notice: bool = False
    is_error: bool = False


class Argument(Struct, frozen=True, gc=False):
    """What a box is told behind its name, `{date=2026-12-05}`; where that stands in its line, from 1."""

    name: str
    value: str
    column: int
    length: int


class Box(Struct, frozen=True, gc=False, omit_defaults=True):
    """A container of a text, `::: name Title {key=value}`: what it holds is `html[start:end]` of its Body.

    `title` is HTML as that of the body is; `line` counts as lines of findings do, `column` is that of the name.
    `depth`: how many others it stands in. Boxes are in the order in which they begin.
    """

    name: str
    line: int
    column: int
    title: str = ""
    arguments: tuple[Argument, ...] = ()
    start: int = 0
    end: int = 0
    depth: int = 0


class Heading(Struct, frozen=True, gc=False):
    """A heading of a body: its level (2 to 6), its id and its plain text."""

    level: int
    id: str
    text: str


class Head(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """All that other pages may show of an article, a standing page or a term's description.

    `source` (its path below the site's root) names it within one build; `id` names it for ever.
    `related` are the sources of articles to be read next. `order`, of a series' description: which part is first.
    `url` is root-relative, with the base path of `base_url`, percent-encoded: "/2026/05/cup/".
    `agencies`: whose report it is, in whole or in part; `sources`: what it draws on.
    Dates are aware. `date` is what the page shows; the article is public from `publish_at` (included) to `expires`
    (excluded); `embargo`: nobody may know of it before. `changes`: what has changed with `updated`, "" without that.
    `role`, `email` and `profiles` are those of an author, in the description, and `podcast` is that of a category.
    `also`, of a term's description: the name of its file, and behind it the names that it says are its own, with the
    slugs that they have by themselves. `events`: how many dates its text announces in boxes, for each of which there is
    a file. `embeds`: what its text shows of other hosts, as the policy of a page has it ("frame-src
    https://player.vimeo.com").
    """

    source: str
    form: Form
    id: str
    url: str
    slug: str
    title: str
    lang: str
    date: datetime = UNDATED
    publish_at: datetime = UNDATED
    embargo: datetime | None = None
    expires: datetime | None = None
    updated: datetime | None = None
    changes: str = ""
    status: Status = "published"
    unlisted: bool = False
    featured: bool = False
    featured_until: datetime | None = None
    weight: int = 0
    categories: tuple[TermName, ...] = ()
    tags: tuple[TermName, ...] = ()
    authors: tuple[TermName, ...] = ()
    series: Series | None = None
    related: tuple[str, ...] = ()
    order: SeriesOrder = ""
    short_title: str = ""
    seo_title: str = ""
    kicker: str = ""
    dek: str = ""
    description: str = ""
    teaser: str = ""
    byline: str = ""
    location: str = ""
    agencies: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    reading_time: bool = True
    type: str = "news"
    sponsor: Sponsor | None = None
    access: Access = ""
    image: Image | None = None
    enclosure: Enclosure | None = None
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    also: tuple[TermName, ...] = ()
    redirect_to: str = ""
    translation_key: str = ""
    canonical_url: str = ""
    source_url: str = ""
    noindex: bool = False
    feed: bool = True
    comments: bool | None = None
    ads: bool = True
    math: bool = False
    toc: bool = False
    menu: tuple[str, ...] = ()
    events: int = 0
    embeds: tuple[str, ...] = ()
    template: str = ""
    role: str = ""
    email: str = ""
    organization: bool = False
    profiles: tuple[Profile, ...] = ()
    podcast: Podcast | None = None
    extra: Mapping[str, Extra] = {}


# What an article says of itself in words: neither its address nor its place in any list depends on that.
WORDING = ("title", "short_title", "seo_title", "kicker", "dek", "description", "teaser", "byline", "location")


class Body(Struct, frozen=True, gc=False, omit_defaults=True):
    """What Markdown made of a source's text.

    In `html` every relative link and picture stands as `newsgen:SOURCE-PATH` (with `#fragment` where written), every
    one from the root as `newsgen:/PATH`, until the page that shows it is made. `teaser` is plain text, uncut: what
    stands before `<!--more-->`, else the first paragraph. `links` are all such targets, in order; their lines count
    from the first line of the text. `addresses` are those of files as they are written there from the root or whole
    ("/files/plan.pdf", "https://example.org/x.png"). `findings` say what of the text the HTML lacks, or shows though
    it is no Markdown. `parts` are links to parts of the page that the HTML does not have. `boxes` are drawn by
    templates when the page is made: the HTML has what they hold, and nothing of their frames.
    """

    html: str
    teaser: str = ""
    words: int = 0
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    addresses: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    parts: tuple[Link, ...] = ()
    boxes: tuple[Box, ...] = ()


class Term(Struct, frozen=True, gc=False):
    """A category, a tag, an author or a series that is described, with what its description page says.

    `url` is "" where it has no page: no listed article names it. `also` has the spellings that are called by its
    `name`, as newsgen.letters.one_form has them; others are called what they are.
    """

    kind: DescribedKind
    slug: str
    name: str
    url: str
    description: str = ""
    image: Image | None = None
    source: str = ""
    also: tuple[str, ...] = ()


class Flaw(Struct, frozen=True, gc=False):
    """Why a file of content/ is not fit to be published: a diagnostic's code, what was found, where (0: anywhere)."""

    code: str
    text: str
    line: int = 0
    column: int = 0


class Embedded(Struct, frozen=True, gc=False):
    """What a picture says of itself (IPTC, XMP): plain text of one line each, not to be trusted; license addresses."""

    caption: str = ""
    credit: str = ""
    copyright: str = ""
    license: str = ""
    license_page: str = ""


class Asset(Struct, frozen=True, gc=False):
    """A file that is published as it is: `url` root-relative; width and height 0 for what is no picture.

    `flaw` is looked for when the file is measured; in static/, which is the maintainer's, it does not count.
    `duration_s`: how long a sound or film lasts, 0 where that cannot be told; `is_unheard`: nobody could look, since
    what measures them is not installed. `is_for_print`: a picture in colours that screens have to translate (CMYK).
    `bare_digest`: that of the bytes without what is nobody's business (content.bare); "" where these are the same.
    """

    source: str
    url: str
    digest: str
    size_bytes: int
    width: int = 0
    height: int = 0
    type: str = "application/octet-stream"
    is_animated: bool = False
    flaw: Flaw | None = None
    embedded: Embedded | None = None
    duration_s: int = 0
    is_unheard: bool = False
    is_for_print: bool = False
    bare_digest: str = ""

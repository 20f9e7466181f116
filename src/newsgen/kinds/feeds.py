"""Feeds of the site and its terms: RSS 2.0, Atom 1.0 and JSON Feed 1.1, each of the newest articles."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from newsgen.config import FeedFormat
from newsgen.kinds.base import Output
from newsgen.kinds.feedtext import feed_html, permitted, uri
from newsgen.model import UNDATED, Head, Term, TermKind
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import home_url, output_path, term_url

NAMES: dict[FeedFormat, str] = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}

ICON_TYPES = frozenset({"image/png", "image/jpeg", "image/gif"})


class Author(Struct, frozen=True):
    name: str
    url: str = ""


class Picture(Struct, frozen=True):
    """A picture of an entry; width and height 0 where unknown."""

    url: str
    type: str
    width: int
    height: int
    description: str
    credit: str


class Icon(Struct, frozen=True):
    """A picture of a whole feed, with the size at which readers shall show it."""

    url: str
    width: int
    height: int


class Medium(Struct, frozen=True):
    """A sound or film file of an entry, `size_bytes` 0 where unknown."""

    url: str
    type: str
    size_bytes: int


class Entry(Struct, frozen=True):
    """An article in a feed; every address is absolute, every text is fit for XML, `html` is "" without full text."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    lang: str
    date: datetime
    updated: datetime
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    picture: Picture | None
    enclosure: Medium | None


class Feed(Struct, frozen=True):
    """What the formats write: `url` is the page that the feed is about, `own_url` the feed's own address."""

    title: str
    description: str
    url: str
    own_url: str
    language: str
    publisher: Author
    icon: Icon | None
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The newest change among the entries, never the time of the build."""
        return max((entry.updated for entry in self.entries), default=UNDATED)


class FeedKind(Struct, frozen=True):
    name: str = "feed"
    version: int = 2
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        feeds = site.config.feeds
        for format_ in dict.fromkeys(feeds.formats):
            yield Output(output_path(site.config, home_url(site.config) + NAMES[format_]), self.name, format_)
        for kind in dict.fromkeys(feeds.terms):
            for slug in site.groups(kind):
                url = term_url(site.config, kind, slug)
                for format_ in dict.fromkeys(feeds.term_formats):
                    yield Output(output_path(site.config, url + NAMES[format_]), self.name, f"{format_} {kind} {slug}")

    def make(self, output: Output, view: View) -> bytes:
        format_, _, of_term = output.subject.partition(" ")
        feed = _feed(view, format_, of_term)  # type: ignore[arg-type]  # the plan wrote a format
        if format_ == "json":
            from newsgen.kinds.jsonfeed import json_feed

            return json_feed(feed)
        from newsgen.kinds.syndication import atom, rss

        return rss(feed) if format_ == "rss" else atom(feed)


def _feed(view: View, format_: FeedFormat, of_term: str) -> Feed:
    config = view.config
    term: Term | None = None
    if of_term:
        kind, _, slug = of_term.partition(" ")
        term = view.term(kind, slug)  # type: ignore[arg-type]  # the plan wrote a kind of term
    origin = _origin(view)
    title = permitted(config.title) or origin
    description = permitted(config.description or config.subtitle) or title
    return Feed(
        title=permitted(f"{term.name} – {title}") if term else title,
        description=permitted(term.description if term else "") or description,
        url=origin + (term.url if term else view.home_url),
        own_url=origin + view.feed_url(format_, term),
        language=config.language,
        publisher=Author(permitted(config.publisher.name) or title, origin + view.home_url),
        icon=_icon(view, origin),
        entries=tuple(_entry(view, head, origin) for head in _heads(view, term, config.feeds.size)),
    )


def _icon(view: View, origin: str) -> Icon | None:
    """The publisher's logo, else the theme's icon; vector pictures and other formats are not for feeds.

    RSS lets readers draw it at 144 x 400 pixels at most (rssboard.org, "image"), in the proportion of the file.
    """
    for source in (view.config.publisher.logo, f"{view.config.static}/icon-192.png"):
        asset = view.asset(source)
        if asset and asset.width and asset.height and asset.type in ICON_TYPES:
            scale = min(1, 144 / asset.width, 400 / asset.height)
            width, height = (max(1, round(side * scale)) for side in (asset.width, asset.height))
            return Icon(origin + asset.url, width, height)
    return None


def _heads(view: View, term: Term | None, size: int) -> list[Head]:
    """The newest articles that feeds may show; further back where some of the newest may not."""
    limit = size
    while True:
        heads = _listed(view, term.kind, term.slug, limit) if term else view.articles(limit=limit)
        shown = [head for head in heads if head.feed and not head.redirect_to]
        if len(shown) >= size or len(heads) < limit:
            return shown[:size]
        limit *= 2


def _listed(view: View, kind: TermKind, slug: str, limit: int) -> tuple[Head, ...]:
    if kind == "category":
        return view.articles(category=slug, limit=limit)
    return view.articles(tag=slug, limit=limit) if kind == "tag" else view.articles(author=slug, limit=limit)


def _entry(view: View, head: Head, origin: str) -> Entry:
    url = origin + head.url
    authors = tuple(Author(permitted(term.name), origin + term.url) for term in view.authors_of(head))
    terms = (*view.categories_of(head), *view.tags_of(head))
    return Entry(
        id=permitted(head.id),
        url=url,
        title=permitted(head.title) or head.slug,
        summary=permitted(head.teaser or head.description or head.dek or head.title),
        html=feed_html(view.feed_body(head), url) if view.config.feeds.full_text else "",
        lang=head.lang,
        date=head.date,
        updated=max(head.date, head.updated or head.date),
        authors=authors or ((Author(permitted(head.byline)),) if head.byline else ()),
        categories=tuple(dict.fromkeys(permitted(term.name) for term in terms)),
        picture=_picture(view, head, origin),
        enclosure=_enclosure(view, head, origin),
    )


def _picture(view: View, head: Head, origin: str) -> Picture | None:
    image = head.image
    if image is None:
        return None
    asset = view.asset(image)
    if asset is None and "://" not in image.src:
        return None
    return Picture(
        url=origin + asset.url if asset else uri(image.src),
        type=asset.type if asset else "",
        width=asset.width if asset else 0,
        height=asset.height if asset else 0,
        description=permitted(image.caption or image.alt),
        credit=permitted(image.credit),
    )


def _enclosure(view: View, head: Head, origin: str) -> Medium | None:
    enclosure = head.enclosure
    if enclosure is None:
        return None
    asset = view.asset(enclosure.src)
    type_ = permitted(enclosure.type) or (asset.type if asset else "application/octet-stream")
    if asset is not None:
        return Medium(origin + asset.url, type_, asset.size_bytes)
    return Medium(uri(enclosure.src), type_, enclosure.size_bytes) if "://" in enclosure.src else None


def _origin(view: View) -> str:
    """The scheme and host of the site, which root-relative addresses are put behind."""
    base_url: str = view.config.base_url
    return base_url.removesuffix(view.config.base_path)

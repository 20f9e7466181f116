"""Feeds of the site and its terms: RSS 2.0, Atom 1.0 and JSON Feed 1.1, each of the newest articles."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.config import AnyFeed
from newsgen.kinds.base import Output, Subject, output_of
from newsgen.kinds.feedfacts import behind, noted
from newsgen.kinds.feedtext import feed_html, permitted
from newsgen.kinds.feedvalues import Author, Entry, Feed, Icon, Medium, Picture
from newsgen.kinds.jsonfeed import json_feed
from newsgen.model import Head, Term, TermKind
from newsgen.questions.paidlinks import SPONSORED, with_sponsored
from newsgen.questions.view import View, feed_body, once
from newsgen.render.labels import labels
from newsgen.site.corrections import changed_at
from newsgen.site.index import Site
from newsgen.site.permalinks import feed_url, output_path
from newsgen.site.pictures import uri

ICON_TYPES = frozenset({"image/png", "image/jpeg", "image/gif"})


class FeedOf(Subject, frozen=True):
    """A feed of the site, or of one of its terms."""

    format: AnyFeed
    kind: TermKind | None = None
    slug: str = ""


class FeedKind(Struct, frozen=True):
    name: str = "feed"
    version: int = 5
    stage: int = 3
    subject: type[FeedOf] = FeedOf

    def plan(self, site: Site) -> Iterable[Output]:
        feeds = site.config.feeds
        for format_ in dict.fromkeys(feeds.formats):
            yield output_of(self, output_path(site.config, feed_url(site.config, format_)), FeedOf(format_))
        for kind in dict.fromkeys(feeds.terms):
            for slug in site.paged(kind):
                for format_ in dict.fromkeys(feeds.term_formats):
                    path = output_path(site.config, feed_url(site.config, format_, kind, slug))
                    yield output_of(self, path, FeedOf(format_, kind, slug))
        for slug in site.podcasts:
            path = output_path(site.config, feed_url(site.config, "podcast", "category", slug))
            yield output_of(self, path, FeedOf("podcast", "category", slug))
        for path, feed in site.old_feeds.items():
            yield output_of(self, path, FeedOf(*feed))

    def make(self, subject: FeedOf, view: View) -> bytes:
        if subject.format == "podcast":
            from newsgen.kinds.podcasts import podcast

            return podcast(view, subject.slug)
        feed = _feed(view, subject)
        if subject.format == "json":
            return json_feed(feed)
        from newsgen.kinds.syndication import atom, rss

        return rss(feed) if subject.format == "rss" else atom(feed)


def _feed(view: View, subject: FeedOf) -> Feed:
    config = view.config
    term = view.term(subject.kind, subject.slug) if subject.kind else None
    origin = origin_of(view)
    title = permitted(config.title) or origin
    description = permitted(config.description or config.subtitle) or title
    return Feed(
        title=permitted(f"{term.name} – {title}") if term and term.name != title else title,
        description=permitted(term.description if term else "") or description,
        url=origin + (term.url if term else view.home_url),
        own_url=origin + view.feed_url(subject.format, term),
        language=config.language,
        publisher=Author(permitted(config.publisher.name) or title, origin + view.home_url),
        icon=_icon(view, origin),
        entries=tuple(entry_of(view, head, origin) for head in _heads(view, term, config.feeds.size)),
        # RSS and JSON Feed have the article's id as it is.
        tag_date=config.tag_date if subject.format == "atom" else "",
    )


def _icon(view: View, origin: str) -> Icon | None:
    """The publisher's logo, else the theme's icon; vector pictures and other formats are not for feeds.

    RSS lets readers draw it at 144 x 400 pixels at most (rssboard.org, "image"), in the proportion of the file.
    """
    for asset in (view.logo(view.config.publisher.logo), view.asset(f"{view.config.static}/icon-192.png")):
        if asset and asset.width and asset.height and asset.type in ICON_TYPES:
            scale = min(1, 144 / asset.width, 400 / asset.height)
            width, height = (max(1, round(side * scale)) for side in (asset.width, asset.height))
            return Icon(origin + asset.url, width, height)
    return None


def _heads(view: View, term: Term | None, size: int) -> list[Head]:
    """The newest articles that feeds may show; further back where some of the newest may not."""
    limit = size
    while True:
        heads = _listed(view, term, limit) if term else view.articles(limit=limit)
        shown = [head for head in heads if head.feed and not head.redirect_to]
        if len(shown) >= size or len(heads) < limit:
            return shown[:size]
        limit *= 2


def _listed(view: View, term: Term, limit: int) -> tuple[Head, ...]:
    if term.kind == "category":
        return view.articles(category=term, limit=limit)
    return view.articles(tag=term, limit=limit) if term.kind == "tag" else view.articles(author=term, limit=limit)


def entry_of(view: View, head: Head, origin: str) -> Entry:
    """What feeds say of an article, which stands in several: in each format, in those of its terms."""
    return once(view, ("entry", head.source), lambda alone: _entry(alone, head, origin))


def _entry(view: View, head: Head, origin: str) -> Entry:
    url = origin + head.url
    authors = tuple(
        Author(permitted(term.name), origin + term.url if term.url else "") for term in view.authors_of(head)
    )
    terms = (*view.categories_of(head), *view.tags_of(head))
    told = labels(view.config.language, head) if head.type != "news" or head.access else ()
    title = permitted(head.title) or head.slug
    html = _full_text(view, head, url) if view.config.feeds.full_text else ""
    summary = permitted(head.teaser or head.description or head.dek or head.title)
    return Entry(
        id=permitted(head.id),
        url=url,
        # Readers see no label there, and shall know of whom it is before they open it.
        title=_told(told[0], title) if head.type == SPONSORED else title,
        summary=summary if html else noted(view, head, summary),
        html=html,
        lang=head.lang,
        date=head.date,
        updated=changed_at(head),
        authors=authors or tuple(Author(permitted(name)) for name in ([head.byline] if head.byline else head.agencies)),
        categories=tuple(dict.fromkeys((*told, *(permitted(term.name) for term in terms)))),
        picture=_picture(view, head, origin),
        enclosure=_enclosure(view, head, origin),
    )


def _full_text(view: View, head: Head, url: str) -> str:
    """The text for readers elsewhere, and what belongs to it.

    A frame has become a link there, which says what it is, too.
    """
    html = "\n".join(filter(None, (feed_html(feed_body(view, head), url), behind(view, head, url))))
    return with_sponsored(html, view.config.base_url) if head.type == SPONSORED else html


def _told(word: str, title: str) -> str:
    """A headline that begins with its label, unless the writer has begun it so."""
    return title if title[: len(word)].lower() == word.lower() else f"{word}: {title}"


def _picture(view: View, head: Head, origin: str) -> Picture | None:
    image = view.picture_of(head)
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
    found = view.recording(head)
    if found is None:
        return None
    url = found.url if "://" in found.url else origin + found.url
    return Medium(url, permitted(found.type), found.size_bytes, found.duration_s, permitted(found.title))


def origin_of(view: View) -> str:
    """The scheme and host of the site, which root-relative addresses are put behind."""
    base_url: str = view.config.base_url
    return base_url.removesuffix(view.config.base_path)

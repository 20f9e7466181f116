"""Questions about addresses: where something stands, where an old address leads, and which are gone."""

from collections.abc import Iterable

from newsgen.config import ALL_FEEDS, AnyFeed
from newsgen.model import TERM_KINDS, TermKind
from newsgen.questions.articles import of_each_source
from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Scope, Telling, no_arguments
from newsgen.questions.files import asset_examples, asset_of
from newsgen.site import permalinks
from newsgen.site.index import Site
from newsgen.site.redirects import followed


def address(site: Site, source: str) -> str:
    """The URL of what a source is published as: an article, a page, a described term or an asset; else ""."""
    if asset := asset_of(site, source):
        return asset.url
    head = site.head(source)
    if head is None:
        return ""
    if head.form != "term":
        return head.url
    return head.url if site.is_shown(source) else ""


def _url(known: Known, source: str) -> str:
    return address(known.site, source)


def _url_bound(change: Change) -> Scope:
    """What changed itself; and a described term has an address while it has articles, and no better description."""
    descriptions = (source for source, facts in change.site.facts.items() if facts.head.form == "term")
    return Scope((change.sources | change.assets).union(descriptions if change.moved else ()))


def _url_examples(site: Site) -> Iterable[Arguments]:
    return (*of_each_source(site), *asset_examples(site))


def _url_words(telling: Telling, source: str) -> str:
    return f"the address of {telling.title(source)} changed"


url = Family(
    name="url",
    answer=_url,
    bound=_url_bound,
    examples=_url_examples,
    words=_url_words,
)


def _destination(known: Known, url: str) -> str:
    return followed(known.site.config, known.site.redirects, url)


def _destination_examples(site: Site) -> Iterable[Arguments]:
    return [*((old.url,) for old in site.old_addresses), *((facts.head.url,) for facts in site.facts.values())]


def _destination_words(telling: Telling, url: str) -> str:
    return f"{url} leads elsewhere"


destination = Family(
    name="destination",
    answer=_destination,
    examples=_destination_examples,
    words=_destination_words,
)


def _redirects(known: Known) -> tuple[tuple[str, str], ...]:
    """Old address and where it leads in the end, by address."""
    site = known.site
    rows = {old.url: followed(site.config, site.redirects, old.target) for old in site.old_addresses}
    return tuple(sorted(rows.items()))


def _redirects_words(telling: Telling) -> str:
    return "an old address came, went, or leads elsewhere"


redirects = Family(
    name="redirects",
    answer=_redirects,
    examples=no_arguments,
    words=_redirects_words,
)


def _gone(known: Known) -> tuple[str, ...]:
    return tuple(known.site.config.base_path + entry.address for entry in known.site.fates.gone)


def _gone_words(telling: Telling) -> str:
    return "an address is gone for ever, or is no longer"


gone = Family(
    name="gone",
    answer=_gone,
    examples=no_arguments,
    words=_gone_words,
)


def _feed_url(known: Known, format_: AnyFeed, kind: TermKind | None, slug: str | None) -> str:
    config = known.site.config
    if format_ == "podcast":
        # Who asks has looked whether the category is one.
        return permalinks.feed_url(config, format_, kind, str(slug))
    if kind is None:
        return permalinks.feed_url(config, format_) if format_ in config.feeds.formats else ""
    if kind not in config.feeds.terms or format_ not in config.feeds.term_formats:
        return ""
    return permalinks.feed_url(config, format_, kind, str(slug))


def _feed_url_examples(site: Site) -> Iterable[Arguments]:
    for format_ in ALL_FEEDS:
        yield (format_, None, None)
        yield from ((format_, kind, "a") for kind in TERM_KINDS)


def _feed_url_words(telling: Telling, format_: str, *_: str | None) -> str:
    return f"newsgen.yaml: the address of a feed ({format_}) changed"


feed_url = Family(
    name="feed_url",
    answer=_feed_url,
    is_durable=True,
    examples=_feed_url_examples,
    words=_feed_url_words,
)

FAMILIES = (url, destination, redirects, gone, feed_url)

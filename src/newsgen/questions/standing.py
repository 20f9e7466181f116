"""The question what stands at an address, for links that name one: as other systems write them, or from the root."""

from collections.abc import Iterable

from newsgen.model import TERM_KINDS
from newsgen.questions.change import Change
from newsgen.questions.corrections import are_others
from newsgen.questions.family import WHOLE, Arguments, Family, Known, Scope, Telling
from newsgen.site.addressed import addresses, keyed, of_date
from newsgen.site.addressed import at as standing_at
from newsgen.site.index import Site, names_of
from newsgen.site.permalinks import corrections_url, term_url


def _at(known: Known, address: str) -> str:
    return standing_at(known.site, address)


def _bound(change: Change) -> Scope:
    """The addresses of what differs, public or not, and those of the lists in which an article stands or stood."""
    if any(head.form == "term" for head in change.heads):
        return WHOLE
    config = change.site.config
    own = frozenset[str]().union(change.hidden, *map(addresses, change.heads))
    articles = [head for head in change.moved if head.form == "article"]
    dates = (url for head in articles for url in of_date(config, head))
    names = ((kind, name.slug) for head in articles for kind in TERM_KINDS for name in names_of(head, kind))
    lists = [keyed(corrections_url(config))] if are_others(change) else []
    slugs = {change.site.serials.slug(head.series, config.language) for head in articles if head.series}
    series = (keyed(term_url(config, "series", slug)) for slug in slugs)
    terms = (keyed(term_url(config, kind, slug)) for kind, slug in dict.fromkeys(names))
    return Scope(own.union(dates, lists, terms, series))


def _examples(site: Site) -> Iterable[Arguments]:
    return ((url,) for url in ("/none/", *site.addressed, *site.unseen))


def _words(telling: Telling, address: str) -> str:
    return f"{address} is a page now, is none any more, or leads elsewhere"


at = Family(
    name="at",
    answer=_at,
    bound=_bound,
    examples=_examples,
    words=_words,
)

FAMILIES = (at,)

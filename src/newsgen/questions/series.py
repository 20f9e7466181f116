"""Questions about series that are described: which an article has, their parts, and the pages of those."""

from collections.abc import Iterable

from newsgen.model import Head, Series, Term
from newsgen.questions.change import Change
from newsgen.questions.family import (
    NOTHING,
    WHOLE,
    Arguments,
    Family,
    Known,
    Scope,
    Telling,
    no_arguments,
    of_sources,
)
from newsgen.site import pagination, serials
from newsgen.site.claims import described
from newsgen.site.index import Site


def _bound(change: Change) -> Scope:
    """All of the few there are: a part may come and go by any of the names that a description calls its own."""
    is_other = any(head.series for head in change.moved) or any(map(_describes, change.heads))
    return WHOLE if is_other else NOTHING


def _describes(head: Head) -> bool:
    return head.form == "term" and described(head) == "series"


def _words(telling: Telling, *_: object) -> str:
    return "a series has other parts, or another description"


def _serial(known: Known, name: str, slug: str) -> Term | None:
    """The described series that articles mean by a name."""
    site = known.site
    found = site.serials.slug(Series(name, slug=slug), site.config.language)
    return site.serials.by_slug[found].term if found else None


def _serial_examples(site: Site) -> Iterable[Arguments]:
    named = {(head.series.name, head.series.slug) for heads in site.by_series.values() for head in heads if head.series}
    return sorted(named)


serial = Family(name="serial", answer=_serial, bound=_bound, examples=_serial_examples, words=_words)


def _all(known: Known) -> tuple[Term, ...]:
    return tuple(each.term for each in known.site.serials.by_slug.values() if each.parts)


all_serials = Family(name="serials", answer=_all, bound=_bound, examples=no_arguments, words=_words)


def _parts(known: Known, slug: str, lang: str) -> tuple[Head, ...]:
    """The parts for who reads in a language: of those that are translated, the version in it."""
    found = known.site.serials.by_slug.get(slug)
    return found.read_in(lang).parts if found else ()


def _slugs(site: Site) -> Iterable[Arguments]:
    return [*((slug,) for slug in site.serials.by_slug), ("nothing",)]


def _parts_examples(site: Site) -> Iterable[Arguments]:
    return ((slug, lang) for (slug,) in _slugs(site) for lang in {"xx", *(head.lang for head in site.articles)})


parts = Family(name="parts", answer=_parts, digest=of_sources, bound=_bound, examples=_parts_examples, words=_words)


def _near(known: Known, slug: str, source: str, limit: int) -> tuple[Head, ...]:
    found = _read(known.site, slug, source)
    return tuple(serials.near(found, source, limit)) if found else ()


def _read(site: Site, slug: str, source: str) -> serials.Serial | None:
    """A series as it is read in the language of one of its parts."""
    found, head = site.serials.by_slug.get(slug), site.head(source)
    return found.read_in(head.lang) if found and head and head.series else found


def _place(known: Known, slug: str, source: str) -> int:
    """Which part of a series an article is, from 1; 0 where it is none."""
    found = _read(known.site, slug, source)
    return found.places.get(source, -1) + 1 if found else 0


def _place_examples(site: Site) -> Iterable[Arguments]:
    return ((slug, source) for (slug,) in _slugs(site) for source in (*site.facts, "nothing"))


def _near_examples(site: Site) -> Iterable[Arguments]:
    return ((slug, source, limit) for slug, source in _place_examples(site) for limit in (1, 2, 3))


near = Family(name="near", answer=_near, digest=of_sources, bound=_bound, examples=_near_examples, words=_words)
place = Family(name="place", answer=_place, bound=_bound, examples=_place_examples, words=_words)


def _page(known: Known, slug: str, number: int, size: int) -> tuple[Head, ...]:
    found = known.site.serials.by_slug.get(slug)
    return tuple(serials.page(found, number, size)) if found else ()


def _page_examples(site: Site) -> Iterable[Arguments]:
    return ((slug, number, size) for (slug,) in _slugs(site) for number in (1, 2, 3) for size in (1, 2))


serial_page = Family(
    name="serial_page", answer=_page, digest=of_sources, bound=_bound, examples=_page_examples, words=_words
)


def _n_pages(known: Known, slug: str, size: int) -> int:
    found = known.site.serials.by_slug.get(slug)
    return pagination.n_pages(len(found.parts), size) if found else 0


def _n_pages_examples(site: Site) -> Iterable[Arguments]:
    return ((slug, size) for (slug,) in _slugs(site) for size in (1, 2))


n_serial_pages = Family(name="n_serial_pages", answer=_n_pages, bound=_bound, examples=_n_pages_examples, words=_words)


FAMILIES = (serial, all_serials, parts, near, place, serial_page, n_serial_pages)

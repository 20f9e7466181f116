"""Series that a file of content/series/ describes: each a page, with the articles that name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.letters import one_form
from newsgen.model import Head, Series, Term
from newsgen.site import pagination
from newsgen.site.claims import called, described, meant
from newsgen.site.permalinks import term_url

if TYPE_CHECKING:
    from newsgen.site.index import Site


class Serial(Struct, frozen=True):
    """`parts` are in the order in which they are read: by number, then oldest first. None: no page.

    `places`: where each stands among them, by its source, from 0.
    """

    term: Term
    parts: tuple[Head, ...]
    places: Mapping[str, int]
    is_newest_first: bool


class Serials(Struct, frozen=True):
    """`by_slug`, in order; `names`: what is called by a description, as newsgen.letters.one_form has it -> its slug."""

    by_slug: Mapping[str, Serial] = {}
    names: Mapping[str, str] = {}

    def slug(self, series: Series | None, lang: str) -> str:
        """The slug of the description that an article's series has, "" where nobody has described it."""
        if series is None or not self.by_slug:
            return ""
        return self.names.get(one_form(series.name, lang)) or (series.slug if series.slug in self.by_slug else "")


def serials(site: Site) -> Serials:
    lang = site.config.language
    descriptions = {head.slug: head for head in site.descriptions if described(head) == "series"}
    if not descriptions:
        return Serials()
    names: dict[str, str] = {}
    for slug, head in descriptions.items():
        # As of terms: the names that a description says are its own, and what its file is called. Its title is wording.
        own = (*meant(head.also[0].name, lang), *(one_form(name.name, lang) for name in head.also)) if head.also else ()
        for name in own:
            names.setdefault(name, slug)
    empty = {slug: _serial(site, head, ()) for slug, head in sorted(descriptions.items())}
    known = Serials(empty, names)
    parts: dict[str, list[Head]] = {slug: [] for slug in empty}
    for heads in site.by_series.values():
        for head in heads:
            if slug := known.slug(head.series, lang):
                parts[slug].append(head)
    return Serials({slug: _serial(site, descriptions[slug], parts[slug]) for slug in empty}, names)


def _serial(site: Site, description: Head, parts: Iterable[Head]) -> Serial:
    found = sorted(parts, key=lambda head: (head.series.part if head.series else 0, head.date, head.source))
    slug, name = description.slug, description.title or (found[0].series.name if found and found[0].series else "")
    term = Term(
        "series",
        slug,
        name or slug,
        term_url(site.config, "series", slug) if found else "",
        description.description,
        description.image,
        description.source,
        called(description, site.config.language),
    )
    places = {head.source: place for place, head in enumerate(found)}
    return Serial(term, tuple(found), places, description.order == "newest")


def near(serial: Serial, source: str, limit: int) -> Sequence[Head]:
    """As many parts at most, a part of this source and those beside it; the first ones for what is none."""
    start = min(serial.places.get(source, 0) - (limit - 1) // 2, len(serial.parts) - limit)
    return serial.parts[max(start, 0) :][:limit]


def page(serial: Serial, number: int, size: int) -> Sequence[Head]:
    """The parts of a page, numbered from the beginning of the series, in the order in which the page has them."""
    newest_first = pagination.page(serial.parts[::-1], number, size)
    return newest_first if serial.is_newest_first else newest_first[::-1]


def first_number(serial: Serial) -> int:
    """The number of the first page that has an address of its own below the front."""
    return 1 if serial.is_newest_first else 2


def last_number(serial: Serial, size: int) -> int:
    """That of the last one, where that is not smaller than the first."""
    n_pages = pagination.n_pages(len(serial.parts), size)
    return n_pages - 1 if serial.is_newest_first else n_pages

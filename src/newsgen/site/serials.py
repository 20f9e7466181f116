"""Series that a file of content/series/ describes: each a page, with the articles that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.letters import one_form
from newsgen.model import Head, Series, Term
from newsgen.site import pagination
from newsgen.site.claims import called, described, meant
from newsgen.site.permalinks import term_url

if TYPE_CHECKING:
    from newsgen.site.index import Site


class Serial(Struct, frozen=True):
    """`parts` are in the order in which they are read, as `in_order` has it. None: no page.

    `places`: where each stands among them, by its source, from 0. `every`: all versions of those that are translated;
    `others`: the series in the languages that have versions of their own.
    """

    term: Term
    parts: tuple[Head, ...]
    places: Mapping[str, int]
    is_newest_first: bool
    every: tuple[Head, ...] = ()
    others: Mapping[str, Serial] = {}

    def read_in(self, lang: str) -> Serial:
        """The series as it is read in a language."""
        return self.others.get(lang, self)


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


def in_order(parts: Iterable[Head]) -> tuple[Head, ...]:
    """By number, those without one behind them; else oldest first."""
    return tuple(sorted(parts, key=_order))


def _order(head: Head) -> tuple[bool, int, datetime, str]:
    part = head.series.part if head.series else 0
    return part == 0, part, head.date, head.source


def versions(parts: tuple[Head, ...], lang: str, default: str) -> tuple[Head, ...]:
    """The parts, and of a translated one the version in a language: this one, else the site's, else the first."""
    langs: dict[str, set[str]] = defaultdict(set)
    for head in parts:
        if head.translation_key:
            langs[head.translation_key].add(head.lang)
    if not any(len(each) > 1 for each in langs.values()):
        return parts
    wanted = {
        key: next((each for each in (lang, default) if each in found), min(found)) for key, found in langs.items()
    }
    return tuple(head for head in parts if wanted.get(head.translation_key, head.lang) == head.lang)


def _serial(site: Site, description: Head, parts: Iterable[Head]) -> Serial:
    every, default = in_order(parts), site.config.language
    made = _of_parts(site, description, versions(every, default, default), every)
    if len(made.parts) == len(every):
        return made
    langs = {head.lang for head in every} - {default}
    others = {lang: _of_parts(site, description, versions(every, lang, default), every) for lang in sorted(langs)}
    return replace(made, others=others)


def _of_parts(site: Site, description: Head, found: tuple[Head, ...], every: tuple[Head, ...]) -> Serial:
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
    return Serial(term, found, places, description.order == "newest", every)


def near(serial: Serial, source: str, limit: int) -> Sequence[Head]:
    """As many parts at most, a part of this source and those beside it; the first ones for what is none."""
    return around(serial.parts, serial.places.get(source, 0), limit)


def around(parts: Sequence[Head], place: int, limit: int) -> Sequence[Head]:
    """As many parts at most, the one at a place and those beside it."""
    start = min(place - (limit - 1) // 2, len(parts) - limit)
    return parts[max(start, 0) :][:limit]


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

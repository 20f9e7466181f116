"""Names of series that are most likely one and are taken for several, or several and taken for one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.letters import letters
from newsgen.model import Head
from newsgen.site.index import Site

# So many names are told.
_N_NAMED = 5


def series(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`series-spellings`, a warning: names that differ in accents or signs are several series where none is described;
    other names of one address are one where that is.
    """
    by_slug: dict[str, list[tuple[str, tuple[Head, ...]]]] = defaultdict(list)
    for form, heads in site.by_series.items():
        if heads[0].series is not None and heads[0].series.slug:
            by_slug[heads[0].series.slug].append((form, heads))
    for slug, found in sorted(by_slug.items()):
        if len(found) > 1:
            yield from _told(site, slug, found)


SERIES = Check("series", "heads", frozenset({"series-spellings"}), "warning", series)


def _told(site: Site, slug: str, found: Sequence[tuple[str, tuple[Head, ...]]]) -> Iterator[Diagnostic]:
    if slug in site.serials.by_slug:
        # What a description names itself is no guess.
        loose = {letters(form, site.config.language): heads for form, heads in found if form not in site.serials.names}
        if len(loose) > 1:
            yield _one(site, slug, list(loose.values()))
        return
    by_letters: dict[str, list[tuple[Head, ...]]] = defaultdict(list)
    for form, heads in found:
        if form not in site.serials.names:
            by_letters[letters(form, site.config.language)].append(heads)
    yield from (_several(site, slug, groups) for groups in by_letters.values() if len(groups) > 1)


def _one(site: Site, slug: str, groups: Sequence[tuple[Head, ...]]) -> Diagnostic:
    source = site.serials.by_slug[slug].term.source
    text = f'{_names(groups)} are one series by their address, that of "{source}"'
    hint = f"if they are one, write also: […] with the names into {source}; if not, describe each in a file of its own"
    return Diagnostic("series-spellings", Place(groups[1][0].source), text, hint, "warning")


def _several(site: Site, slug: str, groups: Sequence[tuple[Head, ...]]) -> Diagnostic:
    text = f"{_names(groups)} are different series, each with a box of its own"
    file = f"{site.config.content}/series/{slug}.md"
    hint = f"write one of these names in all parts, or a file {file}, whose series they all are then"
    return Diagnostic("series-spellings", Place(groups[1][0].source), text, hint, "warning")


def _names(groups: Sequence[tuple[Head, ...]]) -> str:
    named = [f'"{heads[0].series.name}" ({heads[0].source})' for heads in groups if heads[0].series]
    if len(named) > _N_NAMED:
        named = [*named[:_N_NAMED], f"{len(named) - _N_NAMED} more"]
    return f"{', '.join(named[:-1])} and {named[-1]}"

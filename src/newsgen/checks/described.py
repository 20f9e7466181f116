"""A category, tag or author has one description, and a name belongs to one of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.letters import one_form
from newsgen.model import DescribedKind, Head
from newsgen.site.claims import described, own_names
from newsgen.site.index import Site


def descriptions(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`term-described-twice`, a warning: a description is left out. `term-claimed-twice`: two have one name.

    `series-empty`, a notice: a description of a series that no public article belongs to.
    """
    by_slug: dict[tuple[DescribedKind, str], list[str]] = defaultdict(list)
    by_name: dict[tuple[DescribedKind, str], dict[str, Head]] = defaultdict(dict)
    for head in site.descriptions:
        if kind := described(head):
            by_slug[kind, head.slug].append(head.source)
            for name in own_names(head, site.config.language):
                by_name[kind, one_form(name, site.config.language)].setdefault(head.slug, head)
    for slug, serial in site.serials.by_slug.items():
        if not serial.parts:
            yield _empty(slug, serial.term.source)
    for (kind, _), sources in by_slug.items():
        yield from _left_out(kind, sources)
    for (kind, name), heads in by_name.items():
        if len(heads) > 1:
            yield _claimed(kind, name, list(heads.values()))


_CODES = frozenset({"term-described-twice", "term-claimed-twice", "series-empty"})
DESCRIBED = Check("described", "heads", _CODES, "error", descriptions)


def _empty(slug: str, source: str) -> Diagnostic:
    text = f'no public article belongs to the series "{slug}", so that it has no page'
    hint = f"write series: {slug} into its parts, or also: [the name that they write] into this file"
    return Diagnostic("series-empty", Place(source), text, hint, "notice")


def _left_out(kind: DescribedKind, sources: Sequence[str]) -> Iterator[Diagnostic]:
    *others, used = sources
    for source in others:
        text = f'this {kind} is described by "{used}", too, and that is used'
        yield Diagnostic("term-described-twice", Place(source), text, "keep one of them", "warning")


def _claimed(kind: DescribedKind, name: str, heads: Sequence[Head]) -> Diagnostic:
    first, other = heads[:2]
    text = f'the {kind} "{name}" is "{first.source}" by its name or its also: …, too'
    return Diagnostic("term-claimed-twice", Place(other.source), text, "take the name out of one of them")

"""A category, tag or author has one description, and a name belongs to one of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.checks.empty import EMPTY_CODES, empty
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.letters import one_form
from newsgen.model import DescribedKind, Head
from newsgen.site.claims import described, own_names
from newsgen.site.index import Site


def descriptions(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`term-described-twice`, a warning: a description is left out. `term-claimed-twice`: two have one name.

    `series-empty` and `term-empty`, notices: a description of what no public article names.
    """
    by_slug: dict[tuple[DescribedKind, str], list[str]] = defaultdict(list)
    by_name: dict[tuple[DescribedKind, str], dict[str, Head]] = defaultdict(dict)
    for head in site.descriptions:
        if kind := described(head):
            by_slug[kind, head.slug].append(head.source)
            for name in _names(head, site.config.language):
                by_name[kind, one_form(name, site.config.language)].setdefault(head.slug, head)
    for (kind, _), sources in by_slug.items():
        yield from _left_out(kind, sources)
    claimed = {key: list(heads.values()) for key, heads in by_name.items() if len(heads) > 1}
    for (kind, name), found in claimed.items():
        yield _claimed(kind, name, found)
    yield from empty(site, {head.source for heads in claimed.values() for head in heads})


_CODES = frozenset({"term-described-twice", "term-claimed-twice"}) | EMPTY_CODES
DESCRIBED = Check("described", "heads", _CODES, "error", descriptions)


def _names(head: Head, lang: str) -> Iterable[str]:
    """Its own names, and that of its file where its title is the same: articles mean it by that."""
    yield from own_names(head, lang)
    for file in head.also[:1]:
        if described(head) == "series" or one_form(head.title or file.name, lang) == one_form(file.name, lang):
            yield file.name


def _left_out(kind: DescribedKind, sources: Sequence[str]) -> Iterator[Diagnostic]:
    *others, used = sources
    for source in others:
        text = f'this {kind} is described by "{used}", too, and that is used'
        yield Diagnostic("term-described-twice", Place(source), text, "keep one of them", "warning")


def _claimed(kind: DescribedKind, name: str, heads: Sequence[Head]) -> Diagnostic:
    first, other = heads[:2]
    text = f'the {kind} "{name}" is "{first.source}" by its name or its also: …, too'
    return Diagnostic("term-claimed-twice", Place(other.source), text, "take the name out of one of them")

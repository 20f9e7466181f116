"""Names of what is due later that would meet others at one address, found among those of their own slugs alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec.structs import replace

from newsgen.checks.base import Read
from newsgen.checks.spellings import SPELLINGS
from newsgen.diagnostics import Diagnostic
from newsgen.letters import is_plain, one_form
from newsgen.model import TERM_FIELDS, TERM_KINDS, Head, TermKind
from newsgen.site.index import Facts, Site, named, names_of

# Kind and slug of a term.
Slug = tuple[TermKind, str]


def meeting(site: Site, coming: Site, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`terms-meet`, where names of `coming`, as site.later.alone has it, would have the address of others.

    Of the articles of now, one for each spelling is looked at: a category may have tens of thousands.
    """
    due = [facts.head for facts in coming.facts.values() if facts.head.form == "article"]
    slugs = set(_slugs(due))
    odd = [site.facts[source].head for source, read in readings.items() if read.odd_kinds and source in site.facts]
    written = _odd_of(site, odd, slugs)
    suspects = written.keys() | set(_slugs(due, site.config.language))
    if not suspects:
        return
    heads = {head.source: head for slug in suspects for head in (*written[slug].values(), *_plain(site, *slug))}
    facts = {**{source: Facts(head, b"", b"") for source, head in heads.items()}, **coming.facts}
    few = replace(coming, facts=facts)
    found = SPELLINGS.run(few, (), {source: readings[source] for source in facts})
    yield from (each for each in found if each.level == "error")


def _slugs(heads: Iterable[Head], odd_in: str = "") -> Iterator[Slug]:
    """What articles name; with a language, only by names that are not plain in it."""
    for head in heads:
        for kind, names in named(head):
            yield from ((kind, name.slug) for name in names if not (odd_in and is_plain(name.name, name.slug, odd_in)))


def _odd_of(site: Site, odd: Sequence[Head], slugs: set[Slug]) -> Mapping[Slug, dict[str, Head]]:
    """An article for each name of these slugs that is not plain."""
    lang = site.config.language
    found: dict[Slug, dict[str, Head]] = defaultdict(dict)
    for kind in TERM_KINDS:
        for head in _one_of_each(odd, kind):
            for name in names_of(head, kind):
                if (kind, name.slug) in slugs and not is_plain(name.name, name.slug, lang):
                    found[kind, name.slug].setdefault(one_form(name.name, lang), head)
    return found


def _plain(site: Site, kind: TermKind, slug: str) -> Iterator[Head]:
    """An article that has the plain name, if there is one."""
    lang = site.config.language
    for head in _one_of_each(site.members(kind, slug), kind):
        if any(name.slug == slug and is_plain(name.name, slug, lang) for name in names_of(head, kind)):
            yield head
            return


def _one_of_each(heads: Sequence[Head], kind: TermKind) -> Iterable[Head]:
    """An article for each tuple of names: thousands share one (gather.readings)."""
    return dict(zip(map(id, map(attrgetter(TERM_FIELDS[kind]), heads)), heads, strict=True)).values()

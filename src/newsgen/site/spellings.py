"""How articles spell the terms that they name, where one term has several spellings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from operator import attrgetter

from msgspec import Struct

from newsgen.letters import is_plain, one_form
from newsgen.model import TERM_FIELDS, TERM_KINDS, Head, Term, TermKind
from newsgen.site.index import Site, names_of, order


class Spelling(Struct, frozen=True):
    """A name as `n_articles` write it; `source` is the oldest of them, or the description that is called so."""

    name: str
    n_articles: int
    source: str


def met(site: Site, odd: Iterable[tuple[str, Head]]) -> Iterator[tuple[TermKind, str, tuple[Spelling, ...]]]:
    """Each slug that several names of a kind have, with those; what a description is called, or the oldest, first.

    `odd`: the kinds of which an article has names that are not plain (newsgen.letters), with it. Articles are looked
    for by those: two plain names of one slug are one name.
    """
    by_kinds: dict[str, list[Head]] = defaultdict(list)
    for kinds, head in odd:
        by_kinds[kinds].append(head)
    for kind in TERM_KINDS:
        listed = [head for kinds, heads in by_kinds.items() if kind in kinds for head in heads if not head.unlisted]
        for slug in sorted(_suspects(site, kind, listed)):
            found = _spellings(site, kind, slug)
            if len(found) > 1:
                yield kind, slug, found


def met_by(site: Site, edited: Iterable[Head]) -> Iterator[tuple[TermKind, str, tuple[Spelling, ...]]]:
    """As `met`, of those slugs alone that some articles name, where all others name each of them alike."""
    edited = tuple(edited)
    sources = {head.source for head in edited}
    for kind in TERM_KINDS:
        named: dict[str, set[str]] = defaultdict(set)
        for name in chain.from_iterable(names_of(head, kind) for head in edited):
            named[name.slug].add(name.name)
        for slug in sorted(named):
            names = named[slug].union(_by_another(site, kind, slug, sources))
            found = _spellings(site, kind, slug) if _are_several(site, kind, slug, names) else ()
            if len(found) > 1:
                yield kind, slug, found


def _by_another(site: Site, kind: TermKind, slug: str, sources: Set[str]) -> Sequence[str]:
    """How an article names a term that is none of these, if there is one."""
    others = (head for head in chain(site.members(kind, slug), site.unlisted) if head.source not in sources)
    return next(filter(None, (_names(head, kind, slug) for head in others)), ())


def _are_several(site: Site, kind: TermKind, slug: str, names: Iterable[str]) -> bool:
    """Whether names of a slug are several, with what its description is called."""
    term, lang = site.terms(kind)[slug], site.config.language
    own = _own(term, lang)
    return len({_key(term, own, name, lang) for name in names} | ({""} if term.also else set())) > 1


def _suspects(site: Site, kind: TermKind, odd: Iterable[Head]) -> set[str]:
    """The slugs that may have several names: their articles are to be looked through."""
    lang = site.config.language
    by_slug, twice = _odd_forms(odd, kind, lang)
    terms = site.terms(kind)
    odd_slugs = by_slug.keys() | {slug for slug, term in terms.items() if term.source}
    found = {slug for slug in odd_slugs if _may_meet(site, terms[slug], by_slug.get(slug, {}))}
    hidden = {name for head in site.unlisted for name in names_of(head, kind)}
    met_there = {each.slug for each in hidden if each.slug in odd_slugs or not is_plain(each.name, each.slug, lang)}
    return found | twice | met_there


def _odd_forms(heads: Iterable[Head], kind: TermKind, lang: str) -> tuple[Mapping[str, Counter[str]], set[str]]:
    """Slug -> how many articles have each of its names that are not plain, as letters.one_form has it.

    And the slugs that one article names twice, of whose names that number tells nothing. An archive has hundreds of
    thousands of names and some thousands that differ, and thousands of articles with the same tuple of them
    (gather.readings): none is looked at twice.
    """
    tuples = list(map(attrgetter(TERM_FIELDS[kind]), heads))
    shared = dict(zip(map(id, tuples), tuples, strict=True))
    written: dict[tuple[str, str], int] = defaultdict(int)
    twice: set[str] = set()
    for id_, n in Counter(map(id, tuples)).items():
        slugs = Counter(each.slug for each in shared[id_])
        twice.update(slug for slug, n_names in slugs.items() if n_names > 1)
        for each in shared[id_]:
            written[each.name, each.slug] += n
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, slug), n in written.items():
        if not is_plain(name, slug, lang):
            found[slug][one_form(name, lang)] += n
    return found, twice


def _may_meet(site: Site, term: Term, odd: Mapping[str, int]) -> bool:
    """Whether a term's listed articles may spell it otherwise than its description or each other; `odd`: how often."""
    assert term.kind != "series"
    is_alone = sum(odd.values()) == len(site.members(term.kind, term.slug))
    if not term.source:
        return len(odd) > 1 or not is_alone
    return not odd.keys() <= set(term.also) or not (is_alone or term.slug.replace("-", " ") in term.also)


def _spellings(site: Site, kind: TermKind, slug: str) -> tuple[Spelling, ...]:
    term, lang = site.terms(kind)[slug], site.config.language
    found: dict[str, Spelling] = {}
    if term.also:
        found[""] = Spelling(term.name, 0, term.source)
    own = _own(term, lang)
    heads = [*site.members(kind, slug), *(head for head in site.unlisted if _names(head, kind, slug))]
    # The oldest first, as the index has it: of two of one moment, the one that lists show last.
    for head in sorted(heads, key=order, reverse=True):
        for name in _names(head, kind, slug):
            key = _key(term, own, name, lang)
            known = found.get(key, Spelling(name, 0, head.source))
            found[key] = Spelling(known.name, known.n_articles + 1, known.source)
    return tuple(found.values())


def _own(term: Term, lang: str) -> Collection[str]:
    """The forms that are called by a description's title; where it has none, by what the oldest article says."""
    return {*term.also, one_form(term.name, lang)} if term.also else ()


def _key(term: Term, own: Collection[str], name: str, lang: str) -> str:
    """What all spellings of one name have in common: "" of those that a description says."""
    form = one_form(name, lang)
    return "" if form in own or (term.also and name == term.slug) else form


def _names(head: Head, kind: TermKind, slug: str) -> list[str]:
    return [name.name for name in names_of(head, kind) if name.slug == slug]

"""Questions about categories, tags and authors."""

from collections.abc import Iterable

from newsgen.model import TERM_KINDS, Head, Term, TermKind
from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Question, Scope, Telling
from newsgen.questions.telling import LABELS
from newsgen.site.claims import described
from newsgen.site.index import Site, named
from newsgen.site.lists import list_name


def _terms(known: Known, kind: TermKind) -> tuple[Term, ...]:
    """The terms that have articles, by name as a dictionary would have them."""
    used = known.site.groups(kind)
    return tuple(
        sorted((term for slug, term in known.site.terms(kind).items() if slug in used), key=lambda term: term.slug)
    )


def _terms_examples(site: Site) -> Iterable[Arguments]:
    return ((kind,) for kind in TERM_KINDS)


def _terms_words(telling: Telling, kind: TermKind) -> str:
    return f"the {LABELS[kind]}s are others, or have other names"


def _terms_bound(change: Change) -> Scope:
    """Those of which an article that moved names one, or has named one, and those that a head describes."""
    kinds = {kind for head in change.moved for kind, names in named(head) if names}
    described_kinds = (described(head) for head in change.heads if head.form == "term")
    return Scope(frozenset({*kinds, *(kind for kind in described_kinds if kind)}))


terms = Family(
    name="terms",
    answer=_terms,
    bound=_terms_bound,
    examples=_terms_examples,
    words=_terms_words,
)


def _term(known: Known, kind: TermKind, slug: str) -> Term | None:
    return known.site.terms(kind).get(slug)


def _by_list(question: Question) -> str:
    _, kind, slug = question
    return list_name(str(kind), str(slug))


def _bound(change: Change) -> Scope:
    """Those that an article names or has named which moved, and those that a head describes."""
    in_lists = (list_name(kind, name.slug) for head in change.moved for kind, names in named(head) for name in names)
    return Scope(frozenset(in_lists).union(*map(_described, change.heads)))


def _described(head: Head) -> Iterable[str]:
    kind = described(head) if head.form == "term" else None
    return [list_name(kind, head.slug)] if kind else []


def _term_examples(site: Site) -> Iterable[Arguments]:
    return ((kind, slug) for kind in TERM_KINDS for slug in (*site.terms(kind), "nobody"))


def _term_words(telling: Telling, kind: TermKind, slug: str) -> str:
    return f"{telling.list(list_name(kind, slug))} has another name or description"


term = Family(
    name="term",
    answer=_term,
    found_by=_by_list,
    bound=_bound,
    examples=_term_examples,
    words=_term_words,
)

FAMILIES = (terms, term)

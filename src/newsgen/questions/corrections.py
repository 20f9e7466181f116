"""Questions about corrections: all of them, page by page, and whether there are any."""

from collections.abc import Iterable

from newsgen.digests import digest_of
from newsgen.questions.change import Change
from newsgen.questions.family import NOTHING, WHOLE, Arguments, Family, Known, Question, Scope, Telling, no_arguments
from newsgen.site import pagination
from newsgen.site.corrections import Corrected, corrections_of
from newsgen.site.index import Site


def are_others(change: Change) -> bool:
    """Whether a correction came, went or says something else: a new article brings none."""
    return any(corrections_of(old) != corrections_of(new) for old, new in change.pairs())


def _bound(change: Change) -> Scope:
    return WHOLE if are_others(change) else NOTHING


def _words(telling: Telling, *_: int) -> str:
    return "there are other corrections"


def _corrections(known: Known, number: int, size: int) -> tuple[Corrected, ...]:
    return tuple(pagination.page(known.site.corrections, number, size))


def _digest(known: Known, question: Question) -> bytes:
    """What the article says is a question of its own."""
    found: tuple[Corrected, ...] = known.value(question)  # type: ignore[assignment]  # what this family answers
    return digest_of([(each.article.source, each.correction) for each in found])


def _examples(site: Site) -> Iterable[Arguments]:
    n_all = len(site.corrections)
    return [(number, size) for size in (1, 2) for number in range(1, pagination.n_pages(n_all, size) + 2)]


corrections = Family(
    name="corrections",
    answer=_corrections,
    digest=_digest,
    bound=_bound,
    examples=_examples,
    words=_words,
)


def _n_pages(known: Known, size: int) -> int:
    return pagination.n_pages(len(known.site.corrections), size)


def _n_pages_examples(site: Site) -> Iterable[Arguments]:
    return [(1,), (2,)]


n_correction_pages = Family(
    name="n_correction_pages",
    answer=_n_pages,
    bound=_bound,
    examples=_n_pages_examples,
    words=_words,
)


def _has_any(known: Known) -> bool:
    return bool(known.site.corrections)


has_corrections = Family(
    name="has_corrections",
    answer=_has_any,
    bound=_bound,
    examples=no_arguments,
    words=_words,
)

FAMILIES = (corrections, n_correction_pages, has_corrections)

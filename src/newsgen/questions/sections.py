"""Questions about sections: in which order the menu has them, and the colour of each."""

from collections.abc import Iterable

from newsgen.model import Term
from newsgen.questions.family import Arguments, Family, Known, Question, Telling, no_arguments
from newsgen.site.index import Site
from newsgen.site.sections import sections as slugs
from newsgen.site.sections import tone as tone_of


def _sections(known: Known) -> tuple[Term, ...]:
    return tuple(known.site.terms("category")[slug] for slug in slugs(known.site))


def _sections_words(telling: Telling) -> str:
    return "the sections are others, or in another order"


# Neither has a bound: it is asked by few words, once each.
sections = Family(
    name="sections",
    answer=_sections,
    examples=no_arguments,
    words=_sections_words,
)


def _tone(known: Known, slug: str) -> int:
    return tone_of(known.site, slug)


def _tone_examples(site: Site) -> Iterable[Arguments]:
    return ((slug,) for slug in (*site.terms("category"), "nobody"))


def _tone_words(telling: Telling, slug: str) -> str:
    return f"{telling.list(f'category/{slug}')} has another colour"


def _always(question: Question) -> bool:
    return True


tone = Family(
    name="tone",
    answer=_tone,
    is_lasting=_always,
    examples=_tone_examples,
    words=_tone_words,
)

FAMILIES = (sections, tone)

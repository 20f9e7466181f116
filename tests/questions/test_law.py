"""The law of the engine: what is not asked again after a change has the same answer as before, in every family."""

from collections.abc import Iterator, Mapping
from functools import reduce
from random import Random

import pytest

from newsgen.model import Body, Head
from newsgen.questions.answers import Answers
from newsgen.questions.change import Change
from newsgen.questions.family import Family, Known, Question, scope
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.standard import standard
from tests.questions.published import change, published
from tests.questions.worlds import FIELDS, FIRST, World, edit, edited, site

N_SITES = 60
# For each site, one by one, then all at once.
N_EDITS = 15

FAMILIES = standard().families
# All but those that only inputs change.
CHANGING = {name for name, family in FAMILIES.items() if not family.is_durable}


class Theme:
    """What stands outside of the index, which no edit of these sites changes; its fragments show what is newest."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def body(self, key: bytes) -> Body:
        """What a text refers to, it shows: the key of a body is that here."""
        return Body(f'<img alt="" src="newsgen:{key.decode()}">' if key else "")

    def box(self, view: View, name: str, values: Mapping[str, object], lang: str) -> str:
        return name

    def fragment(self, known: Known, name: str, lang: str, exclude: str) -> str:
        return "".join(head.title for head in self.site.articles[:3])

    def template_digest(self, name: str) -> str:
        return name

    def kind_version(self, name: str) -> str:
        return name


class Asking:
    """Looks, family by family, at what is not asked again; `put_to_the_test`: those whose bound was needed."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        self.families = families
        self.put_to_the_test: set[str] = set()

    def overlooked(self, old: Answers, new: Answers, change: Change) -> list[Question]:
        """The questions that have another answer and are not asked again."""
        found = []
        for family in self.families.values():
            suspects = scope(family, change)
            for question in _examples(family, old.site, new.site):
                if old.digest(question) != new.digest(question):
                    self.put_to_the_test.add(family.name)
                    if not suspects.holds(question, family.found_by(question)):
                        found.append(question)
        return found


def _examples(family: Family, *sites: Site) -> Iterator[Question]:
    arguments = {each for site in sites for each in family.examples(site)}
    return ((family.name, *each) for each in arguments)


def answers(world: World) -> Answers:
    index = site(world)
    return Answers(index, Theme(index), FAMILIES)


def check(seeds: range) -> set[str]:
    """Edit many sites; returns the families of whose questions one had another answer, once at least.

    By seeds and not by hypothesis, which draws the first of many edits more often than all others together.
    """
    asking = Asking(FAMILIES)
    for seed in seeds:
        chance = Random(seed)
        before = [edit(chance) for _ in range(chance.randrange(15))]
        world = reduce(edited, before, FIRST)
        old = answers(world)
        single = [edit(chance) for _ in range(N_EDITS)]
        with published(world, old.site) as last:
            for edits in (*([each] for each in single), single):
                new = answers(reduce(edited, edits, world))
                overlooked = asking.overlooked(old, new, change(last, new.site))
                assert overlooked == [], f"after {before}, with {edits}"
    return asking.put_to_the_test


def test_what_is_not_asked_again_has_the_same_answer() -> None:
    """And every family is put to the test: were its bound empty, an edit would have shown it."""
    put_to_the_test = check(range(N_SITES))

    assert CHANGING - put_to_the_test == set()


@pytest.mark.nightly
def test_what_is_not_asked_again_has_the_same_answer_in_many_sites() -> None:
    assert CHANGING - check(range(N_SITES, 50 * N_SITES)) == set()


def test_the_law_edits_every_field_of_a_head() -> None:
    assert {"source", *FIELDS} == set(Head.__struct_fields__)


def test_every_family_has_examples() -> None:
    some = site(FIRST)

    assert [family.name for family in FAMILIES.values() if not list(family.examples(some))] == []

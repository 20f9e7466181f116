"""Which outputs asked something whose answer has changed: a search through bytes finds what a look at each does."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from newsgen.make.asking import N_SEARCHED, stale_outputs
from newsgen.make.standing import StandingOutputs
from newsgen.standard import standard
from newsgen.state.cache import OutputRow
from newsgen.state.questions import QuestionRow

KINDS = standard().kinds
# Ids whose bytes are alike, stand in one another where two ids meet, and mean something in a regular expression.
IDS = st.sampled_from(
    [1, 256, 257, 65_536, 16_777_216, 16_843_009, *map(ord, ".*\n\\|[("), 0x2E2A0A5C, *range(300, 330)]
)


def question(id_: int) -> QuestionRow:
    return QuestionRow(id_, "url", "", f'["url","content/{id_}.md"]'.encode(), b"new", 2)


@given(st.lists(st.lists(IDS, max_size=6), max_size=9), st.sets(IDS, max_size=N_SEARCHED + 4))
def test_outputs_that_asked_a_changed_question_are_stale_and_no_others(
    asked: list[list[int]], changed: set[int]
) -> None:
    rows = {
        f"{number}/index.html": OutputRow(f"{number}/index.html", "article", b"", b"", array("I", ids).tobytes())
        for number, ids in enumerate(asked)
    }
    plan = StandingOutputs(rows, KINDS)

    found = stale_outputs(plan, rows, [*map(question, changed)], frozenset(), KINDS, str)

    assert [each.output.path for each in found] == [
        path for path, ids in zip(rows, asked, strict=True) if changed.intersection(ids)
    ]

"""What the gaps of a preview's pages are filled with (newsgen.gaps): it is no part of their files."""

from collections.abc import Mapping
from typing import cast

from newsgen.gaps import Gap
from newsgen.make.asking import question_of
from newsgen.questions.answers import Answers
from newsgen.questions.theme import gap
from newsgen.render.templates import TemplateProblem
from newsgen.state.questions import QuestionRow, Questions


def is_filled(row: QuestionRow, answers: Answers) -> bool:
    """Whether a question is one of a gap that can be filled: its pages stay as they are, whatever it is filled with."""
    return row.family == gap.name and _texts(row, answers) is not None


def fillings(questions: Questions, answers: Answers) -> Mapping[Gap, str]:
    """The text of each gap that any page has. One that cannot be made is of no page any more."""
    found: dict[Gap, str] = {}
    for row in questions.of(gap.name, None):
        _, name, lang, _ = question_of(row)
        for exclude, text in _texts(row, answers) or ():
            found[Gap(str(name), str(lang), exclude)] = text
    return found


def _texts(row: QuestionRow, answers: Answers) -> tuple[tuple[str, str], ...] | None:
    try:
        return cast(tuple[tuple[str, str], ...], answers.value(question_of(row)))
    except TemplateProblem:
        return None

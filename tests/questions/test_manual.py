"""docs/theme.md has all that templates can ask and read, and nothing else."""

import inspect
import re
from pathlib import Path

import pytest
from msgspec import Struct

from newsgen.kinds.base import ListPage
from newsgen.model import (
    Asset,
    Citation,
    Correction,
    Embedded,
    Enclosure,
    Head,
    Heading,
    Image,
    Podcast,
    Profile,
    Series,
    Term,
    TermName,
)
from newsgen.questions.view import View, questions
from newsgen.site.corrections import Corrected
from newsgen.site.pictures import Crop
from newsgen.site.recordings import Recording

MANUAL = (Path(__file__).parents[2] / "docs" / "theme.md").read_text("utf-8")

VALUES: dict[str, type[Struct]] = {
    "article (also a standing page, a term's description)": Head,
    "profile of an author": Profile,
    "name of a term, as an article has it": TermName,
    "term": Term,
    "picture": Image,
    "file": Asset,
    "what a picture says of itself": Embedded,
    "cut of a picture": Crop,
    "sound or film": Enclosure,
    "recording of an article": Recording,
    "podcast": Podcast,
    "series": Series,
    "source of an article": Citation,
    "correction": Correction,
    "correction with what it corrects": Corrected,
    "heading of a text": Heading,
    "page of a list": ListPage,
}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    lines = MANUAL.partition(f"### {heading}\n")[2].partition("\n### ")[0].splitlines()
    table = [line for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table[2:]]


def spelt(name: str) -> str:
    """A question as the manual has it: `site.term(kind, slug)`, `site.years`."""
    asked = getattr(View, name)
    if not callable(asked):
        return f"site.{name}"
    _, *parameters = inspect.signature(asked).parameters
    return f"site.{name}({', '.join(parameters)})"


def test_the_manual_has_every_question_with_what_it_takes() -> None:
    """What stands there and is not so is an error in somebody's template; what does not stand there nobody finds."""
    table = rows("Questions to the site")
    written = [question for cells in table for question in re.findall(r"`(site\.[^`]*)`", cells[0])]

    assert {*written} == {*map(spelt, questions()), "site.config.KEY"} | {"site.config"}
    assert len(written) == len(set(written))


def test_the_manual_says_of_every_question_what_it_gives_and_when_its_page_is_made_again() -> None:
    assert [cells for cells in rows("Questions to the site") if len(cells) != 3 or not all(cells)] == []


@pytest.mark.parametrize("value", VALUES)
def test_the_manual_has_every_field_of_a_value(value: str) -> None:
    (fields,) = [cells[1] for cells in rows("Values and what they have") if cells[0] == value]

    written = re.findall(r"`(\w+)`", fields)

    assert sorted(written) == sorted(VALUES[value].__struct_fields__)


@pytest.mark.parametrize("value", VALUES)
def test_a_value_has_its_fields_and_nothing_else(value: str) -> None:
    """What else it had, templates could read."""
    kind = VALUES[value]

    assert {name for name in dir(kind) if not name.startswith("_")} == {*kind.__struct_fields__}


def test_the_manual_knows_no_other_value() -> None:
    assert [cells[0] for cells in rows("Values and what they have")] == list(VALUES)


def test_every_question_says_in_its_docstring_what_it_gives() -> None:
    assert [name for name in questions() if not getattr(View, name).__doc__] == []

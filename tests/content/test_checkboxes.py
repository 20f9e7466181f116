"""Boxes of task lists are drawn where an engine drew them, in text, and nowhere else."""

import re

import pytest

from newsgen.config import RawHtml
from newsgen.content.markup.checkboxes import drawn, put_by
from tests.content.engines import COMMONMARK, COMMONMARK_ALLOW, COMMONMARK_ESCAPE
from tests.content.reader import Config, Markdown, body_of, told

BOX = '<input disabled="" type="checkbox">'
NAMES = ("&#xFDD2;", "&#64978;", "&#XFDD2", "&#064979;", "&#xfdd3", "\ufdd2", "\ufdd3")


def with_tasks(mode: RawHtml = "sanitize") -> Config:
    return Config(language="de", markdown=Markdown(html=mode, extensions={"pymdownx.tasklist": {}}))


EACH = pytest.mark.parametrize(
    "config",
    [COMMONMARK, COMMONMARK_ALLOW, COMMONMARK_ESCAPE, with_tasks(), with_tasks("allow"), with_tasks("escape")],
    ids=["commonmark", "commonmark-allow", "commonmark-escape", "markdown", "markdown-allow", "markdown-escape"],
)


@EACH
@pytest.mark.parametrize(
    "text",
    [
        "![Karte {}; frei](cup.jpg)",
        '![Karte](cup.jpg "{}; frei")',
        '[l](https://a.example/ "{}; frei")',
        '<abbr title="{}; frei">a</abbr>',
        '<p title="{}; frei">a</p>',
        "Ein {}; frei `{};`",
        "Die A.\n\n*[A]: {}; frei",
        "# K {}; frei",
        'Wort\n{{: title="{}; frei" }}',
        "```\n{};\n```",
        "| {}; |\n| --- |\n| {}; |",
        "A[^1]\n\n[^1]: N {};",
    ],
)
def test_a_character_that_a_writer_wrote_never_becomes_a_box(text: str, config: Config) -> None:
    """A tag in the value of an attribute ends it, and what stands in the value next runs."""
    made = [body_of("- [ ] eins\n\n" + text.format(*[name.rstrip(";")] * 2), config=config) for name in NAMES]

    assert [each.html.count("<input") for each in made] == [1] * len(NAMES)
    assert all(re.search(r"<li[^>]*>(<label[^>]*>)?<input[^<>]*>", each.html) for each in made)
    assert not any("<input" in each.teaser for each in made)


def test_what_looks_like_a_box_in_a_value_stays_text() -> None:
    made = body_of("<p title='<input type=checkbox>'>x</p>", config=with_tasks())

    assert made.html == '<p title="&lt;input type=checkbox&gt;">x</p>'


def test_a_box_that_comes_to_stand_in_a_value_is_shown_as_written() -> None:
    """A writer's tag that is not closed takes what follows it for its value."""
    made = body_of("<div title='\n\n- [x] a\n\n'>b</div>", config=COMMONMARK_ALLOW)

    assert "<input" not in made.html
    assert "[x] a" in made.html
    assert drawn('<p title="\ufdd2">\ufdd2</p>') == f'<p title="[ ]">{BOX}</p>'
    assert put_by('<INPUT type=text> <input TYPE="Checkbox" data-checked>') == "<INPUT type=text> \ufdd2"


def test_characters_that_stand_for_boxes_are_told() -> None:
    """No text is to hold them, and they are left out."""
    (each,) = told("Ein \ufdd2 Wort", COMMONMARK)

    assert (each.level, each.code, each.line) == ("warning", "control-character", 1)


def test_of_a_box_that_is_drawn_nothing_is_said() -> None:
    """Where something else of the text is left out, neither."""
    said = told("- [ ] eins\n- [x] zwei\n\n<script>x</script>\n", with_tasks())

    assert [(each.code, each.what) for each in said] == [("html-removed", "<script>")]

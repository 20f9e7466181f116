"""Characters that no page may hold, named by a reference; and marks of notes in a headline."""

import pytest

from tests.content.engines import both_anyhow, both_engines
from tests.content.reader import Config, body_of, reading, told

SIGN = "\N{REPLACEMENT CHARACTER}"


@both_anyhow
@pytest.mark.parametrize("reference", ["&#1;", "&#4;", "&#x5;", "&#06;", "&#7;", "&#X0C;", "&#xFFFE;", "&#xD800;"])
def test_a_sign_stands_in_the_place_of_such_a_reference(config: Config, reference: str) -> None:
    """And never another character, as if its writer had written that."""
    text = f"One {reference} two **three** a_b `{reference}` http://e.org/a_b"
    made = body_of(text, config=config)

    assert f"One {SIGN} two <strong>three</strong> a_b <code>&amp;{reference[1:]}</code>" in made.html
    assert [(each.code, each.line, each.column, each.what) for each in told(text, config)] == [
        ("control-character", 1, 5, reference)
    ]


@both_engines
@pytest.mark.parametrize("text", ["a &#9; &#10; &#160; &#8217; &#65; b", "`&#4;`", "    &#4;"])
def test_others_are_left_alone(config: Config, text: str) -> None:
    assert told(text, config) == []
    assert SIGN not in body_of(text, config=config).html


@both_engines
def test_a_headline_taken_from_a_text_has_no_mark_of_a_note(config: Config) -> None:
    """Lists and feeds show it, and lead to no note; that it is left out is said."""
    result, _ = reading("---\ndate: 2026-05-01\n---\n# A [^x] title[^1]\n\nText[^1].\n\n[^1]: Note\n", config=config)

    assert result.head is not None
    assert result.head.title == "A [^x] title"
    assert [(each.code, each.level, each.place.line, each.place.column) for each in result.diagnostics] == [
        ("html-removed", "notice", 4, 15)
    ]


@both_engines
def test_a_note_to_which_only_the_headline_refers_is_said_to_be_lost(config: Config) -> None:
    result, _ = reading("---\ndate: 2026-05-01\n---\n# Title[^1]\n\nText.\n\n[^1]: Note\n", config=config)

    assert result.head is not None
    assert result.head.title == "Title"
    assert "definition-unused" in {each.code for each in result.diagnostics}

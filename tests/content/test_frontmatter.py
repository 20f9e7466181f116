"""Front matter in four formats says the same."""

import re

import pytest

from newsgen.content.frontmatter import split
from tests.content.reader import HEAD, head_of, reading

YAML = "---\ntitle: Der Pokal\ndate: 2026-05-01 10:00:00\ntags: [a, b]\n---\nText.\n"


@pytest.mark.parametrize(
    "text",
    [
        YAML,
        YAML.replace("\n", "\r\n"),
        YAML.replace("\n", "\r"),
        "\ufeff" + YAML,
        YAML.replace("---\n", "---  \t\n"),
        YAML.replace("---\nText", "...\nText"),
        '+++\ntitle = "Der Pokal"\ndate = 2026-05-01T10:00:00\ntags = ["a", "b"]\n+++\nText.\n',
        '+++\ntitle = "Der Pokal"\ndate = 2026-05-01T10:00:00\n[taxonomies]\ntags = ["a", "b"]\n+++\nText.\n',
        '{"title": "Der Pokal", "date": "2026-05-01T10:00:00", "tags": ["a", "b"]}\nText.\n',
        '{\n  "title": "Der Pokal",\n  "date": "2026-05-01 10:00",\n  "tags": ["a", "b"]\n}\n\nText.\n',
        "Title: Der Pokal\nDate: 2026-05-01 10:00\nTags: a, b\n\nText.\n",
        "title: Der\n    Pokal\ndate: 2026-05-01 10:00\ntags: a; b\n\nText.\n",
    ],
)
def test_every_format_says_the_same(text: str) -> None:
    """Content from other systems builds unchanged."""
    result, body = reading(text)

    assert result.diagnostics == ()
    assert result.head is not None
    assert result.head.title == "Der Pokal"
    assert result.head.date.isoformat() == "2026-05-01T10:00:00+02:00"
    assert [tag.name for tag in result.head.tags] == ["a", "b"]
    assert body is not None
    assert body.html == "<p>Text.</p>"


def test_yaml_guesses_nothing() -> None:
    """A title is a title: No is not false, 2024 no number, 007 not seven."""
    head = head_of("title: No\nkicker: 2024\ndek: 1:30\nlocation: null island\ntags: [5G, 007, yes, 2026-01-01, 1.50]")

    assert (head.title, head.kicker, head.dek, head.location) == ("No", "2024", "1:30", "null island")
    assert [tag.name for tag in head.tags] == ["5G", "007", "yes", "2026-01-01", "1.50"]


def test_a_colon_in_a_title_is_fine_in_a_pelican_head() -> None:
    """There, the first colon ends the key."""
    result, _ = reading("Title: A: b\nDate: 2026-05-01\n\nText\n")

    assert result.head is not None
    assert result.head.title == "A: b"


def test_every_key_and_value_keeps_its_place() -> None:
    """Diagnostics point there."""
    fields, body, line, found = split("---\ntitle: A\ntags:\n  - x\n  - {name: y}\n---\n\nText", "a.md")
    tags = fields["tags"].value

    assert found == ()
    assert (fields["title"].line, fields["title"].value.line, fields["title"].value.column) == (2, 2, 8)
    assert isinstance(tags.data, tuple)
    assert [(item.line, item.column) for item in tags.data] == [(4, 5), (5, 5)]
    assert (body, line) == ("\nText", 7)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\n---\nText", "Text", 3),
        ("---\na: b\n---\nText\n---\nmore", "Text\n---\nmore", 4),
        ('{"a": "b"}\nText', "Text", 2),
        ("Date: 2026-05-01\n\nText", "Text", 3),
        ("Text: none\n\nof these", "Text: none\n\nof these", 1),
        ("++++++\nText", "++++++\nText", 1),
        ("----------\nText", "----------\nText", 1),
        ("{{ x }}\nText", "{{ x }}\nText", 1),
        ("---\na: b\n---", "", 4),
    ],
)
def test_the_body_begins_where_front_matter_ends(text: str, body: str, line: int) -> None:
    """Links in the body are reported by its lines."""
    _, found_body, found_line, found = split(text, "a.md")

    assert found == ()
    assert (found_body, found_line) == (body, line)


def test_a_long_pelican_value_is_one_text() -> None:
    """Its lines are indented."""
    result, _ = reading("Title: A\nDate: 2026-05-01\nSummary: eins\n    zwei\n\tdrei\n\nText\n")

    assert result.head is not None
    assert result.head.teaser == "eins zwei drei"


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        ("tags:\n\t- a\n\t- b", 5, 1),
        ("tags:\n  - a\n\t- b", 6, 1),
        ("image:\n    src: a.jpg\n\talt: b", 6, 1),
        ("\tteaser: x", 4, 1),
        ("teaser: |\n\tText", 5, 1),
        ("tags:\n-\ta", 5, 2),
    ],
)
def test_a_tab_before_words_is_named(keys: str, line: int, column: int) -> None:
    """Nobody sees it, and quotes do not help; with as many blanks as the hint says, it can be read."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\nText.\n")
    (error,) = result.diagnostics

    assert (error.code, error.place.line, error.place.column) == ("yaml-invalid", line, column)
    assert "a tab stands" in error.text
    blanks = re.search(r"write (\d) blanks", error.hint)
    mended, _ = reading(f"---\n{HEAD}{keys}\n---\n".replace("\t", " " * int(blanks[1]) if blanks else "") + "Text.\n")
    if column == 1:
        assert mended.diagnostics == ()

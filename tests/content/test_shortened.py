"""Text of a value that YAML takes for itself is told of, and what YAML merges is read."""

import pytest

from tests.content.reader import HEAD, reading


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("kicker: Wir sind #1", (4, 18)),
        ("dek: 5 #fakten", (4, 8)),
        ("kicker: #1 Hit", (4, 9)),
        ("kicker: C # ist toll", (4, 11)),
        ("tags: #sport", (4, 7)),
        ("tags:\n  - a\n  - b #c", (6, 7)),
        ("image: {src: a.jpg, alt: b #c\n  }", (4, 28)),
        ("mine: Text #1", (4, 12)),
        ("layout: post #1", (4, 14)),
        ("kicker: &Co KG", (4, 9)),
        ("kicker: !important x", (4, 9)),
        ("kicker: ! x", (4, 9)),
        ("tags: [!x a]", (4, 8)),
        ("dek: one\n  two #3", (5, 7)),
    ],
)
def test_text_that_yaml_takes_away_is_told_at_its_place(keys: str, place: tuple[int, int]) -> None:
    """`title: Wir sind #1` was published as "Wir sind"."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\n")

    assert [(each.code, each.level) for each in result.diagnostics] == [("yaml-shortened", "warning")]
    assert (result.diagnostics[0].place.line, result.diagnostics[0].place.column) == place
    assert "quotes" in result.diagnostics[0].hint


@pytest.mark.parametrize(
    "keys",
    [
        "# a whole line",
        "draft: false # todo",
        "weight: 3 #later",
        "updated: 2026-06-01 # yes",
        "kicker: Foo  # todo",
        "kicker: 'Wir sind #1'",
        'kicker: "a" # c',
        "kicker: C#",
        "kicker: a&b !c *d",
        "tags: # later",
        "tags: [a, b] # c",
        "layout: post # choose",
        "mine: 5 # c",
        "mine: wide # or narrow",
        "image: cup.jpg # 1200 x 630",
        "dek: |  # keep\n  foo #1",
        "dek: >-\n  foo #1\n  # bar",
        "tags: &t [a]\nkeywords: *t",
        "tags: &t [a]",
        "mine: !!str 5",
    ],
)
def test_comments_that_are_meant_are_none_of_it(keys: str) -> None:
    """Templates of articles are full of them."""
    result, _ = reading(f"---\n{HEAD}{keys}\n---\n")

    assert result.diagnostics == ()


@pytest.mark.parametrize(
    "value", ["*star*", "*star", "&ndash; x", "- [ ] x", "@x", "`x`", "%x", "[x] y", "a: b", "> x"]
)
def test_what_yaml_cannot_read_is_an_error_that_says_to_quote(value: str) -> None:
    result, _ = reading(f"---\n{HEAD}kicker: {value}\n---\n")

    assert [(each.code, each.place.line) for each in result.diagnostics] == [("yaml-invalid", 4)]
    assert "in quotes" in result.diagnostics[0].hint


def test_a_key_that_stands_twice_in_a_map_is_told() -> None:
    """The last one counts, and the other goes missing."""
    result, _ = reading(f"---\n{HEAD}image: {{src: a.jpg, src: b.jpg}}\n---\n")

    assert [(each.code, each.level, each.place.column) for each in result.diagnostics] == [
        ("duplicate-key", "warning", 21)
    ]


def test_the_hint_shows_the_value_in_quotes() -> None:
    """It can be copied."""
    result, _ = reading(f"---\n{HEAD}kicker: Wir sind's #1\n---\n")

    assert "put it in quotes: 'Wir sind''s #1'" in result.diagnostics[0].hint


def test_a_switch_of_which_nothing_is_left_is_an_error() -> None:
    """It would say nothing, and the draft would be news."""
    result, _ = reading(f"---\n{HEAD}draft: #true\n---\n")

    assert [(each.code, each.level) for each in result.diagnostics] == [("yaml-shortened", "error")]


def test_what_is_merged_is_read() -> None:
    """Jekyll and Hugo merge as well; what stands beside it goes first."""
    result, _ = reading(f"---\nbase: &b {{draft: true, kicker: A, dek: B}}\n<<: *b\nkicker: C\n{HEAD}---\n")

    assert result.head is not None
    assert (result.head.status, result.head.kicker, result.head.dek) == ("draft", "C", "B")

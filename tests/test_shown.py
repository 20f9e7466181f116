"""What a terminal and a log are shown of a source's text, and that it can forge nothing there."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.diagnostics import Diagnostic, Place, described
from newsgen.shown import EXCERPT_WIDTH, excerpt, in_json, visible, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller « fin » 日本 😀", "Müller « fin » 日本 😀"),
        ("a\x1b[31mred", r"a\x1b[31mred"),
        ("a\nb\r\x07", r"a\nb\r\x07"),
        ("c1 \x9b31m", r"c1 \x9b31m"),
        ("exe\u202egpj.md", r"exe\u202egpj.md"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("a\u2028b\u2029c\x85d", r"a\u2028b\u2029c\x85d"),
        ("lone \udc80 \ud800", r"lone \udc80 \ud800"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("::error::forged", r"\x3a:error::forged"),
        (" \t::set-output", r" \t\x3a:set-output"),
        ("::: gallery", "::: gallery"),
        (":::: info", ":::: info"),
        ("a ##[error]x", r"a \x23#[error]x"),
        ("##vso[task.setvariable]", r"\x23#vso[task.setvariable]"),
        ("###teamcity[x", r"#\x23#teamcity[x"),
        ("time 10::20 and C++ ##", "time 10::20 and C++ ##"),
    ],
)
def test_what_cannot_be_seen_or_acts_in_a_log_is_escaped(text: str, shown: str) -> None:
    """A file's name comes from whoever may write into content/, the log is read by who may publish."""
    assert visible(text) == shown


@given(st.text())
def test_nothing_a_text_holds_begins_a_line_or_an_order(text: str) -> None:
    shown = visible(text)

    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not re.match("::(?!:)", shown.lstrip())
    assert "##[" not in shown


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff#[\\")))
def test_json_stays_what_it_is_and_can_be_written_in_utf_8(text: str) -> None:
    """`--json` is read by programs: a name that is not UTF-8 must not end it in the middle."""
    encoded = in_json(json.dumps({"text": text}, ensure_ascii=False, indent=2))

    assert json.loads(encoded) == json.loads(json.dumps({"text": text}))
    assert encoded.encode("utf-8").decode("utf-8") == encoded
    assert "##[" not in encoded


@pytest.mark.parametrize("before", [0, 1, 39, 41, 500, 9_990])
def test_the_mark_stands_below_its_place_in_a_line_of_any_length(before: int) -> None:
    """A line of 10,000 characters is a paragraph: it would fill the terminal and hide its own mistake."""
    line = "a" * before + "BAD" + "z" * (10_000 - before)

    shown, marks = excerpt(line, before + 1, 3)

    assert shown[marks.index("^") : marks.rindex("^") + 1] == "BAD"
    assert len(shown) <= EXCERPT_WIDTH + 2
    assert shown.startswith("…") == (before > 40)
    assert shown.endswith("…") == (before < 9_990)


@pytest.mark.parametrize("before", ["\t\t", "日本語", "e\u0301e\u0301", "\x1b[0m", "😀", "##[x] "])
def test_the_mark_stands_below_its_place_behind_wide_and_hidden_characters(before: str) -> None:
    shown, marks = excerpt(f"{before}BAD.", len(before) + 1, 3)

    assert width(shown[: shown.index("BAD")]) == marks.index("^")
    assert marks.count("^") == 3


def test_a_place_behind_the_end_of_its_line_has_a_mark() -> None:
    assert excerpt("abc", 9, 4) == ("abc", "   ^")


def test_a_diagnostic_cannot_forge_another() -> None:
    """What a writer puts into a value stands in the text, the line and the name that are shown."""
    nasty = "x\n::error::y\x1b[2J\u2028content/a.md:1: error[z]: w"
    found = Diagnostic("some-code", Place(f"content/{nasty}", 3, 2), f'"{nasty}"', f"not {nasty}", excerpt=nasty)

    lines = described(found).splitlines()

    assert [line.split(" ")[0] for line in lines[1:]] == ["", "", ""]
    assert lines[0].startswith("content/x\\n::error::y")
    assert described(found).replace("\n", "").isprintable()


def test_a_long_value_is_cut_where_it_is_quoted() -> None:
    found = Diagnostic("some-code", Place("content/a.md", 3), f'"{"x" * 10_000}" is not a date')

    assert len(described(found)) < 400
    assert described(found).endswith('…" is not a date')

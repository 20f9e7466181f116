"""Where Python-Markdown reads a list otherwise than editors show it, a notice names the line and what mends it."""

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneUListProcessor

from newsgen.content.markup.list_lines import surprises
from newsgen.content.markup.python_markdown import body
from newsgen.model import Finding
from tests.content.reader import HEAD, body_of, reading


def told(text: str) -> list[Finding]:
    return [each for each in body_of(text).findings if each.code == "markdown-list"]


@pytest.mark.parametrize(
    ("text", "place", "words", "hint"),
    [
        ("Zutaten:\n- Mehl\n- Milch", (2, 1), '"- Mehl" stands right below', "leave a blank line above it"),
        ("**Fazit:**\n* eins", (2, 1), '"* eins" stands right below', "leave a blank line above it"),
        ("Zuerst\n1. eins\n2. zwei", (2, 1), '"1. eins" stands right below', "leave a blank line above it"),
        ("Zuerst\n1) eins", (2, 1), '"1) eins" stands right below', "leave a blank line above it"),
        ("> Zutaten:\n> - Mehl", (2, 3), '"- Mehl" stands right below', "leave a blank line above it"),
        ("- eins\n1. zwei", (2, 1), '"1. zwei" stands right below a point', "leave a blank line above it"),
        ("- eins\n  - zwei", (2, 3), '"- zwei" begins no list within', "by four blanks"),
        ("- eins\n\n  - zwei", (3, 3), '"- zwei" begins no list within', "by four blanks"),
        ("1. eins\n   - zwei", (2, 4), '"- zwei" begins no list within', "by four blanks"),
        ("1. eins\n  - zwei\n  - drei", (2, 3), '"- zwei" begins no list within', "by four blanks"),
        ("1. eins\n2. zwei\n - drei", (3, 2), '"- drei" begins no list within', "by four blanks"),
        ("<div>\nAuftakt\n- a\n</div>\n\nText\n- b", (7, 1), '"- b" stands right below', "leave a blank line above it"),
        ("<div markdown='1'>\nText\n- b\n</div>", (3, 1), '"- b" stands right below', "leave a blank line above it"),
        ("- eins\n    - zwei\n      - drei", (3, 7), '"- drei" begins no list within', "by four blanks"),
        ("1) eins\n2) zwei", (1, 1), '"1) eins" begins no list', "write it as 1."),
        ("- eins\n\n  Mehr davon.", (3, 3), '"Mehr davon." does not belong', "indent it by four blanks"),
        ("- eins\n\n  ```\n  x = 1\n  ```", (3, 3), '"```" does not belong', "indent it by four blanks"),
    ],
)
def test_a_line_that_will_surprise_is_named(text: str, place: tuple[int, int], words: str, hint: str) -> None:
    """These are in hundreds of real articles, and look right in an editor's preview."""
    (each,) = told(text)

    assert (each.line, each.column) == place
    assert each.text.startswith(words)
    assert hint in each.hint
    assert each.is_notice


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Zutaten:\n- Mehl\n- Milch", "Zutaten:\n\n- Mehl\n- Milch"),
        ("- eins\n  - zwei", "- eins\n    - zwei"),
        ("1. eins\n   - zwei", "1. eins\n    - zwei"),
        ("1) eins\n2) zwei", "1. eins\n2. zwei"),
        ("- eins\n\n  Mehr davon.", "- eins\n\n    Mehr davon."),
        ("- eins\n1. zwei", "- eins\n\n1. zwei"),
    ],
)
def test_what_the_hint_says_mends_it(text: str, mended: str) -> None:
    """Then there is one list more, or a paragraph in its point, and nothing is said."""
    before, after = body_of(text).html, body_of(mended).html

    assert told(mended) == []
    assert after.count("<li>") + after.count("<p>") > before.count("<li>") + before.count("<p>") or "<ul>" in after
    assert before != after


@pytest.mark.parametrize(
    "text",
    [
        *(
            "- eins\n- zwei\n\n- drei",
            "  - eins\n  - zwei\n\n  - drei",
            "- eins\n    - zwei\n    - drei",
            "- eins\n - zwei",
        ),
        *("# Titel\n- eins", "Titel\n---\n- eins", "* * *\n- eins", "***\n\n- eins", "- eins\n  weiter\n- zwei"),
        *("Im Jahr\n2026. Dann", "Das war\n- ", "3 - 2 = 1\nund so", "Preis\n-5 Grad", "a - b\n*kursiv* - c"),
        *("```\nText:\n- a\n  - b\n1) c\n```", "Text\n\n    - a\n      - b", "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x"),
        *(
            "> - eins\n> - zwei",
            "Text\n\n> 1. eins",
            "- eins\n\nText\n\n- zwei",
            "(1) eins\n(2) zwei",
            "10. eins\n11. zwei",
        ),
        *("- eins\n\n    Mehr.\n\n    - zwei", "1. eins\n    1. zwei\n        1. drei", "- eins\n\t- zwei"),
        *("- eins\n - zwei", "10. eins\n11. zwei"),
    ],
)
def test_of_what_is_read_as_it_looks_nothing_is_said(text: str) -> None:
    """A notice of each list would be one that nobody reads."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["<div>\nText\n- a\n</div>", "Vor\n\n<div>\n\nText\n- a\n\n</div>\n- b", "1. a\n\n  - b"]
)
def test_in_raw_html_nothing_looks_like_a_list(text: str) -> None:
    """No blank line makes one of it: what helps is told with the Markdown that is not read there."""
    assert told(text) == []


def test_it_is_a_notice_at_the_line_of_the_file() -> None:
    """It is no mistake: the text is read by Markdown's rules."""
    result, _ = reading(f"---\n{HEAD}---\n\nText:\n- a\n")

    (said,) = [each for each in result.diagnostics if each.code == "markdown-list"]
    assert (said.level, said.place.line, said.place.column) == ("notice", 7, 1)


def test_of_many_lines_five_are_told() -> None:
    found = surprises("Text:\n- a\n\n" * 40)

    assert [each.line for each in found] == [2, 5, 8, 11, 14]
    assert found[-1].text.endswith("(and 35 more)")


def test_where_a_part_reads_lists_by_its_own_rules_nothing_is_said() -> None:
    """It may nest them from two blanks on."""

    class Own(SaneUListProcessor):
        pass

    class Lists(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            md.parser.blockprocessors.register(Own(md.parser), "ulist", 30)

    def part(lang: str) -> Extension:
        return Lists()

    assert body("Text:\n- a", "", "en", "sanitize", (part,)).findings == ()

"""Signs that Python-Markdown keeps to itself never stand in a page."""

import pytest

from newsgen.config import RawHtml
from newsgen.content.markup.garbled import is_garbled
from newsgen.content.markup.python_markdown import body
from tests.content.engines import both_engines
from tests.content.reader import Config, body_of, told
from tests.content.test_fast import MODES, both

GARBLED = [
    ("**a*b**  \n*k*", "<p>**a*b**<br>\n*k*</p>"),
    ("**a*b**\\! *k*", "<p>**a*b**! *k*</p>"),
    ("- **a*b**  \n  *k*", "<ul>\n<li>**a*b**<br>\n  *k*</li>\n</ul>"),
    ("* **a*b**\\! *k* `a_*b`", "<ul>\n<li>**a*b**! *k* <code>a_*b</code></li>\n</ul>"),
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "html"), GARBLED)
def test_emphasis_that_is_garbled_is_shown_as_written(text: str, html: str, mode: RawHtml) -> None:
    """Overlapping emphasis gives control characters and numbers in page, teaser and feed."""
    fast, slow = both(text, mode)

    assert fast == slow
    assert fast.html == html
    assert [each.code for each in fast.findings] == ["markup-unreadable"]


def test_the_rest_of_the_text_is_read_and_the_place_is_told() -> None:
    """One slip in an article must not show all of it as it is written."""
    text = "Ein *Wort*.\n\n~~~\n\n**a*b**\\! *k*\n\n~~~\n\n**a*b**\\! *k*\n\nDas **Ende**.\n"

    made = body_of(text)

    assert "<em>Wort</em>" in made.html
    assert "<strong>Ende</strong>" in made.html
    assert "\n**a*b**\\! *k*\n" in made.html
    assert made.teaser == "Ein Wort."
    ((level, code, line),) = [(each.level, each.code, each.line) for each in told(text)]
    assert (level, code, line) == ("warning", "markup-unreadable", 9)


def test_a_garbled_text_changes_none_that_follows() -> None:
    """What was read before a text differs from build to build."""
    text = "*a* und **b** \\* *c*"
    alone = body(text, "content", "de", "sanitize")

    body("**a*b**\\! *k*", "content", "de", "sanitize")

    assert body(text, "content", "de", "sanitize") == alone


def test_a_text_may_hold_the_signs_themselves() -> None:
    made = body_of("Python-Markdown schreibt klzzwxh:0001 und `klzzwxh:`.")

    assert made.html == "<p>Python-Markdown schreibt klzzwxh:0001 und <code>klzzwxh:</code>.</p>"
    assert made.findings == ()
    assert is_garbled("klzzwxh:0001", "")


@both_engines
@pytest.mark.parametrize("name", ["&#2;", "&#x1F;", "&#xFDD0;", "&#65535;"])
def test_a_reference_puts_no_control_character_into_a_page(name: str, config: Config) -> None:
    """A feed with one is no feed; newsgen keeps marks of its own apart by some."""
    made = body_of(f"Ein <b>x</b> {name} *y*\n\n<p title='{name}'>z</p>", config=config)

    assert made.html == '<p>Ein <b>x</b> \ufffd <em>y</em></p>\n<p title="\ufffd">z</p>'

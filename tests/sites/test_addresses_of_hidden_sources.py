"""With `links: warn`, no attribute that may hold an address tells the path of a source that is not published."""

from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests.kinds.making import CLOCK, CONFIG, article, site_folder
from tests.walk.sites import tree

SANITIZED = [
    '<blockquote cite="zebra.md">x</blockquote>',
    'Ein <q cite="zebra.md">Wort</q>',
    'Ein <del cite="zebra.md#a">Wort</del>',
    "Ein <ins cite='./zebra.md'>Wort</ins>",
]
ALLOWED = [
    '<img src="https://a.example/x.png" longdesc="zebra.md">',
    '<form action="zebra.md"><button formaction="zebra.md">x</button></form>',
    '<a href="https://a.example/" ping="zebra.md https://a.example/ping">x</a>',
    '<applet archive="a.jar,zebra.md" codebase="zebra.md">x</applet>',
    '<object classid="zebra.md">x</object>',
    '<img src="https://a.example/x.png" usemap="zebra.md#x">',
    '<div itemscope itemid="zebra.md">x</div>',
    '<html manifest="zebra.md">',
    '<svg><a xlink:href="zebra.md">x</a></svg>',
    "<iframe srcdoc='<a href=\"zebra.md\">x</a>'></iframe>",
    "<iframe src='https://a.example/' srcdoc='<img srcset=\"zebra.md 2x\">'></iframe>",
    '<p style="color: red; background: url(zebra.md)">x</p>',
    "<p style=\"background: url( 'zebra.md' )\">x</p>",
    "<style>p { background: url('zebra.md'), url(zebra.md#x) }</style>",
    '<link rel="alternate" href="zebra.md">',
    '<meta http-equiv="refresh" content="5; url=zebra.md">',
    '<div data-src="zebra.md" data-href="zebra.md">x</div>',
    '<img src="https://a.example/x.png" data-srcset="https://a.example/y.png 1x, zebra.md 2x">',
]


def built(root: Path, text: str, mode: str, draft: str) -> tuple[set[str], bytes]:
    sources = {
        "a.md": article("A", "2026-05-01", f"Vor.\n\n{text}"),
        "zebra.md": article("B", "2026-05-02", more=draft),
    }
    site_folder(root, sources, f"{CONFIG}links: warn\nmarkdown: {{html: {mode}}}\n")

    result = build(Options(root, at=CLOCK, jobs=1))

    assert result.exit_code == 0
    return {each.code for each in result.diagnostics}, b"".join(tree(root / "output").values())


@pytest.mark.parametrize(
    ("text", "mode"), [*((text, "sanitize") for text in SANITIZED), *((text, "allow") for text in SANITIZED + ALLOWED)]
)
def test_an_address_of_a_draft_is_said_and_leaves_no_trace(tmp_path: Path, text: str, mode: str) -> None:
    """Its name may be the news that is not to be known."""
    codes, output = built(tmp_path, text, mode, "draft: true\n")

    assert "link-not-public" in codes
    assert b"zebra" not in output
    assert b"newsgen:" not in output


@pytest.mark.parametrize("text", SANITIZED + ALLOWED)
def test_an_address_of_what_is_public_leads_there(tmp_path: Path, text: str) -> None:
    """In whatever attribute it stands."""
    codes, output = built(tmp_path, text, "allow", "")

    assert "link-not-public" not in codes
    assert b"zebra.md" not in output
    assert output.count(b"/2026/05/zebra/") > built(tmp_path, "Text.", "allow", "")[1].count(b"/2026/05/zebra/")


def test_what_is_beside_a_hidden_address_stays(tmp_path: Path) -> None:
    """A style loses its picture alone, and a set of pictures the one that is not there."""
    _, output = built(tmp_path, "\n\n".join(ALLOWED), "allow", "draft: true\n")

    assert b"color: red" in output
    assert b'data-srcset="https://a.example/y.png 1x"' in output

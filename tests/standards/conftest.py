"""A small site of extremes, built whole: what the standards are held against beside the sample site."""

from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests import whole
from tests.kinds.making import CONFIG, PNG, article, site_folder
from tests.sample import CLOCK
from tests.shared import shared

# What no editor means to write and every format must bear.
EXTREMES = {
    "a.md": article(
        "'A <b> & ]]> &amp; title'",
        "2026-11-22 10:00",
        'Text[^1] [b](b.md#x) ![cup](cup.png) <script>x()</script><p onclick="x()" style="color:red">y</p>'
        '<img src="cup.png" srcset="cup.png 1x, /x.png?a=1&b=2 2x" alt="">\n\n[^1]: A note.',
        "updated: 2026-11-22 11:30\nid: cup 2026/ü\ncategories: [Sport & Spiel]\ntags: [Cup, '<i>']\n"
        "authors: [Ada Lovelace, Bob]\nimage: {src: cup.png, alt: A cup, credit: Carl <c>}\naudio: talk.mp3\n",
    ),
    "b.md": article("B", "2026-11-22", "x &#1; \ufffe y", "categories: [Sport & Spiel]\nlang: pt_BR\n"),
    "c.md": article("C", "2026-11-01", "", "translation_key: c\nbyline: Our own reporter\n"),
    "c-en.md": article("C", "2026-11-01", "", "translation_key: c\nlang: en-GB\nguid: https://example.org/?p=17\n"),
    "d.md": article("D", "2026-10-20", "", "updated: 2027-03-01 10:00\n"),
    "e.md": article('"\U0001f600 \\x07 end"', "2004-02-29 23:59", ""),
    "pages/us.md": "---\ntitle: Us\n---\nWe.\n",
}


@pytest.fixture(scope="package")
def extremes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a site below a path, with full texts, all feeds, and hostile words."""
    return shared(tmp_path_factory, "extremes", _extremes)


def _extremes(root: Path) -> Path:
    config = CONFIG.replace("https://example.org", "https://example.org/news")
    site_folder(root, EXTREMES, config + "feeds: {term_formats: [rss, atom, json]}\n")
    for name in ("cup.png", "x.png"):
        (root / "content" / name).write_bytes(PNG)
    (root / "content" / "talk.mp3").write_bytes(b"12345")
    result = build(Options(root, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return root / "output"


@pytest.fixture(scope="package")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "begun", whole.begun)


@pytest.fixture(scope="package")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "abroad", whole.abroad)


@pytest.fixture(scope="package")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "generated", whole.generated)


@pytest.fixture(params=["sample", "extremes"])
def rich(request: pytest.FixtureRequest) -> Path:
    """A site that has something of everything."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(params=["sample", "extremes", "begun", "abroad", "generated"])
def output(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder

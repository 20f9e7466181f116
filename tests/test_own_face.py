"""The theme's own face costs only those something who have none of the others, and them little."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.sample import ROOT
from tests.sites.built import CONFIG, article, published, site

SHEET = (ROOT / "static/css/newsgen.css").read_text("utf-8")
FACES = sorted((ROOT / "static/fonts").iterdir())


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_it_is_small_and_named_by_the_style_sheet(face: Path) -> None:
    assert face.stat().st_size < 30_000
    assert SHEET.count(f"url(../fonts/{face.name})") == 1


def test_it_is_asked_for_where_no_other_is_there_and_moves_nothing() -> None:
    """Browsers load a face when they come to it; one that comes late is for the next page."""
    (stack,) = re.findall("--serif: (.*);", SHEET)
    names = [each.strip().strip('"') for each in stack.split(",")]

    assert names.index("Georgia") < names.index("Newsgen Serif") < names.index("serif")
    assert SHEET.count("@font-face") == SHEET.count("font-display: optional") == len(FACES)


def test_its_license_comes_with_it() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license-files"]
    texts = [(ROOT / name).read_text("utf-8") for name in named]

    assert any("Reserved Font Name ‘Source’" in text and "SIL OPEN FONT LICENSE" in text for text in texts)


def test_hosts_keep_it_for_good(tmp_path: Path) -> None:
    """One that is asked for anew on every page comes too late on each."""
    published(site(tmp_path, {"a.md": article()}, CONFIG))
    rules = (tmp_path / "output/_headers").read_text("utf-8")

    assert "/fonts/newsgen-serif*\n  Cache-Control: public, max-age=31536000, immutable\n" in rules
    assert all((tmp_path / "output/fonts" / face.name).is_file() for face in FACES)

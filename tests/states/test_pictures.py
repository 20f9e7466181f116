"""The pictures of the manual: each is there and shown, and a checkout stays small."""

import re

from tests.sample import ROOT
from tests.states.pictures import FOLDER, PICTURES


def test_the_manual_shows_the_pictures_that_the_script_makes() -> None:
    manual = "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("theme.md", "newsroom.md"))
    shown = re.findall(r"\]\(pictures/([a-z-]+)\.webp\)", manual)

    assert sorted(shown) == sorted(PICTURES) == sorted(path.stem for path in FOLDER.iterdir())


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000

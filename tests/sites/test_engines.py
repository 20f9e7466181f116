"""The engine of Markdown that newsgen.yaml names: one site, read by either."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsgen.build import Options, Result, build
from newsgen.diagnostics import is_failing
from tests.kinds.making import CLOCK, CONFIG, article, site_folder
from tests.test_registry import mine
from tests.walk.sites import cold, tree

ROOT = Path(__file__).parents[2]
COMMONMARK = f"{CONFIG}markdown: {{engine: commonmark}}\n"


def built(root: Path) -> Result:
    return build(Options(root, at=CLOCK, jobs=1))


def test_another_engine_makes_every_body_anew(tmp_path: Path) -> None:
    """And what is built then is what a build from nothing makes, there and back."""
    root = site_folder(tmp_path / "site", {"a.md": article("A", "2026-05-01", "Text:\n- a\n\n[Photo]: dpa")})
    first = built(root)

    for config, count in ((COMMONMARK, "<li>a</li>"), (CONFIG, "- a")):
        (root / "newsgen.yaml").write_text(config, "utf-8")
        result = built(root)
        assert count in (root / "output/2026/05/a/index.html").read_text("utf-8")
        assert (tree(root / "output"), result.diagnostics, 0) == cold(root)

    assert {each.code for each in first.diagnostics} == {"definition-unused", "markdown-list"}


def test_the_sample_site_is_faultless_with_both(tmp_path: Path) -> None:
    """It names none, so that both are shown to read what newsgen documents."""
    for folder in ("content", "static", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    config = (ROOT / "newsgen.yaml").read_text("utf-8")

    assert "engine:" not in config
    for engine in ("markdown", "commonmark"):
        (tmp_path / "newsgen.yaml").write_text(f"{config}\nmarkdown: {{engine: {engine}}}\n", "utf-8")
        result = build(Options(tmp_path, at=CLOCK))
        assert not is_failing(result.diagnostics, strict=True), result.diagnostics


def test_parts_of_the_other_engine_are_an_error(tmp_path: Path) -> None:
    """They would stand in no text, and nobody would know why."""
    root = site_folder(tmp_path / "site", {"a.md": article("A", "2026-05-01", "A text.")}, COMMONMARK)

    result = build(Options(root, at=CLOCK, jobs=1, registry=mine))

    assert [(each.code, str(each.place), each.level) for each in result.diagnostics] == [
        ("markdown-parts", "newsgen.yaml:6:20", "error")
    ]
    assert not (root / "output").exists()


def test_an_engine_that_nobody_knows_is_told(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "site", {}, f"{CONFIG}markdown: {{engine: gfm}}\n")

    result = built(root)

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [("config-type", "newsgen.yaml:6:20")]
    assert '"commonmark"' in result.diagnostics[0].hint or "commonmark" in result.diagnostics[0].hint


@pytest.mark.parametrize("config", [CONFIG, COMMONMARK])
def test_only_the_engine_that_is_asked_for_is_loaded(tmp_path: Path, config: str) -> None:
    """A build with nothing to do, and `newsgen --version`, load none."""
    root = site_folder(tmp_path / "site", {"a.md": article("A", "2026-05-01", "A text.")}, config)
    commands = [["build", "-q", "-j1", "--at", CLOCK.isoformat()]] * 2 + [["--version"]]
    loaded = []
    for command in commands:
        ran = [sys.executable, "-X", "importtime", "-m", "newsgen", *command]
        told = subprocess.run(ran, cwd=root, capture_output=True, text=True, check=True).stderr
        names = {line.rpartition("|")[2].strip() for line in told.splitlines()}
        loaded.append(names & {"markdown", "pyromark"})

    assert loaded == [{"pyromark" if config is COMMONMARK else "markdown"}, set(), set()]


def test_extensions_of_the_other_engine_are_an_error_at_their_line(tmp_path: Path) -> None:
    """Nobody would know why `~~old~~` is what it is."""
    config = f"{CONFIG}markdown:\n  engine: commonmark\n  extensions:\n    nl2br:\n"
    root = site_folder(tmp_path / "site", {"a.md": article("A", "2026-05-01", "A text.")}, config)

    result = built(root)

    assert [(each.code, str(each.place), each.level) for each in result.diagnostics] == [
        ("markdown-extension", "newsgen.yaml:9:5", "error")
    ]

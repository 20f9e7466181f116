from pathlib import Path

import pytest


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_new_site_builds_at_once(run, tmp_path: Path, lang: str) -> None:
    """The first thing a newcomer does must work without a question, and without a warning."""
    started = run("init", "--lang", lang, "daily")
    built = run("build", "--strict", "-c", "daily/newsgen.yaml")

    assert started.exit_code == 0
    assert built.exit_code == 0, built.output
    assert "2 articles" in built.output
    home = (tmp_path / "daily/output/index.html").read_text("utf-8")
    assert {"en": "The bridge is open again", "de": "Die Brücke ist wieder offen"}[lang] in home


def test_files_that_are_there_stay(run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/own.md").write_text("# Own\n")

    started = run("init")

    assert started.exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert [path.name for path in (tmp_path / "content").rglob("*.md")] == ["own.md"]
    config = (tmp_path / "newsgen.yaml").read_text()
    assert (config.count("menu:"), config.endswith("engine: commonmark\n")) == (0, True)
    assert "newsgen manual moving" in started.stdout


def test_a_site_is_not_begun_twice(run, site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    again = run("init")

    assert again.exit_code == 2
    assert "already" in again.output
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_builds_leave_nothing_for_git(run, site: Path) -> None:
    assert {"/output/", "/.newsgen/"} <= set((site / ".gitignore").read_text().split())

"""Each of the three gates really skips, so that "incremental" cannot quietly become "all"."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsgen.maintenance import clean, verify
from newsgen.project import Options
from newsgen.state.record import decoded, encoded
from tests.walk.sites import CLOCK, article, small_site, tree, warm, written


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site")
    assert warm(root).exit_code == 0
    return root


def made(root: Path) -> set[str]:
    return {each.output.path for each in warm(root).made}


def test_nothing_is_made_when_nothing_has_changed(root: Path) -> None:
    assert made(root) == set()


def test_a_touched_file_is_read_and_nothing_is_made(root: Path) -> None:
    (root / "content" / "a1.md").touch()

    assert made(root) == set()


def test_a_body_edit_makes_its_page_and_what_shows_the_text(root: Path) -> None:
    """The category page of the fixture asks for bodies; home, tags and archives do not."""
    path = root / "content" / "a4.md"
    path.write_text(path.read_text().replace("Text of 4.", "Text of 4.\n\nMore."))

    paths = made(root)

    assert "2026/05/a4/index.html" in paths
    assert "category/strom/index.html" in paths
    assert not {"index.html", "2026/05/index.html", "2026/05/a1/index.html", "404.html"} & paths


def test_a_template_edit_makes_its_kind_alone(root: Path) -> None:
    path = root / "templates" / "category.html"
    path.write_text(path.read_text() + "\n<!-- -->\n")

    assert made(root) == {"category/strom/index.html", "category/wasser/index.html"}


def test_an_include_makes_every_page_that_reaches_it(root: Path) -> None:
    written(root / "templates", {"partial.html": "other"})

    assert made(root) == {f"2026/05/a{number}/index.html" for number in range(1, 6)}


def test_a_config_key_makes_the_pages_that_asked_for_it(root: Path) -> None:
    """No template of the fixture shows the description; only feeds do."""
    path = root / "newsgen.yaml"
    path.write_text(path.read_text().replace("A test", "Another"))

    assert all(name.endswith((".xml", ".json", ".webmanifest")) for name in made(root))


def test_the_same_bytes_are_not_written(root: Path) -> None:
    page = root / "output" / "2026" / "05" / "a1" / "index.html"
    before = page.stat().st_mtime_ns
    path = root / "templates" / "article.html"
    path.write_text(path.read_text() + "{# says nothing #}")

    result = warm(root)

    assert "2026/05/a1/index.html" in {each.output.path for each in result.made}
    assert result.n_written == 0
    assert page.stat().st_mtime_ns == before


def test_deleted_articles_leave_nothing_behind(root: Path) -> None:
    (root / "content" / "a2.md").unlink()
    foreign = root / "output" / "2026" / "05" / "a2" / "notes.txt"
    foreign.write_text("mine")

    warm(root)

    assert not (root / "output/2026/05/a2/index.html").exists()
    assert foreign.read_text() == "mine"


def test_hand_edited_and_removed_outputs_are_restored(root: Path) -> None:
    before = tree(root / "output")
    (root / "output/index.html").write_text("spoiled")
    (root / "output/404.html").unlink()

    warm(root)

    assert tree(root / "output") == before


def test_a_second_process_looks_through_the_outputs_of_a_large_site(root: Path) -> None:
    """The cache says that the last build had many articles."""
    cache = sqlite3.connect(root / ".newsgen" / "cache.db")
    with closing(cache), cache:
        (kept,) = cache.execute("SELECT value FROM meta WHERE key = 'record'").fetchone()
        large = encoded(replace(decoded(kept), n_articles=5000))
        cache.execute("UPDATE meta SET value = ? WHERE key = 'record'", (large,))
    page, other = root / "output/2026/05/a1/index.html", root / "output/2026/05/a2/index.html"
    expected = tree(root / "output")
    page.write_text("by hand")
    other.unlink()

    command = [sys.executable, "-m", "newsgen", "build", "--jobs", "2", "--at", CLOCK.isoformat()]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)

    assert tree(root / "output") == expected
    assert ": 2 files written" in done.stdout


def test_a_failing_build_leaves_the_output_alone(root: Path) -> None:
    before = tree(root / "output")
    written(root / "content", {"bad.md": "---\ntitle: x\ndate: tomorow\n---\n"})
    written(root / "templates", {"home.html": "{{ nothing }}"})

    result = warm(root)

    assert result.exit_code == 1
    assert tree(root / "output") == before


def test_a_template_error_names_template_line_and_page(root: Path) -> None:
    written(root / "templates", {"home.html": "\n\n{{ nothing }}"})

    (diagnostic,) = warm(root).diagnostics

    assert str(diagnostic.place) == "templates/home.html:3"
    assert "nothing" in diagnostic.text
    assert "index.html" in diagnostic.hint


def test_an_output_taken_by_a_folder_is_one_clear_error(root: Path) -> None:
    taken = root / "output" / "2026" / "05" / "new" / "index.html"
    (taken / "inside").mkdir(parents=True)
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.")})
    before = tree(root / "output")

    (taken / "inside" / "file").write_text("mine")
    result = warm(root)

    assert [diagnostic.code for diagnostic in result.diagnostics] == ["output-taken"]
    assert tree(root / "output") == before | {"2026/05/new/index.html/inside/file": b"mine"}


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    one, many = (small_site(tmp_path / name) for name in ("one", "many"))
    for root in (one, many):
        written(
            root / "content",
            {f"b{n}.md": article(f"B {n}", f"2025-{n % 12 + 1:02d}-03", f"Text {n}.") for n in range(150)},
        )

    assert warm(one, jobs=1).diagnostics == warm(many, jobs=3).diagnostics
    assert tree(one / "output") == tree(many / "output")


def test_verify_finds_nothing_and_a_lie(root: Path) -> None:
    assert verify(Options(root, at=CLOCK)) == ((), ())


def test_clean_removes_exactly_what_was_written(root: Path) -> None:
    (root / "output" / "mine.txt").write_text("mine")

    clean(Options(root))

    assert tree(root / "output") == {"mine.txt": b"mine"}

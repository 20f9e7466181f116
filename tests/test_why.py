"""`newsgen why` tells in words why a page was made, and leaves everything as it is."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.publish.lock import locked
from newsgen.state.looking import UnknownError
from newsgen.why import why
from tests.machine import POSIX, needed, without_root
from tests.walk.sites import CLOCK, small_site, warm, written

A4 = "/2026/05/a4/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site")
    assert warm(root).exit_code == 0
    return root


def told(root: Path, address: str = A4, verbose: bool = False) -> list[str]:
    text = why(Options(root, verbose=verbose), address)
    assert text is not None
    return text.splitlines()


def edited(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Everything below the site's folder, with what changes when anybody writes."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in (root, *root.rglob("*"))}


def test_a_page_says_what_has_changed_for_it(root: Path) -> None:
    edited(root, "content/a3.md", "Title 3", "Other")
    warm(root)

    page, *reasons = told(root)

    assert page == "2026/05/a4/index.html (article of content/a4.md)"
    assert reasons == ['made in the last build, because the title, date or other facts of "Other" changed']
    assert why(Options(root), "/nowhere/") is None


def test_a_category_page_says_that_it_has_another_article(root: Path) -> None:
    shutil.copy(root / "content" / "a5.md", root / "content" / "a6.md")
    warm(root)

    reasons = told(root, "/category/wasser/")

    assert "made in the last build, because" in reasons
    assert '- the section Wasser und mehr has a new article, "Title 5"' in reasons


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda root: None, "there was no such file before"),
        (lambda root: (root / "output" / A4[1:] / "index.html").unlink(), "somebody had changed or removed the file"),
        (lambda root: edited(root, "content/a4.md", "Text of 4", "More of 4"), "the text of content/a4.md changed"),
        (lambda root: edited(root, "newsgen.yaml", "title: Test", "title: Tost"), "newsgen.yaml: title changed"),
        (lambda root: written(root, {"templates/partial.html": "x"}), "the template article.html changed"),
    ],
)
def test_each_cause_has_its_words(root: Path, change, words: str) -> None:
    change(root)
    warm(root)

    assert words in "\n".join(told(root))


def test_what_was_another_page_says_so(root: Path) -> None:
    written(root, {"content/pages/a4.md": "---\ntitle: A page\nurl: /2026/05/a4/\n---\n"})
    (root / "content" / "a4.md").unlink()
    warm(root)

    assert "another page stood at this address before (article content/a4.md)" in told(root)[1]


def test_the_questions_are_told_to_who_asks_for_more(root: Path) -> None:
    edited(root, "content/a3.md", "Title 3", "Other")
    warm(root)

    assert "* head('content/a3.md')" in told(root, verbose=True)
    assert "head('content/a3.md')" not in "\n".join(told(root))


def test_a_file_of_another_output_folder_is_found_by_its_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As shells complete it."""
    monkeypatch.chdir(root)
    build(Options(root, at=CLOCK, output="public", jobs=1))

    text = why(Options(root, output="public"), "public/2026/05/a4/index.html")

    assert text is not None
    assert text.startswith("2026/05/a4/index.html")


@pytest.mark.parametrize(
    "typed",
    [
        *("content/a4.md", "./content/a4.md", "/2026/05/a4/?utm_source=x", "/2026/05/a4/#part", "2026/05/a4"),
        *("./output/2026/05/a4/", "output/2026/05/a4", "./output/2026/05/a4/index.html", "/2026/05/a4"),
        "https://example.org/2026/05/a4/?utm_source=x#part",
    ],
)
def test_a_page_is_found_by_whatever_people_have_at_hand(
    root: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(root)

    text = why(Options(root), typed)

    assert text is not None
    assert text.startswith("2026/05/a4/index.html (article of content/a4.md)")


@pytest.mark.parametrize(
    "typed", ["content/none.md", "content/../newsgen.yaml", "?", "./output/../newsgen.yaml", "%FF"]
)
def test_what_is_no_page_is_none(root: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.chdir(root)

    assert (why(Options(root), typed) or "index.html").startswith("index.html")


def test_nothing_is_written(root: Path) -> None:
    before = state(root)

    assert told(root)

    assert state(root) == before


def test_an_answer_comes_while_a_build_works(root: Path) -> None:
    """It holds the lock, and has begun to write what nobody shall see before it is whole."""
    with (
        locked(root / ".newsgen" / "cache.lock", wait=False),
        closing(sqlite3.connect(root / ".newsgen" / "cache.db", isolation_level=None)) as build,
    ):
        build.execute("BEGIN IMMEDIATE")
        build.execute("DELETE FROM outputs")

        assert told(root)[0] == "2026/05/a4/index.html (article of content/a4.md)"


def test_an_answer_comes_after_a_build_was_killed(root: Path, tmp_path: Path) -> None:
    """Its log is read, wherever the folder has been put since, and stays for the next build."""
    edited(root, "content/a4.md", "Text of 4", "More of 4")
    copied = tmp_path / "copied"
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db", isolation_level=None)) as build:
        build.execute("UPDATE outputs SET cause = 'not as newsgen left it'")
        shutil.copytree(root, copied, ignore=shutil.ignore_patterns("*-shm"))
    before = state(copied)

    assert "somebody had changed or removed the file" in told(copied)[1]
    assert state(copied) == before


def test_an_answer_comes_from_a_folder_that_cannot_be_written(root: Path) -> None:
    needed(POSIX)
    for folder in (root, root / ".newsgen"):
        folder.chmod(0o555)
    command = [*without_root(), sys.executable, "-m", "newsgen", "why", A4]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    for folder in (root, root / ".newsgen"):
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2026/05/a4/index.html")


def test_of_a_site_that_was_never_built_nothing_is_known(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")

    with pytest.raises(UnknownError, match="nothing is known"):
        why(Options(root), A4)

    assert not (root / ".newsgen").exists()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version = 1", "another version of newsgen"),
        ("PRAGMA user_version = 99", "another version of newsgen"),
        ("DROP TABLE questions", "cannot be read"),
        ("UPDATE outputs SET asked = 'odd'", "cannot be read"),
        ("UPDATE outputs SET cause = NULL", "cannot be read"),
        ("UPDATE questions SET key = 'odd' || id", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_left_for_the_next_build(root: Path, statement: str, said: str) -> None:
    file = root / ".newsgen" / "cache.db"
    if statement:
        with closing(sqlite3.connect(file)) as cache, cache:
            cache.execute(statement)
    else:
        file.write_bytes(b"no database")
    before = file.read_bytes()

    with pytest.raises(UnknownError, match=said):
        why(Options(root, verbose=True), A4)

    assert file.read_bytes() == before
    assert {path.name for path in file.parent.glob("cache.db*")} == {"cache.db"}

"""When the machine or another build is in the way: one clear error, nothing lost, the next build recovers."""

import errno
import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, _failed, build
from newsgen.inside import remedy
from newsgen.maintenance import listing
from newsgen.project import opened
from newsgen.publish.lock import LockedError, locked
from tests.machine import POSIX, needed, without_root
from tests.walk.sites import CLOCK, article, cold, tree, warm, written


def test_a_second_build_says_who_holds_the_lock(root: Path) -> None:
    with locked(root / ".newsgen" / "cache.lock", wait=True):
        result = build(Options(root, at=CLOCK, wait=False))

    (diagnostic,) = result.diagnostics
    assert diagnostic.code == "locked"
    assert str(os.getpid()) in diagnostic.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/a1.md", article("A", "2026-05-01", "Other text.")),
        ("content/a1.md", article("A", "2026-05-01", "![lost](lost.png)")),
        ("templates/home.html", "{% bad"),
        ("templates/home.html", "{{ site.nothing }}"),
    ],
)
def test_a_build_lets_go_of_its_cache(root: Path, request: pytest.FixtureRequest, name: str, text: str) -> None:
    """Whoever has it open in a process that goes on is in the way of other builds: SQLite's files beside it tell."""
    warm(root)
    written(root, {name: text})
    gc.disable()
    request.addfinalizer(gc.enable)

    warm(root)

    assert [each.name for each in (root / ".newsgen").glob("cache.db*")] == ["cache.db"]


def test_the_lock_goes_with_its_holder(root: Path) -> None:
    with locked(root / ".newsgen" / "cache.lock", wait=False):
        pass

    try:
        with locked(root / ".newsgen" / "cache.lock", wait=False):
            pass
    except LockedError:
        pytest.fail("the lock outlived its holder")


@pytest.mark.parametrize("spoil", ["garbage", "removed", "older"])
def test_a_cache_that_is_lost_costs_time_and_never_truth(root: Path, spoil: str) -> None:
    cache = root / ".newsgen" / "cache.db"
    if spoil == "garbage":
        cache.write_bytes(b"no database" * 1000)
    elif spoil == "removed":
        cache.unlink()
    else:
        with sqlite3.connect(cache) as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()
    (root / "content" / "a1.md").unlink()

    result = warm(root)
    if spoil != "older":
        # Whose the files are that are no pages any more, nobody knows.
        assert [each.code for each in result.diagnostics] == ["output-taken"]
        result = build(Options(root, at=CLOCK, jobs=1, adopt=True))

    assert result.exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_an_older_cache_of_another_configuration_takes_nothing_from_anybody(root: Path) -> None:
    """Older versions had one cache for all configurations: its list may be that of another folder."""
    (root / "output").rename(root / "elsewhere")
    foreign = root / "output" / "404.html"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as connection, connection:
        connection.execute("PRAGMA user_version = 1")
    (root / ".newsgen" / "cache.owner").unlink()
    (root / "other.yaml").write_text((root / "newsgen.yaml").read_text() + "output: elsewhere\n")
    (root / "content" / "a1.md").unlink()

    other = build(Options(root, config_file="other.yaml", at=CLOCK, jobs=1))
    own = warm(root)

    assert (other.exit_code, other.n_removed > 0) == (0, True)
    assert [(each.code, each.place.file) for each in own.diagnostics] == [("output-taken", "output")]
    assert foreign.read_text() == "mine"


def test_an_upgrade_forgets_no_file_whatever_command_comes_first(root: Path) -> None:
    """Else the page of an article that is withdrawn then would be nobody's, and stand for good."""
    with closing(sqlite3.connect(root / ".newsgen/cache.db")) as connection:
        connection.execute("PRAGMA user_version = 1")
    (root / "content/a1.md").unlink()
    listing(Options(root, at=CLOCK))

    result = warm(root)

    assert result.diagnostics == ()
    assert not (root / "output/2026/05/a1/index.html").exists()
    assert tree(root / "output") == cold(root)[0]


def test_an_upgrade_writes_no_file_that_holds_what_it_is_to_hold(root: Path) -> None:
    """What is written again is uploaded again."""
    with closing(sqlite3.connect(root / ".newsgen/cache.db")) as connection:
        connection.execute("PRAGMA user_version = 1")

    assert warm(root).n_written == 0


def test_a_cache_that_is_lost_costs_nothing_but_time_where_the_output_is_of_these_sources(root: Path) -> None:
    shutil.rmtree(root / ".newsgen")

    result = warm(root)

    assert (result.exit_code, result.n_written, result.n_removed) == (0, 0, 0)
    assert warm(root).n_made == 0
    (root / "content" / "a1.md").unlink()
    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_no_cache_makes_everything_and_the_next_build_nothing(root: Path) -> None:
    result = build(Options(root, at=CLOCK, use_cache=False))

    assert result.n_made > 10
    assert result.n_written == 0
    assert warm(root).n_made == 0


def test_a_file_where_a_folder_is_needed_is_one_error_and_the_next_build_recovers(root: Path) -> None:
    taken = root / "output" / "tag" / "neu"
    taken.write_text("mine")
    path = root / "content" / "a1.md"
    path.write_text(path.read_text().replace("tags: [t1]", "tags: [neu]"))

    (diagnostic,) = warm(root).diagnostics
    taken.unlink()

    assert diagnostic.code == "output-taken"
    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_an_address_that_becomes_a_folder_is_published(root: Path) -> None:
    """What is in the way of a new file and is ours, goes first."""
    written(root / "static", {"notes": "a file"})
    warm(root)
    (root / "static" / "notes").unlink()
    written(root / "static", {"notes/inside.txt": "a folder"})

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_the_clock_moves_articles_in_and_out(root: Path) -> None:
    path = root / "content" / "a1.md"
    path.write_text(path.read_text().replace("tags: [t1]", "tags: [t1]\nexpires: 2026-06-10"))
    warm(root)
    page = root / "output/2026/05/a1/index.html"
    assert page.exists()

    warm(root, CLOCK.replace(day=20))
    assert not page.exists()

    warm(root, CLOCK)
    assert page.exists()


def test_what_is_featured_until_then_is_featured_again_at_an_earlier_clock(root: Path) -> None:
    path = root / "content" / "a1.md"
    path.write_text(path.read_text().replace("tags: [t1]", "tags: [t1]\nfeatured: {until: 2026-06-10}"))

    for day in (20, 1, 20):
        clock = CLOCK.replace(day=day)
        warm(root, clock)
        assert tree(root / "output") == cold(root, clock)[0]


def test_what_is_no_source_is_reported_by_a_warm_build_too(root: Path) -> None:
    """A folder named as an article, or a link that leads nowhere, changes no source."""
    (root / "content" / "x.md").mkdir()
    (root / "content" / "y.md").symlink_to("nowhere.md")

    codes = [each.code for each in warm(root).diagnostics]

    assert codes == ["directory-named-md", "symlink-broken"]
    assert codes == [each.code for each in cold(root)[1]]


def test_static_files_that_cannot_be_served_are_reported(root: Path) -> None:
    os.mkfifo(root / "static" / "pipe")
    (root / "static" / os.fsdecode(b"bad\xff.txt")).write_text("x")

    assert [each.code for each in warm(root).diagnostics] == ["name-encoding", "source-unreadable"]


@pytest.mark.parametrize("key", ["redirect_to", "canonical_url", "source_url"])
def test_an_address_that_runs_is_refused(root: Path, key: str) -> None:
    path = root / "content" / "a1.md"
    path.write_text(path.read_text().replace("tags: [t1]", f'tags: [t1]\n{key}: "javascript:alert(1)"'))

    (diagnostic,) = warm(root).diagnostics

    assert (diagnostic.code, diagnostic.place.line) == ("url-unsafe", 6)


def limited(root: Path, bytes_a_file: int) -> "subprocess.CompletedProcess[str]":
    """A build that may write files of some size only: what it meets then is what it would meet on a full disk."""
    needed(POSIX)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_a_file}, {bytes_a_file}))"
    program = f"{limit}; from newsgen.cli import main; main()"
    # Nor does it compile: Python would keep the half of a file that fits, and all later processes would end there.
    command = [sys.executable, "-B", "-c", program, "build", "--jobs", "1", "--at", CLOCK.isoformat()]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("size", [0, 4_000, 40_000, 120_000, 200_000])
def test_a_disk_that_takes_no_more_is_one_error_and_nothing_is_lost(root: Path, size: int) -> None:
    """The limit falls into the cache, its journal, or a page, as it may happen on a disk."""
    before = tree(root / "output")
    written(root, {"content/long.md": article("Long", "2026-05-20", "A word or two. " * 20_000)})

    failed = limited(root, size)

    assert failed.returncode == 1
    assert failed.stderr.count("error[") == 1
    assert "error[system]" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert tree(root / "output") == before
    assert not list((root / ".newsgen").glob("*.staging/*"))
    assert warm(root).exit_code == 0
    assert (tree(root / "output"), (), 0) == cold(root)


def test_a_copy_that_finds_no_room_is_told_of_its_disk_and_not_of_its_source(root: Path) -> None:
    """The source lies on another disk perhaps, and nobody has to make room there."""
    project, _ = opened(Options(root))
    assert project is not None
    staged = str(project.staging / "3")

    told = _failed(OSError(errno.ENOSPC, "no room", str(root / "static/a.css"), None, staged), project)

    assert told.place.file == project.staging.relative_to(project.root).as_posix() + "/3"
    assert told.hint == "make room on this disk and build again: nothing is lost"


@pytest.mark.parametrize(
    "path", ["content/a1.md", "content/locked", "static/x.css", "static/locked", "templates/x.html", "newsgen.urls"]
)
def test_what_cannot_be_read_is_told_with_what_to_do(root: Path, path: str) -> None:
    place = root / path
    if place.suffix:
        written(root, {path: place.read_text() if place.exists() else ""})
    else:
        place.mkdir(parents=True)
    place.chmod(0)

    command = [*without_root(), sys.executable, "-m", "newsgen", "build", "--at", CLOCK.isoformat()]
    failed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    place.chmod(0o755)

    first, hint, *_ = failed.stderr.splitlines()
    assert first.startswith(f"{path}: error[")
    assert first.endswith(f": {os.strerror(errno.EACCES)}")
    assert hint.startswith("  hint: give the right to read")


def test_a_file_that_went_is_not_to_be_given_rights() -> None:
    assert remedy(FileNotFoundError(errno.ENOENT, "gone")) == "it went while it was looked at: build again"


def test_an_output_folder_that_cannot_be_written_is_one_error_and_nothing_is_lost(root: Path) -> None:
    before = tree(root / "output")
    written(root, {"content/new.md": article("New", "2026-05-20", "Text.")})
    folders = [root / "output", *(path for path in (root / "output").rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)

    try:
        command = [*without_root(), sys.executable, "-m", "newsgen", "build", "--at", CLOCK.isoformat()]
        failed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    finally:
        for folder in folders:
            folder.chmod(0o755)

    assert failed.returncode == 1
    assert failed.stderr.count("error[") == 1
    assert "Permission denied" in failed.stderr
    assert tree(root / "output") == before
    assert warm(root).exit_code == 0
    assert (tree(root / "output"), (), 0) == cold(root)


@pytest.mark.parametrize("year", ["9999-12-31", "9999-12-31 23:59:59 -12:00", "9999-01-01", "1000-01-01"])
def test_the_ends_of_the_calendar_end_no_build(root: Path, year: str) -> None:
    """What fails is found before the output is touched."""
    written(root / "content", {"last.md": article("Last", f'"{year}"', "Text.", "updated: 9999-12-31\n")})

    result = build(Options(root, at=CLOCK, jobs=1))
    again = build(Options(root, at=CLOCK, jobs=1))

    assert result.exit_code == again.exit_code
    assert result.diagnostics == again.diagnostics


@pytest.mark.parametrize("n_more", [2, 3])
def test_an_archive_whose_disk_is_not_there_takes_no_site_away(root: Path, n_more: int) -> None:
    written(root / "content", {f"b{n}.md": article(f"More {n}", "2026-05-10", "Text.") for n in range(n_more)})
    n_texts = len([*(root / "content").rglob("*.md")])
    assert warm(root).exit_code == 0
    before = tree(root / "output")
    elsewhere = (root / "content").rename(root / "unmounted")
    (root / "content").mkdir()

    result = warm(root)

    if n_texts < 10:
        # Who tries newsgen out takes away what there is.
        assert result.exit_code == 0
        return
    assert [each.code for each in result.diagnostics if each.level == "error"] == ["content-emptied"]
    assert tree(root / "output") == before
    (root / "content").rmdir()
    elsewhere.rename(root / "content")
    assert (warm(root).exit_code, tree(root / "output")) == (0, before)

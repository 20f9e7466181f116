"""What the system tells of a file decides whether it is read, and nothing that copies files can hide a change."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.state import stamps
from newsgen.state.stamps import UNSURE, stamp, sure
from tests.machine import POSIX, needed
from tests.walk.sites import CLOCK, small_site, tree, warm

PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_site(tmp_path / "site")
    source = root / "content" / "a1.md"
    source.write_text(f"{source.read_text()}\n![dot](dot.gif)\n")
    (root / "content" / "dot.gif").write_bytes(PIXEL)
    assert warm(root).exit_code == 0
    return root


@pytest.fixture
def nothing_is_young(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not wait until their files are three seconds old."""
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)


def in_place(file: Path, data: bytes) -> None:
    """As a restored backup, or an editor that keeps times."""
    times = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def renamed_over(file: Path, data: bytes) -> None:
    """As `rsync -t`, `cp -p` to a new name and `mv`, or tar put it there."""
    times = file.stat()
    beside = file.with_name("beside")
    beside.write_bytes(data)
    os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
    beside.replace(file)


def linked_elsewhere(file: Path, data: bytes) -> None:
    """As a release that is switched by a link."""
    times = file.stat()
    other = file.with_name("a9-old") if file.suffix == ".md" else file.with_name("_other")
    other.write_bytes(data)
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    file.unlink()
    file.symlink_to(other.name)


def kept(root: Path, table: str) -> dict[str, int]:
    """The stamps in the cache."""
    with closing(sqlite3.connect(root / ".newsgen/cache.db")) as cache:
        return dict(cache.execute(f"SELECT path, stamp FROM {table}"))  # noqa: S608  names of this file


def true(folder: Path, paths: dict[str, int]) -> dict[str, int]:
    return {path: stamp((folder / path).stat()) for path in paths}


@pytest.mark.parametrize("change", [in_place, renamed_over, linked_elsewhere])
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/a1.md", b"Text of 1.", b"Tuxt of 1."),
        ("content/dot.gif", b"\xff\xff\xff", b"\xff\xff\xfe"),
        ("static/site.css", b"black", b"white"),
        ("templates/tag.html", b'join(",")', b'join(";")'),
        ("newsgen.yaml", b"A test", b"A text"),
    ],
)
def test_a_change_that_keeps_size_and_time_is_seen(
    root: Path, nothing_is_young: None, change: Callable[[Path, bytes], None], path: str, old: bytes, new: bytes
) -> None:
    needed(POSIX)
    warm(root)
    before = tree(root / "output")
    file = root / path
    assert old in file.read_bytes()
    change(file, file.read_bytes().replace(old, new))

    assert warm(root).exit_code == 0

    assert tree(root / "output") != before


@pytest.mark.parametrize("change", [in_place, renamed_over])
def test_an_output_edited_by_hand_is_restored_though_size_and_time_are_kept(
    root: Path, change: Callable[[Path, bytes], None]
) -> None:
    needed(POSIX)
    before = tree(root / "output")
    page = root / "output" / "index.html"
    change(page, page.read_bytes().replace(b"Title", b"Tutle"))

    assert [each.output.path for each in warm(root).made] == ["index.html"]

    assert tree(root / "output") == before


def test_no_cache_restores_what_no_stat_tells_of(root: Path) -> None:
    """A disk that loses bits changes no time."""
    before = tree(root / "output")
    page = root / "output" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Title", b"Tutle"))
    with closing(sqlite3.connect(root / ".newsgen/cache.db")) as cache, cache:
        cache.execute("UPDATE outputs SET stamp = ? WHERE path = 'index.html'", (stamp(page.stat()),))
    assert warm(root).n_made == 0
    assert tree(root / "output") != before

    assert build(Options(root, at=CLOCK, jobs=1, use_cache=False)).n_written == 1

    assert tree(root / "output") == before


def test_a_site_copied_elsewhere_has_nothing_to_do_and_is_read_once(
    root: Path, tmp_path: Path, nothing_is_young: None
) -> None:
    """As a fresh checkout is, with what a build server has restored: every stat is another, and no byte."""
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(root, elsewhere, copy_function=shutil.copyfile)
    files = {"sources": elsewhere, "outputs": elsewhere / "output"}
    assert all(kept(elsewhere, table) != true(folder, kept(elsewhere, table)) for table, folder in files.items())

    result = warm(elsewhere)

    assert (result.n_made, result.n_written) == (0, 0)
    for table, folder in files.items():
        assert kept(elsewhere, table) == true(folder, kept(elsewhere, table))
    assets = {path: known for path, known in kept(elsewhere, "assets").items() if not path.startswith("theme:")}
    assert assets.keys() == {"content/dot.gif", "static/site.css"}
    assert assets == true(elsewhere, assets)


def test_files_touched_are_read_and_nothing_is_made(root: Path) -> None:
    """A program that sets rights or times for a web server changes no page."""
    for file in root.rglob("*"):
        if file.is_file() and ".newsgen" not in file.parts:
            file.chmod(0o640)
            file.touch()

    assert warm(root).n_made == 0


def test_a_young_file_proves_nothing(root: Path) -> None:
    """It may change again within the same tick of its disk's clock."""
    assert set(kept(root, "sources").values()) == {UNSURE}
    assert {known for path, known in kept(root, "assets").items() if not path.startswith("theme:")} == {UNSURE}


def test_a_file_is_young_by_its_last_change_of_anything(root: Path) -> None:
    """What tar unpacks has an old time of its bytes and is new all the same."""
    needed(POSIX)
    source = root / "content" / "a1.md"
    os.utime(source, (1, 1))

    assert sure(source.stat(), stamps.young_since()) == UNSURE
    assert sure(source.stat(), source.stat().st_ctime_ns) == stamp(source.stat())


def test_a_link_in_the_place_of_an_output_is_none_of_newsgens(root: Path, tmp_path: Path) -> None:
    """Whoever changes the file that it leads to would change the page."""
    needed(POSIX)
    page = root / "output/2026/05/a1/index.html"
    elsewhere = tmp_path / "elsewhere.html"
    shutil.copy2(page, elsewhere)
    page.unlink()
    page.symlink_to(elsewhere)

    warm(root)

    assert not page.is_symlink()
    assert page.read_bytes() == elsewhere.read_bytes()

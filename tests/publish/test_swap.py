"""A swap that fails half-way is undone, wherever the output stands, and what a killed one leaves is cleared."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.maintenance import clean
from newsgen.publish.staging import in_the_way, namesakes
from newsgen.publish.swap import Staged, Swap, clear
from tests.machine import POSIX, caseless_disk, needed
from tests.walk.sites import CLOCK, article, cold, small_site, tree, warm, written

MEMORY = Path("/dev/shm")
LONG = "n" * 250 + ".html"


@pytest.fixture
def far() -> Iterator[Path]:
    """A folder on another file system than the tests' own."""
    if not MEMORY.is_dir() or MEMORY.stat().st_dev == Path(tempfile.gettempdir()).stat().st_dev:
        pytest.skip("needs a second file system: /dev/shm is none here")
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB, empty."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs leave to mount a small file system: run the tests as root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def staged(folder: Path, files: dict[str, str]) -> list[Staged]:
    staging = folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    written(staging, {str(number): text for number, text in enumerate(files.values())})
    return [Staged(path, str(number)) for number, path in enumerate(files)]


def marked(flag: str, file: Path) -> None:
    """Set an attribute of a file that binds root, too: +i (no change at all) or +a (a folder: only new files)."""
    if shutil.which("chattr") is None or subprocess.run(["chattr", flag, file], capture_output=True).returncode:
        pytest.skip("needs chattr and a file system that has its attributes: run the tests as root on ext4")


@pytest.mark.parametrize("where", ["near", "far"])
def test_a_swap_is_made_and_undone(tmp_path: Path, where: str, request: pytest.FixtureRequest) -> None:
    output = tmp_path / "output" if where == "near" else request.getfixturevalue("far")
    old = {"index.html": "old", "a/index.html": "old a", f"b/{LONG}": "old b", "gone/x/y.html": "y"}
    written(output, old)
    before = tree(output)
    new = {"index.html": "new", f"b/{LONG}": "new b", "n/e/w.html": "w"}

    for is_undone in (True, False):
        swap = Swap(tmp_path / "staging", output)
        swap.move(staged(tmp_path, new))
        assert swap.delete(["gone/x/y.html", "nothing/here.html"]) == 1
        if is_undone:
            assert swap.undone() == []
            assert tree(output) == before
            assert not (output / "n").exists()
    swap.done()

    assert tree(output) == {path: text.encode() for path, text in {"a/index.html": "old a", **new}.items()}
    assert not (output / "gone").exists()


def test_a_folder_that_cannot_be_made_leaves_none_of_those_above_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    written(output, {"a/index.html": "old"})
    swap = Swap(tmp_path / "staging", output)

    with pytest.raises(OSError, match="too long"):
        swap.move(staged(tmp_path, {"n/index.html": "new", f"new/{'x' * 300}/index.html": "new"}))

    assert swap.undone() == []
    assert tree(output) == {"a/index.html": b"old"}
    assert sorted(each.name for each in output.iterdir()) == ["a"]


def test_a_file_that_becomes_a_folder_comes_back(far: Path, tmp_path: Path) -> None:
    written(far, {"notes": "a file", "more/inside.txt": "a folder"})
    before = tree(far)
    swap, new = Swap(tmp_path / "staging", far), staged(tmp_path, {"notes/inside.txt": "x", "more": "y"})

    swap.delete(["notes", "more/inside.txt"])
    swap.move(new)
    assert swap.undone() == []

    assert tree(far) == before


def test_a_staging_folder_that_is_gone_takes_nothing_with_it(tmp_path: Path) -> None:
    output = tmp_path / "output"
    written(output, {"a.html": "old"})
    swap, new = Swap(tmp_path / "staging", output), staged(tmp_path, {"a.html": "new"})
    shutil.rmtree(tmp_path / "staging")

    with pytest.raises(FileNotFoundError):
        swap.move(new)
    assert swap.undone() == []

    assert tree(output) == {"a.html": b"old"}


def test_what_cannot_be_put_back_is_named(tmp_path: Path) -> None:
    output = tmp_path / "output"
    written(output, {"a/x.html": "old", "b.html": "old"})
    swap = Swap(tmp_path / "staging", output)
    swap.move(staged(tmp_path, {"a/x.html": "new", "b.html": "new"}))
    shutil.rmtree(output / "a")
    (output / "a").write_text("somebody's")

    assert swap.undone() == ["a/x.html"]
    assert tree(output) == {"a": b"somebody's", "b.html": b"old"}


def test_what_killed_copies_leave_is_cleared_by_the_next_swap(far: Path, tmp_path: Path) -> None:
    """Also what an earlier version called them."""
    written(far, {"a/x.html": "old", "mine/.x.html.newsgen": "mine"})
    swap = Swap(tmp_path / "staging", far)
    swap.move(staged(tmp_path, {"a/x.html": "new"}))
    (far / "a" / ".x.html.newsgen").write_text("half")
    assert len(list(far.glob(".newsgen-*"))) == 1

    clear(far, ["a/x.html"])

    assert tree(far) == {"a/x.html": b"new", "mine/.x.html.newsgen": b"mine"}


def edited(root: Path) -> None:
    """A change of many files, a new one, and one that goes."""
    for number in range(1, 5):
        path = root / "content" / f"a{number}.md"
        path.write_text(path.read_text().replace("Title", "Other"))
    (root / "content" / "a5.md").unlink()
    written(root, {"content/new.md": article("New", "2026-05-20", "Text.")})


@pytest.mark.skipif(sys.platform != "linux", reason="needs a way to be no almighty root")
@pytest.mark.parametrize("folder", ["2026/05/a3", "category/strom", "."])
def test_a_folder_without_write_permission_leaves_the_output_as_it_was(tmp_path: Path, folder: str) -> None:
    """Most files of the swap could be moved."""
    root = small_site(tmp_path / "site")
    warm(root)
    edited(root)
    before = tree(root / "output")
    (root / "output" / folder).chmod(0o555)

    ordinary = ["setpriv", "--bounding-set=-dac_override"] if os.getuid() == 0 else []
    command = [*ordinary, sys.executable, "-m", "newsgen", "build", "--at", CLOCK.isoformat()]
    failed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    (root / "output" / folder).chmod(0o755)

    assert failed.returncode == 1
    assert "Permission denied" in failed.stderr
    assert "the output is as it was" in failed.stderr
    assert tree(root / "output") == before
    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_a_file_that_cannot_be_replaced_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    """As one that another program holds open on Windows."""
    root = small_site(tmp_path / "site")
    warm(root)
    edited(root)
    before = tree(root / "output")
    fixed = root / "output" / "index.html"
    marked("+i", fixed)

    try:
        result = warm(root)
    finally:
        marked("-i", fixed)

    assert [each.code for each in result.diagnostics] == ["system"]
    assert tree(root / "output") == before
    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_files_that_cannot_be_put_back_are_named(tmp_path: Path) -> None:
    """The new page can be written into its folder, and not be taken out again."""
    root = small_site(tmp_path / "site")
    warm(root)
    edited(root)
    folder, fixed = root / "output" / "2026/05/new", root / "output" / "index.html"
    folder.mkdir()
    marked("+a", folder)
    marked("+i", fixed)

    try:
        result = warm(root)
    finally:
        marked("-a", folder)
        marked("-i", fixed)

    (diagnostic,) = result.diagnostics
    assert diagnostic.code == "output-torn"
    assert "2026/05/new/index.html" in diagnostic.text
    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_a_disk_that_is_full_in_the_middle_of_a_swap_leaves_the_output_as_it_was(
    tmp_path: Path, small_disk: Path
) -> None:
    root = small_site(tmp_path / "site")
    (root / "output").symlink_to(small_disk)
    assert warm(root).exit_code == 0
    edited(root)
    before = tree(small_disk)
    written(root, {f"static/large{n}.txt": "x" * 200_000 for n in range(9)})

    result = warm(root)

    assert [each.code for each in result.diagnostics] == ["system"]
    assert tree(small_disk) == before
    for n in range(9):
        (root / "static" / f"large{n}.txt").unlink()
    assert warm(root).exit_code == 0
    assert tree(small_disk) == cold(root)[0]


def test_an_output_on_another_file_system_is_built_again_and_cleaned(tmp_path: Path, far: Path) -> None:
    root = small_site(tmp_path / "site")
    written(root, {f"static/{LONG}": "long", "static/notes": "a file"})
    options = Options(root, at=CLOCK, jobs=1, output=str(far))
    assert build(options).exit_code == 0
    written(root, {f"static/{LONG}": "longer"})
    (root / "static" / "notes").unlink()
    written(root, {"static/notes/inside.txt": "a folder"})

    assert build(options).exit_code == 0
    assert tree(far) == cold(root)[0]

    clean(options)
    assert tree(far) == {}


@pytest.mark.parametrize(
    ("gone", "planned", "expected"),
    [
        ("Cup/index.html", "cup/index.html", True),
        ("Stra\u00dfe.html", "STRASSE.html", True),
        ("cafe\u0301/index.html", "caf\u00e9/index.html", True),
        ("CAFE\u0301/index.html", "caf\u00e9/index.html", True),
        ("cup/index.html", "cups/index.html", False),
    ],
)
def test_a_page_of_another_case_or_composition_goes_before_the_new_one_comes(
    gone: str, planned: str, expected: bool
) -> None:
    """Deleted after it, where case does not count, it would take the new one with it."""
    assert (in_the_way([gone], [planned]) == [gone]) is expected
    assert namesakes([gone], [planned, "other.html"]) == ({gone: planned} if expected else {})


def test_a_folder_of_another_case_goes_before_new_files_come() -> None:
    """They would stand in it, under an address that no host knows where case counts."""
    assert in_the_way(["Cup/old.html"], ["cup/new.html"]) == ["Cup/old.html"]
    assert in_the_way(["cup/old.html"], ["cup/new.html"]) == []


def test_a_page_renamed_in_case_alone_is_there(tmp_path: Path) -> None:
    root = small_site(tmp_path / "site")
    written(root, {"static/Cup/Photo.txt": "x"})
    warm(root)
    shutil.rmtree(root / "static" / "Cup")
    written(root, {"static/cup/photo.txt": "x"})

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


@pytest.fixture
def caseless(tmp_path: Path) -> Iterator[Path]:
    """A folder in which case does not count: the tests' own on macOS and Windows, else one that is mounted."""
    (tmp_path / "Case").mkdir()
    if (tmp_path / "case").exists():
        yield tmp_path
        return
    caseless_disk()
    disk, folder = tmp_path / "disk.img", tmp_path / "fat"
    folder.mkdir()
    with disk.open("wb") as file:
        file.truncate(32 << 20)
    for command in (["mkfs.vfat", str(disk)], ["mount", "-o", "loop", str(disk), str(folder)]):
        subprocess.run(command, capture_output=True, check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_page_renamed_in_case_alone_is_there_where_case_does_not_count(tmp_path: Path, caseless: Path) -> None:
    root = small_site(tmp_path / "site")
    written(root, {"static/Cup/Photo.txt": "x"})
    options = Options(root, at=CLOCK, jobs=1, output=str(caseless / "output"))
    build(options)
    shutil.rmtree(root / "static" / "Cup")
    written(root, {"static/cup/photo.txt": "x"})

    assert build(options).exit_code == 0
    assert tree(caseless / "output") == cold(root)[0]


def test_an_owner_that_cannot_be_noted_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    """Else nobody would know whose site stands there, and another configuration would build over it."""
    root = small_site(tmp_path / "site")
    owner = root / ".newsgen" / "cache.owner"
    (owner / "in the way").mkdir(parents=True)

    result = warm(root)

    assert [each.code for each in result.diagnostics] == ["state-taken"]
    assert tree(root / "output") == {}
    shutil.rmtree(owner)
    assert warm(root).exit_code == 0
    assert owner.read_text() == "newsgen.yaml"
    assert tree(root / "output") == cold(root)[0]


@pytest.mark.parametrize("size", [40_000, 120_000, 160_000, 200_000, 1_000_000])
def test_who_takes_an_output_folder_over_has_it_when_that_is_done_and_not_before(tmp_path: Path, size: int) -> None:
    """What cannot be recorded has not happened: the site of before stands there, and is known to."""
    needed(POSIX)
    root = small_site(tmp_path / "site")
    shutil.copy(root / "newsgen.yaml", root / "other.yaml")
    assert warm(root).exit_code == 0
    edited(root)
    before = tree(root / "output")
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    build_ = ["build", "-c", "other.yaml", "--adopt", "--jobs", "1", "--at", CLOCK.isoformat()]
    # Python would keep the half of a compiled file that fits, and all later processes would end there.
    command = [sys.executable, "-B", "-c", f"{limit}; from newsgen.cli import main; main()", *build_]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    owner = (root / ".newsgen" / "cache.owner").read_text()
    assert (done.returncode, owner) in {(1, "newsgen.yaml"), (0, "other.yaml")}
    assert (tree(root / "output") == before) is (done.returncode == 1)

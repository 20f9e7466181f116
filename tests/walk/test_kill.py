"""A build that is killed at any moment tears no file, and the next build makes the site whole."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from tests.walk.sites import TEMPLATES, article, cold, killed, small_site, started, tree, warm, written

N_ARTICLES = 60


def variant(root: Path, name: str) -> None:
    """Write one of two sites that differ in every page; the second has articles that the first has not."""
    written(
        root / "content",
        {
            f"b{n}.md": article(f"{name} {n}", f"2025-{n % 12 + 1:02d}-03", f"{name} text {n}. " * 40)
            for n in range(N_ARTICLES)
        },
    )
    written(root / "templates", {"base.html": TEMPLATES["base.html"] + name})
    extra = root / "content" / "extra"
    if name == "B":
        written(extra, {f"c{n}.md": article(f"C {n}", "2025-03-03", f"Text {n}.") for n in range(10)})
    else:
        for path in extra.glob("*.md"):
            path.unlink()


def n_files(folder: Path) -> int:
    try:
        return sum(1 for _ in folder.iterdir())
    except FileNotFoundError:
        return 0


def build_and_kill(root: Path, in_swap: bool, delay_s: float) -> None:
    """Start a build and kill it: after a delay, or while files are being moved."""
    process = started(root)
    staging = root / ".newsgen" / "cache.staging"
    most, deadline = 0, time.monotonic() + (10 if in_swap else delay_s)
    while time.monotonic() < deadline and is_at_work(process):
        n_staged = n_files(staging)
        if in_swap and n_staged < most:
            break
        most = max(most, n_staged)
    killed(process)


def is_at_work(process: "subprocess.Popen[bytes]") -> bool:
    """After a millisecond: who asks without a pause takes a processor from it."""
    try:
        process.wait(0.001)
    except subprocess.TimeoutExpired:
        return True
    return False


IN_SWAP = pytest.mark.parametrize("in_swap", [False, True], ids=["any-moment", "in-the-swap"])


@IN_SWAP
def test_kills_tear_nothing(tmp_path: Path, in_swap: bool) -> None:
    check(tmp_path, 6, in_swap)


@pytest.mark.nightly
@IN_SWAP
def test_hundreds_of_kills_tear_nothing(tmp_path: Path, in_swap: bool) -> None:
    check(tmp_path, 100, in_swap)


def check(folder: Path, n_kills: int, in_swap: bool) -> None:
    root = small_site(folder / "site")
    trees = {}
    for name in ("A", "B"):
        variant(root, name)
        trees[name] = cold(root)[0]
    variant(root, "A")
    assert warm(root).exit_code == 0
    chance = random.Random(7)

    for number in range(n_kills):
        name = "BA"[number % 2]
        variant(root, name)
        build_and_kill(root, in_swap, chance.uniform(0.1, 0.9))

        for path, content in tree(root / "output").items():
            assert content in (trees["A"].get(path), trees["B"].get(path)), path
        if number % 3 == 2:
            assert warm(root).exit_code == 0
            assert tree(root / "output") == trees[name]
    variant(root, "B")
    warm(root)
    assert tree(root / "output") == trees["B"]

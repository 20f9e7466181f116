"""A newcomer's machine lacks things: tests that need them are skipped, and a line says how to bring them back."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import NEEDS, NPM_LINE, ROOT

MOON = """\
import pytest
from tests.machine import Need, needed

WHEEL = Need("a wheel", lambda: "/usr/bin/wheel", "apt-get install wheel")
STAIRS = Need("stairs", lambda: None, "apt-get install stairs")
MOON = Need("the moon", lambda: None, "moon install", first=(WHEEL, STAIRS))

@pytest.fixture(scope="module")
def moon(): return needed(MOON)
"""
BY_FIXTURE = "def test_{}(moon): raise AssertionError\n"
# What takes time, and has no part in it.
WITHOUT = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:anyio")
GOOD = "def test_good(): assert needed(WHEEL) == '/usr/bin/wheel'\n"


def ran(folder: Path, tests: str, *options: str) -> tuple[int, list[str]]:
    """Exit code and lines of a run of pytest with these tests."""
    (folder / "test_moon.py").write_text(MOON + tests)
    (folder / "pytest.ini").write_text("[pytest]\n")
    place = ["-c", str(folder / "pytest.ini"), "--rootdir", str(folder), str(folder)]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        *WITHOUT,
        "-q",
        *options,
        *place,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("n_processes", ["0", "2"])
def test_what_is_missing_is_one_line_at_the_end(tmp_path: Path, n_processes: str) -> None:
    tests = GOOD + BY_FIXTURE.format("a") + BY_FIXTURE.format("b") + "def test_c(): pytest.skip('no wind')\n"

    code, lines = ran(tmp_path, tests, "-n", n_processes)

    assert code == 0
    assert [line.strip("= ") for line in lines[-4:-1]] == [
        "3 skipped",
        "2 the moon is missing: apt-get install stairs && moon install",
        "1 no wind",
    ]
    assert "1 passed, 3 skipped" in lines[-1]


def test_where_nothing_may_be_skipped_a_skip_is_a_failure(tmp_path: Path) -> None:
    """Else a check that no machine makes any more would look like one that passes."""
    assert ran(tmp_path, GOOD + BY_FIXTURE.format("a"), "-n", "0", "--nothing-skipped")[0] == 1


def test_nothing_is_said_where_nothing_is_missing(tmp_path: Path) -> None:
    code, lines = ran(tmp_path, GOOD, "-n", "0", "--nothing-skipped")

    assert code == 0
    assert not [line for line in lines if "skipped" in line]


def test_contributing_names_all_that_tests_need_and_nothing_else() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (packages,) = [line.split()[2:] for line in text.splitlines() if line.startswith("apt-get install ")]

    assert NPM_LINE in text.splitlines()
    assert set(packages) == {package for need in NEEDS for package in need.debian}

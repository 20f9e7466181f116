"""Streams that are closed or full, a machine without memory: a command ends without a traceback."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from newsgen.cli import Commands
from tests.machine import POSIX, needed


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_build_whose_streams_are_closed_ends_well(site: Path, closed: str) -> None:
    """Some services and cron jobs start programs so."""
    ended = _run(site, f"build {closed}")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert (site / "output/index.html").exists()


def test_no_file_has_the_number_of_a_closed_stream(site: Path) -> None:
    """What a library or an engine writes to it would stand in the cache."""
    script = (
        "import os, sys\nfrom newsgen.cli import main\nsys.argv = ['newsgen', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "file = os.open('number', os.O_CREAT | os.O_WRONLY)\nos.write(file, str(file).encode())\n"
    )
    command = f'{sys.executable} -c "$0" <&- >&- 2>&-'
    subprocess.run(["sh", "-c", command, script], cwd=site, check=True)

    assert int((site / "number").read_text()) > 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "build --help", "build", "list", "build --json"])
def test_what_cannot_be_printed_is_one_error(site: Path, arguments: str) -> None:
    ended = _run(site, f"{arguments} >/dev/full")

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == f"error[system]: {os.strerror(28)}"
    assert "Traceback" not in ended.stderr


def test_a_command_that_memory_is_too_small_for_says_so() -> None:
    class Greedy(Commands):
        def resolve_command(
            self, ctx: click.Context, args: list[str]
        ) -> tuple[str | None, click.Command | None, list[str]]:
            return "greedy", click.Command("greedy", callback=_no_memory), []

    ended = CliRunner().invoke(Greedy(), ["greedy"])

    assert (ended.exit_code, ended.stderr) == (1, "error[worker-ended]: there is no memory left\n")


def _no_memory() -> None:
    raise MemoryError


def _run(site: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    needed(POSIX)
    command: Sequence[str] = ("sh", "-c", f"{sys.executable} -m newsgen {arguments}")
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)

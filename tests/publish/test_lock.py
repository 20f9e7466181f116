"""The lock of a site: one build at a time, whoever holds it is named, and it goes with its holder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsgen.build import build
from newsgen.project import Options
from newsgen.publish.lock import LockedError, locked
from tests.machine import POSIX, needed
from tests.sites.built import CLOCK, article, site

HOLDER = """\
import sys
from pathlib import Path
from newsgen.publish.lock import locked
with locked(Path(sys.argv[1]), wait=True):
    print("held", flush=True)
    sys.stdin.read()
"""
WITH_WORKERS = """\
import os, signal, sys
from pathlib import Path
from newsgen.publish.lock import locked
from newsgen.workers import POOL_FROM, mapped
with locked(Path(sys.argv[1]), wait=True):
    for _ in mapped(len, range(3 * POOL_FROM), 2):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@contextmanager
def holder(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def is_free(file: Path) -> bool:
    try:
        with locked(file, wait=False):
            return True
    except LockedError:
        return False


def test_who_holds_the_lock_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".newsgen/x.lock"
    with holder(file) as process, pytest.raises(LockedError) as refused, locked(file, wait=False):
        pass

    assert refused.value.holder == str(process.pid)


def test_who_waits_gets_the_lock_when_its_holder_ends(tmp_path: Path) -> None:
    file = tmp_path / "x.lock"
    with holder(file) as first:
        waiting = subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.DEVNULL)
        assert waiting.poll() is None
        assert first.stdin is not None
        first.stdin.close()

        assert waiting.wait() == 0


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.lock"
    with holder(file) as process:
        process.kill()
        process.wait()

        assert is_free(file)


def test_the_workers_of_a_killed_holder_hold_nothing(tmp_path: Path) -> None:
    """They waited for work for ever, and every build after them for the lock."""
    needed(POSIX)
    file = tmp_path / "x.lock"
    killed = subprocess.run([sys.executable, "-c", WITH_WORKERS, str(file)], check=False)

    assert killed.returncode == -signal.SIGKILL
    # The system ends them, which takes it a moment.
    until = time.monotonic() + 30
    while not is_free(file) and time.monotonic() < until:
        os.sched_yield()
    assert is_free(file)


@pytest.mark.parametrize("spoil", ["folder", "file"])
def test_a_lock_that_cannot_be_is_one_error(tmp_path: Path, spoil: str) -> None:
    root = site(tmp_path, {"a.md": article()})
    if spoil == "file":
        (root / ".newsgen").write_text("")
    else:
        (root / ".newsgen/cache.lock").mkdir(parents=True)

    result = build(Options(root, at=CLOCK))

    assert [each.code for each in result.diagnostics] == ["state-taken"]
    assert ".newsgen" in result.diagnostics[0].place.file

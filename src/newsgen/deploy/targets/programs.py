"""Other people's programs: called without a shell or a question, their words told without secrets."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypedDict

from msgspec import Struct

from newsgen.deploy.targets.base import TargetError
from newsgen.deploy.targets.secrets import cleared
from newsgen.shown import visible
from newsgen.workers import ends_with

# What a program says last tells why it failed; progress and advice stand before it.
_LINES = 6


class Said(Struct, frozen=True):
    """What a program left: its exit code, its output, and of its errors the last lines, in one."""

    code: int
    output: bytes
    words: str


class Case(Struct, frozen=True):
    """Words of a program, each of them telling the same, and what to do then."""

    words: tuple[str, ...]
    hint: str


def said(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    given: bytes = b"",
    hidden: Mapping[str, str] | None = None,
    umask: int = -1,
) -> Said:
    """Run a program to its end; TargetError where it is not on this machine.

    `hidden`: what is cleared of its words as `cleared` says, where that is not its environment.
    """
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            env=environment,
            cwd=folder,
            umask=umask,
            check=False,
            **alone(),
        )
    except OSError as error:
        raise not_started(command[0], error) from error
    return Said(done.returncode, done.stdout, words(done.stderr, environment if hidden is None else hidden))


class Alone(TypedDict):
    """How a program is started that hears no Ctrl-C of ours, and does not outlive us."""

    start_new_session: bool
    preexec_fn: Callable[[], None] | None


def alone() -> Alone:
    """A program that went on when newsgen was killed would put old files over what a later deploy has put there.

    Where no system ends it (prctl(2) is Linux's), it ends with the pipe that it reads or writes.
    """
    return {
        "start_new_session": True,
        "preexec_fn": partial(ends_with, os.getpid()) if sys.platform == "linux" else None,
    }


def not_started(program: str, error: OSError) -> TargetError:
    reason = "is not on this machine" if isinstance(error, FileNotFoundError) else f"does not start: {error.strerror}"
    return TargetError(f'"{program}" {reason}', "install it, or put its folder on PATH")


def words(errors: bytes, environment: Mapping[str, str]) -> str:
    lines = filter(None, (line.strip() for line in errors.decode(errors="replace").splitlines()))
    return "; ".join(visible(cleared(line, environment)) for line in [*lines][-_LINES:])


def hint_for(text: str, cases: Sequence[Case], otherwise: str = "") -> str:
    """The hint of the first case whose words stand in what a program said."""
    low = text.lower()
    return next((case.hint for case in cases if any(word in low for word in case.words)), otherwise)

"""Other people's programs: called without a shell or a question, their words told without secrets."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from msgspec import Struct

from newsgen.deploy.targets.base import TargetError
from newsgen.deploy.targets.secrets import cleared
from newsgen.shown import visible

# What a program says last tells why it failed; progress and advice stand before it.
_LINES = 6


# Ends a group of processes when the pipe that this is read from ends before a second line came: with newsgen.
_GUARD = 'read -r pid && ! read -r _ && kill -s KILL -- "-$pid"'


class Program:
    """A program at work, in a session of its own: it hears no Ctrl-C of ours.

    It ends with newsgen, whatever ends that, and so does all that it has started: what went on would put old files over
    those of a later deploy. Within `with`, that holds for whatever is raised, too.
    """

    def __init__(self, command: Sequence[str], **options: Any) -> None:
        """Start it; `options` are those of subprocess.Popen. OSError where it does not start."""
        self._guard = _guard()
        try:
            self.process: subprocess.Popen[bytes] = subprocess.Popen(command, start_new_session=True, **options)
        except OSError:
            self.let_go()
            raise
        self._tell(f"{self.process.pid}\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.end()
        self.let_go()

    def end(self) -> None:
        """End it, and all that it has started."""
        if self._guard is None:
            self.process.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def let_go(self) -> None:
        """It has come to its end; what it left at work may go on."""
        self._tell("\n")
        if self._guard is not None and self._guard.stdin:
            with suppress(BrokenPipeError):
                self._guard.stdin.close()
            self._guard.wait()

    def _tell(self, line: str) -> None:
        if self._guard is not None and self._guard.stdin and not self._guard.stdin.closed:
            with suppress(BrokenPipeError):
                self._guard.stdin.write(line.encode())
                self._guard.stdin.flush()


def _guard() -> "subprocess.Popen[bytes] | None":
    """Who outlives newsgen for a moment; Windows has no groups that it could end."""
    if sys.platform == "win32":
        return None
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        ("/bin/sh", "-c", _GUARD), stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, start_new_session=True
    )


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
        program = Program(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
            umask=umask,
        )
    except OSError as error:
        raise not_started(command[0], error) from error
    with program:
        output, errors = program.process.communicate(given)
    return Said(program.process.returncode, output, words(errors, environment if hidden is None else hidden))


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

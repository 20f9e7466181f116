"""A command that hears of a deploy: run without a shell, with the news on its standard input."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from newsgen.deploy.soft import FailedError
from newsgen.deploy.targets.programs import Program

# How much of a command's last line is told, and in how many of its last bytes that is looked for.
_SHOWN = 300
_TAIL = 8_000


def run(arguments: Sequence[str], body: bytes, root: Path, environment: Mapping[str, str], limit_s: float) -> None:
    """Run it in the site's folder; FailedError where it cannot be run, takes too long, or says that it failed."""
    program, *rest = arguments
    # With a slash it is a file of the site, wherever newsgen was started; without one, a name to be looked for.
    if {"/", os.sep} & set(program) and (own := root / program).exists():
        program = str(own.absolute())
    # Files, not pipes: neither who reads nothing nor a child that outlives its parent can hold us up.
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        told.write(body)
        told.seek(0)
        try:
            at_work = Program(
                [program, *rest], stdin=told, stdout=subprocess.DEVNULL, stderr=said, cwd=root, env=environment
            )
        except OSError as error:
            hint = "name its path from the site's folder, ./tools/purge, and let the file be executable"
            raise FailedError(f"cannot be run: {error.strerror or error}", hint) from None
        if code := _ended(at_work, limit_s):
            last = _last_line(said)
            raise FailedError(f"ends with exit code {code}{': ' if last else ''}{last}")


def unrunnable(program: str, root: Path, environment: Mapping[str, str]) -> str:
    """What to do before a program can be run in the site's folder; "" where it can."""
    if not {"/", os.sep} & set(program):
        found = shutil.which(program, path=environment.get("PATH"))
        return "" if found else f"install {program}, or name its path from the site's folder: ./tools/purge"
    file = root / program
    if not file.is_file():
        return f"write {program}, or correct its path: it begins at the site's folder"
    return "" if os.access(file, os.X_OK) else f"chmod +x {program}"


def _ended(program: Program, limit_s: float) -> int:
    """The exit code. Who takes too long, or runs when newsgen is interrupted, is ended with all that it has started."""
    with program:
        try:
            return program.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            raise FailedError(f"took longer than {limit_s:g} s, and was ended") from None


def _last_line(said: IO[bytes]) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - _TAIL))
    lines = [line for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip()[:_SHOWN] if lines else ""

"""A command that takes the whole folder: for hosts that have a tool of their own, as wrangler and netlify."""

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import msgspec

from newsgen.config import Destination
from newsgen.deploy.targets.base import Arrived, Found, Headers, Site, TargetError
from newsgen.deploy.targets.programs import Program, not_started
from newsgen.deploy.targets.secrets import cleared

CHANGES = "changes.json"

_MAX_QUOTED = 300

# A line is shown when it ends, or is this long.
_MAX_LINE = 1 << 14

_HINT = "run the command by hand in the site's folder: what it needs comes from its own settings or the environment"

# What a command has left at work in a session of its own may hold its output open for ever.
_LAST_WORDS_S = 5


def target(destination: Destination, site: Site) -> "Command":
    name = destination.run[0]
    has_folder = bool({"/", os.sep} & set(name))
    if not ((site.root / name).exists() if has_folder else shutil.which(name)):
        # Told before anything is asked, or promised.
        raise not_started(name, FileNotFoundError())
    return Command(destination, site)


class Command:
    """The tool decides what it carries, and keeps no list for others: newsgen's own memory knows what has changed."""

    takes_headers = False
    is_whole = True
    is_atomic = False

    def __init__(self, destination: Destination, site: Site) -> None:
        self._command = destination.run
        self._limit_s = destination.time_limit_s
        self._site = site
        # Whole: with another argument it may be another place, where nothing is yet.
        self.title = shlex.join(destination.run)
        self._name = Path(destination.run[0]).name
        self._put: list[tuple[str, Arrived]] = []
        self._deleted: list[str] = []

    def names(self) -> Sequence[str]:
        return ()

    def read(self, name: str) -> bytes | None:
        del name
        return None

    def write(self, name: str, content: bytes) -> None:
        """Nothing: the folder is the site's output, and its files are readers'."""

    def remove(self, name: str) -> None:
        """Nothing, as for `write`."""

    def listed(self) -> Mapping[str, Found]:
        return {}

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        del paths
        return {}

    def leftover(self, path: str) -> str:
        del path
        return ""

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        del folder, headers
        self._put += ((path, arrived) for path in paths)

    def delete(self, paths: Sequence[str]) -> None:
        self._deleted += paths

    def finish(self) -> None:
        """Run the command; TargetError unless it ends well, in time."""
        if not self._put and not self._deleted:
            return
        environment = self._environment()
        code, last = _run(self._command, environment, self._site.root, self._limit_s)
        if code is None:
            hint = "raise time_limit_s, or run the command by hand to see what it waits for"
            raise TargetError(f'"{self._name}" was still at work after {self._limit_s} s, and was stopped', hint)
        if code:
            raise TargetError(f'"{self._name}" has failed (code {code}){last and f": {_short(last)}"}', _HINT)
        for path, arrived in self._put:
            arrived(path)

    def _environment(self) -> dict[str, str]:
        """What the command is told: where the site is, and in which file it can read what has changed."""
        file = self._site.state / CHANGES
        file.parent.mkdir(parents=True, exist_ok=True)
        changes = {"put": sorted(path for path, _ in self._put), "deleted": sorted(self._deleted)}
        file.write_bytes(msgspec.json.encode(changes))
        told = {"NEWSGEN_OUTPUT": self._site.output, "NEWSGEN_ROOT": self._site.root, "NEWSGEN_CHANGES": file}
        return {**os.environ, **{name: str(path.absolute()) for name, path in told.items()}}


def _run(command: Sequence[str], environment: Mapping[str, str], folder: Path, limit_s: int) -> tuple[int | None, str]:
    """The exit code, None where time was up, and the last line that was said; each line is shown as it comes."""
    try:
        program = Program(
            (_program(command[0]), *command[1:]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
    except OSError as error:
        raise not_started(command[0], error) from error
    with program:
        assert program.process.stdout
        shown = _Shown(program.process.stdout, environment)
        try:
            code: int | None = program.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            code = None
        # What it left at work holds its output open.
        program.end()
        shown.join(_LAST_WORDS_S)
    return code, shown.last


def _short(text: str) -> str:
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…"


def _program(name: str) -> str:
    """Windows starts `wrangler` only by the whole name of its `wrangler.cmd`."""
    return shutil.which(name) or name if sys.platform == "win32" else name


class _Shown(threading.Thread):
    """Passes on what a command says, line by line, without secrets."""

    def __init__(self, said: IO[bytes], environment: Mapping[str, str]) -> None:
        super().__init__(daemon=True)
        self._said = said
        self._environment = environment
        self.last = ""
        self.start()

    def run(self) -> None:
        with self._said:
            while line := self._said.readline(_MAX_LINE):
                text = cleared(line.decode(errors="replace").rstrip("\r\n"), self._environment)
                self.last = text.strip() or self.last
                # Standard output is newsgen's own, which others may read as JSON.
                print(text, file=sys.stderr, flush=True)

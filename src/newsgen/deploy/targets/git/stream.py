"""Files -> blobs and a commit, as one stream into `git fast-import`: no checkout, no filter, one pack."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from msgspec import Struct

from newsgen.deploy.targets.git.repository import NEXT, Repository
from newsgen.deploy.targets.programs import Program, not_started, words


class Commit(Struct, frozen=True):
    """What is to be written: on which commit, with the files of which, and what differs; both "" for nothing.

    `put` are marks of blobs by path.
    """

    author: str
    committer: str
    message: str
    base: str
    files_of: str
    put: Mapping[str, int]
    deleted: Iterable[str]


class Stream:
    """`git fast-import` at work: blobs go in as they come, the commit last."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._n_blobs = 0
        command = repository.command(["fast-import", "--quiet", "--force", "--done"])
        try:
            self._program = Program(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=repository.environment,
                cwd=repository.root,
            )
        except OSError as error:
            raise not_started("git", error) from error

    def file(self, path: Path) -> int:
        """Put a file's content; the mark of its blob."""
        with path.open("rb") as content:
            mark = self._blob(path.stat().st_size)
            try:
                shutil.copyfileobj(content, self._input)
            except BrokenPipeError:
                self._failed()
        self._write(b"\n")
        return mark

    def content(self, content: bytes) -> int:
        mark = self._blob(len(content))
        self._write(content + b"\n")
        return mark

    def commit(self, commit: Commit) -> None:
        """Write the commit as NEXT, and end."""
        for line in _lines(commit):
            self._write(line + b"\n")
        self._write(b"done\n")
        errors = self._ended()
        if self._program.process.returncode:
            self._repository.failed(words(errors, self._repository.hidden))

    @property
    def _input(self) -> IO[bytes]:
        assert self._program.process.stdin
        return self._program.process.stdin

    def _blob(self, size: int) -> int:
        self._n_blobs += 1
        self._write(b"blob\nmark :%d\ndata %d\n" % (self._n_blobs, size))
        return self._n_blobs

    def _write(self, content: bytes) -> None:
        try:
            self._input.write(content)
        except BrokenPipeError:
            self._failed()

    def _failed(self) -> None:
        self._repository.failed(words(self._ended(), self._repository.hidden))

    def _ended(self) -> bytes:
        with self._program:
            try:
                return self._program.process.communicate()[1]
            except BrokenPipeError:
                return self._program.process.communicate()[1]


def _lines(commit: Commit) -> Iterable[bytes]:
    message = _bytes(commit.message)
    yield b"commit " + NEXT.encode()
    yield b"author " + _bytes(commit.author)
    yield b"committer " + _bytes(commit.committer)
    yield b"data %d" % len(message)
    yield message
    if commit.base:
        yield b"from " + commit.base.encode()
    if commit.files_of:
        yield b"M 040000 " + commit.files_of.encode() + b" "
    yield from (b"D " + _quoted(path) for path in commit.deleted)
    yield from (b"M 100644 :%d " % mark + _quoted(path) for path, mark in commit.put.items())
    yield b""


def _quoted(path: str) -> bytes:
    """As git-fast-import(1) wants paths that may hold anything."""
    return b'"' + _bytes(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")

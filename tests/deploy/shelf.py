"""A target in memory: it keeps the protocol, notes what was done in which order, and fails when it is told to."""

from collections.abc import Mapping, Sequence
from hashlib import md5
from pathlib import Path

from newsgen.deploy.targets.base import OWN, Arrived, Found, Headers, TargetError


class Shelf:
    title = "shelf"
    is_whole = False
    is_atomic = False

    def __init__(self, takes_headers: bool = False, tells_sums: bool = True) -> None:
        self.takes_headers = takes_headers
        self.tells_sums = tells_sums
        self.files: dict[str, bytes] = {}
        self.headers: dict[str, Headers] = {}
        self.own: dict[str, bytes] = {}
        self.done: list[str] = []
        # How many more changes work; None: all.
        self.left: int | None = None

    def names(self) -> Sequence[str]:
        return tuple(self.own)

    def read(self, name: str) -> bytes | None:
        return self.own.get(name)

    def write(self, name: str, content: bytes) -> None:
        self._change(f"write {name.partition('-')[0]}")
        self.own[name] = content

    def remove(self, name: str) -> None:
        self._change(f"remove {name.partition('-')[0]}")
        self.own.pop(name, None)

    def listed(self) -> Mapping[str, Found]:
        self.done.append("list")
        return {path: Found(len(data), self._sum(data)) for path, data in self.files.items()}

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        return {path: Found(len(self.files[path]), self._sum(self.files[path])) for path in paths if path in self.files}

    def leftover(self, path: str) -> str:
        return path.removesuffix(".half") if path.endswith(".half") else ""

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        for path in paths:
            self._change(path)
            self.files[path] = (folder / path).read_bytes()
            self.headers[path] = headers
            arrived(path)

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._change(f"delete {path}")
            self.files.pop(path, None)

    def finish(self) -> None:
        assert not any(path.startswith(OWN) for path in self.files)

    def _sum(self, data: bytes) -> str:
        return f"md5:{md5(data, usedforsecurity=False).hexdigest()}" if self.tells_sums else ""

    def _change(self, what: str) -> None:
        if self.left is not None:
            if not self.left:
                raise TargetError("the line is cut")
            self.left -= 1
        self.done.append(what)

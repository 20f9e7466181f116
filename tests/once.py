"""What each site's cache keeps for itself, kept for all sites of a process: nearly every test builds one of its own.

A small site is built in less than half of the time so. Each of these is true for the same input, whoever asks.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

import newsgen.build
from newsgen.digests import digest_of, digest_of_bytes
from newsgen.gather import pictures as gathered
from newsgen.gather import theme
from newsgen.gather.pictures import Picture
from newsgen.gather.theme import Found
from newsgen.kinds.base import Scaled
from newsgen.make import maker, pictures
from newsgen.render.problems import TemplateProblem
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Templates
from newsgen.state import fingerprint
from newsgen.state.cache import Cache
from newsgen.walk import whole


@contextmanager
def once(folder: Path) -> Iterator[None]:
    """`folder` keeps what takes longest for other processes, too."""
    with pytest.MonkeyPatch.context() as patch:
        _compiled(patch)
        _without_waiting_for_disks(patch)
        patch.setattr(newsgen.build, "engine", partial(_engine, {}))
        patch.setattr(whole, "with_closures", partial(_with_closures, {}, whole.with_closures))
        patch.setattr(maker, "drawn", lru_cache(256)(maker.drawn))
        patch.setattr(pictures, "_scaled", partial(_scaled, folder, pictures._scaled))
        patch.setattr(gathered, "picture", partial(_picture, {}, gathered.picture))
        patch.setattr(theme, "theme_files", partial(_theme_files, theme.theme_files))
        patch.setattr(Renderer, "check", _checked({}, Renderer.check))
        yield


def _compiled(patch: pytest.MonkeyPatch) -> None:
    """Jinja compiles a template once."""
    known: dict[tuple[str, str], CodeType] = {}
    load, dump = FileSystemBytecodeCache.load_bytecode, FileSystemBytecodeCache.dump_bytecode

    def loaded(cache: FileSystemBytecodeCache, bucket: Bucket) -> None:
        load(cache, bucket)
        bucket.code = bucket.code or known.get((bucket.key, bucket.checksum))

    def dumped(cache: FileSystemBytecodeCache, bucket: Bucket) -> None:
        dump(cache, bucket)
        known[bucket.key, bucket.checksum] = bucket.code

    patch.setattr(FileSystemBytecodeCache, "load_bytecode", loaded)
    patch.setattr(FileSystemBytecodeCache, "dump_bytecode", dumped)


class _Unsynced(sqlite3.Connection):
    """Leaves it to the system when what was written reaches the disk: no test cuts the power, and a process that is
    killed takes nothing with it."""

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        if sql == "PRAGMA journal_mode = WAL":
            super().execute("PRAGMA synchronous = OFF")
        return super().execute(sql.replace("synchronous = NORMAL", "synchronous = OFF"), *parameters)


def _without_waiting_for_disks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_Unsynced))


def _engine(known: dict[frozenset[str], str], memo: Path, extensions: Collection[str]) -> str:
    """Newsgen's own files are read once, for as long as their stamps are as they were; where no extension of a test's
    own is among them, these stamps are read once, too."""
    names = frozenset(extensions)
    if names in known and memo.parent.is_dir() and not memo.exists():
        memo.write_text(known[names], "ascii")
    if not names and names in known:
        return known[names].partition(" ")[2]
    found = fingerprint.engine(memo, extensions=extensions)
    if memo.exists():
        known[names] = memo.read_text("ascii")
    return found


def _with_closures(
    known: dict[bytes, bytes], find: Callable[[Renderer, Cache], Templates], renderer: Renderer, cache: Cache
) -> Templates:
    """Templates are looked through once: those of a site without its own are the theme's."""
    digest = digest_of(renderer.templates.sources)
    if digest in known and not cache.meta("closures"):
        cache.set_meta({"closures": known[digest]})
    found = find(renderer, cache)
    known[digest] = cache.meta("closures")
    return found


def _scaled(folder: Path, scale: Callable[[bytes, Scaled], bytes], data: bytes, wanted: Scaled) -> bytes:
    """A copy of a picture is made once: those of the sample site take two thirds of a build of it."""
    file = folder / digest_of([digest_of_bytes(data), wanted]).hex()
    if not file.exists():
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_bytes(scale(data, wanted))
        beside.replace(file)
    return file.read_bytes()


def _picture(known: dict[tuple[str, bytes], Picture], look: Callable[[Path], Picture], file: Path) -> Picture:
    """A picture is looked into once: each site has the theme's."""
    try:
        key = file.suffix, digest_of_bytes(file.read_bytes())
    except OSError:
        return look(file)
    if key not in known:
        known[key] = look(file)
    return known[key]


class _Kept(type(Path())):  # type: ignore[misc]  # the class of paths on this system
    """A file of the theme's, whose text is read again when its stamp is another."""

    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str:
        stat = self.stat()
        return _text(str(self), stat.st_mtime_ns, stat.st_size, encoding)


@lru_cache(256)
def _text(file: str, _mtime_ns: int, _size: int, encoding: str | None) -> str:
    return Path(file).read_text(encoding)


def _theme_files(find: Callable[[str], Iterator[Found]], folder: str) -> Iterator[Found]:
    """The theme's templates are read once."""
    yield from ((name, _Kept(path)) for name, path in find(folder))


Check = Callable[[Renderer, Mapping[str, bool], Iterable[str]], list[TemplateProblem]]


def _checked(known: dict[object, list[TemplateProblem]], check: Check) -> Check:
    """What is wrong with templates is looked for once in the same ones."""

    def checked(renderer: Renderer, questions: Mapping[str, bool], extra: Iterable[str] = ()) -> list[TemplateProblem]:
        asked = frozenset(questions.items()), frozenset(extra), frozenset(renderer._filters)
        key = frozenset(renderer._sources.items()), asked
        if key not in known:
            known[key] = check(renderer, questions, extra)
        return [*known[key]]

    return checked

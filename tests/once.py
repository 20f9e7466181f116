"""What each site's cache keeps for itself, kept for all sites of a process: nearly every test builds one of its own.

A small site is built in less than half of the time so. Each of these is true for the same input, whoever asks.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator
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
from newsgen.kinds.base import Scaled
from newsgen.make import maker, pictures
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Templates
from newsgen.state import fingerprint
from newsgen.state.cache import Cache
from newsgen.walk import whole


@contextmanager
def once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _compiled(patch)
        _without_waiting_for_disks(patch)
        patch.setattr(newsgen.build, "engine", partial(_engine, {}))
        patch.setattr(whole, "with_closures", partial(_with_closures, {}, whole.with_closures))
        patch.setattr(maker, "drawn", lru_cache(256)(maker.drawn))
        patch.setattr(pictures, "_scaled", partial(_scaled, {}, pictures._scaled))
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
    """Newsgen's own files are read once, for as long as their stamps are as they were."""
    names = frozenset(extensions)
    if names in known and memo.parent.is_dir() and not memo.exists():
        memo.write_text(known[names], "ascii")
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


def _scaled(
    known: dict[tuple[bytes, Scaled], bytes], scale: Callable[[bytes, Scaled], bytes], data: bytes, wanted: Scaled
) -> bytes:
    """A copy of a picture is made once: those of the sample site take two thirds of a build of it."""
    key = digest_of_bytes(data), wanted
    if key not in known:
        known[key] = scale(data, wanted)
    return known[key]

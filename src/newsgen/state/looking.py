"""A cache that is only looked at: nothing is written, not even the files that SQLite keeps beside it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from newsgen.state.broken import OF_VALUES
from newsgen.state.cache import SCHEMA_VERSION, Cache
from newsgen.state.stamps import stamp

T = TypeVar("T")

_BROKEN = (sqlite3.Error, *OF_VALUES)


class UnknownError(Exception):
    """The cache says nothing that can be understood, and this is why."""


def looked_at(file: Path, look: Callable[[Cache], T]) -> T:
    """What `look` finds in the cache of the last build that was published, also while the next one works.

    UnknownError where there is no cache, or none that this newsgen understands: it stays as it is.
    """
    try:
        return _looked_at(file, look)
    except FileNotFoundError:
        raise UnknownError("nothing is known of this site yet: build it first") from None
    except _BROKEN as error:
        raise UnknownError(f"what builds remember cannot be read ({error}): the next one makes it anew") from error


def _looked_at(file: Path, look: Callable[[Cache], T]) -> T:
    before = stamp(file.stat())
    log, index = (file.with_name(f"{file.name}{suffix}") for suffix in ("-wal", "-shm"))
    if log.exists() and not index.exists():
        # What a killed build has left, put here from elsewhere: SQLite would make the index.
        return _copied(file, log, look)
    if log.exists():
        return _opened(f"{file.as_uri()}?mode=ro", look)
    # Nobody writes. SQLite would make log and index even for a reader, unless it is told so.
    try:
        found = _opened(f"{file.as_uri()}?mode=ro&immutable=1", look)
    except _BROKEN:
        if stamp(file.stat()) == before:
            raise
    else:
        if stamp(file.stat()) == before:
            return found
    # A build has begun meanwhile.
    return _opened(f"{file.as_uri()}?mode=ro", look)


def _copied(file: Path, log: Path, look: Callable[[Cache], T]) -> T:
    with tempfile.TemporaryDirectory(prefix="newsgen-") as folder:
        copy = Path(folder) / file.name
        shutil.copyfile(file, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        return _opened(copy.as_uri(), look)


def _opened(address: str, look: Callable[[Cache], T]) -> T:
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            raise UnknownError("another version of newsgen built this site last: build it with this one first")
        return look(Cache(connection))

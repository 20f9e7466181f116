"""What is wrong with a cache: the disk, the file, or what stands in it."""

import errno
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec


class CacheError(OSError):
    """What SQLite says of the disk or of the file: it is full, locked, or gone."""


class BrokenCacheError(Exception):
    """The cache says what no build of newsgen has written: nothing in it holds."""


# What wrong values in a cache may raise, wherever they are met.
OF_VALUES = (
    BrokenCacheError,
    msgspec.MsgspecError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


# What SQLite says where the file is at fault, and not the disk (https://www.sqlite.org/rescode.html).
_BROKEN = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
}


def error_of(error: sqlite3.Error, file: Path) -> CacheError | BrokenCacheError:
    """What an error of SQLite means for a build."""
    # The first byte of an extended code is the code itself.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _BROKEN:
        return BrokenCacheError(str(error))
    return CacheError(errno.ENOSPC if code == sqlite3.SQLITE_FULL else None, str(error), str(file))


def check(are_broken: Callable[[Sequence[str]], bool], paths: Sequence[str]) -> None:
    """Raise BrokenCacheError where a path is none that newsgen would keep: nobody shall read or delete by it."""
    try:
        broken = are_broken(paths)
    except TypeError as error:
        raise BrokenCacheError("a path is no text") from error
    if broken:
        raise BrokenCacheError("a path leaves the site's folder")

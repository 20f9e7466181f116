"""The cache's file: made, opened for this newsgen, made anew where it is broken or another's, or opened to be read.

What another engine kept is thrown away, but not which outputs are ours: they must still be found to be deleted.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from newsgen.state.broken import BrokenCacheError, CacheError, check, error_of
from newsgen.state.cache import SCHEMA, SCHEMA_VERSION, TABLES, Cache, put_ours
from newsgen.state.paths import leave_as_outputs

_PAGE_BYTES = 16_384


def opened(file: Path, engine: str) -> Cache:
    """The cache in `file`, for this `engine` (newsgen's and its libraries' versions)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(file, engine)
    except (sqlite3.Error, BrokenCacheError) as error:
        problem = error_of(error, file) if isinstance(error, sqlite3.Error) else error
        if isinstance(problem, CacheError):
            raise
        return thrown_away(file, engine, str(error))


def thrown_away(file: Path, engine: str, why: str) -> Cache:
    """An empty cache in place of a broken one; which outputs are ours is kept where that much can be read."""
    ours = _salvaged(file)
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    # What few builds need costs 4 ms to load.
    import shutil

    shutil.rmtree(file.with_suffix(".templates"), ignore_errors=True)
    cache = _opened(file, engine)
    put_ours(cache.connection, ours)
    cache.note = f"the cache could not be read and is made anew ({why})"
    return cache


def _salvaged(file: Path) -> dict[str, bytes]:
    """The outputs in a broken cache with their digests; none where any of their paths is not to be trusted."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            cache = Cache(connection)
            digests = {path: digest for path, digest in cache.output_digests().items() if isinstance(digest, bytes)}
            return dict.fromkeys(cache.pending(), b"") | digests
    except (sqlite3.Error, BrokenCacheError):
        return {}


def readable(file: Path) -> sqlite3.Connection:
    """A connection for a worker that only reads."""
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _opened(file: Path, engine: str) -> Cache:
    connection = sqlite3.connect(file, isolation_level=None, timeout=30, check_same_thread=False)
    try:
        return _prepared(connection, engine)
    except BaseException:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection, engine: str) -> Cache:
    # Of a new file. Each build reads through all rows, of which four of SQLite's own pages hold few.
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == SCHEMA_VERSION:
        cache = Cache(connection)
        if cache.meta("engine") != engine.encode():
            cache.forget_all_but_outputs(engine)
            cache.note = "newsgen or one of its libraries has changed: everything is made anew"
        return cache
    note = "the cache of another version of newsgen is thrown away" if version else ""
    older = _outputs(connection) if version else {}
    for table in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.executescript(SCHEMA)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    cache = Cache(connection, note, is_new=True, older=older)
    cache.set_meta({"engine": engine.encode()})
    return cache


def of_older(file: Path) -> Mapping[str, bytes]:
    """The outputs, with their digests, in a cache of an older newsgen; none where it is no such cache."""
    if not file.is_file() or file.is_symlink():
        return {}
    try:
        with closing(readable(file)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            return _outputs(connection) if version not in {0, SCHEMA_VERSION} else {}
    except (sqlite3.Error, BrokenCacheError):
        return {}


def _outputs(connection: sqlite3.Connection) -> Mapping[str, bytes]:
    found = dict(connection.execute("SELECT path, digest FROM outputs").fetchall())
    check(leave_as_outputs, list(found))
    return found

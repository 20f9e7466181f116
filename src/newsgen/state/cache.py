"""The one SQLite file `.newsgen/cache.db`: parsed sources, bodies, questions, and which files of the output are ours.

Losing it costs time, never truth; where output/ holds other files than the site has now, it costs a question
(publish/claims.py). `sources`, `assets`, `outputs` and `questions` are as of the last build that was published. A
failed build writes what is true whatever becomes of it: bodies, templates' closures, stamps of files that hold what
they held.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from itertools import starmap
from typing import TypeVar

import msgspec
from msgspec import Struct

from newsgen.model import Body
from newsgen.state import questions
from newsgen.state.broken import BrokenCacheError, check
from newsgen.state.paths import leave, leave_as_outputs
from newsgen.state.questions import Questions
from newsgen.state.record import Record, decoded, encoded
from newsgen.state.transactions import transaction

SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, stamp INT, digest BLOB, head_digest BLOB, body_key BLOB, public INT,
    refs TEXT, reading BLOB);
CREATE TABLE assets (path TEXT PRIMARY KEY, stamp INT, asset BLOB, public INT) WITHOUT ROWID;
CREATE TABLE bodies (key BLOB PRIMARY KEY, body BLOB);
CREATE TABLE outputs (path TEXT PRIMARY KEY, kind TEXT, subject BLOB, digest BLOB, stamp INT, asked BLOB,
    build INT, cause TEXT) WITHOUT ROWID;
CREATE TABLE pending (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE hidden (source TEXT PRIMARY KEY, state BLOB) WITHOUT ROWID;
CREATE TABLE secrets (id INTEGER PRIMARY KEY, source TEXT, sort TEXT, text TEXT, words TEXT, anchor TEXT);
CREATE INDEX secrets_by_source ON secrets (source);
CREATE INDEX secrets_by_anchor ON secrets (anchor);
CREATE TABLE released (sort TEXT, words TEXT, witness TEXT, PRIMARY KEY (sort, words)) WITHOUT ROWID;
CREATE TABLE prints (number INTEGER PRIMARY KEY, files BLOB, print BLOB);
{questions.SCHEMA}
"""
_PUT_SOURCE = """
INSERT OR REPLACE INTO main.sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ifnull(
    (SELECT reading FROM temp.new_readings WHERE path = ?1), (SELECT reading FROM main.sources WHERE path = ?1)))
"""
_OUTPUT = "path, kind, subject, digest, asked"
_PUT_OUTPUT = f"""
INSERT INTO outputs ({_OUTPUT}, build, cause, stamp) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT DO UPDATE SET kind = ?2, subject = ?3, digest = ?4, asked = ?5, build = ?6, cause = ?7,
    stamp = ifnull(?8, stamp)
"""  # noqa: S608
_HIDING = ("hidden", "secrets", "released", "prints")
TABLES = ("meta", "sources", "assets", "bodies", "outputs", "questions", "pending", *_HIDING)
# Raised when SCHEMA changes, or what a column means.
SCHEMA_VERSION = 6

# Up to this many rows are fetched one by one.
N_FETCHED = 200

Row = TypeVar("Row", "SourceRow", "OutputRow")


class SourceRow(Struct, frozen=True, gc=False):
    """One source as it was read: its stamp, the digest of its bytes and of its head, the key of its body, and the files
    that it refers to (site.references.joined).

    What it says, its reading, stays in the cache until it is asked for: it is ten times as large.
    """

    path: str
    stamp: int
    digest: bytes
    head_digest: bytes
    body_key: bytes
    public: bool
    references: str = ""


class AssetRow(Struct, frozen=True, gc=False):
    """One file that may be published as it is: its stamp, the Asset that was measured, and whether it was published."""

    path: str
    stamp: int
    asset: bytes
    public: bool


class OutputRow(Struct, frozen=True, gc=False):
    """One file that newsgen wrote: its kind's name, what it is about, encoded (kinds.base.Output), its bytes' digest,
    and the questions it asked (ids, 4 bytes each).

    Its stamp, in which build it was made, and why, stay in the cache until somebody asks.
    """

    path: str
    kind: str
    subject: bytes
    digest: bytes
    asked: bytes | None


class Making(Struct, frozen=True, gc=False):
    """How an output came to be: why, and the stamp of the file; None where that is as it was."""

    cause: str
    stamp: int | None


class Cache:
    """An open cache. `note` is a line for the user where an older cache could not be used; `is_new`: it is empty.

    `older`: the outputs that an older newsgen's cache had in its place, with their digests.
    """

    def __init__(
        self, connection: sqlite3.Connection, note: str = "", is_new: bool = False, older: Mapping[str, bytes] = {}
    ) -> None:
        self.older = older
        self.connection = connection
        self.note = note
        self.is_new = is_new
        self.questions = Questions(connection)
        self._sources: dict[str, SourceRow] | None = None
        self._outputs: dict[str, OutputRow] | None = None
        self._version = self._data_version()

    def close(self) -> None:
        self.connection.close()

    def refresh(self) -> None:
        """Read anew what another process may have changed; what was noticed when the cache was opened is told."""
        self.note = ""
        self.is_new = False
        if (version := self._data_version()) != self._version:
            self._version = version
            self._sources = self._outputs = None

    def _data_version(self) -> int:
        # https://www.sqlite.org/pragma.html#pragma_data_version: another value when another connection has written.
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, or nothing of it."""
        return transaction(self.connection)

    def meta(self, key: str) -> bytes:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else b""

    def set_meta(self, values: Mapping[str, bytes]) -> None:
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def record(self) -> Record:
        """What is known of the last build that was published."""
        return decoded(self.meta("record"))

    def put_record(self, record: Record) -> None:
        self.set_meta({"record": encoded(record)})

    def sources(self) -> dict[str, SourceRow]:
        """Path -> row, as of the last build that was published; read once."""
        if self._sources is None:
            columns = "path, stamp, digest, head_digest, body_key, public, refs"
            rows = self.connection.execute(f"SELECT {columns} FROM main.sources")  # noqa: S608
            self._sources = {row.path: row for row in starmap(SourceRow, rows)}
            check(leave, list(self._sources))
        return self._sources

    def put_sources(self, rows: Sequence[SourceRow], removed: Set[str]) -> None:
        self._sources = _updated(self.sources(), rows, removed)
        self._delete("sources", removed)
        values = (msgspec.structs.astuple(row) for row in rows)
        self.connection.executemany(_PUT_SOURCE, values)

    def begin_readings(self) -> None:
        """Make room, on the disk, for the readings of the sources that are new to this build."""
        self.connection.execute("DROP TABLE IF EXISTS temp.new_readings")
        self.connection.execute("CREATE TEMP TABLE new_readings (path TEXT PRIMARY KEY, reading BLOB) WITHOUT ROWID")

    def add_readings(self, readings: Iterable[tuple[str, bytes]]) -> None:
        """Source path -> encoded reading; it becomes part of the cache when the source's row is put."""
        with transaction(self.connection, "BEGIN"):
            self.connection.executemany("INSERT OR REPLACE INTO temp.new_readings VALUES (?, ?)", readings)

    def new_readings(self) -> set[str]:
        """The sources that were read in this build and say, or may say, something new."""
        return {path for (path,) in self.connection.execute("SELECT path FROM temp.new_readings")}

    def readings(self, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Path and encoded reading: of these sources, and where they are many of all; the last of a path holds."""
        for table in ("main.sources", "temp.new_readings"):
            asked = f"SELECT path, reading FROM {table}"  # noqa: S608  names of this file
            if len(paths) > N_FETCHED:
                yield from self.connection.execute(asked)
            else:
                for path in paths:
                    yield from self.connection.execute(f"{asked} WHERE path = ?", (path,))

    def published_reading(self, path: str) -> bytes:
        """What a source said in the last build that was published."""
        asked = "SELECT reading FROM main.sources WHERE path = ?"
        return bytes(self.connection.execute(asked, (path,)).fetchone()[0])

    def assets(self) -> dict[str, AssetRow]:
        found = {row[0]: AssetRow(*row) for row in self._all("assets")}
        check(leave, list(found))
        return found

    def put_assets(self, rows: Iterable[AssetRow]) -> None:
        self.connection.execute("DELETE FROM assets")
        values = (msgspec.structs.astuple(row) for row in rows)
        self.connection.executemany("INSERT INTO assets VALUES (?, ?, ?, ?)", values)

    def put_stamps(self, table: str, stamps: Mapping[str, int]) -> None:
        """Keep new stamps of files that hold what they held."""
        rows = ((stamp, path) for path, stamp in stamps.items())
        self.connection.executemany(f"UPDATE {table} SET stamp = ? WHERE path = ?", rows)  # noqa: S608  names of TABLES

    def body(self, key: bytes) -> Body | None:
        row = self.connection.execute("SELECT body FROM bodies WHERE key = ?", (key,)).fetchone()
        try:
            return msgspec.msgpack.decode(row[0], type=Body) if row else None
        except (msgspec.MsgspecError, TypeError) as error:
            raise BrokenCacheError(str(error)) from error

    def bodies_with(self, word: bytes) -> list[bytes]:
        """The keys of the bodies in which these bytes stand."""
        return [key for (key,) in self.connection.execute("SELECT key FROM bodies WHERE instr(body, ?)", (word,))]

    def has_bodies(self) -> bool:
        return self.connection.execute("SELECT 1 FROM bodies LIMIT 1").fetchone() is not None

    def put_bodies(self, bodies: Iterable[tuple[bytes, bytes]]) -> None:
        with self.transaction():
            self.connection.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", bodies)

    def drop_unused_bodies(self, replaced: Iterable[bytes]) -> None:
        """Drop the bodies of no source, among those `replaced` now and those stored since this was last called.

        A failed build stores bodies that no published source has; looking through all of them costs what they weigh.
        """
        since = int(self.meta("bodies_until") or b"0")
        stored = (key for (key,) in self.connection.execute("SELECT key FROM bodies WHERE rowid > ?", (since,)))
        unused = {*replaced, *stored}.difference(row.body_key for row in self.sources().values())
        self.connection.executemany("DELETE FROM bodies WHERE key = ?", ((key,) for key in unused))
        last = self.connection.execute("SELECT max(rowid) FROM bodies").fetchone()[0] or 0
        self.set_meta({"bodies_until": str(last).encode()})

    def outputs(self) -> dict[str, OutputRow]:
        """Path -> row of each file that is ours; read once."""
        if self._outputs is None:
            rows = self.connection.execute(f"SELECT {_OUTPUT} FROM outputs")  # noqa: S608  a name of this file
            self._outputs = {row.path: row for row in starmap(OutputRow, rows)}
            check(leave_as_outputs, list(self._outputs))
        return self._outputs

    def output_stamps(self) -> Iterator[tuple[str, int | None]]:
        """Each file that is ours, with its stamp as newsgen left it; None where that is not known.

        The paths are as the cache has them: whoever does more than to ask for a stat checks them.
        """
        return self.connection.execute("SELECT path, stamp FROM outputs")

    def output_digests(self) -> dict[str, bytes]:
        """Path -> digest of each file that is ours."""
        digests = dict(self.connection.execute("SELECT path, digest FROM outputs").fetchall())
        check(leave_as_outputs, list(digests))
        return digests

    def output_digest(self, path: str) -> bytes:
        """The digest of a file that is ours."""
        found = self.connection.execute("SELECT digest FROM outputs WHERE path = ?", (path,)).fetchone()[0]
        return bytes(found or b"")

    def put_ours(self, digests: Mapping[str, bytes]) -> None:
        """Know of files, by path, nothing but that they are ours, and what they hold."""
        put_ours(self.connection, digests)
        self._outputs = None

    def output(self, path: str) -> tuple[OutputRow, int | None, str] | None:
        """The row of a file that is ours, the number of the build that made it, and why that did; None: not known."""
        asked = f"SELECT {_OUTPUT}, build, cause FROM outputs WHERE path = ?"  # noqa: S608  a name of this file
        row = self.connection.execute(asked, (path,)).fetchone()
        return (OutputRow(*row[:-2]), row[-2], row[-1]) if row else None

    def put_outputs(self, rows: Sequence[OutputRow], makings: Iterable[Making], removed: Set[str], build: int) -> None:
        """Keep rows, each with its making in `build`, and drop others."""
        self._outputs = _updated(self.outputs(), rows, removed)
        self._delete("outputs", removed)
        values = (
            (*msgspec.structs.astuple(row), build, *msgspec.structs.astuple(making))
            for row, making in zip(rows, makings, strict=True)
        )
        self.connection.executemany(_PUT_OUTPUT, values)

    def pending(self) -> set[str]:
        """The outputs that a build was moving when it ended: whose files may be the old or the new ones."""
        found = {path for (path,) in self.connection.execute("SELECT path FROM pending")}
        check(leave_as_outputs, list(found))
        return found

    def put_pending(self, paths: Iterable[str]) -> None:
        with self.transaction():
            self.connection.executemany("INSERT OR REPLACE INTO pending VALUES (?)", ((path,) for path in paths))

    def replace_pending(self, paths: Iterable[str]) -> None:
        """What was pending before a swap that has been undone."""
        with self.transaction():
            self.drop_pending()
            self.connection.executemany("INSERT INTO pending VALUES (?)", ((path,) for path in paths))

    def drop_pending(self) -> None:
        self.connection.execute("DELETE FROM pending")

    def forget_all_but_outputs(self, engine: str) -> None:
        """Know nothing any more but which files are ours."""
        with self.transaction():
            self._sources = self._outputs = None
            for table in ("meta", "sources", "assets", "bodies", "questions", *_HIDING):
                self.connection.execute(f"DELETE FROM {table}")  # noqa: S608  names of this file
            self.connection.execute("UPDATE outputs SET asked = NULL, stamp = NULL")
            self.set_meta({"engine": engine.encode()})

    def _all(self, table: str) -> sqlite3.Cursor:
        return self.connection.execute(f"SELECT * FROM {table}")  # noqa: S608  a name of this file

    def _delete(self, table: str, paths: Iterable[str]) -> None:
        self.connection.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in paths))  # noqa: S608


def _updated(known: dict[str, Row], rows: Sequence[Row], removed: Set[str]) -> dict[str, Row]:
    kept = {path: row for path, row in known.items() if path not in removed} if removed else dict(known)
    return kept | {row.path: row for row in rows}


def put_ours(connection: sqlite3.Connection, digests: Mapping[str, bytes]) -> None:
    """Outputs of which nothing is known but that they are ours, and what they hold (b"" where not even that)."""
    put = "INSERT OR IGNORE INTO outputs (path, kind, subject, digest) VALUES (?, '', x'', ?)"
    connection.executemany(put, digests.items())

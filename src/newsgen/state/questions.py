"""What outputs asked, in the cache: each question once, with the digest of its answer. Outputs keep their numbers."""

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from newsgen.state.transactions import transaction

COLUMNS = "(id INTEGER PRIMARY KEY, family TEXT, argument TEXT, key TEXT UNIQUE, digest BLOB, changed INT)"
SCHEMA = f"""
CREATE TABLE questions {COLUMNS};
CREATE INDEX questions_by_argument ON questions (family, argument);
"""
_IDS = "SELECT key, id"
_AMONG = "WHERE key IN (SELECT value FROM json_each(?1))"
# From one family to the next: DISTINCT would walk through millions of questions to find some thirty.
_FAMILIES = """
WITH RECURSIVE families (name) AS (SELECT min(family) FROM main.questions UNION ALL
    SELECT (SELECT min(family) FROM main.questions WHERE family > name) FROM families WHERE name IS NOT NULL)
SELECT name FROM families WHERE name IS NOT NULL
"""


class QuestionRow(Struct, frozen=True, gc=False):
    """A question (`key`: its JSON text), its answer's digest, and the build in which that changed last."""

    id: int
    family: str
    argument: str
    key: str
    digest: bytes
    changed: int


class Questions:
    """The questions in an open cache: those that are kept, and those that are new to the build under way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known = ""
        self._last_id = 0

    def families(self) -> list[str]:
        return [family for (family,) in self._connection.execute(_FAMILIES)]

    def of(self, family: str, arguments: frozenset[str] | None) -> list[QuestionRow]:
        """The questions of a family: all, or those whose argument is one of `arguments`."""
        if arguments is None:
            rows = self._connection.execute("SELECT * FROM questions WHERE family = ?", (family,)).fetchall()
        else:
            asked = "SELECT * FROM questions WHERE family = ? AND argument = ?"
            rows = [row for argument in arguments for row in self._connection.execute(asked, (family, argument))]
        return [QuestionRow(*row) for row in rows]

    def with_ids(self, ids: Sequence[int]) -> list[QuestionRow]:
        found = (self._connection.execute("SELECT * FROM questions WHERE id = ?", (id_,)).fetchone() for id_ in ids)
        return [QuestionRow(*row) for row in found if row]

    def begin(self, afresh: bool) -> None:
        """Make room, on the disk, for the questions that a build is about to ask; `afresh`: what is kept is no more.

        A cold build of a large archive asks millions; they become part of the cache with `keep_new`.
        """
        self._known = "SELECT NULL, NULL WHERE ?1 IS NULL" if afresh else f"{_IDS} FROM main.questions {_AMONG}"
        self._connection.execute("DROP TABLE IF EXISTS temp.new_questions")
        self._connection.execute(f"CREATE TEMP TABLE new_questions {COLUMNS}")
        last = "SELECT 0" if afresh else "SELECT ifnull(max(id), 0) FROM main.questions"
        self._last_id = int(self._connection.execute(last).fetchone()[0])

    def ids(self, keys: Sequence[str]) -> dict[str, int]:
        """Key -> id, of those that are kept or new."""
        asked = f"{self._known} UNION ALL {_IDS} FROM temp.new_questions {_AMONG}"
        return dict(self._connection.execute(asked, (msgspec.json.encode(keys).decode(),)).fetchall())

    def add(self, rows: Iterable[tuple[str, str, str, bytes, int]]) -> dict[str, int]:
        """Number new questions (family, argument, key, digest, changed): key -> id."""
        numbered = [(id_, *row) for id_, row in enumerate(rows, self._last_id + 1)]
        self._last_id += len(numbered)
        with transaction(self._connection, "BEGIN"):
            self._connection.executemany("INSERT INTO temp.new_questions VALUES (?, ?, ?, ?, ?, ?)", numbered)
        return {row[3]: row[0] for row in numbered}

    def keep_new(self) -> None:
        self._connection.execute("INSERT INTO main.questions SELECT * FROM temp.new_questions")

    def put(self, rows: Iterable[QuestionRow]) -> None:
        values = (msgspec.structs.astuple(row) for row in rows)
        self._connection.executemany("INSERT OR REPLACE INTO questions VALUES (?, ?, ?, ?, ?, ?)", values)

    def drop(self) -> None:
        self._connection.execute("DELETE FROM questions")

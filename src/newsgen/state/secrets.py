"""What of the site is hidden, in the cache, and what of it no file of the last build has: so that it is proved once."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

_COLUMNS = "source, sort, text, words, anchor"


class SecretRow(Struct, frozen=True, gc=False):
    """One thing that is looked for, as proofs.needles has it."""

    source: str
    sort: str
    text: str
    words: str
    anchor: str


class PrintRow(Struct, frozen=True, gc=False):
    """The print (proofs.prints) of some outputs: their paths, each with what tells of what it was made.

    `number` is its own in the cache, 0 of one that is new.
    """

    files: tuple[tuple[str, bytes], ...]
    print: bytes
    number: int = 0


class Hiding(Struct, frozen=True):
    """What a build has to keep: the new `states` of what is hidden, by path, with `secrets`; what is `gone`.

    `released`: what stands in some file, and may, by its sort and words, each with what it is public by. `is_any`:
    whether anything is hidden still. `prints` are new; of `prints_gone`, by their numbers, most files are others now.
    """

    states: Mapping[str, bytes]
    secrets: Sequence[SecretRow]
    gone: Collection[str]
    released: Mapping[tuple[str, str], str]
    is_any: bool
    prints: Sequence[PrintRow] = ()
    prints_gone: Collection[int] = ()


class Secrets:
    """What the last build that was published knew of what is hidden."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def states(self) -> dict[str, bytes]:
        """What each hidden source or file was, by its path."""
        return dict(self._connection.execute("SELECT source, state FROM hidden").fetchall())

    def of(self, sources: Iterable[str]) -> list[SecretRow]:
        asked = f"SELECT {_COLUMNS} FROM secrets WHERE source = ?"  # noqa: S608  names of this file
        return [SecretRow(*row) for source in sources for row in self._connection.execute(asked, (source,))]

    def every(self) -> list[SecretRow]:
        asked = f"SELECT {_COLUMNS} FROM secrets"  # noqa: S608  names of this file
        return [SecretRow(*row) for row in self._connection.execute(asked)]

    def anchored(self, words: Collection[str]) -> list[SecretRow]:
        """Those of which one of these words is the anchor."""
        among = "WHERE anchor IN (SELECT value FROM json_each(?))"
        asked = f"SELECT {_COLUMNS} FROM secrets {among}"  # noqa: S608  names of this file
        given = msgspec.json.encode([*words]).decode()
        return [SecretRow(*row) for row in self._connection.execute(asked, (given,))]

    def released(self) -> dict[tuple[str, str], str]:
        rows = self._connection.execute("SELECT sort, words, witness FROM released")
        return {(sort, words): witness for sort, words, witness in rows}

    def prints(self) -> Iterator[PrintRow]:
        """The prints of outputs, also of some that have other bytes now."""
        for number, files, print_ in self._connection.execute("SELECT number, files, print FROM prints"):
            yield PrintRow(msgspec.msgpack.decode(files, type=tuple[tuple[str, bytes], ...]), print_, number)

    def keep(self, hiding: Hiding) -> None:
        """In the transaction of a publication."""
        paths = [(path,) for path in (*hiding.states, *hiding.gone)]
        self._connection.executemany("DELETE FROM hidden WHERE source = ?", paths)
        self._connection.executemany("DELETE FROM secrets WHERE source = ?", paths)
        self._connection.executemany("INSERT INTO hidden VALUES (?, ?)", hiding.states.items())
        rows = map(msgspec.structs.astuple, hiding.secrets)
        self._connection.executemany(f"INSERT INTO secrets ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608
        self._connection.execute("DELETE FROM released")
        released = ((*key, witness) for key, witness in hiding.released.items())
        self._connection.executemany("INSERT INTO released VALUES (?, ?, ?)", released)
        gone = ((number,) for number in hiding.prints_gone)
        self._connection.executemany("DELETE FROM prints WHERE number = ?", gone)
        prints = ((msgspec.msgpack.encode(each.files), each.print) for each in hiding.prints)
        self._connection.executemany("INSERT INTO prints (files, print) VALUES (?, ?)", prints)
        if not hiding.is_any:
            self._connection.execute("DELETE FROM prints")

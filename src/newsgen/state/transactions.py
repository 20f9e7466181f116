"""Transactions of the cache's connection, which has none of itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """All that is written inside is kept, or nothing of it. "BEGIN": only tables of this connection are written.

    Outside of one each row is kept for itself, with a journal of its own: for temporary tables, too, though nobody
    needs it there.
    """
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors SQLite has done so itself (https://www.sqlite.org/lang_transaction.html).
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

"""Whoever writes into `.newsgen/`: no build reads or deletes by it what is not the site's, and none crashes."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from newsgen.build import Options, Result, build
from newsgen.maintenance import clean, listing
from newsgen.state.cache import TABLES
from tests.machine import POSIX, needed
from tests.walk.sites import CLOCK, cold, tree, warm

OUTSIDE = [
    "../victim.txt",
    "{root}/victim.txt",
    "a/../../victim.txt",
    "..\\victim.txt",
    "c:/victim.txt",
    "a\0b",
    "",
    "./a",
    ".git/config",
    "a/.env",
]
ODD = ["text", b"\xff\x00", 7, -1.5, None, "[", '["head"]', '["nothing", 1]', b"\x93\x01"]


@pytest.fixture
def root(root: Path) -> Path:
    (root / "victim.txt").write_text("mine")
    return root


def spoil(root: Path, statement: str, values: Sequence[object] = ()) -> None:
    connection = sqlite3.connect(root / ".newsgen" / "cache.db", isolation_level=None)
    with closing(connection):
        connection.execute(statement, values)


def columns(root: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def adopting(root: Path) -> Result:
    return build(Options(root, at=CLOCK, jobs=1, adopt=True))


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("table", ["outputs", "pending"])
def test_an_output_outside_is_a_broken_cache_and_never_a_deletion(
    root: Path, made: dict[str, bytes], table: str, path: str
) -> None:
    spoil(root, f"INSERT INTO {table} (path) VALUES (?)", (path.format(root=root),))  # noqa: S608

    result = warm(root)

    assert (root / "victim.txt").read_text() == "mine"
    assert result.exit_code == 0
    assert ["could not be read" in note for note in result.notes] == [True]
    assert tree(root / "output") == made
    assert warm(root).notes == ()


@pytest.mark.parametrize("table", ["sources", "assets"])
def test_a_source_outside_is_a_broken_cache(root: Path, table: str) -> None:
    spoil(root, f"INSERT INTO {table} (path) VALUES ('../victim.txt')")  # noqa: S608

    result = warm(root)

    assert "could not be read" in result.notes[0]
    assert tree(root / "output") == cold(root)[0]


def test_an_asset_is_read_where_it_was_found_whatever_the_cache_says(root: Path) -> None:
    (root / "secrets").write_bytes(b"secret")
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as connection, connection:
        (asset,) = connection.execute("SELECT asset FROM assets WHERE path = 'static/site.css'").fetchone()
        spoiled = asset.replace(b"static/site.css", b"../site/secrets")
        connection.execute("UPDATE assets SET asset = ? WHERE path = 'static/site.css'", (spoiled,))
    assert spoiled != asset
    (root / "output" / "site.css").unlink()

    assert warm(root).notes == ()
    assert tree(root / "output") == cold(root)[0]


def test_clean_deletes_nothing_outside(root: Path) -> None:
    spoil(root, "INSERT INTO outputs (path) VALUES ('../victim.txt')")

    clean(Options(root))

    assert (root / "victim.txt").exists()


@pytest.mark.parametrize("shift", range(3))
def test_rows_of_any_kind_cost_time_and_never_truth(root: Path, shift: int) -> None:
    """Each column of each table holds something else once; the sources differ, so that most of them are looked at."""
    source = root / "content" / "a1.md"
    texts = [source.read_text() + more for more in ("", "\nMore.\n")]
    wanted = [(source.write_text(text), cold(root)[0])[1] for text in texts]
    # By family and argument a question is found: that one is missed can be told by nobody.
    unseen = {"id", "family", "argument"}
    spoiled = [(table, column) for table in TABLES for column in columns(root, table) if column not in unseen]
    for number, (table, column) in enumerate(spoiled):
        source.write_text(texts[number % 2])
        spoil(root, f"UPDATE OR IGNORE {table} SET {column} = ?", (ODD[(number + shift * 4) % len(ODD)],))  # noqa: S608

        result = warm(root)
        if [each.code for each in result.diagnostics] == ["output-taken"]:
            # The list of what is ours was not to be trusted.
            result = adopting(root)

        assert result.exit_code == 0, (table, column)
        assert tree(root / "output") == wanted[number % 2], (table, column)


@pytest.mark.parametrize("statement", ["DROP TABLE outputs", "DROP TABLE meta", "ALTER TABLE sources RENAME TO other"])
def test_a_table_that_is_missing_is_a_broken_cache(root: Path, statement: str) -> None:
    spoil(root, statement)

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_a_cache_that_takes_no_record_is_a_broken_one_and_the_swap_is_made_again(root: Path) -> None:
    spoil(root, "CREATE TRIGGER no BEFORE INSERT ON meta WHEN new.key = 'record' BEGIN SELECT RAISE(ABORT, 'no'); END")
    (root / "content" / "a1.md").unlink()

    result = warm(root)

    assert (result.exit_code, result.n_removed > 0) == (0, True)
    assert result.notes != ()
    assert tree(root / "output") == cold(root)[0]


def test_bodies_that_cannot_be_read_are_no_mistake_of_a_template(root: Path) -> None:
    spoil(root, "UPDATE bodies SET body = x'ff'")
    (root / "output" / "2026/05/a1/index.html").unlink()

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


def test_a_page_torn_out_of_the_file_is_a_broken_cache(root: Path) -> None:
    cache = root / ".newsgen" / "cache.db"
    spoil(root, "PRAGMA wal_checkpoint(TRUNCATE)")
    data = cache.read_bytes()
    cache.write_bytes(data[:8192] + b"\xff" * 20_000 + data[28_192:])

    result = warm(root)
    result = adopting(root) if result.exit_code else result

    assert tree(root / "output") == cold(root)[0]


def test_other_commands_read_a_broken_cache_too(root: Path) -> None:
    spoil(root, "UPDATE sources SET reading = x'ff', stamp = 'soon'")

    assert len(listing(Options(root, at=CLOCK))[0]) == 5


def test_compiled_templates_that_cannot_be_read_are_compiled_anew(root: Path) -> None:
    for file in (root / ".newsgen" / "cache.templates").iterdir():
        file.write_bytes(file.read_bytes()[:20] + b"torn")
    (root / "output" / "index.html").unlink()

    assert warm(root).exit_code == 0
    assert tree(root / "output") == cold(root)[0]


@pytest.mark.parametrize("name", ["", "cache.staging", "cache.templates", "preview"])
def test_a_file_in_place_of_a_folder_that_newsgen_keeps_is_named(root: Path, name: str) -> None:
    part = root / ".newsgen" / name
    if part.exists():
        part.rename(root / "away")
    part.write_text("mine")

    (diagnostic,) = warm(root).diagnostics

    assert (diagnostic.code, diagnostic.place.file) == ("state-taken", part.relative_to(root).as_posix())
    assert (diagnostic.text, part.read_text()) == ("this is no folder", "mine")


@pytest.mark.parametrize("name", ["cache.db", "cache.lock", "cache.owner", "cache.db-wal"])
@pytest.mark.parametrize("is_pipe", [True, False])
def test_what_is_no_file_in_place_of_a_file_that_newsgen_keeps_is_named(root: Path, name: str, is_pipe: bool) -> None:
    """A pipe that nobody writes to would be waited for."""
    needed(POSIX)
    part = root / ".newsgen" / name
    part.unlink(missing_ok=True)
    if is_pipe:
        os.mkfifo(part)
    else:
        part.mkdir()

    (diagnostic,) = warm(root).diagnostics

    assert (diagnostic.code, diagnostic.place.file) == ("state-taken", part.relative_to(root).as_posix())
    assert diagnostic.text == "this is no file"


@pytest.mark.parametrize(
    "name", ["", "cache.db", "cache.staging", "cache.lock", "cache.templates", "cache.engine", "cache.db-wal"]
)
def test_a_link_in_place_of_what_newsgen_remembers_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    """Whoever can make `.newsgen` lead elsewhere would have newsgen empty a folder there."""
    elsewhere = tmp_path / "elsewhere"
    part = root / ".newsgen" / name if name else root / ".newsgen"
    if part.exists():
        part.rename(elsewhere)
    else:
        elsewhere.mkdir()
    if elsewhere.is_dir():
        (elsewhere / "mine").write_text("mine")
    part.symlink_to(elsewhere)
    before = tree(elsewhere)

    (diagnostic,) = warm(root).diagnostics

    assert diagnostic.code == "state-linked"
    assert diagnostic.place.file == f".newsgen/{name}".rstrip("/")
    assert tree(elsewhere) == before

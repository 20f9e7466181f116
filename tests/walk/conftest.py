"""The small site, built once in a process; each test edits a copy."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.walk.sites import small_site, started, tree


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as a process published it that has ended, so that all of its cache stands in one file."""
    root = small_site(tmp_path_factory.mktemp("small") / "site")
    assert started(root).wait() == 0
    with closing(sqlite3.connect(root / ".newsgen" / "cache.db")) as cache:
        cache.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return root


@pytest.fixture(scope="session")
def made(small: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the small site."""
    return tree(small / "output")


@pytest.fixture
def root(small: Path, tmp_path: Path) -> Path:
    """The small site, published, to be edited."""
    return Path(shutil.copytree(small, tmp_path / "site", symlinks=True))

"""What a build was moving when it ended is looked at by the next one, whatever the files look like."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.walk.sites import cold, small_site, tree, warm


def test_a_file_that_was_being_moved_is_made_again_though_its_stat_is_the_known_one(tmp_path: Path) -> None:
    """A machine that lost its power may have the name and the times on its disk, and not the bytes."""
    root = small_site(tmp_path / "site")
    warm(root)
    cache = sqlite3.connect(root / ".newsgen" / "cache.db")
    with closing(cache), cache:
        cache.execute("INSERT INTO pending VALUES ('2026/05/a1/index.html')")

    result = warm(root)

    assert {each.output.path for each in result.made} == {"2026/05/a1/index.html"}
    assert warm(root).made == ()
    assert tree(root / "output") == cold(root)[0]


def test_a_file_that_was_being_moved_and_is_planned_no_more_goes(tmp_path: Path) -> None:
    """No build has recorded it: only the note of what was being moved knows whose it is."""
    root = small_site(tmp_path / "site")
    warm(root)
    (root / "output/2026/05/other").mkdir()
    (root / "output/2026/05/other/index.html").write_text("half a page")
    cache = sqlite3.connect(root / ".newsgen" / "cache.db")
    with closing(cache), cache:
        cache.execute("INSERT INTO pending VALUES ('2026/05/other/index.html')")
    warm(root)

    assert not (root / "output/2026/05/other").exists()
    assert tree(root / "output") == cold(root)[0]

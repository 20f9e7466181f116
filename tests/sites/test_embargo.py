"""Under embargo nobody may know of an article; afterwards it is as old as the end of its embargo."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsgen.build import Options, build
from newsgen.maintenance import listing
from newsgen.schedule import schedule
from tests.walk.sites import small_site, tree, warm, written

END = datetime(2026, 7, 1, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_site(tmp_path)
    head = "title: Takeover\ndate: 2026-06-28 10:00\nembargo: 2026-07-01 06:00\nupdated: 2026-06-30\n"
    written(tmp_path, {"content/2026-06-28-takeover.md": f"---\n{head}---\n\nText.\n"})
    written(
        tmp_path / "templates", {"article.html": "{{ article.title }} {{ article.date|iso }} {{ article.updated }}"}
    )
    return tmp_path


def test_not_a_byte_tells_of_it_before_its_end(root: Path) -> None:
    warm(root, END - SECOND)

    files = tree(root / "output")
    assert files
    assert not [path for path, data in files.items() if b"takeover" in (path.encode() + data).lower()]


def test_its_end_is_its_date_and_decides_its_address(root: Path) -> None:
    """A release that was written in June and held until July is news of July."""
    warm(root, END)

    page = (root / "output/2026/07/takeover/index.html").read_text("utf-8")
    assert page.startswith("Takeover 2026-07-01T06:00:00+02:00 None")


def test_what_was_published_with_the_older_date_keeps_its_address(root: Path) -> None:
    """An embargo that is written into an article that is out hides it again; both addresses lead to it afterwards."""
    source = root / "content/2026-06-28-takeover.md"
    held = source.read_text("utf-8")
    source.write_text(held.replace("embargo: 2026-07-01 06:00\n", ""), "utf-8")
    warm(root, END)
    (root / "newsgen.urls").write_text("/2026/06/takeover/ = 2026-06-28-takeover\n", "utf-8")
    source.write_text(held, "utf-8")

    result = build(Options(root, at=END, jobs=1))

    assert result.exit_code == 0
    assert "/2026/07/takeover/" in (root / "output/2026/06/takeover/index.html").read_text("utf-8")


def test_lists_and_the_clock_call_it_by_its_name(root: Path) -> None:
    before, _ = listing(Options(root, at=END - SECOND))
    then, _ = listing(Options(root, at=END))
    changes, _ = schedule(Options(root, at=END - timedelta(days=1)))

    assert {each.status for each in before if each.title == "Takeover"} == {"embargoed"}
    assert {each.status for each in then if each.title == "Takeover"} == {"published"}
    assert next((each.cause, each.at) for each in changes if each.title == "Takeover") == ("embargo-over", END)

"""Dates at both ends of what a calendar holds, in pages, archives, feeds and sitemaps."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from newsgen.build import Options, build
from tests.walk.sites import tree, written

EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
DATES = ("1000-01-01 00:00 +14:00", "1582-10-10", "1969-12-31 23:59:59", "2026-05-01", "9999-12-26 23:59 -12:00")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize(
    "clock", [datetime(1000, 1, 1, tzinfo=EAST), datetime(2026, 6, 1, tzinfo=EAST), datetime(9999, 12, 31, tzinfo=WEST)]
)
def test_a_site_of_all_times_is_built_at_any_time(tmp_path: Path, zone: str, clock: datetime) -> None:
    """Chronicles have the one end, typing mistakes and "for ever" the other."""
    more = "expires: 9999-12-31\ncorrections: [{date: 9999-12-31 10:00, text: x}]\nfeatured: {until: 9999-12-31}\n"
    files = {f"content/a{n}.md": f"---\ntitle: A{n}\ndate: {date}\n{more}---\nText\n" for n, date in enumerate(DATES)}
    written(tmp_path, {"newsgen.yaml": f"base_url: https://example.org\ntimezone: {zone}\n", **files})
    options = Options(tmp_path, at=clock, jobs=1, future=True)

    first = build(options)
    before = tree(tmp_path / "output")
    second = build(options)

    assert (first.exit_code, first.diagnostics) == (0, ())
    assert (second.exit_code, second.n_written) == (0, 0)
    assert tree(tmp_path / "output") == before
    # On the last day of all everything has expired.
    assert (b"<pubDate>" in before["feed.xml"]) == (clock.year < 9999)

"""A date is read or it is an error: a guess would publish an article in the wrong year, or before its time."""

from pathlib import Path

from tests.sites.built import article, refused

UNREADABLE = [
    "2022-05-17T15:00:00Z-07:00",
    "24/11/2019 12:00",
    '"Mai 1, 2026"',
    '"May 32, 2026"',
    '"May 2026"',
    # Which of these is the month, newsgen cannot know.
    "5/6/2026",
    "05-06-2026",
    "1.5.26",
    # Days, months and hours that there are not.
    "2026-02-30",
    "2026-13-01",
    "2026-05-01T25:00",
    "2026-05-01 10:00:00+99:00",
    "0000-00-00 00:00:00",
    # Less than a day, and more than one.
    "2026-05",
    "2026-W18",
    "10:00",
    '"2026-05-01 to 2026-05-02"',
    # Numbers that could be seconds, or a day.
    "1777636800",
    "20260501",
    # Dashes and minus signs of word processors.
    "2026\u201105\u201101",
    "2026\u221205\u221201",
    "tomorrow",
    "[2026-05-01]",
]
ZONES = ["2026-05-01 10:00 PM", "2026-05-01 10:00 am", "2026-05-01 10:00 CEST"]
KEYS = ["updated", "expires", "embargo", "lastmod", "expiryDate", "publish_at"]


def test_every_date_that_cannot_be_read_is_an_error_at_its_place(tmp_path: Path) -> None:
    content = {f"d{number:02d}.md": article("D", date=date) for number, date in enumerate(UNREADABLE)}

    assert refused(tmp_path, content) == [("date-unreadable", f"content/{name}", 3) for name in content]


def test_what_stands_behind_the_hour_is_a_time_zone_or_an_error(tmp_path: Path) -> None:
    """Read as no zone, "10:00 PM" would be published twelve hours early."""
    content = {f"d{number}.md": article("D", date=date) for number, date in enumerate(ZONES)}

    assert refused(tmp_path, content) == [("zone-unknown", f"content/{name}", 3) for name in content]


def test_dates_under_other_keys_are_read_as_strictly(tmp_path: Path) -> None:
    content = {f"a{n:02}.md": article("D", more=f"{key}: 24/11/2019\n") for n, key in enumerate(KEYS)}

    assert refused(tmp_path, content) == [("date-unreadable", f"content/{name}", 4) for name in content]

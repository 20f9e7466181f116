"""Dates as real articles have them."""

import os
import time

import pytest

from newsgen.content.dates import DateError, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-01", "2026-05-01T00:00:00+02:00"),
        ("2026-5-1", "2026-05-01T00:00:00+02:00"),
        ("2026-05-01 10:00", "2026-05-01T10:00:00+02:00"),
        ("2026-05-01 10:00:42", "2026-05-01T10:00:42+02:00"),
        ("2026-05-01T10:00:42.123Z", "2026-05-01T12:00:42+02:00"),
        ("2015-01-15 10:00:42 -0400", "2015-01-15T15:00:42+01:00"),
        ("2015-01-15 10:00:42-04:00", "2015-01-15T15:00:42+01:00"),
        ("2015-01-15 10:00 -4", "2015-01-15T15:00:00+01:00"),
        ("2026-05-01 10:00 UTC", "2026-05-01T12:00:00+02:00"),
        ("2026-05-01 10:00 GMT", "2026-05-01T12:00:00+02:00"),
        ("2026-05-01 10:00 America/New_York", "2026-05-01T16:00:00+02:00"),
        ("2026/05/01 10:00", "2026-05-01T10:00:00+02:00"),
        ("Jul 08 2022", "2022-07-08T00:00:00+02:00"),
        ("July 8, 2022 10:00", "2022-07-08T10:00:00+02:00"),
        ("8 July 2022", "2022-07-08T00:00:00+02:00"),
        ("Sept. 3rd, 2020", "2020-09-03T00:00:00+02:00"),
        ("Fri, 08 Jul 2022 10:00:00 GMT", "2022-07-08T12:00:00+02:00"),
        ("Tuesday, 5 May 2026 10:00 +0100", "2026-05-05T11:00:00+02:00"),
        ("2026-12-31T23:59:60Z", "2027-01-01T00:59:59+01:00"),
        ("1890-01-01 12:00", "1890-01-01T12:00:00+00:53"),
    ],
)
def test_formats(text: str, expected: str) -> None:
    """A third of 20,000 real articles has a date that YAML does not take for one."""
    assert moment(text, "Europe/Berlin").isoformat() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
    ],
)
def test_a_skipped_hour_moves_on_and_a_doubled_one_is_the_first(text: str, expected: str) -> None:
    """Both happen every year, and neither may depend on chance."""
    assert moment(text, "Europe/Berlin").isoformat() == expected


@pytest.mark.parametrize("host", ["Pacific/Auckland", "America/Los_Angeles"])
def test_the_host_has_no_say(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sources are built on a laptop in one zone and a server in another."""
    monkeypatch.setenv("TZ", host)
    time.tzset()
    try:
        assert moment("2026-05-01", "Europe/Berlin").isoformat() == "2026-05-01T00:00:00+02:00"
    finally:
        monkeypatch.undo()
        os.environ.pop("TZ", None)
        time.tzset()


@pytest.mark.parametrize(
    "text",
    [
        *("", "gestern", "2026-13-01", "2026-02-30", "2026-05-01 25:00", "2026-05-01 10:61", "26-05-01", "0026-05-01"),
        *(
            "2026-05",
            "1. Mai 2026",
            "Foo 1, 2020",
            "Juli 8, 2022",
            "8 July",
            "5 6 July 2020",
            "9999-12-31 23:00 -10:00",
            "2026-05-01T10:00:00+99:00",
            "２０２６-05-01 10:00:99",
        ),
    ],
)
def test_no_dates(text: str) -> None:
    """What cannot be read is said, not guessed."""
    with pytest.raises(DateError):
        moment(text, "Europe/Berlin")

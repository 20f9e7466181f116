"""Dates as writers write them -> aware datetimes in the site's zone."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

HINT = "write it as 2026-05-01 or 2026-05-01 10:00"
ZONE_HINT = "write +02:00, UTC or a name of the IANA list such as Europe/Berlin"

_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    # Nikola writes "UTC+02:00".
    r"(?:[ \t]*(?:UTC|GMT)?(Z|z|[+-]\d{1,2}(?::?\d{2})?)|[ \t]+([A-Za-z][\w+/-]*))?"
)

# "Jul 08 2022", as Astro's starter writes it, "8 July 2022", and RFC 5322's "Fri, 08 Jul 2022 10:00:00 GMT".
_IN_WORDS = re.compile(
    r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?|([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)"
    r"\s+(\d{4})(?:,?(\s+\d{1,2}:\d{2}.*))?"
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)


class DateError(Exception):
    """A text that is no date; `unknown_zone` names the zone where only that is wrong."""

    def __init__(self, unknown_zone: str = "") -> None:
        super().__init__(unknown_zone)
        self.unknown_zone = unknown_zone


def moment(text: str, zone_name: str) -> datetime:
    """An aware datetime, at the site's offset of that moment; a text without a zone is in the site's.

    The name of a month is read in English, where no two orders of day and month may be meant.
    A time that the clocks skip is moved on by the hour they skip; of one that they show twice the first is meant.
    Offsets are fixed and whole minutes, so that a stored datetime reads back the same.
    """
    match = _DATE.fullmatch(text.strip()) or _DATE.fullmatch(_in_figures(text.strip()))
    if match is None:
        raise DateError
    year, _, month, day, hour, minute, second, offset, named = match.groups()
    # A leap second (RFC 3339 §5.6) is the last second of its minute.
    parts = [int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59)]
    if parts[0] < 1000 or int(second or 0) > 60:
        raise DateError
    zone = _zone(zone_name)
    try:
        written = datetime(*parts, tzinfo=_offset(offset) if offset else _zone(named) if named else zone)  # type: ignore[arg-type, misc] # six integers
        return _fixed(written.astimezone(UTC).astimezone(zone))
    except (ValueError, OverflowError):
        raise DateError from None


def day_of(year: str, month: str, day: str, zone_name: str) -> datetime | None:
    """The beginning of a day that a file name tells, if there is such a day."""
    try:
        return moment(f"{year}-{month}-{day}", zone_name)
    except DateError:
        return None


def _in_figures(text: str) -> str:
    """A date with the English name of its month, as one with its number; "" for what is none."""
    match = _IN_WORDS.fullmatch(text)
    if match is None:
        return ""
    first, name, other_name, last, year, rest = match.groups()
    word = (name or other_name).lower()
    month = next((number for number, month in enumerate(_MONTHS, 1) if word in {month, month[:3], month[:4]}), 0)
    return f"{year}-{month}-{first or last}{rest or ''}"


def _offset(text: str) -> timezone:
    if text in {"Z", "z"}:
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if text.startswith("-") else offset)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    # The host's own zone is another one elsewhere.
    if name in {"localtime", "posixrules"}:
        raise DateError(name)
    try:
        return ZoneInfo("UTC" if name in {"GMT", "UT", "utc"} else name)
    except (KeyError, ValueError, OSError):
        raise DateError(name) from None


def _fixed(local: datetime) -> datetime:
    offset = local.utcoffset() or timedelta()
    minutes = round(offset / timedelta(minutes=1))
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes)) if minutes else UTC, fold=0)

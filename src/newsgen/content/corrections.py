"""What has been put right in an article, and what its last update has changed, as front matter says it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from newsgen.content.dates import HINT, DateError, moment
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.sheet import Sheet, mapped, truth_of
from newsgen.expressions import expression
from newsgen.mistakes import choice
from newsgen.model import UNDATED, Correction

_CORRECTIONS, _CHANGES = frozenset({"corrections"}), frozenset({"changes", "updated"})
_DATES, _TEXTS, _TYPES = ("date", "day", "datum"), ("text", "note"), ("type",)
_FORM = "write it as {date: 2026-05-01, text: …}"
# "2026-12-28: …", and what is a day in other spellings: "28.12.2026: …", "28 December 2026 - …", "December 28, 2026".
_BEGUN = expression(
    r"\W*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:(?:[T]|\s+)\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{4}|\d{1,2}\.?\s[^\W\d]+\.?\s\d{4}|[^\W\d]+\.?\s\d{1,2},?\s\d{4})"
    r"\b(\W*[:\u2013\u2014-]\s*)?",
    re.IGNORECASE,
)
# What `updated` may hold beside its date.
_SAID = ("changes", "text", "note")


def corrections(sheet: Sheet, dates: Mapping[str, datetime]) -> tuple[Correction, ...]:
    """A correction without a day is of the last change. One whose day cannot be told is left out: it may be to come."""
    if not sheet.has_any(_CORRECTIONS):
        return ()
    last = dates.get("updated") or (None if _is_unreadable(sheet) else dates.get("date") or UNDATED)
    return tuple(filter(None, (_correction(sheet, item, last) for item in _items(sheet))))


def _is_unreadable(sheet: Sheet) -> bool:
    """Whether an update is named whose moment nobody can tell, as has been reported."""
    given = sheet.first("updated")
    return given is not None and _moment(updated_of(given), sheet.timezone) is None


def _items(sheet: Sheet) -> Iterator[Value]:
    for value in sheet.all("corrections"):
        if truth_of(value) is not False:
            yield from value.data if isinstance(value.data, tuple) else (value,)


def _correction(sheet: Sheet, item: Value, last: datetime | None) -> Correction | None:
    map_ = mapped(item)
    said = _one_of(map_, _TEXTS) if map_ else item
    typed = _one_of(map_, _TYPES)
    is_clear = not _report_unknown(sheet, item)
    if said is None or truth_of(said) is not None:
        sheet.unfit(item, "correction", "value-type", "has no text", _FORM)
        return None
    text = sheet.text_of(said, "correction text")
    type_ = sheet.text_of(typed, "correction type") if typed is not None else ""
    if dated := [map_[word] for word in _DATES if word in map_]:
        days = [sheet.moment_of(each, "correction date") for each in dated]
        day = None if None in days else max(each for each in days if each is not None)
    else:
        day, text = _begun(sheet, item, text, last)
    return Correction(day, text, type_) if text and day is not None and is_clear else None


def _begun(sheet: Sheet, item: Value, text: str, last: datetime | None) -> tuple[datetime | None, str]:
    """The day of a correction that names none beside its text: that which the text begins with, else the last change's.

    One that could be a day and cannot be read may be to come.
    """
    begun = _BEGUN().match(text)
    if begun is None:
        if text and last is None:
            found = "updated cannot be read, so that nobody can tell from when on the correction is to be shown"
            sheet.unfit(item, "correction", "date-unreadable", f"is left out: {found}", f"correct it, or {_FORM}")
        return last, text
    try:
        return moment(begun[1], sheet.timezone), text[begun.end() :] if begun[2] else text
    except DateError:
        found = f'"{begun[1]}" is not a date: the correction is left out'
        sheet.unfit(item, "correction", "date-unreadable", found, HINT)
        return None, ""


def _one_of(map_: Mapping[str, Value], words: tuple[str, ...]) -> Value | None:
    return next((map_[word] for word in words if word in map_ and map_[word].data is not None), None)


def _report_unknown(sheet: Sheet, item: Value) -> bool:
    """Whether there are keys that say nothing, each of which may mean that it is to come: warn of them."""
    unknown = _unknown(item, (*_DATES, *_TEXTS, *_TYPES))
    for key, value in unknown:
        text = f'"{key}" says nothing of a correction, and may be its day: the correction is left out'
        sheet.unfit(value, "corrections", "value-type", text, choice(key, ("date", "text", "type")), within=item)
    return bool(unknown)


def _unknown(value: Value, known: tuple[str, ...]) -> list[tuple[str, Value]]:
    items = value.data.items() if isinstance(value.data, Mapping) else ()
    return [(key, each) for key, each in items if folded(key) not in known]


def _moment(value: Value, timezone: str) -> datetime | None:
    try:
        return moment(value.data, timezone) if isinstance(value.data, str) else None
    except DateError:
        return None


def updated_of(value: Value) -> Value:
    """The moment that `updated` says: by itself, or as the `date` of {date, changes}."""
    return _one_of(mapped(value), _DATES) or value


def changes(sheet: Sheet, is_updated: bool) -> str:
    """What the last update has changed: `changes`, or what stands beside the date under `updated`."""
    if not sheet.has_any(_CHANGES):
        return ""
    updated = sheet.first("updated")
    said = sheet.first("changes") or (_one_of(mapped(updated), _SAID) if updated is not None else None)
    is_clear = updated is None or not _report_beside(sheet, updated)
    if said is None or (truth := truth_of(said)) is False:
        return ""
    if truth:
        sheet.unfit(said, "changes", "value-type", "must be a text", "write what has changed", within=said)
        return ""
    text = sheet.text_of(said, "changes")
    if text and not is_updated:
        found = f'"{text}" is what an update has changed, and there is none after the date: readers do not see it'
        hint = f"write updated: with day and time; {HINT}" if updated is None else "correct updated:, which is left out"
        sheet.findings.at(said, "changes-undated", found, hint, "warning")
    return text if is_updated and is_clear else ""


def _report_beside(sheet: Sheet, updated: Value) -> bool:
    """Whether `updated` holds keys that say nothing; warn of them."""
    unknown = _unknown(updated, (*_DATES, *_SAID))
    for key, value in unknown:
        text = f'"{key}" says nothing of an update: what has changed is left out'
        sheet.unfit(value, "updated", "value-type", text, choice(key, ("date", "changes")), within=updated)
    return bool(unknown)

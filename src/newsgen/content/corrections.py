"""What has been put right in an article, and what its last update has changed, as front matter says it."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from newsgen.content.dates import HINT, DateError, moment
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.sheet import Sheet, mapped
from newsgen.mistakes import choice
from newsgen.model import UNDATED, Correction

_CORRECTIONS, _CHANGES = frozenset({"corrections"}), frozenset({"changes", "updated"})
_DATES, _TEXTS, _TYPES = ("date", "day", "datum"), ("text", "note"), ("type",)
_FORM = "write it as {date: 2026-05-01, text: …}"
# What `updated` may hold beside its date.
_SAID = ("changes", "text", "note")


def corrections(sheet: Sheet, dates: Mapping[str, datetime]) -> tuple[Correction, ...]:
    """A correction without a day is of the last change. One whose day cannot be read is left out: it may be to come."""
    if not sheet.has_any(_CORRECTIONS):
        return ()
    last = dates.get("updated") or dates.get("date") or UNDATED
    return tuple(filter(None, (_correction(sheet, item, last) for item in _items(sheet))))


def _items(sheet: Sheet) -> Iterator[Value]:
    value = sheet.first("corrections")
    if value is not None:
        yield from value.data if isinstance(value.data, tuple) else (value,)


def _correction(sheet: Sheet, item: Value, last: datetime) -> Correction | None:
    map_ = mapped(item)
    said, dated, typed = (_one_of(map_, words) for words in (_TEXTS, _DATES, _TYPES))
    said = said if map_ else item
    day = sheet.moment_of(dated, "correction date") if dated is not None else last
    text = sheet.text_of(said, "correction text") if said is not None else ""
    type_ = sheet.text_of(typed, "correction type") if typed is not None else ""
    is_doubtful = _report_unknown(sheet, item, is_dated=dated is not None)
    if said is None:
        sheet.unfit(item, "correction", "value-type", "has no text", _FORM)
    return Correction(day, text, type_) if text and day is not None and not is_doubtful else None


def _one_of(map_: Mapping[str, Value], words: tuple[str, ...]) -> Value | None:
    return next((map_[word] for word in words if word in map_ and map_[word].data is not None), None)


def _report_unknown(sheet: Sheet, item: Value, is_dated: bool) -> bool:
    """Warn of keys that say nothing; whether one of them may be the day of a correction that has none."""
    is_doubtful = False
    for key, value in item.data.items() if isinstance(item.data, Mapping) else ():
        if folded(key) not in {*_DATES, *_TEXTS, *_TYPES}:
            is_day = not is_dated and _is_day(value, sheet.timezone)
            is_doubtful |= is_day
            rest = ", and it may be its day: the correction is left out" if is_day else ""
            text = f'"{key}" says nothing of a correction{rest}'
            sheet.unfit(value, "corrections", "value-type", text, choice(key, ("date", "text", "type")), within=item)
    return is_doubtful


def _is_day(value: Value, timezone: str) -> bool:
    try:
        return isinstance(value.data, str) and bool(moment(value.data, timezone))
    except DateError:
        return False


def updated_of(value: Value) -> Value:
    """The moment that `updated` says: by itself, or as the `date` of {date, changes}."""
    return _one_of(mapped(value), _DATES) or value


def changes(sheet: Sheet, is_updated: bool) -> str:
    """What the last update has changed: `changes`, or what stands beside the date under `updated`."""
    if not sheet.has_any(_CHANGES):
        return ""
    updated = sheet.first("updated")
    said = sheet.first("changes") or (_one_of(mapped(updated), _SAID) if updated is not None else None)
    text = sheet.text_of(said, "changes") if said is not None else ""
    if text and said is not None and not is_updated:
        found = f'"{text}" is what an update has changed, and there is none after the date: readers do not see it'
        sheet.findings.at(said, "changes-undated", found, f"write updated: with day and time; {HINT}", "warning")
    return text if is_updated else ""

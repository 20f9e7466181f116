"""The fields of one file, asked by newsgen's own names and read by type; what does not fit is reported."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from newsgen.content.dates import HINT, ZONE_HINT, DateError, moment
from newsgen.content.fields import Field, Findings, Value, plain
from newsgen.content.formats import report_duplicate
from newsgen.content.keys import PLACES, folded, near_miss
from newsgen.content.texts import entities_read

_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n"})


class Sheet:
    """Fields by the name they mean, in order of rank; keys that the table does not know in `unknown`."""

    def __init__(self, fields: Mapping[str, Field], findings: Findings, timezone: str, known: Collection[str]) -> None:
        self.findings = findings
        self.timezone = timezone
        self.unknown: dict[str, Field] = {}
        self._fields: dict[str, list[tuple[int, Field]]] = {}
        seen: dict[str, Field] = {}
        for field in fields.values():
            word = folded(field.key)
            if word in seen:
                report_duplicate(seen[word], field, findings)
                continue
            seen[word] = field
            self._sort_in(word, field, known)

    def _sort_in(self, word: str, field: Field, known: Collection[str]) -> None:
        place = PLACES.get(word)
        if place is not None:
            name, rank = place
            self._fields.setdefault(name, []).append((rank, field))
            return
        self.unknown[field.key] = field
        if word not in known and (near := near_miss(field.key)):
            text = f'"{field.key}" is not a key that newsgen knows'
            hint = f'did you mean "{near}"? If not, name it under known_keys in newsgen.yaml'
            length = len(field.key)
            self.findings.report(
                "key-unknown", text, hint, line=field.line, column=field.column, length=length, level="warning"
            )

    def all(self, name: str) -> list[Value]:
        """The values of a key and its synonyms that say something, those that count more first."""
        ranked = self._fields.get(name)
        if ranked is None:
            return []
        if len(ranked) > 1:
            ranked.sort(key=lambda item: item[0])
        return [field.value for _, field in ranked if field.value.data not in (None, "", ())]

    def first(self, name: str) -> Value | None:
        values = self.all(name)
        return values[0] if values else None

    def rank(self, name: str) -> int:
        """Which synonym was used: 0 is newsgen's own name; -1 where none was."""
        ranked = self._fields.get(name)
        return min(rank for rank, _ in ranked) if ranked else -1

    def text(self, name: str) -> str:
        value = self.first(name)
        return self.text_of(value, name) if value is not None else ""

    def text_of(self, value: Value, name: str) -> str:
        """One line of text, composed (NFC), entities read."""
        if not isinstance(value.data, str):
            if value.data is not None:
                self.findings.at(value, "value-type", f"{name} must be a text", f"write it as {name}: …")
            return ""
        line = " ".join(value.data.split())
        return line if line.isascii() and "&" not in line else unicodedata.normalize("NFC", entities_read(line))

    def switch(self, name: str, default: bool = False) -> bool:
        value = self.first(name)
        return default if value is None else self.switch_of(value, name, default)

    def switch_of(self, value: Value, name: str, default: bool = False) -> bool:
        truth = truth_of(value)
        if truth is None:
            self.findings.at(value, "bool-unreadable", f"{name} must be true or false", f"write {name}: true")
            return default
        if value.tag == "str":
            text = f'{name} is the text "{value.data}", taken for {str(truth).lower()}'
            self.findings.at(value, "bool-text", text, f"write {name}: {str(truth).lower()}", "warning")
        return truth

    def number(self, name: str) -> int:
        value = self.first(name)
        return 0 if value is None else self.number_of(value, name)

    def number_of(self, value: Value, name: str) -> int:
        text = value.data.strip() if isinstance(value.data, str) else ""
        # Beyond 15 digits a number is a mistake, and no JSON reader keeps it.
        if text.lstrip("+-").isdecimal() and len(text) <= 15 and text[1:].isdecimal() | (len(text) == 1):
            return int(text)
        self.findings.at(value, "number-unreadable", f"{name} must be a whole number", f"write it as {name}: 3")
        return 0

    def moment(self, name: str) -> datetime | None:
        value = self.first(name)
        return None if value is None else self.moment_of(value, name)

    def moment_of(self, value: Value, name: str) -> datetime | None:
        if not isinstance(value.data, str):
            self.findings.at(value, "date-unreadable", f"{name} must be a date", HINT)
            return None
        try:
            return moment(value.data, self.timezone)
        except DateError as error:
            if error.unknown_zone:
                text = f'"{error.unknown_zone}" is not a time zone'
                self.findings.at(value, "zone-unknown", text, ZONE_HINT)
            else:
                self.findings.at(value, "date-unreadable", f'"{value.data}" is not a date', HINT)
        return None

    def extra(self) -> dict[str, object]:
        """What `extra` and `params` hold, and every key that the table does not know."""
        extra: dict[str, object] = {}
        for value in self.all("extra"):
            extra |= dict(entries(value)) if isinstance(value.data, Mapping) else {"extra": plain(value)}
        return extra | {key: plain(field.value) for key, field in self.unknown.items()}


def truth_of(value: Value) -> bool | None:
    text = value.data.strip().lower() if isinstance(value.data, str) else ""
    return True if text in _TRUE else False if text in _FALSE else None


def mapped(value: Value) -> Mapping[str, Value]:
    """A map's values by folded key; nothing for what is no map."""
    return {folded(key): item for key, item in value.data.items()} if isinstance(value.data, Mapping) else {}


def entries(value: Value) -> Iterator[tuple[str, object]]:
    if isinstance(value.data, Mapping):
        for key, item in value.data.items():
            yield key, plain(item)

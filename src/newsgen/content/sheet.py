"""The fields of one file, asked by newsgen's own names and read by type; what does not fit is reported."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from newsgen.content.dates import HINT, ZONE_HINT, DateError, moment
from newsgen.content.fields import Field, Findings, Value, plain, unkept_numbers
from newsgen.content.formats import report_duplicate
from newsgen.content.hiding import DECISIVE, HIDERS, meant, truth
from newsgen.content.keys import PLACES, folded, near_miss
from newsgen.content.slid import report_slid
from newsgen.content.texts import entities_read
from newsgen.diagnostics import Level

# A whole page of print. Headlines, teasers and names stand on thousands of pages, so that one of megabytes fills disks.
MAX_TEXT = 10_000
# Of these a part may be sound and not public yet: templates find nothing of them but what is.
_TO_COME = frozenset({"corrections", "changes"})

_FOR_SOME = "access: subscribers"
_REMEDIES = {"draft": "draft: true", "access": _FOR_SOME, "members_only": _FOR_SOME, "visibility": _FOR_SOME}


class Sheet:
    """Fields by the name they mean, in order of rank; keys that the table does not know in `unknown`.

    What cannot be used and need not be is kept for `extra`: there, templates still find it.
    """

    def __init__(self, fields: Mapping[str, Field], findings: Findings, timezone: str, known: Collection[str]) -> None:
        self.findings = findings
        self.timezone = timezone
        self.unknown: dict[str, Field] = {}
        self._fields: dict[str, list[tuple[int, Field]]] = {}
        self._kept: dict[str, Field] = {}
        self._holders: dict[int, Field] = {}
        seen: dict[str, Field] = {}
        self._declared = known_words = frozenset(map(folded, known))
        for field in fields.values():
            word = folded(field.key)
            if word in seen:
                report_duplicate(seen[word], field, findings)
                continue
            seen[word] = field
            report_slid(field, fields, known_words, findings)
            self._sort_in(word, field, known_words)

    def _sort_in(self, word: str, field: Field, known: frozenset[str]) -> None:
        place = PLACES.get(word)
        if place is not None:
            name, rank = place
            self._fields.setdefault(name, []).append((rank, field))
            return
        self.unknown[field.key] = field
        if word in known:
            return
        # Most heads have no key that newsgen does not know.
        from newsgen.content.doubts import meant_to_hide, meant_to_label

        weighty = meant_to_hide(field, self.timezone) or meant_to_label(field)
        if near := weighty or _near(field):
            text = f'"{field.key}" is not a key that newsgen knows'
            hint = _hint(near, bool(weighty))
            length = len(field.key)
            level: Level = "error" if weighty else "warning"
            self.findings.report(
                "key-unknown", text, hint, line=field.line, column=field.column, length=length, level=level
            )

    def not_declared(self) -> Iterator[Field]:
        """Every field that neither the table nor newsgen.yaml knows."""
        return (field for field in self.unknown.values() if folded(field.key) not in self._declared)

    def all(self, name: str) -> list[Value]:
        """The values of a key and its synonyms that say something, those that count more first."""
        ranked = self._fields.get(name)
        if ranked is None:
            return []
        if len(ranked) > 1:
            ranked.sort(key=lambda item: item[0])
        return [field.value for _, field in ranked if field.value.data not in (None, "", ())]

    def fields(self, name: str) -> list[Field]:
        """As `all`, with the keys as they are written."""
        ranked = self._fields.get(name)
        return [field for _, field in sorted(ranked, key=lambda item: item[0])] if ranked else []

    def known(self) -> Iterator[tuple[str, Field]]:
        """Every field that the table knows, and the name it means, as they are written."""
        return ((name, field) for name, ranked in self._fields.items() for _, field in ranked)

    def has_any(self, names: frozenset[str]) -> bool:
        return not names.isdisjoint(self._fields)

    def keep(self, field: Field) -> None:
        """Give templates what a key says in `extra`, though newsgen knows the key."""
        self._kept[field.key] = field

    def unfit(self, value: Value, name: str, code: str, text: str, hint: str, within: Value | None = None) -> None:
        """Report a value that cannot be used; `text` goes on from the key, unless it begins with what was found.

        It is an error where the key decides whether and where a source is published and what it is called; else a
        warning that names the key as it is written, and the value is kept in `extra`, unless a part of it may be to
        come. `name` is newsgen's word;
        `within` is the value that is written where this is a part of it.
        """
        field = self._holding(within or value)
        meant = _meant(field.key) if field is not None else name
        written = f'"{field.key}"' if field is not None else name
        subject = written if _meant(name) == meant else f"{name} in {written}"
        if field is None or meant in DECISIVE:
            self.findings.at(value, code, text if text[:1] == '"' else f"{subject} {text}", hint)
            return
        found = f"{subject}: {text}" if text[:1] == '"' else f"{subject} {text}"
        if meant in _TO_COME or (meant == "updated" and isinstance(field.value.data, Mapping)):
            self.findings.at(value, code, found, hint, "warning")
            return
        self.keep(field)
        self.findings.at(value, code, found, f"{hint}; as it is, templates find it in extra", "warning")

    def _holding(self, value: Value) -> Field | None:
        """The field that a value is part of."""
        if not self._holders:
            fields = (field for ranked in self._fields.values() for _, field in ranked)
            self._holders = {id(part): field for field in fields for part in _parts(field.value)}
        return self._holders.get(id(value))

    def first(self, name: str) -> Value | None:
        if name not in self._fields:
            return None
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
                self.unfit(value, name, "value-type", "must be a text", f"write it as {name}: …")
            return ""
        if self.is_too_long(value, name):
            return ""
        line = " ".join(value.data.split())
        return line if line.isascii() and "&" not in line else unicodedata.normalize("NFC", entities_read(line))

    def is_too_long(self, value: Value, name: str) -> bool:
        """Whether a text is none that any page could show in a line; then it has been reported."""
        if not isinstance(value.data, str) or len(value.data) <= MAX_TEXT:
            return False
        found, hint = f"{name} has more than {MAX_TEXT:,} characters", "shorten it; what is long belongs into the text"
        self.findings.at(value, "value-too-long", found, hint)
        return True

    def switch(self, name: str, default: bool = False, unclear: bool | None = None) -> bool:
        """`default` where it is not given, `unclear` where it cannot be understood."""
        value = self.first(name)
        return default if value is None else self.switch_of(value, name, default if unclear is None else unclear)

    def switch_of(self, value: Value, name: str, default: bool = False) -> bool:
        truth = truth_of(value)
        if truth is None:
            self.unfit(value, name, "bool-unreadable", "must be true or false", truth_hint(value, name))
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
        self.unfit(value, name, "number-unreadable", "must be a whole number", f"write it as {name}: 3")
        return 0

    def moment(self, name: str) -> datetime | None:
        value = self.first(name)
        return None if value is None else self.moment_of(value, name)

    def moment_of(self, value: Value, name: str) -> datetime | None:
        if not isinstance(value.data, str):
            self.unfit(value, name, "date-unreadable", "must be a date", HINT)
            return None
        try:
            return moment(value.data, self.timezone)
        except DateError as error:
            if error.unknown_zone:
                text = f'"{error.unknown_zone}" is not a time zone'
                self.unfit(value, name, "zone-unknown", text, ZONE_HINT)
            else:
                self.unfit(value, name, "date-unreadable", f'"{value.data}" is not a date', HINT)
        return None

    def extra(self) -> dict[str, object]:
        """What `extra` and `params` hold, every key that the table does not know, and what was kept until now."""
        extra: dict[str, object] = {}
        for value in (*self.all("extra"), *(field.value for field in self.unknown.values())):
            for number in unkept_numbers(value):
                text = "no reader of JSON could keep this number, so it stays a text"
                self.findings.at(number, "number-too-large", text, "write it in quotes", "warning")
        for value in self.all("extra"):
            extra |= dict(entries(value)) if isinstance(value.data, Mapping) else {"extra": plain(value)}
        own = {**self.unknown, **self._kept}
        return extra | {key: plain(field.value) for key, field in own.items()}


def truth_hint(value: Value, name: str) -> str:
    """How to write what somebody means with a value that is neither true nor false."""
    said = meant(value.data) if isinstance(value.data, str) else None
    return f"write {name}: true, or {name}: false" if said is None else f"write {name}: {str(said).lower()}"


def _hint(near: str, is_weighty: bool) -> str:
    """What to do about a key that newsgen does not know."""
    declare = "name it under known_keys in newsgen.yaml"
    if is_weighty and (remedy := _REMEDIES.get(_meant(near))):
        # The value may be the contrary of what the right key needs: {live: false}.
        return f"write {remedy} in its place; if it says no such thing, {declare}"
    said = " or ".join(f'"{each}"' for each in near.split())
    return f"did you mean {said}? If not, {declare}"


def _near(field: Field) -> str:
    """The key that one was probably meant to be which hides nothing; none where it means another picture."""
    near = near_miss(field.key)
    if not near:
        return ""
    from newsgen.content.lead_pictures import may_be_one

    hides = PLACES[folded(near)][0] in HIDERS - {"url"}
    return "" if may_be_one(field) or (hides and truth_of(field.value) is None) else near


def truth_of(value: Value) -> bool | None:
    return truth(value.data) if isinstance(value.data, str) else None


def mapped(value: Value) -> Mapping[str, Value]:
    """A map's values by folded key; nothing for what is no map."""
    return {folded(key): item for key, item in value.data.items()} if isinstance(value.data, Mapping) else {}


def entries(value: Value) -> Iterator[tuple[str, object]]:
    if isinstance(value.data, Mapping):
        for key, item in value.data.items():
            yield key, plain(item)


def _meant(key: str) -> str:
    return PLACES.get(folded(key), (key, 0))[0]


def _parts(value: Value) -> Iterator[Value]:
    yield value
    inner = value.data.values() if isinstance(value.data, Mapping) else value.data
    if isinstance(inner, Iterable) and not isinstance(inner, str):
        for each in inner:
            yield from _parts(each)

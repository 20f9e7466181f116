"""Whose report an article is, as front matter names it: agencies, and whether readers are told how long it takes."""

import re
from collections.abc import Iterator, Mapping

from newsgen import origins
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.sheet import MAX_TEXT, Sheet, mapped, truth_of
from newsgen.content.types import is_article, type_of
from newsgen.expressions import expression
from newsgen.mistakes import choice

_KEYS = frozenset({"source"})
_NAMES = ("name", "title")
_FORM = "write it as source: dpa, or source: [dpa, Reuters]"
# Jekyll's and Hugo's themes keep there what the text refers to.
_ADDRESS = expression(r"(?:https?:)?//\S*", re.IGNORECASE)


def agencies(sheet: Sheet) -> tuple[str, ...]:
    """The names under `source`, each once; an address there is none (provenance.led_to)."""
    return tuple(dict.fromkeys(filter(None, (_name(sheet, each) for each in _items(sheet)))))


def led_to(sheet: Sheet) -> str:
    """The address under `source`, for who means `source_url`; "" where there is none."""
    texts = (_text(each) for each in _items(sheet))
    return next((text for text in texts if _ADDRESS().fullmatch(text) and not _refused(text)), "")


def _refused(address: str) -> str:
    """Why nobody can be led to an address; "" where anybody can."""
    whole = f"https:{address}" if address.startswith("//") else address
    return "it is too long" if len(address) > MAX_TEXT else origins.unreachable(whole)


def _items(sheet: Sheet) -> Iterator[Value]:
    if not sheet.has_any(_KEYS):
        return
    for value in sheet.all("source"):
        if truth_of(value) is not False:
            yield from value.data if isinstance(value.data, tuple) else (value,)


def _text(value: Value) -> str:
    return value.data.strip() if isinstance(value.data, str) else ""


def _name(sheet: Sheet, value: Value) -> str:
    map_ = mapped(value)
    named = next((map_[word] for word in _NAMES if word in map_), None) if map_ else value
    if isinstance(value.data, Mapping):
        for key, item in value.data.items():
            if folded(key) not in _NAMES:
                text = f'"{key}" says nothing of a source'
                sheet.unfit(item, "source", "value-type", text, choice(key, ("name",)), within=value)
    if named is None or truth_of(named) is not None or isinstance(named.data, (tuple, Mapping)):
        sheet.unfit(value, "source", "value-type", "has no name", _FORM)
        return ""
    if _is_file(_text(named)):
        text, hint = (
            f'"{_text(named)}" is the name of a file',
            "name an agency here, and what you draw on below sources:",
        )
        sheet.unfit(named, "source", "value-type", text, hint, within=value)
        return ""
    if _ADDRESS().fullmatch(_text(named)) and (why := _refused(_text(named))):
        text = f'"{_text(named)}" is not an address that readers can be led to: {why}'
        sheet.unfit(named, "source", "url-unsafe", text, _FORM, within=value)
    return "" if _ADDRESS().fullmatch(_text(named)) else sheet.text_of(named, "source")


def _is_file(text: str) -> bool:
    """Whether a text names a file, as programs keep there what an article was made from: "epd.de" is none."""
    return not _ADDRESS().fullmatch(text) and (is_article(text) or type_of(text) is not None)


def has_reading_time(sheet: Sheet) -> bool:
    """Whether readers are told how long it takes."""
    return _is_shown(sheet) and not sheet.switch("hide_reading_time")


def _is_shown(sheet: Sheet) -> bool:
    """As `reading_time` says; a number of minutes, as other systems keep it there, says nothing."""
    value = sheet.first("reading_time")
    if value is None:
        return True
    if isinstance(value.data, str) and value.data.strip()[:1].isdecimal():
        for field in sheet.fields("reading_time"):
            sheet.keep(field)
        return True
    if truth_of(value) is None:
        hint = "write reading_time: false to leave it out, and nothing to have it shown"
        sheet.unfit(value, "reading_time", "bool-unreadable", "must be true or false", hint)
        return True
    return sheet.switch_of(value, "reading_time")

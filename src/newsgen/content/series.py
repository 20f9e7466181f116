"""The series that front matter names, and the article's place in it."""

from collections.abc import Iterator, Mapping

from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.lengths import report_name
from newsgen.content.names import Named
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet, mapped
from newsgen.content.slugs import slug_of
from newsgen.content.terms import is_off
from newsgen.mistakes import choice
from newsgen.model import Series

_NAMES = ("name", "title")
_PARTS = ("part", "number", "index", "order", "weight")
_FORM = "write it as series: {name: …, part: 1}"


def series(sheet: Sheet, name: Named, settings: Settings) -> Series | None:
    """What an article is a part of. What cannot be used, and what of several is left out, is reported."""
    values = list(_values(sheet))
    if not values:
        _report_lone(sheet)
        return None
    if name.form == "page":
        sheet.unfit(values[0], "series", "value-type", "is for articles alone", "link to the parts in the text")
        return None
    first, *others = values
    found = _named(sheet, first)
    for other in others:
        if (left := _named(sheet, other)) and left != found:
            text = f'"{left}" is left out, for an article is a part of one series'
            sheet.unfit(other, "series", "value-type", text, "name it as a tag")
    if not found:
        return None
    report_name(sheet, first, found)
    return Series(found, _part(sheet, first), slug_of(found, settings.language, settings.slugs))


def _values(sheet: Sheet) -> Iterator[Value]:
    """Each name or map; Zola's stand among its taxonomies, and Hugo's are lists."""
    tables = [mapped(value) for value in sheet.all("taxonomies")]
    for value in (*sheet.all("series"), *(table["series"] for table in tables if "series" in table)):
        yield from (each for each in _items(value) if each.data not in (None, "") and not is_off(each))


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from _items(item)
    else:
        yield value


def _named(sheet: Sheet, value: Value) -> str:
    if not isinstance(value.data, Mapping):
        if value.tag == "bool":
            sheet.unfit(value, "series", "value-type", "has no name", _FORM)
            return ""
        return sheet.text_of(value, "series")
    map_ = mapped(value)
    name = next((sheet.text_of(map_[word], "series") for word in _NAMES if word in map_), "")
    if not name and value.data:
        sheet.unfit(value, "series", "value-type", "has no name", _FORM)
    for key, item in value.data.items():
        if folded(key) not in (*_NAMES, *_PARTS):
            text = f'"{key}" says nothing of a series'
            sheet.unfit(item, "series", "value-type", text, choice(key, ("name", "part")), within=value)
    return name


def _part(sheet: Sheet, value: Value) -> int:
    map_ = mapped(value)
    given = [*sheet.all("part"), *(map_[word] for word in _PARTS if word in map_)]
    return next((part for each in given if (part := _number(sheet, each))), 0)


def _number(sheet: Sheet, value: Value) -> int:
    part = sheet.number_of(value, "part")
    if part < 0 or value.data == "0":
        sheet.unfit(value, "part", "number-unreadable", "counts from 1", "write part: 1 for the first part")
    return max(part, 0)


def _report_lone(sheet: Sheet) -> None:
    for value in sheet.all("part")[:1]:
        if not sheet.all("series"):
            sheet.unfit(value, "part", "value-type", "means nothing without a series", "write series: … beside it")

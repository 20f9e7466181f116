"""Texts of front matter that stand in the wrong place beyond doubt, by their length: lists cut them."""

from collections.abc import Mapping

from newsgen.content.fields import Value
from newsgen.content.sheet import Sheet
from newsgen.content.texts import cut
from newsgen.model import TermName

# In characters, far beyond what newspapers write: the longest headlines have some 200, decks some 500.
LONGEST: Mapping[str, int] = {"title": 300, "short_title": 300, "kicker": 150, "dek": 1_000, "byline": 500}
LONGEST_NAME = 150
MOST_AUTHORS = 50

_HINT = "lists show its beginning alone; what is long belongs into the text"


def report_long(sheet: Sheet, texts: Mapping[str, str], title: str) -> None:
    """`text-long` for each text that is longer than any of its kind should be."""
    if len(title) > LONGEST["title"]:
        _report(sheet, "title", title)
    for key, text in texts.items():
        if len(text) > LONGEST.get(key, len(text)):
            _report(sheet, key, text)


def report_authors(sheet: Sheet, authors: tuple[TermName, ...]) -> None:
    """The same for names that are sentences, and for more of them than have ever written a text together."""
    named = sheet.first("authors")
    if named is None:
        return
    for each in authors:
        if len(each.name) > LONGEST_NAME:
            text = f'"{cut(each.name, 40)}" is a name of {len(each.name)} characters'
            sheet.findings.at(named, "text-long", text, "put commas between names, and all else into byline", "warning")
    if len(authors) > MOST_AUTHORS:
        text = f"{len(authors)} authors have written this"
        sheet.findings.at(named, "text-long", text, "name whom readers would look for; byline is free", "warning")


def report_name(sheet: Sheet, value: Value, name: str) -> None:
    """The same for the name of a series."""
    if len(name) > LONGEST_NAME:
        text = f'"{cut(name, 40)}" is a name of {len(name)} characters'
        sheet.findings.at(value, "text-long", text, "shorten it; what is long belongs into the text", "warning")


def _report(sheet: Sheet, key: str, text: str) -> None:
    found = f'"{cut(text, 40)}" is a {key} of {len(text):,} characters'
    value = sheet.first(key)
    if value is None:
        sheet.findings.report("text-long", found, _HINT, level="warning")
    else:
        sheet.findings.at(value, "text-long", found, _HINT, "warning")

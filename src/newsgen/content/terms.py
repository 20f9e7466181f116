"""Categories, tags and authors as front matter names them -> names with their slugs."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from newsgen.content.fields import Value
from newsgen.content.people import people
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet, truth_of
from newsgen.content.slugs import slug_of
from newsgen.content.texts import entities_read
from newsgen.letters import is_plain, one_form
from newsgen.model import TERM_FIELDS, Head, TermKind, TermName

# Each term has pages and a feed of its own, and is compared with every other where related articles are looked for.
MAX_TERMS = 200
MAX_NAME = 1_000

_NOTHING = frozenset({"none", "null", "nil", "~"})
_FIELDS: Mapping[str, str] = MappingProxyType({str(kind): field for kind, field in TERM_FIELDS.items()})
# Jekyll's importer has the writers of WordPress by "display_name", Docusaurus has tags with a "label".
_NAME_KEYS = ("name", "display_name", "label", "title", "slug", "id")
_CUT_AT_BLANKS = frozenset({"categories", "tags"})


def items(value: Value) -> Iterator[Value]:
    """The items of a list, or of a text with ";" or else "," between them; never cut at blanks."""
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from [item] if isinstance(item.data, str) else items(item)
    elif isinstance(value.data, Mapping):
        yield from _named(value)
    elif value.data is not None:
        yield from _cut(value, value.data)


def names(
    values: Iterable[Value], word: str, settings: Settings, sheet: Sheet, is_address: bool, room: int, key: str = ""
) -> tuple[TermName, ...]:
    """The terms of one kind, each name once; what names none is reported, and the first beyond `room` terms.

    `is_address`: the article's address is made of the first, so that one that cannot be used is an error. `key`: what
    they are written below, where that is another word.
    """
    found: dict[str, TermName] = {}
    lang = settings.language
    for value in values:
        n_named = 0
        for item in people(value, items(value), sheet, settings.agencies) if word == "author" else items(value):
            n_named += 1
            if len(found) > room:
                return tuple(found.values())
            name = unicodedata.normalize("NFC", " ".join(entities_read(str(item.data)).split()))
            if not name or (word == "author" and _is_no_person(item, value, sheet)):
                continue
            slug = slug_of(name[:MAX_NAME], lang, settings.slugs)
            if len(name) > MAX_NAME:
                text = f"the name of this {word} has more than {MAX_NAME} characters"
                sheet.findings.at(item, "value-too-long", text, "put commas between names")
            elif slug:
                found.setdefault(one_form(name, lang), TermName(name, slug))
                if len(found) > room:
                    text = f"this article has more than {MAX_TERMS} categories, tags and authors"
                    sheet.findings.at(item, "too-many-terms", text, "keep those that readers would look for")
            else:
                text = f'"{name}" leaves nothing for an address'
                hint = "give it a name with letters or digits"
                if is_address:
                    sheet.findings.at(item, "term-empty-slug", text, hint)
                else:
                    sheet.unfit(item, key or word, "term-empty-slug", text, hint, within=value)
        if not n_named and not _is_empty(value):
            hint = f"write it as {key or _FIELDS.get(word, word)}: [one, another]"
            sheet.unfit(value, key or word, "value-type", "names nothing", hint)
    return tuple(found.values())


def report_blanks(sheet: Sheet, key: str) -> None:
    """`terms-unsure`, a warning: Jekyll cuts these texts at blanks, and here one is the name of one term."""
    for field in sheet.fields(key):
        text = field.value.data if isinstance(field.value.data, str) else ""
        parts = text.split()
        if len(parts) > 1 and field.key.lower() in _CUT_AT_BLANKS and not any(mark in text for mark in ",;"):
            found = f'"{text}" is taken for one name, and Jekyll takes it for {len(parts)}'
            hint = f"write them as {field.key}: [{', '.join(parts)}]; if it is one, as {field.key}: [{text}]"
            sheet.findings.at(field.value, "terms-unsure", found, hint, "warning")


def is_off(value: Value) -> bool:
    """Whether a value says that there is nothing to be named: `series: false`, `author: none`."""
    text = value.data.strip().lower() if isinstance(value.data, str) else ""
    return (value.tag in {"bool", "int"} and truth_of(value) is False) or (value.tag != "str" and text in _NOTHING)


def odd_kinds(head: Head, lang: str) -> Iterator[TermKind]:
    """The kinds of terms of which an article has a name that is not plain (newsgen.letters)."""
    for kind, field in TERM_FIELDS.items():
        if not all(is_plain(name.name, name.slug, lang) for name in getattr(head, field)):
            yield kind


def _is_no_person(item: Value, within: Value, sheet: Sheet) -> bool:
    """Whether a name is a switch: one that is off says that nobody is named."""
    if item.tag == "bool" and truth_of(item):
        text = f'"{item.data}" is no name'
        sheet.unfit(item, "authors", "value-type", text, "write it as author: Ada Lind", within=within)
        return True
    return is_off(item)


def _is_empty(value: Value) -> bool:
    """Whether a list or a map holds no text anywhere, or a text nothing but separators."""
    if isinstance(value.data, str):
        return not value.data.strip(" ,;")
    inner = value.data.values() if isinstance(value.data, Mapping) else value.data or ()
    return all(_is_empty(item) for item in inner)


def _named(value: Value) -> Iterator[Value]:
    """A map is one name ({name: …}), or names as keys (Hugo's author maps, switches)."""
    entries = value.data if isinstance(value.data, Mapping) else {}
    folded = {key.lower(): item for key, item in entries.items()}
    for key in _NAME_KEYS:
        if key in folded and isinstance(folded[key].data, str):
            yield folded[key]
            return


def _cut(value: Value, text: str) -> Iterator[Value]:
    separator = ";" if ";" in text else ","
    start = 0
    for part in text.split(separator):
        lead = len(part) - len(part.lstrip())
        name = part.strip()
        if name:
            # The text of a quoted value begins behind the quote.
            column = value.column + start + lead + (value.length > len(text))
            yield Value(name, value.line, column, len(name), value.tag)
        start += len(part) + 1

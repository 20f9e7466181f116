"""Categories, tags and authors as front matter names them -> names with their slugs."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from newsgen.content.fields import Value
from newsgen.content.sheet import Sheet
from newsgen.content.slugs import slug_of
from newsgen.content.texts import entities_read
from newsgen.model import TermName

# Each term has pages and a feed of its own, and is compared with every other where related articles are looked for.
MAX_TERMS = 200
MAX_NAME = 1_000

_NAME_KEYS = ("name", "title", "slug", "id")


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
    values: Iterable[Value], word: str, lang: str, sheet: Sheet, is_address: bool, room: int
) -> tuple[TermName, ...]:
    """The terms of one kind, each slug once; what names none is reported, and the first beyond `room` terms.

    `is_address`: the article's address is made of the first, so that one that cannot be used is an error.
    """
    found: dict[str, TermName] = {}
    for value in values:
        n_named = 0
        for item in items(value):
            n_named += 1
            if len(found) > room:
                return tuple(found.values())
            name = unicodedata.normalize("NFC", " ".join(entities_read(str(item.data)).split()))
            if not name:
                continue
            slug = slug_of(name[:MAX_NAME], lang)
            if len(name) > MAX_NAME:
                text = f"the name of this {word} has more than {MAX_NAME} characters"
                sheet.findings.at(item, "value-too-long", text, "put commas between names")
            elif slug:
                found.setdefault(slug, TermName(name, slug))
                if len(found) > room:
                    text = f"this article has more than {MAX_TERMS} categories, tags and authors"
                    sheet.findings.at(item, "too-many-terms", text, "keep those that readers would look for")
            else:
                text = f'"{name}" leaves nothing for an address'
                hint = "give it a name with letters or digits"
                if is_address:
                    sheet.findings.at(item, "term-empty-slug", text, hint)
                else:
                    sheet.unfit(item, word, "term-empty-slug", text, hint, within=value)
        if not n_named and not _is_empty(value):
            sheet.unfit(value, word, "value-type", "names nothing", f"write it as {word}: [one, another]")
    return tuple(found.values())


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

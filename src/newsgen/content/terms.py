"""Categories, tags and authors as front matter names them -> names with their slugs."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from newsgen.content.fields import Findings, Value
from newsgen.content.slugs import slug_of
from newsgen.content.texts import entities_read
from newsgen.model import TermName

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


def names(values: Iterable[Value], word: str, lang: str, findings: Findings) -> tuple[TermName, ...]:
    """The terms of one kind, each slug once; a name without a slug is reported."""
    found: dict[str, TermName] = {}
    for value in values:
        for item in items(value):
            name = unicodedata.normalize("NFC", " ".join(entities_read(str(item.data)).split()))
            if not name:
                continue
            slug = slug_of(name, lang)
            if slug:
                found.setdefault(slug, TermName(name, slug))
            else:
                text = f'the {word} "{name}" leaves nothing for an address'
                findings.at(item, "term-empty-slug", text, "give it a name with letters or digits")
    return tuple(found.values())


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

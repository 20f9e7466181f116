"""A reading as the cache keeps it, and the reading that this is.

An archive has few names and many heads that name them: categories, tags and authors stand beside the rest, each name in
the bytes in which all heads have it, and those that were met before are not decoded again. Each name is one value.
"""

from collections.abc import Callable, Iterable

import msgspec
from msgspec.structs import force_setattr, replace

from newsgen.content.reading import Reading
from newsgen.model import TermName

Names = tuple[TermName, ...]

# JSON escapes both: they stand in no name, and nowhere in the rest.
_BETWEEN_NAMES = b"\t"
_BETWEEN_LINES = b"\n"

# JSON, since MessagePack brings every date back in UTC, and pages show the site's.
_READING = msgspec.json.Decoder(Reading)
_NAME = msgspec.json.Decoder(tuple[str, str])


class _Names(dict[bytes, TermName]):
    """Each name by the bytes that it is kept in."""

    def __missing__(self, kept: bytes) -> TermName:
        found = self[kept] = TermName(*_NAME.decode(kept))
        return found


class _Lines(dict[bytes, Names]):
    """Each line of names by its bytes."""

    def __init__(self) -> None:
        super().__init__({b"": ()})
        self.names = _Names()

    def __missing__(self, kept: bytes) -> Names:
        found = self[kept] = self.decoded(kept)
        return found

    def decoded(self, kept: bytes) -> Names:
        return tuple(map(self.names.__getitem__, kept.split(_BETWEEN_NAMES)))


def decoder() -> Callable[[bytes], Reading]:
    """What decodes readings; equal names of all of them are one value, and so are equal categories and authors."""
    lines = _Lines()

    def decode(kept: bytes) -> Reading:
        # From its end, since the rest is long.
        said, categories, tags, authors = kept.rsplit(_BETWEEN_LINES, 3)
        reading = _READING.decode(said)
        if (head := reading.head) is not None:
            force_setattr(head, "categories", lines[categories])
            # Hardly two articles have the same.
            force_setattr(head, "tags", lines.decoded(tags) if tags else ())
            force_setattr(head, "authors", lines[authors])
        return reading

    return decode


def decoded(kept: bytes) -> Reading:
    """One reading."""
    return decoder()(kept)


def encoded(reading: Reading) -> bytes:
    head = reading.head
    if head is None:
        return msgspec.json.encode(reading) + _BETWEEN_LINES * 3
    rest = replace(reading, head=replace(head, categories=(), tags=(), authors=()))
    lines = map(_line, (head.categories, head.tags, head.authors))
    return _BETWEEN_LINES.join((msgspec.json.encode(rest), *lines))


def _line(names: Iterable[TermName]) -> bytes:
    return _BETWEEN_NAMES.join(msgspec.json.encode((name.name, name.slug)) for name in names)

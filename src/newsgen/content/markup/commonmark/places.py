"""Where things stand in a text, by the bytes that they were read from."""

import re
from collections import deque
from collections.abc import Iterable
from functools import cached_property

from newsgen.content.markup.commonmark.events import Definitions, definitions
from newsgen.content.markup.positions import Positions

# What stands between the end of a link's text and its address; within a quote, its marks may.
_BEFORE_ADDRESS = re.compile(rb"\]\([\s>]*+<?")
_BEFORE_DEFINED = re.compile(rb"\[(?:[^\[\]\\]|\\.)*+\]:[\s>]*+<?", re.DOTALL)


def folded(label: str) -> str:
    """A label as it is compared with others."""
    return " ".join(label.split()).casefold()


class Places(Positions):
    """Of what its events tell: where each address and tag stands, in the order of the text; else as words have it."""

    def __init__(self, text: str, source: bytes) -> None:
        super().__init__(text)
        self.source = source
        self._of: dict[str, deque[int]] = {}
        self._tags: dict[str, deque[int]] = {}
        self._last = (0, 0)
        self._defined: dict[str, int] | None = None

    @cached_property
    def definitions(self) -> Definitions:
        return definitions(self.source.decode("utf-8", "replace"))

    def of(self, address: str) -> tuple[int, int]:
        known = self._of.get(address)
        return self.at(known.popleft()) if known else super().of(address)

    def offset_of(self, written: str) -> int | None:
        """Where the next tag like this begins, or the next list in braces that has a key; None where there is none."""
        known = self._tags.get(written)
        return known.popleft() if known else None

    def note_tag(self, written: str, offset: int) -> None:
        self._tags.setdefault(written, deque()).append(offset)

    def note(self, written: Iterable[str], offset: int) -> None:
        """An address as it may be asked for begins at an offset."""
        for spelling in dict.fromkeys(written):
            self._of.setdefault(spelling, deque()).append(offset)

    def offset(self, byte: int) -> int:
        """The character that begins at a byte; the nearer to the last one asked for, the cheaper."""
        last_byte, last = self._last
        if byte >= last_byte:
            found = last + len(self.source[last_byte:byte].decode("utf-8", "replace"))
        else:
            found = last - len(self.source[byte:last_byte].decode("utf-8", "replace"))
        self._last = (byte, found)
        return found

    def line_at(self, byte: int) -> str:
        """The line from a byte on."""
        end = self.source.find(b"\n", byte)
        return self.source[byte : end if end >= 0 else len(self.source)].decode("utf-8", "replace").rstrip()

    def line_above(self, byte: int) -> str:
        """The line above that in which a byte stands."""
        end = self.source.rfind(b"\n", 0, byte)
        return self.line_at(self.source.rfind(b"\n", 0, max(end, 0)) + 1) if end >= 0 else ""

    def of_link(self, kind: object, label: str, start: int, inner_end: int) -> int:
        """Where the address of a link stands that begins at a byte, and whose text ends at another."""
        if kind == "Inline":
            match = _BEFORE_ADDRESS.match(self.source, inner_end)
            return self.offset(match.end() if match else start)
        if kind in {"Autolink", "Email"}:
            return self.offset(start + 1)
        if self._defined is None:
            of = {folded(label): each["span"]["start"] for label, each in self.definitions.items()}
            self._defined = {label: self._address_in(byte) for label, byte in of.items()}
        known = self._defined.get(folded(label))
        return self.offset(start) if known is None else known

    def _address_in(self, start: int) -> int:
        match = _BEFORE_DEFINED.match(self.source, start)
        return self.offset(match.end() if match else start)

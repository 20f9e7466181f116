"""Raw HTML in a text: where its tags and the addresses in them stand."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from newsgen.content.markup.embeds import EMBEDS
from newsgen.content.markup.links import BOUND
from newsgen.tags import Tag, attributes, tags, unquoted

# Elements whose text means what it says.
VERBATIM = frozenset({"code", "pre", "kbd", "samp", "var", "tt", "script", "style", "math", "textarea"})


# In a link there is no other.
LINKS = frozenset({"a"})


class Place(NamedTuple):
    """An address, or with `is_tag` a tag with all that stands in it, and the byte at which it begins."""

    written: str
    byte: int
    is_tag: bool


class Lines:
    """Lines of HTML, each given with the byte at which it begins in the text; a quote's marks are not among them."""

    def __init__(self, lines: Sequence[tuple[str, int]]) -> None:
        self.html = "".join([line for line, _ in lines])
        self._lines = lines
        self._starts = list(accumulate((len(line) for line, _ in lines), initial=0))

    def byte(self, offset: int) -> int:
        number = bisect_right(self._starts, offset, hi=len(self._lines)) - 1
        line, begin = self._lines[number]
        return begin + len(line[: offset - self._starts[number]].encode("utf-8", "replace"))


def places(lines: Lines) -> Iterator[Place]:
    """The tags of HTML and their addresses."""
    for tag in tags(lines.html):
        if tag.is_end or tag.name == "!--":
            continue
        yield Place(tag.name + tag.attributes, lines.byte(tag.start), True)
        if tag.attributes:
            yield from (Place(value, lines.byte(offset), False) for value, offset in _addresses(tag))


def _addresses(tag: Tag) -> Iterator[tuple[str, int]]:
    """The addresses in a tag, each with its offset."""
    position = len(tag.name) + 1
    for key, value in attributes(tag.attributes):
        if not value:
            continue
        begin = tag.written.find(value, position)
        position = begin + len(value)
        if key in BOUND:
            yield unescape(unquoted(value)), tag.start + begin + (value[0] in "\"'")


def is_player(parts: Sequence[str]) -> bool:
    """Whether a film or the like is all that stands in a paragraph: then it needs none."""
    shown = [part for part in parts if part.strip()]
    names = [part[1:].lstrip("/").split(">", 1)[0].split(maxsplit=1)[:1] for part in shown]
    is_one = bool(shown) and all(part[0] == "<" and part[-1] == ">" for part in shown)
    return is_one and names[0] == names[-1] and "".join(names[0]).lower() in EMBEDS


def depth(depth: int, html: str, names: Collection[str]) -> int:
    """How many elements with one of the names stand open behind a tag, of so many that stood open before it."""
    name = html[1:].lstrip("/").split(">", 1)[0].split(maxsplit=1)
    if not name or name[0].lower() not in names or html.endswith("/>"):
        return depth
    return max(0, depth - 1) if html.startswith("</") else depth + 1

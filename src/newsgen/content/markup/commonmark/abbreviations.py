"""Abbreviations, `*[EU]: European Union` in a line of its own: in neither standard, but read by the other engine."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsgen.content.markup.commonmark.events import Event
from newsgen.content.markup.commonmark.inline import Mark
from newsgen.expressions import expression

_LINE = expression(r"\*\[(?P<name>[^\[\]\\\n]{1,100})\][ ]?:[ \t]*+(?P<meaning>\S[^\n]*)")
_BREAKS = ("SoftBreak", "HardBreak")
_PARAGRAPH_START, _PARAGRAPH_END = {"Start": "Paragraph"}, {"End": "Paragraph"}
_WORD = expression(r"\w+")


class Line(NamedTuple):
    """A line that explains an abbreviation: its bytes, and what it says."""

    start: int
    end: int
    name: str
    meaning: str


def may_hold_some(text: str) -> bool:
    return "*[" in text and "]" in text


def lines(source: bytes, events: Sequence[Event]) -> list[Line]:
    """All such lines of a text; those in code and in raw HTML are none."""
    found: list[Line] = []
    end = 0
    for event, span in events:
        start = span["start"]
        if start < end or event.__class__ is str:
            continue
        if _begins_verbatim(event):
            end = span["end"]
        elif source[start : start + 2] == b"*[" and "Text" in event and (line := _line(source, start)):
            found.append(line)
            end = line.end
    return found


def _begins_verbatim(event: Mapping[str, object]) -> bool:
    block = event.get("Start")
    return block == "HtmlBlock" or (isinstance(block, dict) and "CodeBlock" in block)


def _line(source: bytes, start: int) -> Line | None:
    end = source.find(b"\n", start)
    end = end if end >= 0 else len(source)
    match = _LINE().fullmatch(source[start:end].decode("utf-8", "replace").rstrip())
    if match is None or source[source.rfind(b"\n", 0, start) + 1 : start].strip(b" >\t"):
        return None
    return Line(start, end, match["name"].strip(), match["meaning"])


def without(events: Sequence[Event], found: Sequence[Line]) -> list[Event]:
    """The events but for those of the lines, so that what stands around one is one."""
    starts = [line.start for line in found]
    left: list[Event] = []
    for event, span in events:
        number = bisect_right(starts, span["start"]) - 1
        if number < 0 or span["end"] > found[number].end + 1:
            left.append((event, span))
    return _tidied(left)


def _tidied(events: Sequence[Event]) -> list[Event]:
    """The events without breaks at the end of a block, and without paragraphs that hold nothing."""
    left: list[Event] = []
    for event, span in events:
        if event.__class__ is not str and left and event.keys() & {"Start", "End"}:
            if left[-1][0] in _BREAKS:
                left.pop()
            if event == _PARAGRAPH_END and left and left[-1][0] == _PARAGRAPH_START:
                left.pop()
                continue
        left.append((event, span))
    return left


class Abbreviations:
    """Finds abbreviations in texts; `used` are those that stood somewhere. Of two meanings the last counts."""

    def __init__(self, explained: Sequence[Line]) -> None:
        self.used: set[str] = set()
        self._meanings = {line.name: line.meaning for line in explained}
        lengths: dict[str, set[int]] = {}
        for name in self._meanings:
            if word := _WORD().match(name):
                lengths.setdefault(word[0], set()).add(len(name))
        # By its first word, how long an abbreviation may be: the longest is meant.
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def outside(self, text: str, taken: Sequence[Mark]) -> Iterator[Mark]:
        """Those in a text that stand in none of the marks that are there, which are in order."""
        begin = 0
        for mark in taken:
            yield from self._between(text, begin, mark.start)
            begin = mark.end
        yield from self._between(text, begin, len(text))

    def _between(self, text: str, begin: int, stop: int) -> Iterator[Mark]:
        end = begin
        for word in _WORD().finditer(text, begin, stop):
            start = word.start()
            if start < end or word[0] not in self._lengths:
                continue
            names = (text[start : start + length] for length in self._lengths[word[0]] if start + length <= stop)
            name = next((name for name in names if name in self._meanings and _ends(text, start + len(name))), "")
            if name:
                end = start + len(name)
                self.used.add(name)
                yield Mark(start, end, "abbr", {"title": self._meanings[name]}, is_fixed=False)


def _ends(text: str, position: int) -> bool:
    """Whether a word ends at a position, or what stands before it is none."""
    before, after = text[position - 1 : position], text[position : position + 1]
    return not (_WORD().match(before) and _WORD().match(after))

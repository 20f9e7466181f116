"""Lines that look like points of a list, and that Python-Markdown reads otherwise than most editors show them.

It begins no list right below a line of text, takes for one within another what is indented by four blanks and not by
two, and knows no `1)`. Each is a notice, for what is shown is what its rules say.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from newsgen.content.markup import fences
from newsgen.content.texts import cut
from newsgen.model import Finding

CODE = "markdown-list"
# So many places show what is meant.
_MOST = 5
# So many blanks make a level.
_LEVEL = 4

_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*+")
_POINT = re.compile(r"([ ]*+)([-*+]|\d{1,9}[.)])([ ]++)(?=\S)")
_RULE = re.compile(r"[ ]{0,3}(?:-[- ]*+|\*[* ]*+|_[_ ]*+)$")
# A line that goes on no text: of a heading, a table, HTML, a definition, code.
_OTHER = re.compile(r"[ ]{0,3}(?:[#|<=`~:]|\[[^\[\]]++\]:)|[ ]{4}")

# What is found, and what mends it.
_Remark = tuple[str, str]
_BELOW_TEXT = "stands right below a line of text, and begins no list", "leave a blank line above it"
_BELOW_OTHER = "stands right below a point of another kind, and begins no list", "leave a blank line above it"
_BRACKET = "begins no list", "write it as 1., 2. and so on"
_WITHIN = "begins no list within the point above it", "indent it, and what belongs to it, by four blanks"
_BEHIND = "does not belong to the point above it", "indent it by four blanks"


class _Point(NamedTuple):
    """A point: how far its mark is indented, how far its text; and whether it has a number."""

    indent: int
    text: int
    is_numbered: bool

    def holds(self, indent: int) -> bool:
        """Whether most editors show what is so far indented as a part of this."""
        return indent >= self.text

    def lacks(self, indent: int) -> bool:
        """Whether Python-Markdown does not."""
        return indent // _LEVEL <= self.indent // _LEVEL

    def parts(self, point: "_Point") -> bool:
        """Whether most editors show one that is less far indented as a list of its own, below this."""
        return not self.holds(point.indent) and point.is_numbered != self.is_numbered


def surprises(text: str, raw: Sequence[str] = ()) -> list[Finding]:
    """In the order of their lines; the last of several says how many more there are.

    `raw` is the HTML that was taken over as it is, in which nothing is a list.
    """
    found = list(_surprises(text, list(_spans(text, raw)) if raw else []))
    if n_more := len(found[_MOST:]):
        last = found[_MOST - 1]
        found[_MOST - 1] = replace(last, text=f"{last.text} (and {n_more} more)")
    return found[:_MOST]


def _spans(text: str, raw: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where pieces of raw HTML begin and end that are longer than a line."""
    lines, position = {line.strip() for line in text.split("\n")}, 0
    for each in raw:
        said = each.strip()
        first, is_long, _ = said.partition("\n")
        # Code that was made HTML of is among them, and in no line of the text.
        if is_long and first.strip() in lines and (start := text.find(said, position)) >= 0:
            position = start + len(said)
            yield start, position


def _surprises(text: str, raw: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    code, has_quotes = fences.code(text), ">" in text
    lines, depth, offset = _Lines(), 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        before = _QUOTE.match(line).end() if has_quotes else 0  # type: ignore[union-attr]  # it matches nothing, too
        is_code = (bool(code) and fences.is_within(offset, code)) or (bool(raw) and fences.is_within(offset, raw))
        if is_code or (has_quotes and line.count(">", 0, before) != depth):
            lines, depth = _Lines(), line.count(">", 0, before)
        if not is_code and (remark := lines.read(line[before:] if before else line)):
            said, column = line[before:].strip(), len(line) - len(line[before:].lstrip()) + 1
            yield Finding(CODE, f'"{cut(said, 60)}" {remark[0]}', remark[1], number, column, min(len(said), 60), True)
        offset += len(line) + 1


class _Lines:
    """Reads the lines of a text or a quote; `_before` is what stands in the line before."""

    def __init__(self) -> None:
        self._points: list[_Point] = []
        self._before: Literal["blank", "text", "other", "no list"] = "blank"

    def read(self, line: str) -> _Remark | None:
        """What is to be said of a line."""
        if line[:1].isalpha():
            # Most are such: text that belongs to no list above it, but to a point right above it.
            if self._before == "blank":
                self._points = []
            if self._before != "no list":
                self._before = "text"
        elif not line.strip():
            self._before = "blank"
        elif _RULE.match(line):
            self._before, self._points = "other", []
        elif point := _POINT.match(line):
            indent, mark = len(point[1]), point[2]
            return self._point(_Point(indent, point.end(), mark[0].isdigit()), mark)
        else:
            return self._text(line)
        return None

    def _point(self, point: _Point, mark: str) -> _Remark | None:
        if self._points:
            return self._point_of_list(point)
        if self._before == "no list" or point.indent >= _LEVEL:
            return None
        if self._before == "text":
            # As CommonMark has it: a number that ends a sentence begins no list.
            if point.is_numbered and mark not in {"1.", "1)"}:
                return None
            self._before = "no list"
            return _BELOW_TEXT
        if mark.endswith(")"):
            self._before = "no list"
            return _BRACKET
        self._points, self._before = [point], "other"
        return None

    def _point_of_list(self, point: _Point) -> _Remark | None:
        before, self._before = self._before, "other"
        sibling: _Point | None = None
        while self._points and self._points[-1].indent >= point.indent:
            sibling = self._points.pop()
        above = self._points[-1] if self._points else None
        self._points.append(point)
        if above is not None and above.holds(point.indent) and above.lacks(point.indent):
            # Once for each list.
            return None if sibling is not None and sibling.indent == point.indent else _WITHIN
        if above is not None and sibling is None and above.parts(point) and before != "blank":
            return _WITHIN
        is_other = sibling is not None and sibling.is_numbered != point.is_numbered
        return _BELOW_OTHER if is_other and before != "blank" else None

    def _text(self, line: str) -> _Remark | None:
        indent = len(line) - len(line.lstrip(" "))
        remark = None
        if self._points and self._before == "blank":
            above = next((point for point in reversed(self._points) if point.holds(indent)), None)
            if above is not None and above.lacks(indent):
                remark = _BEHIND
            if indent < _LEVEL:
                self._points = []
        if self._before != "no list":
            self._before = "other" if _OTHER.match(line) else "text"
        return remark

"""Fences of code: where code stands in a text, and where a fence begins none, so that its code is read as Markdown."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from newsgen.expressions import expression

_FENCE = expression(
    r"^(?P<before>[ ]{0,3}(?:>[ ]?)*+)(?P<marks>`{3,}(?=[^`\n]*$)|~{3,})(?P<after>[^\n]*)$", re.MULTILINE
)


class Fence(NamedTuple):
    """A fence that begins no code: where it stands, and its line."""

    offset: int
    line: str


def code(text: str) -> list[tuple[int, int]]:
    """Where blocks of code begin and end, by the pattern of the very engine."""
    if "```" not in text and "~~~" not in text:
        return []
    return [match.span() for match in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text)]


def is_within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of these, which are in order and apart."""
    number = bisect_right(spans, offset, key=lambda span: span[0])
    return number > 0 and offset < spans[number - 1][1]


def loose(text: str) -> list[Fence]:
    """Fences that have no end, or say more than a language, which ends what they would begin."""
    if "```" not in text and "~~~" not in text:
        return []
    return list(_loose(text))


def _loose(text: str) -> Iterator[Fence]:
    spans = code(text)
    opened: re.Match[str] | None = None
    for match in _FENCE().finditer(text):
        if is_within(match.start(), spans):
            continue
        if opened is None:
            opened = match
        elif match["marks"].startswith(opened["marks"]) and not match["after"].strip():
            # In a list or a quote it is code in a line, of which nothing is lost.
            if not opened["before"]:
                yield _fence(opened)
            opened = None
    if opened is not None:
        yield _fence(opened)


def _fence(match: re.Match[str]) -> Fence:
    return Fence(match.start("marks"), match[0].strip("> "))

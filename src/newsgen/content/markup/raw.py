"""Markdown within raw HTML, which is shown with its marks: HTML holds Markdown only where it says markdown="1"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgen.content.markup.foreign import pieces

_BLOCK = re.compile(r"\s*<([A-Za-z][\w-]*)")
# Marks that mean nothing in prose: links, pictures, what is marked, headings, two points of a list below one another.
_MARKDOWN = re.compile(
    r"!?\[[^\[\]\n]*+\]\([^()\s][^()\n]*+\)"
    r"|(?<![\w*\\])\*\*(?=[^\s*])[^*\n]*+(?<=[^\s\\])\*\*(?![\w*])"
    r"|(?<![\w_\\])__(?=[^\s_])[^_\n]*+(?<=[^\s\\])__(?![\w_])"
    r"|(?<![\w*\\])\*(?=[^\W\d]|[\"'„“»«‚])[^*\n]*+(?<=[\w\"'“”«»‘.!?…])\*(?![\w*])"
    r"|(?<![\w_\\/])_(?=[^\W\d_]|[\"'„“»«‚])[^_\n]*+(?<=[\w\"'“”«»‘.!?…])_(?![\w_/])"
    r"|^[ ]{0,3}\#{1,6}[ ][^\s#][^\n]*"
    r"|^[ ]{0,3}[-*+][ ]\S[^\n]*(?=\n[ ]{0,3}[-*+][ ]\S)"
    r"|^[ ]{0,3}1[.][ ]\S[^\n]*(?=\n[ ]{0,3}2[.][ ]\S)",
    re.MULTILINE,
)


class Unread(NamedTuple):
    """Markdown that was not read, the HTML that it stands in, and the name of the element that begins that."""

    written: str
    block: str
    tag: str


def unread(blocks: Sequence[str]) -> Iterator[Unread]:
    """The first Markdown in each block of raw HTML that holds some; code and scripts hold none."""
    for block in blocks:
        begin = _BLOCK.match(block)
        if begin is None or not ("*" in block or "_" in block or "[" in block or "#" in block or "\n" in block):
            continue
        first = next(
            (found for piece in pieces(block) if piece[:1] != "<" and (found := _MARKDOWN.search(piece))), None
        )
        if first is not None:
            yield Unread(first[0], block.strip(), begin[1])

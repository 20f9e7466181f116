"""Marks in a text that live through Markdown: they tell which of its tags and braces became what, and where.

Markdown alone knows what it takes for code and what for HTML. So a text in which something is to be said of a tag goes
through it once more with a numbered mark in each, and what comes out is looked through for them.
"""

import re
from collections.abc import Iterable

from newsgen.expressions import expression

# Two of Unicode's noncharacters (U+FDD0 to U+FDEF), which no text is to hold.
_BEGIN, _END = "\ufdd0", "\ufdd1"
MARK = rf"{_BEGIN}\d+{_END}"
_MARK = expression(rf"{_BEGIN}(\d+){_END}")


def marked(text: str, places: Iterable[tuple[int, bool]]) -> str:
    """The text with the number of each place at it; a place is an offset, and whether blanks are to part the mark."""
    parts: list[str] = []
    position = 0
    for number, (offset, is_apart) in enumerate(places):
        mark = f"{_BEGIN}{number}{_END}"
        parts += [text[position:offset], f" {mark} " if is_apart else mark]
        position = offset
    return "".join((*parts, text[position:]))


def is_markable(text: str) -> bool:
    return _BEGIN not in text and _END not in text


def marks(text: str) -> list[re.Match[str]]:
    """The marks in a text; group 1 is the number."""
    return list(_MARK().finditer(text)) if _BEGIN in text else []


def without_marks(text: str) -> str:
    return _MARK().sub("", text) if _BEGIN in text else text

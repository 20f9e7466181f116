r"""Emphasis that Python-Markdown garbles: signs that stand for elements while it works come out of it.

It does so where emphasis overlaps and something else of Markdown stands behind it: `**a*b**\! *k*`.
"""

import re
from collections.abc import Callable

from newsgen.content.markup import fences
from newsgen.expressions import expression
from newsgen.model import Finding

# What it puts around each such sign, and what the sign of an element begins with.
_MARKS = ("\x02", "\x03")
_SIGN = "klzzwxh:"
# Those of code are text, and one with blanks around it begins a point of a list.
_EMPHASIS = expression(r"(`++)[^`]*+\1|(?<!\\)(?:\*(?!\s)|(?<=\S)\*|_)", re.MULTILINE)


def is_garbled(html: str, text: str) -> bool:
    """Whether signs of the library stand in the HTML of a text."""
    return any(mark in html for mark in _MARKS) or (_SIGN in html and _SIGN not in text)


def tamed(text: str, converted: Callable[[str], str]) -> tuple[str, int]:
    """A text with the emphasis of those blocks escaped that are garbled, and the line of the first one.

    Where no block alone is garbled, all of them are escaped.
    """
    code, blocks, offset = fences.code(text), text.split("\n\n"), 0
    numbers: list[int] = []
    for number, block in enumerate(blocks):
        may_be = ("*" in block or "_" in block) and not fences.is_within(offset, code)
        if may_be and is_garbled(converted(block), block):
            numbers.append(number)
        offset += len(block) + 2
    for number in numbers or range(len(blocks)):
        blocks[number] = _EMPHASIS().sub(lambda match: match[0] if match[1] else f"\\{match[0]}", blocks[number])
    before = "\n\n".join(blocks[: numbers[0]]) if numbers else ""
    return "\n\n".join(blocks), before.count("\n") + (3 if before else 1)


def garbled_at(line: int) -> Finding:
    """What is said of a text with such emphasis."""
    text = "the emphasis here cannot be read as Markdown: it is shown as written"
    hint = r"end what * and ** begin in its order (**a *b* c**), or write \* for an asterisk"
    return Finding("markup-unreadable", text, hint, line, 1)

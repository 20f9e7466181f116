"""HTML of the shapes that nearly every article has: a parser of HTML would write it again as it is.

To parse and write an article takes ten times as long as to see that it is no more than these shapes.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from re import Pattern

from newsgen.expressions import expression

# Text and values that are written as they are read: no control characters, and what must be escaped is.
_TEXT = r"(?:[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f]++|&(?:amp|lt|gt);|<br>)*+"
_ADDRESS = r"(?:[A-Za-z0-9/_.~:?=#%+,;@-]++|&amp;)*+"
_VALUE = r'"[^"<>&\x00-\x1f\x7f-\x9f]*+"'
_ATTRIBUTES = rf'(?>(?: (?:(?:id|class|role|tabindex|scope|aria-label|rel)={_VALUE}|href="{_ADDRESS}"))*)'
# What stands for elements that have been seen: in a text for those that may be there, else what no text can hold.
_LETTER = "x"
_BLOCK, _ITEM, _CELL, _ROW, _ROWS = "\x01", "\x02", "\x03", "\x04", "\x05"


def _several(sign: str) -> str:
    return rf"\n(?:{sign}\n)++"


def _element(names: str, content: str, sign: str) -> tuple[Callable[[], Pattern[str]], str]:
    """What finds elements of these names that hold nothing but `content`, and the sign to put there for each."""
    return expression(rf"<({names}){_ATTRIBUTES}>(?:{content})</\1>"), sign


# From the innermost elements to the outermost.
_MARKED = _element("em|strong|code|del|sub|sup", _TEXT, _LETTER)
_INLINE = [_MARKED, _element("a", _TEXT, _LETTER), _MARKED]
_SIMPLE = [_element("p|h[2-6]", _TEXT, _BLOCK)]
# An empty item is written without its end.
_LISTS = [_element("li", rf"{_several(_BLOCK)}|(?!</){_TEXT}", _ITEM), _element("ul|ol", _several(_ITEM), _BLOCK)]
_TABLES = [
    _element("t[hd]", _TEXT, _CELL),
    _element("tr", _several(_CELL), _ROW),
    _element("thead|tbody", _several(_ROW), _ROWS),
    _element("table", _several(_ROWS), _BLOCK),
]
_AROUND = [_element("blockquote|div", _several(_BLOCK), _BLOCK)]
_ALL = expression(rf"{_BLOCK}(?:\n++{_BLOCK})*+\n*+")
_RULE = expression(r"^<hr>$", re.MULTILINE)
_TWICE = expression(r'<[^<>]* ([a-z-]+)="[^<>]* \1="')
_RELATIVE = expression(rf'(<a[^<>]* href=")(?!https?://)({_ADDRESS})(?=")')
_SAFE = expression(_ADDRESS)


def is_plain(html: str) -> bool:
    """Whether HTML is of these shapes alone, each element closed within its own, with addresses in links only."""
    if _BLOCK in html or _ITEM in html or _CELL in html or _ROW in html or _ROWS in html:
        return False
    # To look for one at each end of a line takes as long as all else.
    rest = _RULE().sub(_BLOCK, html) if "<hr>" in html else html
    steps = _INLINE + _SIMPLE
    if "<li" in html:
        steps = steps + _LISTS
    if "<table" in html:
        steps = steps + _TABLES
    for pattern, sign in steps + _AROUND:
        rest = pattern().sub(sign, rest)
    return _ALL().fullmatch(rest) is not None and _TWICE().search(html) is None


def with_addresses(html: str, addressed: Callable[[str], str]) -> str | None:
    """Plain HTML with another address for each that names no host; None where one of them cannot stand there."""
    if ' href="' not in html:
        return html
    found = {address for _, address in _RELATIVE().findall(html)}
    addresses = {address: escape(addressed(unescape(address))) for address in found}
    if not all(address and _SAFE().fullmatch(address) for address in addresses.values()):
        return None
    return _RELATIVE().sub(lambda match: match[1] + addresses[match[2]], html)

"""Straight quotes, dashes and dots -> those of a language, across the elements of a paragraph.

Python-Markdown's own `smarty` writes an apostrophe as the closing single quote, which is wrong in every language whose
closing single quote is not ’ (German: ‚geht’s‘).
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

# Opening and closing double, opening and closing single quotes (CLDR, delimiters).
QUOTES: Mapping[str, tuple[str, str, str, str]] = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "nl": ("“", "”", "‘", "’"),
    "pl": ("„", "”", "‚", "’"),
    "pt": ("“", "”", "‘", "’"),
    "cs": ("„", "“", "‚", "‘"),
    "da": ("“", "”", "‘", "’"),
    "sv": ("”", "”", "’", "’"),
    "fi": ("”", "”", "’", "’"),
}
SWISS = ("«", "»", "‹", "›")

_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "math", "textarea"})
# What stands within a block's text.
_WITHIN = _INLINE | {"code", "kbd", "samp", "img", "br"}
# Markdown keeps raw HTML and escaped characters as STX … ETX until the end. Each branch begins with a character as it
# is written: these can be searched for, eight times as fast as others.
_TOKEN = re.compile("\x02[^\x02\x03]*\x03|\"|'|---(?!-)|--(?!-)|\\.\\.\\.")
# Nothing else is ever written otherwise.
INTERESTING = ('"', "'", "--", "...")
_SINGLE_END = re.compile("\\S'(?=[\\s.,;:!?)\\]\"”“»…–—\x02]|$)")
_OPENS_AFTER = frozenset(" \t\n\u00a0\u202f([{<–—-/|„“‚‘«‹\u200b…=")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0\u202f)]}>.,;:!?…–—-/|”“’‘»›\u200b")


def quotes_of(lang: str) -> tuple[str, str, str, str]:
    if lang in {"de-CH", "de-LI", "fr-CH", "it-CH"}:
        return SWISS
    return QUOTES.get(lang.partition("-")[0], QUOTES["en"])


class Quotes(Treeprocessor):
    """Runs over each block once, with its inline elements as one text."""

    lang = "en"

    def run(self, root: Element) -> None:
        marks = quotes_of(self.lang)
        if any(child.tag in _WITHIN or (child.tail and not child.tail.isspace()) for child in root):
            dress_all(root, marks)
            return
        if root.text:
            _dress([(root, False)], marks)
        # Most blocks hold one text or nothing to be written otherwise.
        for child in root:
            if not len(child):
                if child.text and child.tag not in _VERBATIM:
                    _dress([(child, False)], marks)
            elif _is_of_interest("".join(child.itertext())):
                dress_all(child, marks)


def _is_of_interest(text: str) -> bool:
    return '"' in text or "'" in text or "--" in text or "..." in text


def dress_all(root: Element, marks: tuple[str, str, str, str]) -> None:
    """Every block of a tree, however its elements lie within one another."""
    block: list[tuple[Element, bool]] = []
    for element, is_tail, is_border in _texts(root):
        if is_border and block:
            _dress(block, marks)
            block = []
        if (element.tail if is_tail else element.text) is not None:
            block.append((element, is_tail))
    _dress(block, marks)


def _texts(element: Element) -> Iterator[tuple[Element, bool, bool]]:
    """Every text of a tree in reading order: its element, whether it is the tail, whether a block begins or ends."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, is_tail = stack.pop()
        is_border = node.tag not in _WITHIN
        if is_tail:
            yield node, True, is_border
            continue
        stack.append((node, True))
        if node.tag not in _VERBATIM:
            yield node, False, is_border
            stack.extend((child, False) for child in reversed(node))


def _dress(block: list[tuple[Element, bool]], marks: tuple[str, str, str, str]) -> None:
    parts = [(element.tail if is_tail else element.text) or "" for element, is_tail in block]
    whole = "".join(parts)
    if not _is_of_interest(whole):
        return
    speller = _Speller(whole, marks)
    position = 0
    for (element, is_tail), part in zip(block, parts, strict=True):
        new = speller.spelled(position, part)
        position += len(part)
        if is_tail:
            element.tail = new
        else:
            # An AtomicString (a link's own address) stays the text it is.
            element.text = new if type(element.text) is str else element.text


class _Speller:
    """Spells the parts of one block; knows what stands around each mark, and which quotes are open."""

    def __init__(self, whole: str, marks: tuple[str, str, str, str]) -> None:
        self._whole = whole
        self._marks = marks
        self._single_open = False
        self._double_open = False
        self._last_end = max((match.end() for match in _SINGLE_END.finditer(whole)), default=0) if "'" in whole else 0

    def spelled(self, start: int, part: str) -> str:
        if not _is_of_interest(part):
            return part

        def replaced(match: re.Match[str]) -> str:
            token = match.group()
            if token[0] == "\x02":
                return token
            if token[0] == "-":
                return "–" if len(token) == 2 else "—"
            if token[0] == ".":
                return "…"
            end = start + match.end()
            before, after = self._before(end - 1), self._after(end)
            return self._double(before, after) if token == '"' else self._single(before, after, end < self._last_end)

        return _TOKEN.sub(replaced, part)

    def _double(self, before: str, after: str) -> str:
        # Inches and seconds: 27" stays, unless a quote is waiting for its end.
        if before.isdigit() and not self._double_open and after in _CLOSES_BEFORE:
            return '"'
        is_opening = before in _OPENS_AFTER and (after not in _CLOSES_BEFORE or not self._double_open) and after != " "
        if before not in _OPENS_AFTER and after not in _CLOSES_BEFORE:
            is_opening = not self._double_open
        self._double_open = is_opening
        return self._marks[0 if is_opening else 1]

    def _single(self, before: str, after: str, has_end: bool) -> str:
        if before.isalnum() and after.isalnum():
            return "’"
        # Without a mark further on that could end the quote, it is an apostrophe: 's war einmal.
        is_opening = (before in _OPENS_AFTER or before == '"') and after.isalnum() and has_end and not self._single_open
        if is_opening:
            self._single_open = True
            return self._marks[2]
        if self._single_open and (after in _CLOSES_BEFORE or after == '"'):
            self._single_open = False
            return self._marks[3]
        return "’"

    def _before(self, position: int) -> str:
        while position > 0 and self._whole[position - 1] == "\x03":
            position = self._whole.rfind("\x02", 0, position)
        return self._whole[position - 1] if position > 0 else " "

    def _after(self, position: int) -> str:
        while self._whole[position : position + 1] == "\x02":
            end = self._whole.find("\x03", position)
            position = end + 1 if end >= 0 else len(self._whole)
        return self._whole[position : position + 1] or " "

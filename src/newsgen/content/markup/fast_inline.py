"""Inline Markdown, each of Python-Markdown's patterns tried only where a sign stands that it cannot do without."""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import TypeGuard
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import DelimiterProcessor, Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# By the regular expression, for that alone decides whether a pattern is asked about a place in a text.
SIGNS: Mapping[str, tuple[str, ...]] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    # Footnotes, and emphasis.
    r"\[\^([^\]]*)\]": ("[^",),
    r"\*|_": ("*", "_"),
}
# A sign of any pattern but that of line breaks, or the begin of what stands for an element that was made.
_SIGN = re.compile(r"[*\[&<_`\\\x02]").search
_OTHER_SIGN = re.compile(r"[\[&<_`\\\x02]").search
_BREAK = "  \n"
# Where a text holds no other asterisks, these are pairs whatever stands around them.
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]*+)(?<=\S)\*\*")

_Found = list[tuple[Element, list[str]]]


def is_known(pattern: object) -> bool:
    return isinstance(pattern, inlinepatterns.InlineProcessor) and pattern.getCompiledRegExp().pattern in SIGNS


def _is_plain(text: str) -> bool:
    return not _SIGN(text) and _BREAK not in text


class FastInline(InlineProcessor):
    """The tree processor `inline` of an engine all of whose patterns are known."""

    # The library's own: one tries a pattern, one puts elements in the place of what stands for them.
    _InlineProcessor__applyPattern: Callable[[Pattern, str, int, int], tuple[str, bool, int]]
    _InlineProcessor__processPlaceholders: Callable[..., _Found]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        # A registry sorts itself, and looks for a name, whenever it is asked for a number.
        self._patterns = [(pattern, SIGNS[pattern.getCompiledRegExp().pattern]) for pattern in md.inlinePatterns]
        self._emphasis = next((pattern for pattern, _ in self._patterns if _is_usual(pattern)), None)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or _is_plain(data):
            return data
        number, start = patternIndex, 0
        while number < len(self._patterns):
            pattern, signs = self._patterns[number]
            is_matched = False
            if signs[0] in data or (len(signs) > 1 and signs[1] in data):
                data, is_matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)
            if not is_matched:
                number, start = number + 1, 0
        return data

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.stashed_nodes = {}
        stack: deque[tuple[Element, list[str]]] = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while stack:
            current, self.ancestors = stack.popleft()
            if current is not tree:
                self.ancestors.append(current.tag.lower())
            made: list[tuple[Element, _Found]] = []
            # Elements that a tail gives are inserted while this goes on, and are looked at here, too.
            for child in current:
                if (text := child.text) and not _is_plain(text) and not isinstance(text, AtomicString):
                    made.append((child, self._of_text(child, text, stack)))
                if (tail := child.tail) and not _is_plain(tail):
                    self._read_tail(current, child, tail)
                if len(child):
                    stack.append((child, self.ancestors[:]))
            for element, found in made:
                for number, (new, _) in enumerate(found):
                    element.insert(number, new)
        return tree

    def _of_text(self, element: Element, text: str, stack: deque[tuple[Element, list[str]]]) -> _Found:
        """The elements that an element's text gives; what of it comes before them stays its text."""
        element.text = None
        # What it found in a text and has not given yet, it would give first.
        if self._emphasis is not None and not self._emphasis.regions and (parts := _strong(text)):
            element.text = parts[0] or None
            return [(_marked(parts[number], parts[number + 1]), []) for number in range(1, len(parts), 2)]
        self.ancestors.append(element.tag.lower())
        found = self._InlineProcessor__processPlaceholders(self._InlineProcessor__handleInline(text), element)
        self.ancestors.pop()
        stack.extend(found)
        return found

    def _read_tail(self, parent: Element, child: Element, tail: str) -> None:
        before = Element("d")
        child.tail = None
        found = self._InlineProcessor__processPlaceholders(self._InlineProcessor__handleInline(tail), before, False)
        child.tail = before.tail or None
        position = list(parent).index(child) + 1
        for new, _ in reversed(found):
            parent.insert(position, new)


def _is_usual(pattern: object) -> TypeGuard[DelimiterProcessor]:
    """Whether a pattern reads `**x**` as Markdown does by itself."""
    delimiter = pattern.delimiters.get("*") if type(pattern) is DelimiterProcessor else None
    return delimiter is not None and delimiter.tags == ("strong", "em") and not delimiter.smart


def _strong(text: str) -> list[str]:
    """Texts and strong texts in turn, where a text has no other Markdown; else nothing."""
    if "**" not in text or _OTHER_SIGN(text) or _BREAK in text:
        return []
    parts = _STRONG.split(text)
    return parts if len(parts) > 1 and not any("*" in part for part in parts[::2]) else []


def _marked(text: str, tail: str) -> Element:
    strong = Element("strong")
    strong.text = text
    strong.tail = tail or None
    return strong

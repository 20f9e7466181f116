"""Straight quotes, dashes and dots -> those of a language, across the elements of a paragraph."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from newsgen.content.markup.commonmark.rawhtml import VERBATIM, depth
from newsgen.content.markup.spans import Span
from newsgen.content.markup.speller import Speller, is_of_interest, quotes_of
from newsgen.expressions import expression

_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
# What stands within a block's text.
_WITHIN = _INLINE | {"code", "kbd", "samp", "var", "tt", "img", "br"}


# Raw HTML as the parser keeps it; what it has made elements of is no text.
Tags = Sequence[str | Element]
# What stands for raw HTML in a text (markdown.util.HTML_PLACEHOLDER).
_RAW = expression("\x02wzxhzdk:(\\d+)\x03")


class Quotes(Treeprocessor):
    """Runs over each block once, with its inline elements as one text."""

    lang = "en"

    def run(self, root: Element) -> None:
        marks = quotes_of(self.lang)
        if any(child.tag in _WITHIN or (child.tail and not child.tail.isspace()) for child in root):
            dress_all(root, marks, self.tags)
            return
        if root.text:
            _dress([(root, False)], marks, self.tags)
        # Most blocks hold one text or nothing to be written otherwise.
        for child in root:
            if not len(child):
                if child.text and child.tag not in VERBATIM:
                    _dress([(child, False)], marks, self.tags)
            elif is_of_interest("".join(child.itertext())):
                dress_all(child, marks, self.tags)

    @property
    def tags(self) -> Tags:
        """The tags of raw HTML that signs in texts stand for."""
        return self.md.htmlStash.rawHtmlBlocks if self.md else ()


def dress_all(root: Element, marks: tuple[str, str, str, str], tags: Tags = ()) -> None:
    """Every block of a tree, however its elements lie within one another."""
    block: list[tuple[Element, bool]] = []
    for element, is_tail, is_border in _texts(root):
        if is_border and block:
            _dress(block, marks, tags)
            block = []
        if (element.tail if is_tail else element.text) is not None:
            block.append((element, is_tail))
    _dress(block, marks, tags)


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
        if node.tag not in VERBATIM:
            yield node, False, is_border
            stack.extend((child, False) for child in reversed(node))


def _dress(block: list[tuple[Element, bool]], marks: tuple[str, str, str, str], tags: Tags = ()) -> None:
    parts = [(element.tail if is_tail else element.text) or "" for element, is_tail in block]
    whole = "".join(parts)
    if not is_of_interest(whole):
        return
    speller = Speller(whole, marks, list(_verbatim(whole, tags)) if tags else ())
    position = 0
    for (element, is_tail), part in zip(block, parts, strict=True):
        new = speller.spelled(position, part)
        position += len(part)
        if is_tail:
            element.tail = new
        else:
            # An AtomicString (a link's own address) stays the text it is.
            element.text = new if type(element.text) is str else element.text


def _verbatim(whole: str, tags: Tags) -> Iterator[Span]:
    """What stands between raw tags such as <code> and its end; one without an end ends with the block."""
    n_open, start = 0, 0
    for match in _RAW().finditer(whole):
        number = int(match[1])
        tag = tags[number] if number < len(tags) else ""
        n_before, n_open = n_open, depth(n_open, tag, VERBATIM) if isinstance(tag, str) and tag else n_open
        if n_open and not n_before:
            start = match.end()
        elif n_before and not n_open:
            yield start, match.start()
    if n_open:
        yield start, len(whole)

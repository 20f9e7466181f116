"""The inside of one block: HTML, and between it texts, which are spelled across all of it and escaped at its end."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from newsgen.content.markup.braces import BEHIND

# The attributes of an element as they are shown: values without entities.
Attributes = dict[str, str]
# What stands in a text, in order and apart; whether the text is that of a link.
Find = Callable[[str, bool], Iterable["Mark"]]
Write = Callable[[str, Mapping[str, str]], str]
Spell = Callable[[int, str], str]
Literal = Callable[[str], str]


class Mark(NamedTuple):
    """A part of a text that an element is put around; with `is_fixed` no quotes are spelled in it."""

    start: int
    end: int
    name: str
    attributes: Attributes
    is_fixed: bool


class Inline:
    """Is filled in the order of the text, and emptied at the end of each block; one is used for all of a text."""

    def __init__(self) -> None:
        # What is shown, as HTML but for texts; and the text that is being added to, behind all that.
        self.parts: list[str] = []
        self.pending: list[str] = []
        # The numbers of those parts that are text; of them those that no one may spell, and those that are in a link.
        self.texts: list[int] = []
        self.fixed: set[int] = set()
        self.linked: set[int] = set()
        # Elements that have attributes, by the number of the part that opens them: written at the end.
        self.elements: dict[int, tuple[str, Attributes]] = {}
        # The part that opens the element which ends before this part.
        self.behind: dict[int, int] = {}
        self.pictures: list[int] = []
        # Where the text begins that is being added to; and those that a list in braces may begin, by their parts.
        self.pending_start = 0
        self.starts: dict[int, int] = {}
        self.n_links = 0
        # The parts that open elements which have not been closed.
        self.opened: list[int] = []
        self.deepest = 0

    def __bool__(self) -> bool:
        return bool(self.parts or self.pending)

    def clear(self) -> None:
        self.parts.clear()
        self.texts.clear()
        if self.behind:
            self.behind.clear()
            self.starts.clear()
        if self.elements or self.fixed or self.linked or self.opened:
            self.elements.clear()
            self.pictures.clear()
            self.fixed.clear()
            self.linked.clear()
            self.opened.clear()
        self.n_links = 0

    def html(self, written: str) -> None:
        if self.pending:
            self.flush()
        self.parts.append(written)

    def fixed_text(self, text: str) -> None:
        """A text that is what the writer meant by an escape."""
        self.flush()
        self.pending.append(text)
        self.fixed.add(len(self.parts))
        self.flush()

    def flush(self) -> None:
        """End the text that is being added to."""
        pending = self.pending
        if pending:
            number = len(self.parts)
            self.texts.append(number)
            if number in self.behind:
                self.starts[number] = self.pending_start
            if self.n_links:
                self.linked.add(number)
            self.parts.append(pending[0] if len(pending) == 1 else "".join(pending))
            pending.clear()

    def open(self, name: str, attributes: Attributes | None = None) -> None:
        if self.pending:
            self.flush()
        number = len(self.parts)
        self.parts.append(f"<{name}>")
        self.opened.append(number)
        if len(self.opened) > self.deepest:
            self.deepest = len(self.opened)
        if attributes is not None:
            self.elements[number] = name, attributes

    def close(self, name: str) -> None:
        if self.pending:
            self.flush()
        self.parts.append(f"</{name}>")
        self.behind[len(self.parts)] = self.opened.pop()

    def picture(self, attributes: Attributes) -> None:
        self.html("<img>")
        number = len(self.parts) - 1
        self.elements[number] = "img", attributes
        self.pictures.append(number)
        self.behind[number + 1] = number

    def lone_picture(self) -> Attributes | None:
        """The attributes of the picture where nothing but it, or a link around it, stands in the block."""
        if len(self.pictures) != 1 or any(self.parts[number].strip() for number in self.texts):
            return None
        others = len(self.parts) - len(self.texts)
        is_linked = others == 3 and self.parts[self.behind.get(len(self.parts), 0)] == "<a>"
        return self.elements[self.pictures[0]][1] if others == 1 or is_linked else None

    def are_pictures(self) -> bool:
        """Whether nothing but several pictures stands in the block, each perhaps a link, and breaks between them."""
        if len(self.pictures) < 2 or any(self.parts[number].strip() for number in self.texts):
            return False
        texts = set(self.texts)
        others = (part for number, part in enumerate(self.parts) if number not in texts)
        return all(part in {"<img>", "<a>", "</a>", "<br>"} for part in others)

    def lists(self) -> Iterator[tuple[int, str, int]]:
        """The attribute lists behind elements, which go: the part that opens the element, the list, and its byte."""
        self.flush()
        for number, opening in self.behind.items():
            if number >= len(self.parts) or not self.parts[number].startswith("{") or number in self.fixed:
                continue
            if match := BEHIND().match(self.parts[number]):
                self.parts[number] = self.parts[number][match.end() :]
                yield opening, match["list"], self.starts.get(number, 0)

    def last_text(self) -> str:
        """The text at the end, "" where something else stands there."""
        self.flush()
        number = len(self.parts) - 1
        return self.parts[number] if self.texts and self.texts[-1] == number and number not in self.fixed else ""

    def attributes(self, number: int) -> Attributes:
        """The attributes of the element that a part opens."""
        return self.elements.setdefault(number, (self.parts[number][1:-1], {}))[1]

    def shown(self, spell: Spell | None, literal: Literal | None, written: Write, find: Find | None) -> str:
        """All of it as HTML; nothing is left in here then.

        `spell` and `literal` make HTML of a text by its place in all of them, and of one that stays as it is (None: it
        is HTML); `find` finds what gets an element.
        """
        parts = self.parts
        position = 0
        if spell is not None and find is None and not self.fixed:
            for number in self.texts:
                text = parts[number]
                parts[number] = spell(position, text)
                position += len(text)
        elif spell is not None:
            for number in self.texts:
                text = parts[number]
                if number in self.fixed:
                    parts[number] = literal(text) if literal else text
                elif find is None:
                    parts[number] = spell(position, text)
                else:
                    parts[number] = _marked(text, position, spell, literal, written, find(text, number in self.linked))
                position += len(text)
        for number, (name, attributes) in self.elements.items():
            parts[number] = written(name, attributes)
        html = "".join(parts)
        self.clear()
        return html

    def whole(self) -> str:
        """Its texts as one."""
        if self.pending:
            self.flush()
        if len(self.texts) == 1:
            return self.parts[self.texts[0]]
        return "".join([self.parts[number] for number in self.texts])


def _marked(
    text: str, position: int, spell: Spell, literal: Literal | None, written: Write, marks: Iterable[Mark]
) -> str:
    """A text as HTML with elements around its marks."""
    parts: list[str] = []
    end = 0
    for mark in marks:
        before = spell(position + end, text[end : mark.start])
        inside = text[mark.start : mark.end]
        if not mark.is_fixed:
            inside = spell(position + mark.start, inside)
        elif literal is not None:
            inside = literal(inside)
        parts += [before, written(mark.name, mark.attributes), inside, f"</{mark.name}>"]
        end = mark.end
    return "".join((*parts, spell(position + end, text[end:])))

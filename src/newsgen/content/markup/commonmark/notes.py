"""Footnotes at the end of a text: numbered as they are first referred to, with links there and back."""

import re
from collections.abc import Iterator, Sequence

from newsgen.content.markup.commonmark import written
from newsgen.content.markup.commonmark.places import folded
from newsgen.expressions import expression

# Stands for a reference until all are known: two characters that no text holds (events.cleaned), and its number.
_MARK = expression("\x02(\\d+)\x03")
_BACK = "&#8617;&#xFE0E;"


class Notes:
    """The references and notes of one text."""

    def __init__(self) -> None:
        # Labels as they are written, of references and of notes.
        self.spellings: set[str] = set()
        self._referred: list[str] = []
        self._defined: dict[str, tuple[str, list[str]]] = {}
        self._n_defined = 0
        self._twins: list[list[str]] = []
        # The notes that the text leads to, in their order, each with the marks that refer to it; and their ids.
        self._places: dict[str, list[str]] = {}
        self._ids: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self._defined)

    @property
    def used(self) -> frozenset[str]:
        """The labels of the notes that the text leads to, folded."""
        return frozenset(self._places)

    @property
    def ids(self) -> frozenset[str]:
        """All ids that notes and their references have."""
        ids = zip(self._ids, self._places.values(), strict=True)
        references = (f"{_nth(n + 1)}-{name}" for name, of_note in ids for n in range(len(of_note)))
        return frozenset((*references, *(f"fn-{name}" for name in self._ids)))

    @property
    def n_in_order(self) -> int:
        """How many notes there are, where something refers to each and no two have one label; else none."""
        return self._n_defined if self._n_defined == len(self._places) else 0

    def reference(self, label: str) -> str:
        """What stands for a reference in the HTML."""
        self.spellings.add(label)
        self._referred.append(folded(label))
        return f"\x02{len(self._referred) - 1}\x03"

    def define(self, label: str, html: list[str]) -> None:
        """Of two notes with one label, the first counts."""
        self.spellings.add(label)
        self._n_defined += 1
        if self._defined.setdefault(folded(label), (label, html))[1] is not html:
            self._twins.append(html)

    def find(self, html: str) -> list[list[str]]:
        """Number the notes that a text leads to, in the order in which it does; those in notes come last.

        Gives what was written for the others, which no page has.
        """
        waiting = [html]
        for text in waiting:
            for place in _MARK().findall(text):
                name = self._referred[int(place)]
                if name not in self._places:
                    waiting.append("".join(self._defined[name][1]))
                self._places.setdefault(name, []).append(place)
        self._ids = _ids(self._defined[name][0] for name in self._places)
        dropped = [pieces for name, (_, pieces) in self._defined.items() if name not in self._places]
        return [*dropped, *self._twins]

    def shown(self, html: str) -> str:
        """A text's HTML with its references, and behind it the notes that were found."""
        links: dict[str, str] = {}
        for number, (of_note, note_id) in enumerate(zip(self._places.values(), self._ids, strict=True), start=1):
            for position, place in enumerate(of_note, start=1):
                links[place] = _reference(number, position, note_id)

        def linked(html: str) -> str:
            return _MARK().sub(lambda match: links.get(match[1], ""), html)

        if not self._places:
            return linked(html)
        parts = [linked(html), '<div class="footnote">\n<hr>\n<ol>\n']
        for (name, of_note), note_id in zip(self._places.items(), self._ids, strict=True):
            note = _with_backlinks(linked("".join(self._defined[name][1])), note_id, len(of_note))
            parts.append(f'<li id="fn-{note_id}">\n{note}</li>\n')
        return "".join((*parts, "</ol>\n</div>\n"))


def without_marks(html: str) -> str:
    return _MARK().sub("", html) if "\x02" in html else html


def _ids(labels: Iterator[str]) -> Sequence[str]:
    """An id for each note: its label, without blanks, which no id may have, and unlike those before it."""
    ids: dict[str, None] = {}
    for label in labels:
        name = first = written.value(re.sub(r"\s+", "-", label))
        number = 1
        while name in ids:
            number += 1
            name = f"{first}_{number}"
        ids[name] = None
    return list(ids)


def _nth(number: int) -> str:
    return f"fnref{number if number > 1 else ''}"


def _reference(number: int, position: int, note_id: str) -> str:
    link = f'<a class="footnote-ref" href="#fn-{note_id}" role="doc-noteref">{number}</a>'
    return f'<sup id="{_nth(position)}-{note_id}">{link}</sup>'


def _with_backlinks(note: str, note_id: str, n_references: int) -> str:
    back = "".join(
        f'<a class="footnote-backref" href="#{_nth(position)}-{note_id}" role="doc-backlink">{_BACK}</a>'
        for position in range(1, n_references + 1)
    )
    if note.endswith("</p>\n"):
        return f"{note[:-5]}&#160;{back}</p>\n"
    return f"{note}<p>{back}</p>\n"

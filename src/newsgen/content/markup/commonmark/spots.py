"""The spots of a text that something may be said of, by its events: byte ranges, labels, lines of raw HTML."""

from collections.abc import Sequence
from typing import Any

from newsgen.content.markup.commonmark.events import Event

_REFERRING = frozenset({"Reference", "Collapsed", "Shortcut"})


class Spots:
    """`texts` are the ranges of all that is shown, in order; `lines` is where lines of a paragraph begin below another.

    `rows` are rows of tables, with the end of the last cell; `html` the lines of each block of raw HTML with the byte
    at which each begins; `used` the labels of references; `notes` those of notes, and where they begin.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.texts: list[tuple[int, int]] = []
        self.lines: list[int] = []
        self.fences: list[tuple[int, int]] = []
        self.rows: list[tuple[int, int, int]] = []
        self.html: list[list[tuple[str, int]]] = []
        self.used: set[str] = set()
        self.notes: list[tuple[str, int]] = []
        self._cell_end = 0
        self._is_in_html = False
        self._has_broken = False
        for event, span in events:
            if event.__class__ is str:
                self._has_broken = True
                continue
            ((kind, data),) = event.items()
            name = data if isinstance(data, str) else next(iter(data), "") if isinstance(data, dict) else ""
            if kind == "Start" or kind == "End":
                self._mark(kind + name, data, span["start"], span["end"])
            else:
                self._leaf(name, span["start"], span["end"])

    def _leaf(self, text: str, start: int, end: int) -> None:
        self.texts.append((start, end))
        if self._is_in_html:
            self.html[-1].append((text, start))
        elif self._has_broken:
            self.lines.append(start)
        self._has_broken = False

    def _mark(self, name: str, data: Any, start: int, end: int) -> None:
        self._has_broken = False
        if name == "StartCodeBlock":
            self.fences += [(start, end)] if data["CodeBlock"] != "Indented" else []
        elif name in {"StartHtmlBlock", "EndHtmlBlock"}:
            self._is_in_html = name[0] == "S"
            self.html += [[]] if self._is_in_html else []
        elif name in {"StartLink", "StartImage"}:
            link = data[name[5:]]
            self.used |= {link["id"]} if link["link_type"] in _REFERRING else set()
        elif name == "EndTableCell":
            self._cell_end = end
        elif name == "EndTableRow":
            self.rows.append((start, self._cell_end, end))
        elif name == "StartFootnoteDefinition":
            self.notes.append((data["FootnoteDefinition"], start))

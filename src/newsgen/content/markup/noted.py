"""What Markdown's parser did with a text, noted while it read: definitions, cells of tables, HTML it left as it is."""

import re
from collections.abc import Sequence
from typing import TypeVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrBlockprocessor, AbbrTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor
from msgspec import Struct

from newsgen.expressions import expression

_T = TypeVar("_T")
# The row that parts the head of a table from its body.
_DELIMITERS = expression(r"(?<=\n)[ ]*+\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-*+:?[ ]*+)++$", re.MULTILINE)


class Noted(Struct, frozen=True):
    """Of one text: `defined` and `used` are the labels of links, notes ("^1") and abbreviations ("*EU").

    `rows` are rows of tables with the cells that no head stands above, `delimiters` are rows that part a table's head
    from its body and became text, `raw` is the HTML that was taken over as it is, code among it.
    """

    defined: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    rows: tuple[tuple[str, str], ...] = ()
    delimiters: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()


class Notes:
    """Stands in an engine; `begin` before each text."""

    def __init__(self, md: Markdown) -> None:
        self._md = md
        self._is_plain = False
        self._links: _Asked[tuple[str, str]] = _Asked()
        self._abbreviations: _Asked[str] = _Asked()
        self._tables = Tables(md.parser, {"use_align_attribute": True})
        self._lines = Lines(md)
        md.references = self._links
        md.parser.blockprocessors.register(AbbrBlockprocessor(md.parser, self._abbreviations), "abbr", 16)
        md.treeprocessors.register(AbbrTreeprocessor(md, self._abbreviations), "abbr", 7)
        md.parser.blockprocessors.register(self._tables, "table", 75)
        # After `footnote` (50), which puts the notes into the tree, and before `inline` (20).
        md.treeprocessors.register(self._lines, "newsgen_lines", 45)

    def begin(self, text: str) -> None:
        # Most texts have none of what is noted, and are asked nothing.
        self._is_plain = not ("[" in text or "<" in text or "|" in text)
        self._lines.is_wanted = "|" in text
        self._links.clear()
        self._abbreviations.clear()
        self._tables.rows.clear()
        self._lines.delimiters.clear()

    def taken(self) -> Noted:
        """What was noted of the last text."""
        if self._is_plain:
            return Noted()
        # Another one may have been registered after newsgen's own: then that has read the text.
        *_, footnotes = (each for each in self._md.registeredExtensions if isinstance(each, FootnoteExtension))
        separator = footnotes.get_separator()
        defined = [*self._links, *(f"*{name}" for name in self._abbreviations)]
        used = [*self._links.asked, *(f"*{name}" for name in self._abbreviations.asked)]
        return Noted(
            frozenset([*defined, *(f"^{name}" for name in footnotes.footnotes)]),
            # Its keys are "fnref-LABEL".
            frozenset([*used, *(f"^{name.partition(separator)[2]}" for name in footnotes.found_refs)]),
            tuple(self._tables.rows),
            tuple(self._lines.delimiters),
            tuple(each for each in self._md.htmlStash.rawHtmlBlocks if isinstance(each, str)),
        )


class _Asked(dict[str, _T]):
    """Definitions; `asked` are the names of those that were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> _T:
        self.asked.add(name)
        return super().__getitem__(name)

    def clear(self) -> None:
        super().clear()
        self.asked.clear()


class Tables(TableProcessor):
    """Notes the rows whose last cells are left out, for a row has as many as the head; empty ones are no loss."""

    def __init__(self, parser: BlockParser, config: dict[str, bool]) -> None:
        super().__init__(parser, config)
        self.rows: list[tuple[str, str]] = []
        self._cells: list[str] = []

    def _split_row(self, row: str) -> list[str]:
        self._cells = super()._split_row(row)  # type: ignore[misc]  # types-Markdown leaves it out
        return self._cells

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # left out, too
        left_out = [cell.strip() for cell in self._cells[len(align) :]]
        if any(left_out):
            self.rows.append((row, " | ".join(left_out)))


class Lines(Treeprocessor):
    """Looks through the text of blocks, as it was written, for rows of tables that are none."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_wanted = False
        self.delimiters: list[str] = []

    def run(self, root: Element) -> None:
        for element in root.iter() if self.is_wanted else ():
            # Code is a str of another kind.
            if (text := element.text) and "|" in text and "-" in text and type(text) is str:
                self.delimiters += [
                    match[0].strip()
                    for match in _DELIMITERS().finditer(text)
                    if "|" in text[text.rfind("\n", 0, match.start() - 1) + 1 : match.start()]
                ]

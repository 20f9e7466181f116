"""What of a text stands nowhere on its page, or stands there with its marks, though it looks like Markdown."""

from collections.abc import Iterable, Iterator

from newsgen.content.markup import definitions, fences, raw
from newsgen.content.markup.noted import Noted
from newsgen.content.markup.positions import Positions
from newsgen.content.markup.remarks import few, short
from newsgen.model import Finding

_HINT_CELLS = r"give the head a cell for each, or write \| where a bar is text"
_HINT_DELIMITERS = "give it as many cells as the row above has, and leave a blank line above the table"
_HINT_FENCE = "write the same marks alone in a line below the code, and no more than one word behind the first"
_HINT_LATER = "leave one of them out, or give it another name"


def lost(text: str, positions: Positions, noted: Noted) -> Iterator[Finding]:
    for kind in (_unused(text, positions, noted), _cells(text, positions, noted), _delimiters(text, positions, noted)):
        yield from few(kind)
    yield from few(_loose(text, positions))
    yield from few(_unread(text, positions, noted))


def _unused(text: str, positions: Positions, noted: Noted) -> Iterator[Finding]:
    for each, is_replaced in definitions.unused(text, noted, fences.code(text)) if noted.defined else ():
        line, column = positions.at(each.offset)
        if is_replaced:
            found, hint = f'"{short(each.begin)}" is said once more below, and only that counts', _HINT_LATER
        else:
            found, hint = _of_unused(each)
        yield Finding("definition-unused", found, hint, line, column, len(each.begin))


def _of_unused(each: definitions.Definition) -> tuple[str, str]:
    label, written = each.begin.rpartition("]")[0].lstrip("*") + "]", short(each.line)
    if each.name.startswith("^"):
        return f'"{written}" is a note to which nothing refers', f"write {label} where it belongs, or leave it out"
    if each.name.startswith("*"):
        what = "explains an abbreviation that stands nowhere, so that it is not shown"
    else:
        what = "defines a link that stands nowhere, so that it is not shown"
    return f'"{written}" {what}', f"leave it out; if it is text, write \\ before it: \\{short(each.begin)}"


def _cells(text: str, positions: Positions, noted: Noted) -> Iterator[Finding]:
    for (row, cells), offset in zip(noted.rows, _offsets(text, (row for row, _ in noted.rows)), strict=True):
        line, column = positions.at(offset) if offset >= 0 else positions.of(cells)
        found = f'"{short(cells)}" is left out, for the table\'s head has no cell above it'
        yield Finding("table-cells", found, _HINT_CELLS, line, column, min(len(row), 60))


def _delimiters(text: str, positions: Positions, noted: Noted) -> Iterator[Finding]:
    for row, offset in zip(noted.delimiters, _offsets(text, noted.delimiters), strict=True):
        line, column = positions.at(max(offset, 0))
        found = f'"{short(row)}" begins no table: it is shown as written'
        yield Finding("table-cells", found, _HINT_DELIMITERS, line, column, min(len(row), 60))


def _loose(text: str, positions: Positions) -> Iterator[Finding]:
    for fence in fences.loose(text):
        line, column = positions.at(fence.offset)
        found = f'"{short(fence.line)}" begins no block of code: what follows is read as Markdown'
        yield Finding("code-unclosed", found, _HINT_FENCE, line, column, len(fence.line))


def _unread(text: str, positions: Positions, noted: Noted) -> Iterator[Finding]:
    position = 0
    for each in raw.unread(noted.raw):
        begin = text.find(each.block, position)
        position = max(begin, position)
        line, column = positions.at(max(text.find(each.written, position), 0))
        found = f'"{short(each.written)}" is shown as written, for HTML stands around it'
        hint = f'write <{each.tag} markdown="1"> for Markdown in it, or write it in HTML'
        yield Finding("markdown-in-html", found, hint, line, column, min(len(each.written), 60))


def _offsets(text: str, lines: Iterable[str]) -> Iterator[int]:
    """Where each stands, below the one before; -1 for what the text holds in other words."""
    position = 0
    for line in lines:
        offset = text.find(line, position)
        if offset >= 0:
            position = offset + len(line)
        yield offset

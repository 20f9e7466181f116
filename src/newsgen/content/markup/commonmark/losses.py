"""What of a text stands nowhere on its page, or with its marks, though it looks like Markdown, as CommonMark has it."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsgen.content.markup.commonmark.abbreviations import Line
from newsgen.content.markup.commonmark.events import Event
from newsgen.content.markup.commonmark.places import Places, folded
from newsgen.content.markup.commonmark.rawhtml import Lines
from newsgen.content.markup.commonmark.spots import Spots
from newsgen.content.markup.raw import unread
from newsgen.content.markup.remarks import few, short
from newsgen.model import Finding

_FENCE = re.compile(rb"(?:>[ \t]*)*(`{3,}|~{3,})")
_MARKS = re.compile("`{3,}|~{3,}")
_DELIMITERS = re.compile(r"\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-*+:?[ ]*+)++")
_DEFINITION = re.compile(rb"^[ \t>]*+(?P<begin>\[(?P<label>(?:[^\[\]\\\n]|\\.)++)\]:)", re.MULTILINE)
# An old way to write a comment: [//]: # (nobody sees this).
_NOWHERE = frozenset({"", "#"})

_HINT_CELLS = r"give the head a cell for each, or write \| where a bar is text"
_HINT_DELIMITERS = "give it as many cells as the row above has"
_HINT_FENCE = "write the same marks alone in a line below the code"
_HINT_LATER = "leave one of them out, or give it another name"
_HINT_HTML = "leave a blank line before and after it, or write it in HTML"
_HINT_COMMENT = "write --> where the note ends"
_HINT_ABBREVIATION = "leave it out; if it is text, write \\ before it: \\{}"


def lost(
    places: Places,
    events: Sequence[Event],
    notes_used: Collection[str],
    explained: Sequence[Line],
    abbreviations_used: Collection[str],
) -> Iterator[Finding]:
    """`notes_used` are the labels of the notes that something refers to, folded; `explained` lines of abbreviations."""
    spots = Spots(events)
    kinds: tuple[Iterable[Finding], ...] = (
        (*_unused(places, spots), *_unused_notes(places, spots, notes_used)),
        _unused_abbreviations(places, explained, abbreviations_used),
        _cells(places, spots),
        _delimiters(places, spots),
        _unclosed(places, spots),
        _unread(places, spots),
        _comments(places, spots),
    )
    for kind in kinds:
        yield from few(kind)


def _unused(places: Places, spots: Spots) -> Iterator[Finding]:
    """Definitions of links that nothing refers to, and those whose name was taken when they came."""
    defined = places.definitions
    if not defined:
        return
    used = {folded(label) for label in spots.used}
    first = {folded(label): each["span"]["start"] for label, each in defined.items()}
    lines = {label: places.line_at(start) for label, start in first.items()}
    for label, each in defined.items():
        start = each["span"]["start"]
        if folded(label) not in used and each["dest"] not in _NOWHERE:
            yield _of_unused(places, start, "defines a link that stands nowhere, so that it is not shown")
    starts = set(first.values())
    for match in _DEFINITION.finditer(places.source):
        label, start = folded(match["label"].decode("utf-8", "replace")), match.start("begin")
        is_twin = label in used and start not in starts and not _is_within(start, spots.texts)
        if is_twin and places.line_at(start) != lines.get(label):
            yield _said_above(places, start)


def _of_unused(places: Places, start: int, what: str) -> Finding:
    written = short(places.line_at(start))
    begin = written.partition("]:")[0] + "]:"
    hint = f"leave it out; if it is text, write \\ before it: \\{begin}"
    return _finding(places, "definition-unused", f'"{written}" {what}', hint, start, len(begin))


def _said_above(places: Places, start: int) -> Finding:
    begin = short(places.line_at(start)).partition("]:")[0] + "]:"
    return _finding(
        places, "definition-unused", f'"{begin}" was said above, and only that counts', _HINT_LATER, start, len(begin)
    )


def _unused_notes(places: Places, spots: Spots, used: Collection[str]) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for label, start in spots.notes:
        line = places.line_at(start)
        if folded(label) not in used:
            hint = f"write [^{label}] where it belongs, or leave it out"
            found = f'"{short(line)}" is a note to which nothing refers'
            yield _finding(places, "definition-unused", found, hint, start, len(label) + 4)
        elif known.setdefault(folded(label), line) != line:
            yield _said_above(places, start)


def _unused_abbreviations(places: Places, explained: Sequence[Line], used: Collection[str]) -> Iterator[Finding]:
    last = {line.name: line for line in explained}
    for line in explained:
        begin = f"*[{line.name}]:"
        what, hint = (
            "explains an abbreviation that stands nowhere, so that it is not shown",
            _HINT_ABBREVIATION.format(begin),
        )
        if line.name in used and line.meaning != last[line.name].meaning:
            what, hint = "is said once more below, and only that counts", "leave one of them out"
        elif line.name in used:
            continue
        written = f"{begin} {line.meaning}" if line.name not in used else begin
        yield _finding(places, "definition-unused", f'"{short(written)}" {what}', hint, line.start, len(begin))


def _cells(places: Places, spots: Spots) -> Iterator[Finding]:
    for start, cell_end, end in spots.rows:
        rest = places.source[cell_end:end].decode("utf-8", "replace").strip().removeprefix("|")
        cells = [cell.strip() for cell in rest.split("|") if cell.strip()]
        if cells:
            found = f'"{short(" | ".join(cells))}" is left out, for the table\'s head has no cell above it'
            yield _finding(places, "table-cells", found, _HINT_CELLS, start, min(end - start, 60))


def _delimiters(places: Places, spots: Spots) -> Iterator[Finding]:
    for start in spots.lines if b"|" in places.source else ():
        line = places.line_at(start)
        if _DELIMITERS.fullmatch(line) and "|" in places.line_above(start):
            found = f'"{short(line)}" begins no table: it is shown as written'
            yield _finding(places, "table-cells", found, _HINT_DELIMITERS, start, min(len(line), 60))


def _unclosed(places: Places, spots: Spots) -> Iterator[Finding]:
    for start, end in spots.fences:
        first = places.line_at(start)
        last = places.source[start:end].rstrip(b"\n").rpartition(b"\n")
        closing = _FENCE.fullmatch(last[2].strip()) if last[1] else None
        opening = _MARKS.match(first)
        if opening and not (closing and closing[1].decode().startswith(opening[0])):
            found = f'"{short(first)}" begins code that has no end: what follows is shown as code'
            yield _finding(places, "code-unclosed", found, _HINT_FENCE, start, len(first))


def _unread(places: Places, spots: Spots) -> Iterator[Finding]:
    blocks = [Lines(lines) for lines in spots.html]
    for block in blocks:
        for each in unread([block.html]):
            start = block.byte(block.html.find(each.written))
            found = f'"{short(each.written)}" is shown as written, for HTML stands around it'
            yield _finding(places, "markdown-in-html", found, _HINT_HTML, start, min(len(each.written), 60))


def _comments(places: Places, spots: Spots) -> Iterator[Finding]:
    for lines in spots.html:
        block = Lines(lines)
        begin = len(block.html) - len(block.html.lstrip())
        if block.html.startswith("<!--", begin) and "-->" not in block.html:
            found = '"<!--" hides all that follows, for it is not closed'
            yield _finding(places, "html-removed", found, _HINT_COMMENT, block.byte(begin), 4)


def _is_within(byte: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a byte lies in one of these, which are in order and apart."""
    number = bisect_right(spans, byte, key=lambda span: span[0])
    return number > 0 and byte < spans[number - 1][1]


def _finding(places: Places, code: str, text: str, hint: str, byte: int, length: int) -> Finding:
    line, column = places.at(places.offset(byte))
    return Finding(code, text, hint, line, column, length)

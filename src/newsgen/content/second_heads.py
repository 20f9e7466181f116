"""Below a head that is read: a second one, or a line of it that an end too early has left in the text."""

from collections.abc import Iterator

from newsgen.content.beginnings import FENCES, MAX_HEAD, lead, may_hide
from newsgen.content.doubts import hides_in_text
from newsgen.content.heads import CODE, CODE_INDENTS, NEAR, Unread, beginning, hiding_line, is_hidden, is_told
from newsgen.content.keylines import MAX_COLUMNS, dressed, is_fence, keys_of, lines_of

_MAX_LINES = 400


def unread_below(body: str) -> Unread | None:
    """A second head, at the beginning of the text below the first: between fences, or with a key that hides."""
    start = lead(body)
    first = body[start : start + MAX_COLUMNS].partition("\n")[0]
    if first[:3] in FENCES and (found := _fenced(body, start)) is not None:
        return found
    return _left_over(body, start) if may_hide(body, start) else None


def unread_behind(body: str) -> Unread | None:
    """What hides in the lines below a head without fences: nobody can tell where it was to end."""
    return hiding_line(lines_of(body[:MAX_HEAD], NEAR))


def _fenced(body: str, start: int) -> Unread | None:
    """A blank line below the first says that it is a rule, as far as nothing below hides."""
    lines = beginning(body, start, NEAR)
    found = list(keys_of(line for line in lines[1:] if line[1].strip()))
    is_rule = len(lines) > 1 and not lines[1][1].strip()
    is_head = is_fence(lines[0][1]) and (is_hidden(found) if is_rule else is_told(found))
    return Unread(lines[0][0], "misplaced") if is_head else None


def _left_over(body: str, start: int) -> Unread | None:
    """A line that hides, above or in the first paragraph; its line is that of the first key above it."""
    begin = 0
    for number, line in _first_paragraph(body, start):
        keyed = dressed(line)
        if keyed is None:
            begin = begin if line.startswith("- ") else 0
            continue
        begin = begin or number
        if hides_in_text(*keyed):
            return Unread(begin, "misplaced")
    return None


def _first_paragraph(body: str, start: int) -> Iterator[tuple[int, str]]:
    """The lines down to the first paragraph's end, headlines, rules, comments and keys above it included."""
    is_headed = is_prose = False
    for number, text in beginning(body, start, _MAX_LINES, MAX_HEAD):
        line = text.strip()
        # Below a headline, what is indented is code.
        if CODE.fullmatch(line) or (not line and is_prose) or (is_headed and text.startswith(CODE_INDENTS)):
            return
        if not line:
            continue
        yield number, line
        is_headed |= line.startswith("#")
        is_prose |= not (line.startswith(("#", "<!--", "- ")) or is_fence(line) or dressed(line))

"""The first lines of a text: what stands before front matter, and front matter that newsgen does not read.

A text without a head that newsgen reads would be published as it stands, `draft: true` and all. So whatever looks like
a head there is found, and the reader of the file reports it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from newsgen.content.beginnings import lead
from newsgen.content.doubts import hides, hides_in_text
from newsgen.content.keylines import (
    KEY,
    LIST_MARK,
    MAX_COLUMNS,
    Line,
    dressed,
    is_fence,
    joined,
    keys_of,
    lines_of,
    plain_value,
)
from newsgen.content.keys import folded

_MAX_LINES = 400
NEAR = 40
CODE = re.compile(r"(?:```|~~~).*")
CODE_INDENTS = ("    ", "\t")
_COMMENT = re.compile(r"#(?!\+).*|//.*|%.*|;.*|\[[^\]]*\]:\s*(?:#|<>).*|<[?!].*|\{[#%].*[#%]\}|/\*.*|\*/")
_BLOCK_COMMENTS = (("<!--", "-->"), ("/*", "*/"), ("{#", "#}"), ("%%", "%%"))
_DELIMITER_ROW = re.compile(r"[|\s:-]*-[|\s:-]*")
# In the value of another key: lines that an editor has run together.
_INLINE = re.compile(
    r"\b(?:is[_-]?)?draft[\"']?\s*[:=]\s*[\"']?(?:true|yes|on|1)\b"
    r"|\bpubli(?:shed?|c)[\"']?\s*[:=]\s*[\"']?(?:false|no|off|0)\b"
    r"|\bstatus[\"']?\s*[:=]\s*[\"']?(?:draft|private|pending)\b",
    re.IGNORECASE,
)

# What a head nearly always has; "location" or "part" stand in many a text.
_STRONG = frozenset(
    {
        *(
            "title",
            "date",
            "draft",
            "is_draft",
            "status",
            "published",
            "publish",
            "publish_at",
            "embargo",
            "slug",
            "url",
        ),
        *("template", "tags", "category", "authors", "aliases", "updated", "expires", "password", "headless", "render"),
        *(
            "taxonomies",
            "access",
            "visibility",
            "public",
            "unpublished",
            "private",
            "description",
            "teaser",
            "lang",
            "image",
        ),
        *("unlisted", "members_only", "build", "id"),
    }
)


class Unread(Struct, frozen=True):
    """Front matter that is not read: its line, from 1, and whether it would be read on the first line."""

    line: int
    kind: Literal["misplaced", "unknown"]


def is_begun(text: str) -> bool:
    """Whether a line of a key stands below the first line, so that this is the fence of front matter, not a rule."""
    return bool(_keys(joined(lines_of(text, 20))[1:]))


def unread(text: str) -> Unread | None:
    """What looks like front matter at the beginning of a text that has none which is read."""
    lines = joined(beginning(text, lead(text), _MAX_LINES))
    return _below_comments(lines) or _below_anything(lines) or hiding_line(lines)


def beginning(text: str, start: int, n_lines: int, n_characters: int | None = None) -> list[Line]:
    """The first lines from `start` on; the first one's indentation belongs to them."""
    start = text.rfind("\n", 0, start) + 1
    n_above = text.count("\n", 0, start)
    end = len(text) if n_characters is None else start + n_characters
    if end < len(text):
        # A line that is cut says something else.
        end = max(start, text.rfind("\n", start, end))
    return [(n_above + number, line) for number, line in lines_of(text[start:end], n_lines)]


def is_run_together(head: str) -> bool:
    """Whether a value of a head without fences, or a line that goes on with one, looks like a key that hides."""
    for line in head.split("\n"):
        match = KEY.match(line[:MAX_COLUMNS].strip())
        if match is None:
            continue
        if _INLINE.search(match[2]) or (line.startswith(CODE_INDENTS) and hides(match[1], match[2])):
            return True
    return False


def _below_comments(lines: Sequence[Line]) -> Unread | None:
    """Go through what is no text: blank lines, comments, rules; and look at what stands below."""
    fence: Line | None = None
    comments = ""
    number = 0
    while number < len(lines):
        line = lines[number][1].strip()
        if (marks := next((marks for marks in _BLOCK_COMMENTS if line.startswith(marks[0])), None)) is not None:
            end = _end_of_comment(lines, number, marks)
            inner = [(n, text.replace(marks[0], "").replace(marks[1], "")) for n, text in lines[number : end + 1]]
            if _is_bare_head(_without_rules(inner)) or any(_hides_dressed(text) for _, text in inner):
                return Unread(lines[number][0], "unknown")
            number, comments = end + 1, comments + "<"
        elif "#" in comments and (CODE.fullmatch(line) or (line and lines[number][1].startswith(CODE_INDENTS))):
            # Below a headline, code is text.
            return None
        elif not line or is_fence(line) or CODE.fullmatch(line):
            fence = lines[number] if line else fence
            number += 1
        elif found := _head_at(lines[number:], fence, bool(comments)):
            return found
        elif _COMMENT.fullmatch(line):
            number, comments, fence = number + 1, comments + line[0], None
        else:
            return None
    return None


def _below_anything(lines: Sequence[Line]) -> Unread | None:
    """A whole head between its own fences, below a line or two that somebody left there, outside of code."""
    for number, (line, text) in enumerate(lines[:NEAR]):
        if CODE.fullmatch(text.strip()):
            return None
        if text not in {"---", "+++"} or number + 1 == len(lines) or not KEY.match(lines[number + 1][1]):
            continue
        if is_told(list(keys_of(lines[number + 1 :]))) and any(below == text for _, below in lines[number + 2 :]):
            return Unread(line, "misplaced")
    return None


def hiding_line(lines: Sequence[Line]) -> Unread | None:
    """`draft: true` on a line of its own, above all code: whatever stands around it, it was meant for a machine."""
    is_headed = False
    for number, text in lines[:NEAR]:
        if CODE.fullmatch(text.strip()):
            return None
        is_headed |= text.startswith("# ")
        match = KEY.fullmatch(text.strip())
        # Below a headline, what is indented is code.
        if match is None or (is_headed and text.startswith(CODE_INDENTS)):
            continue
        key = match[1].strip("\"'")
        # A text may tell the password of a network.
        if folded(key) != "password" and hides_in_text(key, plain_value(match[2])):
            return Unread(number, "unknown")
    return None


def _head_at(lines: Sequence[Line], fence: Line | None, is_commented: bool) -> Unread | None:
    if fence is None:
        is_head = _is_bare_head(lines) or _is_table_head(lines) or _is_object(lines) or _is_hidden_remark(lines)
        return Unread(lines[0][0], "unknown") if is_head else None
    if not _is_fenced_head(lines, is_commented):
        return None
    return Unread(fence[0], "misplaced" if fence[1].strip() in {"---", "+++"} else "unknown")


def _hides_dressed(line: str) -> bool:
    keyed = dressed(line.strip())
    return keyed is not None and hides(*keyed)


def _without_rules(lines: Iterable[Line]) -> list[Line]:
    return [each for each in lines if each[1].strip() and not is_fence(each[1])]


def _end_of_comment(lines: Sequence[Line], start: int, marks: tuple[str, str]) -> int:
    first = lines[start][1].strip().removeprefix(marks[0])
    if marks[1] in first:
        return start
    return next((n for n in range(start + 1, len(lines)) if marks[1] in lines[n][1]), len(lines) - 1)


def _keys(lines: Sequence[Line]) -> list[str]:
    """The keys right below a fence; blank lines may stand between."""
    start = next((number for number, line in enumerate(lines) if line[1].strip()), len(lines))
    return [key for _, _, key, mark in keys_of(lines[start:]) if not mark]


def is_told(found: Sequence[tuple[str, str, str, str]]) -> bool:
    """Whether keys (keylines.keys_of) are those of a head beyond doubt: one that hides, or a title and another."""
    names = {name for name, *_ in found if name in _STRONG}
    return is_hidden(found) or ("title" in names and len(names) > 1)


def is_hidden(found: Iterable[tuple[str, str, str, str]]) -> bool:
    return any(hides(key, text) for _, text, key, _ in found)


def _is_bare_head(lines: Sequence[Line]) -> bool:
    start = next((number for number, line in enumerate(lines) if line[1].strip()), len(lines))
    found = list(keys_of(_paragraph(lines[start:])))
    if found and LIST_MARK.fullmatch(f"{found[0][3]} "):
        # "- Title: Moby Dick" begins many a review.
        return is_hidden(found)
    return is_told(found) or any(name and _INLINE.search(text) for name, text, _, _ in found)


def _paragraph(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if not line[1].strip():
            return
        yield line


def _is_fenced_head(lines: Sequence[Line], is_commented: bool) -> bool:
    found = list(keys_of(lines))
    if is_commented or (found and found[0][3]):
        return is_told(found)
    return any(name in _STRONG for name, *_ in found)


def _is_object(lines: Sequence[Line]) -> bool:
    """`{title: "x"}` in the words of JavaScript, on one line or several."""
    first = lines[0][1].strip()
    if not re.match(r"\(?\{(?![{%:#])", first):
        return False
    parts = [part for _, line in lines[:20] for part in re.split(r"[{,]", line) if part.strip(" ()")]
    return any(name in _STRONG for name, _, _, _ in keys_of([(0, part.strip()) for part in parts]))


def _is_hidden_remark(lines: Sequence[Line]) -> bool:
    """`[//]: # (draft: true)`; and Pandoc's title, authors and date behind per cent signs."""
    first = lines[0][1].strip()
    is_titled = first.startswith("% ") and len(lines) > 1 and lines[1][1].strip().startswith("% ")
    return is_titled or (first[:1] in {"[", "%", ";", "/"} and _INLINE.search(first) is not None)


def _is_table_head(lines: Sequence[Line]) -> bool:
    """A table of keys and values, across or down, where one of them hides."""
    rows = [_cells(line) for _, line in _paragraph(lines) if not _DELIMITER_ROW.fullmatch(line)]
    if len(rows) < 2 or not _DELIMITER_ROW.fullmatch(lines[1][1]):
        return False
    across = zip(rows[0], rows[1], strict=False)
    down = ((row[0], row[1]) for row in rows if len(row) > 1)
    return any(hides_in_text(key, text) for key, text in (*across, *down))


def _cells(line: str) -> list[str]:
    return [cell.strip(" *_`") for cell in line.strip().strip("|").split("|")]

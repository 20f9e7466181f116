"""Nikola's own head: lines of `.. key: value`, in a comment or bare."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec.structs import replace

from newsgen.content.doubts import hides
from newsgen.content.fields import Field, Findings, Value
from newsgen.content.formats import report_duplicate
from newsgen.content.keylines import dressed, lines_of
from newsgen.content.keys import PLACES, folded
from newsgen.diagnostics import Level

# reST's directives (".. note::") are none of it.
_LINE = re.compile(r"[ \t]*\.\.[ \t]+([\w-]{1,40})[ \t]*:(?!:)[ \t]*+(.*)$")
_DOTTED = re.compile(r"\W*[.…]")
# Before it had a status, Nikola knew by these tags what is not public, and what stands in no list.
_TAGGED: Mapping[str, str] = MappingProxyType({"draft": "is_draft", "private": "unlisted"})
_OPENING, _CLOSING = "<!--", "-->"


def is_nikola(text: str) -> bool:
    """Whether a text begins with such lines; at least one has a key that newsgen knows."""
    return any(folded(match[1]) in PLACES for _, match in _matches(_head_lines(text)[0]))


def nikola_head(text: str, findings: Findings) -> tuple[Mapping[str, Field], str, int]:
    """The fields, the body, and the line that it begins in. Other lines of the comment are a comment."""
    lines, body, line = _head_lines(text)
    if text.startswith(_OPENING) and _CLOSING not in text:
        hint = f"write {_CLOSING} on a line of its own after the last key"
        findings.report("front-matter-unclosed", "the front matter that begins here is never closed", hint, length=4)
    if text.startswith(_OPENING):
        _report_near_lines(lines, findings)
    fields: dict[str, Field] = {}
    for number, match in _matches(lines):
        key, start = match[1], match.start(1) + 1
        text = match[2].rstrip()
        value = Value(_meant(key, text) or None, number, match.start(2) + 1, max(1, len(text)))
        field = Field(key, value, number, start)
        if key in fields:
            report_duplicate(fields[key], field, findings)
        else:
            fields[key] = field
    if (tags := fields.get("tags")) is not None and isinstance(tags.value.data, str):
        given = {tag.strip().lower() for tag in tags.value.data.split(",")}
        for key in (key for tag, key in _TAGGED.items() if tag in given):
            fields[key] = Field(key, replace(tags.value, data="true"), tags.line, tags.column)
    return fields, body, line


def _report_near_lines(lines: list[str], findings: Findings) -> None:
    """A line of the comment that is nearly of the form would be lost; where it hides, nobody can tell what is meant."""
    for number, line in enumerate(lines, 1):
        if _LINE.match(line) or not line.strip():
            continue
        keyed = next((dressed(seen.strip()) for _, seen in lines_of(line, 1)), None)
        is_known = keyed is not None and folded(keyed[0]) in PLACES
        if keyed is None or not (hides(*keyed) or (is_known and _DOTTED.match(line))):
            continue
        text = f'"{line.strip()}" is nearly a line of front matter, and is not read'
        level: Level = "error" if hides(*keyed) else "warning"
        hint = "write it as .. key: value, with two dots and a blank; a comment belongs below the front matter"
        findings.report("front-matter-unknown", text, hint, line=number, length=len(line), level=level)


def _meant(key: str, text: str) -> str:
    """Nikola builds a private post and lists it nowhere; to other systems the word means that nobody may see it."""
    return "unlisted" if folded(key) == "status" and text.lower() == "private" else text


def _head_lines(text: str) -> tuple[list[str], str, int]:
    """The lines of the head, with blanks for the marks of the comment, so that columns stay; the rest and its line."""
    if not text.startswith(_OPENING):
        return _bare(text)
    inner, closing, rest = text[len(_OPENING) :].partition(_CLOSING)
    if not closing:
        inner, _, rest = inner.partition("\n\n")
        rest = f"\n{rest}"
    lines = f"    {inner}".split("\n")
    below = rest.lstrip(" \t")
    return lines, below.removeprefix("\n"), len(lines) + below.startswith("\n")


def _bare(text: str) -> tuple[list[str], str, int]:
    lines = text.split("\n")
    n_lines = next((number for number, line in enumerate(lines) if not _LINE.match(line)), len(lines))
    return lines[:n_lines], "\n".join(lines[n_lines:]), n_lines + 1


def _matches(lines: list[str]) -> list[tuple[int, re.Match[str]]]:
    found = ((number, _LINE.match(line)) for number, line in enumerate(lines, 1))
    return [(number, match) for number, match in found if match]

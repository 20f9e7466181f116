"""A file's text -> its front matter, key by key with line and column, and its body."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler
from msgspec.structs import replace

from newsgen.content import formats
from newsgen.content.beginnings import BLANK, UNSEEN, lead, may_hold_head
from newsgen.content.characters import DROPPED, LINE_ENDS, cleaned, scrubbed_fields
from newsgen.content.fields import Field, Findings, Value
from newsgen.content.yaml_heads import yaml_head
from newsgen.diagnostics import Diagnostic
from newsgen.expressions import expression

if TYPE_CHECKING:
    from newsgen.content.heads import Unread

_END = f"[{BLANK}]*+$"
_ENDS: Mapping[str, str] = {"---": r"(?:---|\.\.\.)", "+++": r"\+\+\+", ";;;": ";;;"}
# Eleventy and others name the format behind the dashes.
_OPENING = re.compile(rf"(---|\+\+\+|;;;)[ \t]*+(ya?ml|toml|json)?+{_END}", re.MULTILINE | re.IGNORECASE)
_FORMATS: Mapping[str, str] = {"---": "yaml", "+++": "toml", ";;;": "json"}
_CLOSING = expression(rf"(?:---+|\.\.\.){_END}", re.MULTILINE)
_JSON = JSONHandler()


def split(text: str, file: str) -> tuple[Mapping[str, Field], str, int, tuple[Diagnostic, ...]]:
    """Front matter by key as written, the body, the line of the file that the body begins in, and what is wrong."""
    text = LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    findings = Findings(file, text.split("\n"))
    if not text.strip():
        findings.report("empty-file", "this file is empty", "begin it with --- and title: …, or delete it")
        return {}, "", 1, tuple(findings.found)
    fields, body, line = _split(cleaned(text, findings), findings)
    return fields, body.replace(DROPPED, ""), line, tuple(findings.found)


_Parts = tuple[Mapping[str, Field], str, int]


def _split(text: str, findings: Findings) -> _Parts:
    parts = _below(text, lead(text), findings)
    if parts is None:
        if (unread := _unread(text)) is not None:
            _report_unread(unread, findings)
        return {}, text, 1
    fields, body, line = parts
    # An empty head is none.
    second = _second(body) if fields or findings.found else _unread(body)
    if second is not None:
        _report_unread(replace(second, line=line + second.line - 1), findings)
    return parts


def _unread(text: str) -> "Unread | None":
    # Nearly every source has a head that is read, and an edit is not to wait for what finds others.
    from newsgen.content.heads import unread

    return unread(text)


def _second(body: str) -> "Unread | None":
    if not may_hold_head(body):
        return None
    from newsgen.content.second_heads import unread_below

    return unread_below(body)


def _below(text: str, n_lead: int, findings: Findings) -> _Parts | None:
    """What is read below the `n_lead` characters that nobody sees; there, a rule is front matter only with keys."""
    if not n_lead:
        return _read(text, findings)
    from newsgen.content.heads import is_begun

    before, text = text[:n_lead], text[n_lead:]
    if _OPENING.match(text) and not is_begun(text):
        return None
    n_lines, n_columns = before.count("\n"), len(before) - before.rfind("\n") - 1
    below = Findings(findings.file, findings.lines[n_lines:])
    parts = _read(text, below)
    findings.found += [_moved(each, n_lines) for each in below.found]
    if parts is None:
        return None
    fields, body, line = parts
    return {key: _moved_field(field, n_lines, n_columns) for key, field in fields.items()}, body, line + n_lines


def _read(text: str, findings: Findings) -> _Parts | None:
    """The front matter on the first line of a text, in one of the formats; None where there is none."""
    opening = _OPENING.match(text)
    if opening is not None:
        fence, format_ = opening[1], (opening[2] or _FORMATS[opening[1]]).lower()
        return _fenced(f"{fence}{text[opening.end() :]}", fence, format_, findings)
    if _JSON.detect(text) or formats.is_json(text):
        fields, body, line = formats.json_head(text, findings)
    elif parts := _nikola(text, findings) or _pelican(text, findings):
        fields, body, line = parts
    else:
        return None
    return scrubbed_fields(fields, findings), body, line


def _pelican(text: str, findings: Findings) -> _Parts | None:
    if not formats.is_pelican(text):
        return None
    from newsgen.content.heads import is_run_together
    from newsgen.content.second_heads import unread_behind, unread_below

    if is_run_together(text.partition("\n\n")[0]):
        return None
    fields, body, line = formats.pelican_head(text)
    rest = unread_behind(body) if unread_below(body) is None else None
    if rest is not None:
        _report_unread(replace(rest, line=line + rest.line - 1), findings)
    # MultiMarkdown closes such a head as YAML is closed.
    if closing := _CLOSING().match(body):
        body, line = body[closing.end() :].removeprefix("\n"), line + 1
    return fields, body, line


def _nikola(text: str, findings: Findings) -> _Parts | None:
    if not text.startswith(("<!--", "..")):
        return None
    # Few archives have one of these.
    from newsgen.content import nikola

    return nikola.nikola_head(text, findings) if nikola.is_nikola(text) else None


def _fenced(text: str, fence: str, format_: str, findings: Findings) -> _Parts:
    try:
        head, body = _handler(fence).split(text)
    except ValueError:
        hint = f"write {fence} on a line of its own after the last key"
        findings.report("front-matter-unclosed", "the front matter that begins here is never closed", hint, length=3)
        head, body = text[3:].partition("\n\n")[::2]
        body = f"\n\n{body}"
    line = head.count("\n") + 1
    # The body begins below the closing fence.
    body = body.removeprefix("\n")
    head = head[head.find("\n") + 1 :] if "\n" in head else ""
    if format_ in {"yaml", "yml"}:
        return yaml_head(head, findings), body, line + 1
    if format_ == "json":
        return _json(head, findings), body, line + 1
    return scrubbed_fields(formats.toml_head(head, findings), findings), body, line + 1


@cache
def _handler(fence: str) -> BaseHandler:
    """What parts the head from the body. Most sources have one of YAML, and nothing is compiled for others."""
    boundary = re.compile(rf"^[{UNSEEN}]*{_ENDS[fence]}{_END}", re.MULTILINE)
    return YAMLHandler(fm_boundary=boundary) if fence == "---" else BaseHandler(fm_boundary=boundary)


def _json(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of JSON between fences; its first line is the file's second."""
    below = Findings(findings.file, findings.lines[1:])
    fields, rest, line = formats.json_head(head, below) if head.strip() else ({}, "", 1)
    if rest.strip() and not below.found:
        hint = "close the front matter right below the last brace"
        below.report("json-invalid", "this stands behind the last brace", hint, line=line)
    findings.found += [_moved(each, 1) for each in below.found]
    return scrubbed_fields({key: _moved_field(field, 1, 0) for key, field in fields.items()}, findings)


def _moved(diagnostic: Diagnostic, n_lines: int) -> Diagnostic:
    return replace(diagnostic, place=replace(diagnostic.place, line=diagnostic.place.line + n_lines))


def _moved_field(field: Field, n_lines: int, n_columns: int) -> Field:
    """A field as it stands in the file, that was read below some lines, its first line behind some columns."""
    n_before = n_columns if field.line == 1 else 0
    value = _moved_value(field.value, n_lines, n_columns)
    return Field(field.key, value, field.line + n_lines, field.column + n_before)


def _moved_value(value: Value, n_lines: int, n_columns: int) -> Value:
    data: object = value.data
    if isinstance(value.data, tuple):
        data = tuple([_moved_value(item, n_lines, n_columns) for item in value.data])
    elif isinstance(value.data, Mapping):
        data = {key: _moved_value(item, n_lines, n_columns) for key, item in value.data.items()}
    column = value.column + (n_columns if value.line == 1 else 0)
    return replace(value, data=data, line=value.line + n_lines, column=column)


def _report_unread(unread: "Unread", findings: Findings) -> None:
    if unread.kind == "misplaced":
        text = "front matter begins here, and something stands before it"
        hint = (
            "move it to the first line of the file; what is text belongs in a block of code, "
            "or between rules of *** in place of ---"
        )
        findings.report("front-matter-misplaced", text, hint, line=unread.line, length=3)
        return
    text = "this looks like front matter, in a form that newsgen does not read"
    hint = "begin the file with a line of three hyphens: ---, and close its keys with another; text goes below them"
    findings.report("front-matter-unknown", text, hint, line=unread.line)

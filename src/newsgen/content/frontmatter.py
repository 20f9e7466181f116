"""A file's text -> its front matter, key by key with line and column, and its body."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler
from msgspec.structs import replace

from newsgen.content import formats
from newsgen.content.beginnings import BLANK, UNSEEN, lead, may_hold_head
from newsgen.content.fields import Field, Findings, Value
from newsgen.content.formats import MAX_DEPTH, MAX_VALUES, TooDeepError, TooManyError
from newsgen.diagnostics import Diagnostic, Place
from newsgen.expressions import expression

if TYPE_CHECKING:
    from newsgen.content.heads import Unread

# What XML 1.0 §2.2 forbids (a feed with one of these is no feed), and the C1 controls that YAML refuses as well.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0\ufffe\uffff]")
# Stands for a dropped control character until its value is read, so that the value knows of it. Unicode promises that
# U+FDD0 never means anything (Unicode 16, §23.7).
_DROPPED = "\ufdd0"

_LINE_ENDS = re.compile("\r\n?")
_END = f"[{BLANK}]*+$"
# Characters have seven digits at most; Python reads no number of more than 4,300.
_LONG_REFERENCE = expression(f"&#[0-9{_DROPPED}]{{20,}};?")
_ENDS: Mapping[str, str] = {"---": r"(?:---|\.\.\.)", "+++": r"\+\+\+", ";;;": ";;;"}
# Eleventy and others name the format behind the dashes.
_OPENING = re.compile(rf"(---|\+\+\+|;;;)[ \t]*+(ya?ml|toml|json)?+{_END}", re.MULTILINE | re.IGNORECASE)
_FORMATS: Mapping[str, str] = {"---": "yaml", "+++": "toml", ";;;": "json"}
_CLOSING = expression(rf"(?:---+|\.\.\.){_END}", re.MULTILINE)
_INDENTED_END = expression(r"[ \t]+(?:-{3,}|\.{3})[ \t]*")
_JSON = JSONHandler()

# libyaml's composer recurses on the C stack: some 50,000 nested lists end the process.
_MAX_OPENERS = 2_000

_YAML = "tag:yaml.org,2002:"
_MERGE = f"{_YAML}merge"
# Those of YAML itself that mean no text, list or map; what others mean, `shortened` tells.
_TAGS = frozenset(f"{_YAML}{name}" for name in ("binary", "omap", "pairs", "set"))
_MARKUP_HINT = "put the value in quotes if it holds a colon, a # or begins with one of @ ` % & * ! | > { ["


def decoded(data: bytes, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file; where it is not UTF-8, a diagnostic at the first wrong byte and a text to go on with."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        start = before.rpartition(b"\n")[2].decode("utf-8", "replace")
        text = data.decode("cp1252", "replace")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16", "replace")
        place = Place(file, line, len(start) + 1)
        lines = _LINE_ENDS.sub("\n", text).split("\n")
        excerpt = lines[line - 1] if line <= len(lines) else ""
        found = f"this file is not UTF-8 (byte 0x{data[error.start]:02x})"
        return text, (Diagnostic("not-utf-8", place, found, "save it as UTF-8", excerpt=excerpt),)


def split(text: str, file: str) -> tuple[Mapping[str, Field], str, int, tuple[Diagnostic, ...]]:
    """Front matter by key as written, the body, the line of the file that the body begins in, and what is wrong."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    findings = Findings(file, text.split("\n"))
    if not text.strip():
        findings.report("empty-file", "this file is empty", "begin it with --- and title: …, or delete it")
        return {}, "", 1, tuple(findings.found)
    if _CONTROL.search(text):
        _report_controls(findings)
        text = _CONTROL.sub(_DROPPED, text)
        findings.lines = [line.replace(_DROPPED, "\ufffd") for line in text.split("\n")]
    if "&#" in text and _LONG_REFERENCE().search(text):
        text = _without_long_references(text, findings)
    fields, body, line = _split(text, findings)
    return fields, body.replace(_DROPPED, ""), line, tuple(findings.found)


def _without_long_references(text: str, findings: Findings) -> str:
    """U+FFFD for each reference to a character that cannot be, as browsers show it (HTML, 13.2.5.80)."""
    for number, line in enumerate(findings.lines, 1):
        if "&#" in line and (match := _LONG_REFERENCE().search(line)):
            hint = "write the character itself"
            found = "this reference names no character; \N{REPLACEMENT CHARACTER} stands for it"
            column, length = match.start() + 1, len(match.group())
            findings.report(
                "reference-unknown", found, hint, line=number, column=column, length=length, level="warning"
            )
    return _LONG_REFERENCE().sub("\ufffd", text)


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
    return _scrubbed_fields(fields, findings), body, line


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
        return _yaml(head, findings), body, line + 1
    if format_ == "json":
        return _json(head, findings), body, line + 1
    return _scrubbed_fields(formats.toml_head(head, findings), findings), body, line + 1


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
    return _scrubbed_fields({key: _moved_field(field, 1, 0) for key, field in fields.items()}, findings)


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


def _yaml(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of YAML front matter; its first line is the file's second."""
    if sum(map(head.count, ("[", "{", "- ", "? "))) > _MAX_OPENERS:
        text = f"this front matter has more than {_MAX_OPENERS:,} lists and maps, or nests them too deep"
        findings.report("yaml-too-deep", text, "keep them flat, and data in a file of its own")
        return {}
    try:
        tree = yaml.compose(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        _report_yaml(error, findings)
        return {}
    if tree is None:
        return {}
    if not isinstance(tree, yaml.MappingNode):
        line = tree.start_mark.line + 2
        hint = "write one key: value a line; where this is text, make a rule of *** above it in place of ---"
        findings.report("front-matter-no-mapping", "this front matter has no keys", hint, line=line)
        return {}
    fields = _Yaml(findings, has_aliases="*" in head and "&" in head).fields(tree)
    if fields:
        _report_shortened(tree, head, findings)
    return fields


def _report_shortened(tree: yaml.MappingNode, head: str, findings: Findings) -> None:
    if any(sign in head for sign in ("#", "&", "!")):
        from newsgen.content.shortened import report_shortened

        report_shortened(tree, head, findings)


class _Yaml:
    """Turns nodes into Values and counts them: aliases stand for a node again and again."""

    def __init__(self, findings: Findings, has_aliases: bool) -> None:
        self._findings = findings
        self._has_aliases = has_aliases
        self._n_values = 0

    def fields(self, tree: yaml.MappingNode) -> Mapping[str, Field]:
        fields: dict[str, Field] = {}
        line, column = 1, 1
        try:
            for key_node, node in tree.value:
                key, line, column = self._key(key_node), key_node.start_mark.line + 2, key_node.start_mark.column + 1
                field = Field(key, self._value(node, 1), line, column)
                if key in fields:
                    formats.report_duplicate(fields[key], field, self._findings)
                else:
                    fields[key] = field
        except (TooManyError, TooDeepError) as error:
            self._report_size(error, line, column)
            return {}
        return _with_merged(fields)

    def _report_size(self, error: TooManyError | TooDeepError, line: int, column: int) -> None:
        if self._has_aliases:
            text = "the aliases of this front matter stand for too many values"
            self._findings.report("yaml-aliases", text, "write the values out, without & and *")
        elif isinstance(error, TooDeepError):
            formats.report_too_deep(self._findings, line, column)
        else:
            formats.report_too_large(self._findings)

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._n_values += 1
        if self._n_values > MAX_VALUES:
            raise TooManyError
        if depth > MAX_DEPTH:
            raise TooDeepError
        self._check_tag(node)
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 2, start.column + 1
        length = end.column - start.column if end.line == start.line else 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line, column, length)
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple([self._value(item, depth + 1) for item in node.value]), line, column, length)
        data: dict[str, Value] = {}
        for key_node, item in node.value:
            if (key := self._key(key_node)) in data:
                self._twice(key, key_node.start_mark)
            data[key] = self._value(item, depth + 1)
        return Value(data, line, column, length)

    def _twice(self, key: str, mark: yaml.Mark) -> None:
        text, hint = f'"{key}" stands here a second time; the last one counts', "keep one of them"
        line, column = mark.line + 2, mark.column + 1
        self._findings.report("duplicate-key", text, hint, line=line, column=column, length=len(key), level="warning")

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._warn(node, "yaml-key", "a list or a map is no name of a value", "write a word in front of the colon")
            return "?"
        if node.tag == _MERGE:
            self._warn(node, "yaml-merge", '"<<" is not read: no other map is taken in here', "write its keys out")
        return _CONTROL.sub("", node.value)

    def _check_tag(self, node: yaml.Node) -> None:
        """What YAML makes of a value with a tag ("!!binary") is not what was written."""
        if node.tag in _TAGS:
            text = f'"{node.tag.replace(_YAML, "!!")}" is not read; what stands behind it is taken as it is written'
            self._warn(node, "yaml-tag", text, "remove it")

    def _warn(self, node: yaml.Node, code: str, text: str, hint: str) -> None:
        line, column = node.start_mark.line + 2, node.start_mark.column + 1
        self._findings.report(code, text, hint, line=line, column=column, level="warning")

    def _scalar(self, node: yaml.ScalarNode, line: int, column: int, length: int) -> Value:
        text: str = node.value
        if not node.style:
            if node.end_mark.line > node.start_mark.line:
                self._not_closed(node)
            tag = node.tag.rpartition(":")[2]
            if tag == "null":
                return Value(None, line, column, length)
            tag = "" if tag == "str" else tag
        else:
            tag = "str"
        value = Value(text, line, column, length, tag)
        return _scrubbed(value, self._findings) if _CONTROL.search(text) else value

    def _not_closed(self, node: yaml.ScalarNode) -> None:
        """An indented fence goes on with the text above it, and the article's text after it."""
        for number in range(node.start_mark.line + 2, node.end_mark.line + 2):
            line = self._findings.lines[number] if number < len(self._findings.lines) else ""
            if _INDENTED_END().fullmatch(line):
                text = "blanks stand before these hyphens, so that they do not close the front matter"
                self._findings.report("front-matter-unclosed", text, "delete the blanks", line=number + 1)


def _with_merged(fields: dict[str, Field]) -> Mapping[str, Field]:
    """`<<: *defaults` (YAML's merge key): what the map there says, where the keys beside it do not say otherwise."""
    merged = fields.pop("<<", None)
    if merged is None:
        return fields
    maps = merged.value.data if isinstance(merged.value.data, tuple) else (merged.value,)
    for each in maps:
        for key, value in each.data.items() if isinstance(each.data, Mapping) else ():
            fields.setdefault(key, Field(key, value, value.line, value.column))
    return fields


def _report_yaml(error: yaml.YAMLError, findings: Findings) -> None:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it does not parse"
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    else:
        problem, line, column = str(error).splitlines()[0], 1, 1
    line = min(line, len(findings.lines))
    has_gap = any(not text.strip() for text in findings.lines[1 : line - 1])
    hint = "close the front matter with --- before the text begins" if has_gap else _MARKUP_HINT
    findings.report("yaml-invalid", f"this is not YAML: {problem}", hint, line=line, column=column)


def _report_controls(findings: Findings) -> None:
    """One warning for each line with control characters, for some files hold thousands of them."""
    for number, line in enumerate(findings.lines, 1):
        if match := _CONTROL.search(line):
            _report_control(match.group(), findings, number, match.start() + 1)


def _report_control(character: str, findings: Findings, line: int, column: int) -> None:
    text = f"a control character (U+{ord(character):04X}) stands here; it is left out"
    findings.report("control-character", text, "delete it", line=line, column=column, level="warning")


def _scrubbed(value: Value, findings: Findings) -> Value:
    """A value without control characters, those of escapes ("\\0") included."""
    if isinstance(value.data, tuple):
        data: object = tuple([_scrubbed(item, findings) for item in value.data])
        return Value(data, value.line, value.column, value.length, value.tag)  # type: ignore[arg-type] # of Values
    if isinstance(value.data, Mapping):
        entries = {_CONTROL.sub("", key): _scrubbed(item, findings) for key, item in value.data.items()}
        return Value(entries, value.line, value.column, value.length, value.tag)
    if value.data is None or not (match := _CONTROL.search(value.data)):
        return value
    if match.group() != _DROPPED:
        _report_control(match.group(), findings, value.line, value.column)
    return Value(_CONTROL.sub("", value.data), value.line, value.column, value.length, value.tag, True)


def _scrubbed_fields(fields: Mapping[str, Field], findings: Findings) -> Mapping[str, Field]:
    scrubbed: dict[str, Field] = {}
    for field in fields.values():
        if (match := _CONTROL.search(field.key)) and match.group() != _DROPPED:
            _report_control(match.group(), findings, field.line, field.column)
        key = _CONTROL.sub("", field.key)
        clean = Field(key, _scrubbed(field.value, findings), field.line, field.column)
        if key in scrubbed:
            formats.report_duplicate(scrubbed[key], clean, findings)
        else:
            scrubbed[key] = clean
    return scrubbed

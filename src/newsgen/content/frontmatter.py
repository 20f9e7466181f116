"""A file's text -> its front matter, key by key with line and column, and its body."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from newsgen.content import formats
from newsgen.content.fields import Field, Findings, Value
from newsgen.diagnostics import Diagnostic, Place

# What XML 1.0 §2.2 forbids (a feed with one of these is no feed), and the C1 controls that YAML refuses as well.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0\ufffe\uffff]")
# Stands for a dropped control character until its value is read, so that the value knows of it. Unicode promises that
# U+FDD0 never means anything (Unicode 16, §23.7).
_DROPPED = "\ufdd0"

_LINE_ENDS = re.compile("\r\n?")
_FENCES: Mapping[str, BaseHandler] = {
    "---": YAMLHandler(fm_boundary=re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)),
    "+++": BaseHandler(fm_boundary=re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)),
}
_JSON = JSONHandler()

# A hundred keys with ten values each are far below; the eighth of the "billion laughs" is far above.
MAX_VALUES = 10_000
MAX_DEPTH = 40
# libyaml's composer recurses on the C stack: some 50,000 nested lists end the process.
_MAX_OPENERS = 2_000

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
        _report_controls(text, findings)
        text = _CONTROL.sub(_DROPPED, text)
        findings.lines = [line.replace(_DROPPED, "\ufffd") for line in text.split("\n")]
    fields, body, line = _split(text, findings)
    return fields, body.replace(_DROPPED, ""), line, tuple(findings.found)


def _split(text: str, findings: Findings) -> tuple[Mapping[str, Field], str, int]:
    fence = text[:3]
    handler = _FENCES.get(fence)
    if handler is not None and handler.detect(text):
        return _fenced(text, fence, handler, findings)
    if _JSON.detect(text) or formats.is_json(text):
        fields, body, line = formats.json_head(text, findings)
        return _scrubbed_fields(fields, findings), body, line
    if formats.is_pelican(text):
        fields, body, line = formats.pelican_head(text)
        return _scrubbed_fields(fields, findings), body, line
    return {}, text, 1


def _fenced(text: str, fence: str, handler: BaseHandler, findings: Findings) -> tuple[Mapping[str, Field], str, int]:
    try:
        head, body = handler.split(text)
    except ValueError:
        hint = f"write {fence} on a line of its own after the last key"
        findings.report("front-matter-unclosed", "the front matter that begins here is never closed", hint, length=3)
        head, body = text[3:].partition("\n\n")[::2]
        body = f"\n\n{body}"
    line = head.count("\n") + 1
    # The body begins below the closing fence.
    body = body.removeprefix("\n")
    head = head[head.find("\n") + 1 :] if "\n" in head else ""
    if fence == "---":
        return _yaml(head, findings), body, line + 1
    return _scrubbed_fields(formats.toml_head(head, findings), findings), body, line + 1


def _yaml(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of YAML front matter; its first line is the file's second."""
    if sum(map(head.count, ("[", "{", "- ", "? "))) > _MAX_OPENERS:
        findings.report("yaml-too-deep", "this front matter is nested too deep", "keep lists and maps flat")
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
        hint = "write one key: value a line"
        findings.report("front-matter-no-mapping", "this front matter has no keys", hint, line=line)
        return {}
    return _Yaml(findings).fields(tree)


class _Yaml:
    """Turns nodes into Values and counts them: aliases stand for a node again and again."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._n_values = 0

    def fields(self, tree: yaml.MappingNode) -> Mapping[str, Field]:
        fields: dict[str, Field] = {}
        try:
            for key_node, node in tree.value:
                key, start = _key(key_node), key_node.start_mark
                field = Field(key, self._value(node, 1), start.line + 2, start.column + 1)
                if key in fields:
                    formats.report_duplicate(fields[key], field, self._findings)
                else:
                    fields[key] = field
        except _TooManyError:
            text = "the aliases of this front matter stand for too many values"
            self._findings.report("yaml-aliases", text, "write the values out, without & and *")
            return {}
        return fields

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._n_values += 1
        if self._n_values > MAX_VALUES or depth > MAX_DEPTH:
            raise _TooManyError
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 2, start.column + 1
        length = end.column - start.column if end.line == start.line else 1
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line, column, length)
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple([self._value(item, depth + 1) for item in node.value]), line, column, length)
        data = {_key(key): self._value(item, depth + 1) for key, item in node.value}
        return Value(data, line, column, length)

    def _scalar(self, node: yaml.ScalarNode, line: int, column: int, length: int) -> Value:
        text: str = node.value
        if not node.style:
            tag = node.tag.rpartition(":")[2]
            if tag == "null":
                return Value(None, line, column, length)
            tag = "" if tag == "str" else tag
        else:
            tag = "str"
        value = Value(text, line, column, length, tag)
        return _scrubbed(value, self._findings) if _CONTROL.search(text) else value


class _TooManyError(Exception):
    """More values than any front matter has."""


def _key(node: yaml.Node) -> str:
    return _CONTROL.sub("", node.value) if isinstance(node, yaml.ScalarNode) else "?"


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


def _report_controls(text: str, findings: Findings) -> None:
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
    return {
        _CONTROL.sub("", key): Field(field.key, _scrubbed(field.value, findings), field.line, field.column)
        for key, field in fields.items()
    }

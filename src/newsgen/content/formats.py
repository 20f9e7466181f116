"""Front matter that is not YAML: TOML, JSON, and Pelican's "Key: value" head."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time

from newsgen.content.fields import Field, Findings, Value

_PELICAN_LINE = re.compile(r" {0,3}([^\W\d_][\w .-]{0,40}?)[ \t]*:(?!//):?[ \t]*(.*)$")
# A body may begin with "Note: …"; a Pelican head has at least one of these.
_PELICAN_KEYS = re.compile(
    r"(?im)^ {0,3}(?:title|date|slug|categor(?:y|ies)|tags|authors?|summary|modified|status|lang"
    r"|(?:is[_-]?)?draft|published|publish(?:[_-]?date|[_-]?at)?|public|unlisted|embargo|expires|headless)"
    r"[ \t]*::?(?!//)"
)
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def is_json(text: str) -> bool:
    return re.match(r"\{\s*[\"}]", text) is not None


def is_pelican(text: str) -> bool:
    head = text.partition("\n\n")[0]
    return _PELICAN_LINE.match(head.partition("\n")[0]) is not None and _PELICAN_KEYS.search(head) is not None


def toml_head(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of TOML front matter; its first line is the file's second."""
    import tomllib

    try:
        tree = tomllib.loads(head)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        match = _AT.search(str(error))
        at_line = match is not None and match.group(1)
        line, column = (
            (int(match.group(1)) + 1, int(match.group(2))) if match and at_line else (head.count("\n") + 1, 1)
        )
        problem = _AT.sub("", str(error)).strip()
        code = "duplicate-key" if "overwrite" in problem else "toml-invalid"
        findings.report(
            code, f"this is not TOML: {problem}", 'write texts in quotes: title = "…"', line=line, column=column
        )
        return {}
    lines = head.split("\n")
    return {key: _located(key, value, lines, 2, _toml_key(key)) for key, value in tree.items()}


def json_head(text: str, findings: Findings) -> tuple[Mapping[str, Field], str, int]:
    pairs: list[tuple[str, object]] = []

    def outermost(found: list[tuple[str, object]]) -> dict[str, object]:
        # Objects are reported from the inside out, so the outermost one comes last.
        nonlocal pairs
        pairs = found
        return dict(found)

    try:
        _, end = json.JSONDecoder(strict=False, object_pairs_hook=outermost).raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        problem = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
        hint = "end every line but the last with a comma, and write keys and texts in double quotes"
        findings.report(
            "json-invalid", f"this is not JSON: {problem}", hint, line=min(line, len(findings.lines)), column=column
        )
        return {}, text.partition("\n\n")[2], text.partition("\n\n")[0].count("\n") + 3
    lines = text[:end].split("\n")
    fields: dict[str, Field] = {}
    for position, (key, value) in enumerate(pairs):
        n_before = sum(other == key for other, _ in pairs[:position])
        pattern = re.compile(rf'"{re.escape(key)}"\s*:\s*')
        field = _located(key, value, lines, 1, pattern, n_before)
        if key in fields:
            report_duplicate(fields[key], field, findings)
        else:
            fields[key] = field
    rest = text[end:]
    body = rest.lstrip(" \t").removeprefix("\n")
    return fields, body, text[:end].count("\n") + 1 + (rest.lstrip(" \t")[:1] == "\n")


def pelican_head(text: str) -> tuple[Mapping[str, Field], str, int]:
    """Lines of "Key: value" up to the first blank one; an indented line goes on with the value above."""
    fields: dict[str, Field] = {}
    lines = text.split("\n")
    last = ""
    number = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            break
        if match := _PELICAN_LINE.match(line):
            last, value = match.group(1), (match.group(2) or "").strip()
            column = match.start(2) + 1 if match.group(2) is not None else len(line) + 1
            field = Field(last, Value(value or None, number, column, max(1, len(value))), number, 1)
            fields[last] = _joined(fields[last], value) if last in fields else field
        elif last and line[:1] in " \t":
            fields[last] = _joined(fields[last], line.strip())
        else:
            number -= 1
            break
    return fields, "\n".join(lines[number:]), number + 1


def report_duplicate(first: Field, second: Field, findings: Findings) -> None:
    text = f'"{second.key}" stands here a second time; the first is in line {first.line}'
    length = len(second.key)
    findings.report("duplicate-key", text, "keep one of them", line=second.line, column=second.column, length=length)


def _joined(field: Field, text: str) -> Field:
    value = field.value
    joined = f"{value.data or ''}\n{text}".strip()
    return Field(field.key, Value(joined, value.line, value.column, value.length), field.line, field.column)


def _toml_key(key: str) -> re.Pattern[str]:
    name = re.escape(key)
    return re.compile(rf"""^\s*(?:\[+\s*)?["']?{name}["']?\s*(?:=\s*|\]|\.)""")


def _located(
    key: str, value: object, lines: list[str], first: int, pattern: re.Pattern[str], n_before: int = 0
) -> Field:
    """A field with the place of the first text that looks like its key, behind `n_before` others; values inside share
    that place."""
    for number, line in enumerate(lines, first):
        for match in pattern.finditer(line):
            if n_before:
                n_before -= 1
                continue
            column = match.end() + 1
            length = max(1, len(line.rstrip(" ,\t")) - match.end())
            key_column = match.start() + len(match.group()) - len(match.group().lstrip()) + 1
            return Field(key, _value(value, number, column, length), number, key_column)
    return Field(key, _value(value, first, 1, 1), first, 1)


def _value(value: object, line: int, column: int, length: int) -> Value:
    if isinstance(value, list):
        return Value(tuple([_value(item, line, column, length) for item in value]), line, column, length)
    if isinstance(value, dict):
        entries = {str(key): _value(item, line, column, length) for key, item in value.items()}
        return Value(entries, line, column, length)
    if value is None:
        return Value(None, line, column, length)
    if isinstance(value, bool):
        return Value("true" if value else "false", line, column, length, "bool")
    if isinstance(value, (datetime, date, time)):
        return Value(value.isoformat(), line, column, length, "timestamp")
    tag = "int" if isinstance(value, int) else "float" if isinstance(value, float) else "str"
    return Value(str(value), line, column, length, tag)

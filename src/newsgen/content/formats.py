"""Front matter that is not YAML: TOML, JSON, and Pelican's "Key: value" head."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from msgspec import Struct

from newsgen.content.fields import Field, Findings, Value
from newsgen.expressions import expression

# A hundred keys with ten values each are far below; the eighth of the "billion laughs" is far above.
MAX_VALUES = 10_000
MAX_DEPTH = 40

# Line, column and length.
Place = tuple[int, int, int]

_PELICAN_LINE = expression(r" {0,3}([^\W\d_][\w .-]{0,40}?)[ \t]*:(?!//):?[ \t]*(.*)$")
# A body may begin with "Note: …"; a Pelican head has at least one of these.
_PELICAN_KEYS = expression(
    r"(?im)^ {0,3}(?:title|date|slug|categor(?:y|ies)|tags|authors?|summary|modified|status|lang"
    r"|(?:is[_-]?)?draft|published|publish(?:[_-]?date|[_-]?at)?|public|unlisted|embargo|expires|headless)"
    r"[ \t]*::?(?!//)"
)
_TOML_KEY = expression(
    r"""[ \t]*(?:\[+[ \t]*)?(?:(?P<bare>[^\s"'=.\[\]#]+)|(?P<quoted>"(?:[^"\\]|\\.)*"|'[^']*'))"""
    r"[ \t]*(?:=[ \t]*|\]|\.)"
)
# tomllib takes time by the square of the parts of a key.
_DEEP_TOML_KEY = expression(rf"(?m)^[ \t]*(?:\[+[ \t]*)?(?:[^\s.=\"'\[\]]+[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_LONG_NUMBER = expression(r"[0-9](?:_?[0-9]){4299}")
_MANY_BITS = 14_000
_NOWHERE_IN_TOML: tuple[Place, Place] = ((2, 1, 1), (2, 1, 1))
_JSON_TOKEN = expression(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]', re.DOTALL)
_BLANKS = expression(r"\s*")
_AT = expression(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def is_json(text: str) -> bool:
    return re.match(r"\{\s*[\"}]", text) is not None


def is_pelican(text: str) -> bool:
    head = text.partition("\n\n")[0]
    return _PELICAN_LINE().match(head.partition("\n")[0]) is not None and _PELICAN_KEYS().search(head) is not None


def toml_head(head: str, findings: Findings) -> Mapping[str, Field]:
    """The keys of TOML front matter; its first line is the file's second."""
    import tomllib

    if match := _DEEP_TOML_KEY().search(head):
        report_too_deep(findings, head.count("\n", 0, match.start()) + 2)
        return {}
    try:
        tree = tomllib.loads(head, parse_float=_float)
    except RecursionError:
        report_too_deep(findings)
        return {}
    except ValueError as error:
        _report_toml(str(error), head, findings)
        return {}
    places = _toml_places(head)
    values = Values(findings)
    return values.fields((key, value, *places.get(key, _NOWHERE_IN_TOML)) for key, value in tree.items())


def json_head(text: str, findings: Findings) -> tuple[Mapping[str, Field], str, int]:
    pairs: list[tuple[str, object]] = []

    def outermost(found: list[tuple[str, object]]) -> dict[str, object]:
        # Objects are reported from the inside out, so the outermost one comes last.
        nonlocal pairs
        pairs = found
        return dict(found)

    decoder = json.JSONDecoder(
        strict=False, object_pairs_hook=outermost, parse_int=_int, parse_float=_float, parse_constant=_float
    )
    try:
        _, end = decoder.raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        _report_json(error, findings)
        return {}, text.partition("\n\n")[2], text.partition("\n\n")[0].count("\n") + 3
    located = zip(pairs, _json_places(text, end), strict=True)
    fields = Values(findings).fields((key, value, *places) for (key, value), places in located)
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
        if match := _PELICAN_LINE().match(line):
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


def report_too_deep(findings: Findings, line: int = 1, column: int = 1) -> None:
    hint = "keep lists and maps flat"
    findings.report("front-matter-too-deep", "this front matter is nested too deep", hint, line=line, column=column)


def report_too_large(findings: Findings) -> None:
    text = f"this front matter has more than {MAX_VALUES:,} values"
    findings.report("front-matter-too-large", text, "keep data in a file of its own and link to it")


class Number(Struct, frozen=True, gc=False):
    """A number as it is written: Python's own would lose digits, or refuse more than 4,300 of them."""

    text: str
    tag: str


def _int(text: str) -> Number:
    return Number(text, "int")


def _float(text: str) -> Number:
    return Number(text, "float")


class Values:
    """Turns what a parser has made into Values, as far as any front matter goes."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._n_values = 0

    def fields(self, found: Iterable[tuple[str, object, Place, Place]]) -> Mapping[str, Field]:
        """Fields of key, value, and the places of both; nothing where they are too many or nested too deep."""
        fields: dict[str, Field] = {}
        line = 1
        try:
            for key, value, (line, column, _), place in found:
                field = Field(key, self._value(value, place, 1), line, column)
                if key in fields:
                    report_duplicate(fields[key], field, self._findings)
                else:
                    fields[key] = field
        except TooDeepError:
            report_too_deep(self._findings, line)
            return {}
        except TooManyError:
            report_too_large(self._findings)
            return {}
        return fields

    def _value(self, value: object, place: Place, depth: int) -> Value:
        """A value; those inside a list or a map share its place."""
        self._n_values += 1
        if self._n_values > MAX_VALUES:
            raise TooManyError
        if depth > MAX_DEPTH:
            raise TooDeepError
        if isinstance(value, list):
            return Value(tuple([self._value(item, place, depth + 1) for item in value]), *place)
        if isinstance(value, dict):
            return Value({str(key): self._value(item, place, depth + 1) for key, item in value.items()}, *place)
        return _scalar(value, place)


class TooDeepError(Exception):
    """Lists or maps nested deeper than any front matter needs."""


class TooManyError(Exception):
    """More values than any front matter has."""


def _scalar(value: object, place: Place) -> Value:
    if value is None:
        return Value(None, *place)
    if isinstance(value, bool):
        return Value("true" if value else "false", *place, "bool")
    if isinstance(value, Number):
        return Value(value.text, *place, value.tag)
    if isinstance(value, int):
        # Python writes no more than 4,300 decimal digits, and any number of hexadecimal ones.
        return Value(str(value) if value.bit_length() < _MANY_BITS else hex(value), *place, "int")
    if isinstance(value, (datetime, date, time)):
        return Value(value.isoformat(), *place, "timestamp")
    return Value(str(value), *place, "str")


def _report_toml(said: str, head: str, findings: Findings) -> None:
    if match := _LONG_NUMBER().search(head):
        line = head.count("\n", 0, match.start()) + 2
        column = match.start() - head.rfind("\n", 0, match.start())
        text, hint = "a number has more digits than can be read", 'write it as a text, in quotes: "…"'
        findings.report("number-too-large", text, hint, line=line, column=column)
        return
    match = _AT().search(said)
    is_placed = match is not None and match.group(1)
    line, column = (int(match[1]) + 1, int(match[2])) if match and is_placed else (head.count("\n") + 1, 1)
    problem = _AT().sub("", said).strip()
    code = "duplicate-key" if "overwrite" in problem else "toml-invalid"
    findings.report(
        code, f"this is not TOML: {problem}", 'write texts in quotes: title = "…"', line=line, column=column
    )


def _report_json(error: json.JSONDecodeError | RecursionError, findings: Findings) -> None:
    if isinstance(error, RecursionError):
        report_too_deep(findings)
        return
    hint = "end every line but the last with a comma, and write keys and texts in double quotes"
    line, text = min(error.lineno, len(findings.lines)), f"this is not JSON: {error.msg}"
    findings.report("json-invalid", text, hint, line=line, column=error.colno)


def _toml_places(head: str) -> Mapping[str, tuple[Place, Place]]:
    """For each key the places of the first line that looks like it: of the key and of its value."""
    places: dict[str, tuple[Place, Place]] = {}
    for number, line in enumerate(head.split("\n"), 2):
        if match := _TOML_KEY().match(line):
            key = match["bare"] or match["quoted"][1:-1]
            length = max(1, len(line.rstrip(" ,\t")) - match.end())
            key_column = len(line) - len(line.lstrip()) + 1
            places.setdefault(key, ((number, key_column, len(key)), (number, match.end() + 1, length)))
    return places


def _json_places(text: str, end: int) -> Iterator[tuple[Place, Place]]:
    """For each key of the outermost object, in order, the places of the key and of its value."""
    starts = [0, *(match.end() for match in re.finditer("\n", text[:end]))]
    depth, key, value = 0, -1, -1

    def place(offset: int, length: int) -> Place:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1, max(1, length)

    for match in _JSON_TOKEN().finditer(text, 0, end):
        mark = text[match.start()]
        if mark == '"':
            key, value = (match.start(), value) if depth == 1 and value < 0 else (key, value)
        elif mark == ":" and depth == 1 and value < 0:
            value = _BLANKS().match(text, match.end()).end()  # type: ignore[union-attr]  # it matches everywhere
        elif mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        if value >= 0 and (depth == 0 or (depth == 1 and mark == ",")):
            written = text[value : match.start()].partition("\n")[0].rstrip(" \t")
            yield place(key, 1), place(value, len(written))
            value = -1

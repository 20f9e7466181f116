"""Which characters a source may hold: its encoding, control characters, references that name none."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping

from newsgen.content.fields import Field, Findings, Value
from newsgen.content.formats import report_duplicate
from newsgen.diagnostics import Diagnostic, undecodable
from newsgen.expressions import expression
from newsgen.shown import guessed

# What XML 1.0 §2.2 forbids (a feed with one of these is no feed), the C1 controls that YAML refuses as well, and what
# newsgen puts into texts for a while.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdd3\ufffe\uffff]")
# Stands for a dropped control character until its value is read, so that the value knows of it. Unicode promises that
# U+FDD0 never means anything (Unicode 16, §23.7).
DROPPED = "\ufdd0"

LINE_ENDS = re.compile("\r\n?")
# Characters have seven digits at most; Python reads no number of more than 4,300.
_LONG_REFERENCE = expression(f"&#[0-9{DROPPED}]{{20,}};?")


def decoded(data: bytes, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file; where it is not UTF-8, a diagnostic at the first wrong byte and a text to go on with."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return guessed(data), (undecodable(error, "not-utf-8", file),)


def cleaned(text: str, findings: Findings) -> str:
    """The text with DROPPED for each control character, and a sign for each reference that names no character."""
    if CONTROL.search(text):
        _report_controls(findings)
        text = CONTROL.sub(DROPPED, text)
        findings.lines = [line.replace(DROPPED, "\ufffd") for line in text.split("\n")]
    if "&#" in text and _LONG_REFERENCE().search(text):
        text = _without_long_references(text, findings)
    return text


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


def _report_controls(findings: Findings) -> None:
    """One warning for each line with control characters, for some files hold thousands of them."""
    for number, line in enumerate(findings.lines, 1):
        if match := CONTROL.search(line):
            _report_control(match.group(), findings, number, match.start() + 1)


def _report_control(character: str, findings: Findings, line: int, column: int) -> None:
    text = f"a control character (U+{ord(character):04X}) stands here; it is left out"
    findings.report("control-character", text, "delete it", line=line, column=column, level="warning")


def scrubbed(value: Value, findings: Findings) -> Value:
    """A value without control characters, those of escapes ("\\0") included."""
    if isinstance(value.data, tuple):
        data: object = tuple([scrubbed(item, findings) for item in value.data])
        return Value(data, value.line, value.column, value.length, value.tag)  # type: ignore[arg-type] # of Values
    if isinstance(value.data, Mapping):
        entries = {CONTROL.sub("", key): scrubbed(item, findings) for key, item in value.data.items()}
        return Value(entries, value.line, value.column, value.length, value.tag)
    if value.data is None or not (match := CONTROL.search(value.data)):
        return value
    if match.group() != DROPPED:
        _report_control(match.group(), findings, value.line, value.column)
    return Value(CONTROL.sub("", value.data), value.line, value.column, value.length, value.tag, True)


def scrubbed_fields(fields: Mapping[str, Field], findings: Findings) -> Mapping[str, Field]:
    clean_fields: dict[str, Field] = {}
    for field in fields.values():
        if (match := CONTROL.search(field.key)) and match.group() != DROPPED:
            _report_control(match.group(), findings, field.line, field.column)
        key = CONTROL.sub("", field.key)
        clean = Field(key, scrubbed(field.value, findings), field.line, field.column)
        if key in clean_fields:
            report_duplicate(clean_fields[key], clean, findings)
        else:
            clean_fields[key] = clean
    return clean_fields

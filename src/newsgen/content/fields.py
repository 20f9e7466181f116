"""What front matter says, as it was written: keys and values with their places, and what is wrong with them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Level, Place


class Value(Struct, frozen=True, gc=False):
    """A value and where it stands (line and column from 1 in the file).

    `data` is the text as written, None for nothing, a tuple or a mapping of Values. `tag` is what the format itself
    takes a text for ("str" where it was quoted, "int", "float", "bool", "timestamp", else ""); only `extra` asks.
    `scrubbed` tells that control characters were dropped from the text.
    """

    data: "str | tuple[Value, ...] | Mapping[str, Value] | None"
    line: int = 1
    column: int = 1
    length: int = 1
    tag: str = ""
    scrubbed: bool = False


class Field(Struct, frozen=True, gc=False):
    """A key as written, its place, and its value."""

    key: str
    value: Value
    line: int = 1
    column: int = 1


class Findings:
    """Collects the diagnostics of one file, each with the line it stands in."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines
        self.found: list[Diagnostic] = []

    def report(
        self,
        code: str,
        text: str,
        hint: str = "",
        *,
        line: int = 1,
        column: int = 1,
        length: int = 1,
        level: Level = "error",
    ) -> None:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.found.append(Diagnostic(code, Place(self.file, line, column, length), text, hint, level, excerpt))

    def at(self, value: Value, code: str, text: str, hint: str = "", level: Level = "error") -> None:
        """Report what is wrong with a value, at its place."""
        self.report(code, text, hint, line=value.line, column=value.column, length=value.length, level=level)


def plain(value: Value) -> object:
    """A value as JSON would have it; texts that the format takes for numbers or truth are such."""
    if isinstance(value.data, tuple):
        return [plain(item) for item in value.data]
    if isinstance(value.data, Mapping):
        return {key: plain(item) for key, item in value.data.items()}
    return _scalar(value.data, value.tag) if value.data is not None else None


_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _scalar(text: str, tag: str) -> object:
    if tag == "bool":
        return _TRUTH.get(text.lower(), text)
    try:
        if tag == "int":
            # A leading zero is more likely a postcode than an octal number.
            return text if text.lstrip("+-").startswith("0") and text.strip("+-0") else int(text)
        number = float(text) if tag == "float" else None
    except ValueError:
        return text
    # JSON has no word for what is not finite.
    return number if number is not None and abs(number) < 1e308 else text

"""What front matter says, as it was written: keys and values with their places, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Level, Place

# What a writer can mend in one go; a file of another program may hold a mistake in every line.
MAX_FINDINGS = 500
# A longer line is no help, and one of megabytes would stand in every diagnostic about it.
MAX_EXCERPT = 2_000


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


def texts_of(values: Iterable[Value]) -> Iterator[str]:
    """Every text in some values, as it is written."""
    for value in values:
        if isinstance(value.data, str):
            yield value.data
        elif isinstance(value.data, tuple):
            yield from texts_of(value.data)
        elif value.data is not None:
            yield from texts_of(value.data.values())


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
        self._n_of: Counter[Level] = Counter()

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
        self._n_of[level] += 1
        if self._n_of[level] > MAX_FINDINGS:
            if self._n_of[level] == MAX_FINDINGS + 1:
                found, mend = (
                    f"this file has more than {MAX_FINDINGS} mistakes",
                    "mend those that are named, and build again",
                )
                self.found.append(Diagnostic("too-many-mistakes", Place(self.file), found, mend, level))
            return
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        excerpt = excerpt if len(excerpt) <= MAX_EXCERPT else ""
        text = text if len(text) <= MAX_EXCERPT else f"{text[:MAX_EXCERPT]}…"
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


# The longest way to write a number of 64 bits takes 767 digits (IEEE 754); what is longer only takes time.
_MAX_DIGITS = 800
# Of a number of 63 bits; what is no number with fewer is a word of another format ("0o17").
_MANY_DIGITS = 18
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def unkept_numbers(value: Value) -> Iterator[Value]:
    """The numbers inside a value that stay texts, for no reader of JSON could keep them: too large, or not finite."""
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from unkept_numbers(item)
    elif isinstance(value.data, Mapping):
        for item in value.data.values():
            yield from unkept_numbers(item)
    elif value.data is not None and _is_unkept(value.data, value.tag):
        yield value


def _is_unkept(text: str, tag: str) -> bool:
    """Whether a number is a text only because it is too large, or none that is finite."""
    if tag not in {"int", "float"} or ":" in text or _is_code(text):
        return False
    return (tag == "float" or len(text) > _MANY_DIGITS) and isinstance(_scalar(text, tag), str)


def _is_code(text: str) -> bool:
    """Whether digits are a name: a leading zero is more likely a postcode than an octal number."""
    digits = text.lstrip("+-")
    return digits.startswith("0") and digits.isdecimal() and bool(digits.strip("0"))


def _scalar(text: str, tag: str) -> object:
    if tag == "bool":
        return _TRUTH.get(text.lower(), text)
    if tag not in {"int", "float"} or len(text) > _MAX_DIGITS:
        return text
    try:
        number = int(text) if tag == "int" else float(text)
    except ValueError:
        return text
    if isinstance(number, int):
        return text if _is_code(text) or not -(1 << 63) <= number < 1 << 64 else number
    # JSON has no word for what is not finite.
    return number if abs(number) < 1e308 else text

"""One thing a writer can mend: where it is, what was found, what to do."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from newsgen import shown

Level = Literal["error", "warning", "notice"]


class Place(Struct, frozen=True, gc=False, order=True):
    """A spot in a file below the site's root; line and column count from 1, 0 is "the whole file"."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class Diagnostic(Struct, frozen=True, gc=False):
    """A code (stable, kebab-case), a place, what was found, a hint, and the line it stands in (`excerpt`).

    An error stops a build, a warning stops a `--strict` one, a notice none: newsgen has understood, and says what it
    did. `is_about_hidden`: it is about a source that is not public, so that even as a warning it stops no build.
    """

    code: str
    place: Place
    text: str
    hint: str = ""
    level: Level = "error"
    excerpt: str = ""
    is_about_hidden: bool = False


def undecodable(error: UnicodeDecodeError, code: str, file: str) -> Diagnostic:
    """What is told of a file that is not UTF-8, at its first wrong byte."""
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    start = before.rpartition(b"\n")[2].decode("utf-8", "replace")
    lines = shown.guessed(error.object).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = f"this file is not UTF-8 (byte 0x{error.object[error.start]:02x})"
    excerpt = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(code, Place(file, line, len(start) + 1), text, "save it as UTF-8", excerpt=excerpt)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repeats, by file, line, column and code: the same for every order of finding."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.place, d.code, d.text)))


def n_errors(diagnostics: Iterable[Diagnostic]) -> int:
    return n_of("error", diagnostics)


def n_of(level: Level, diagnostics: Iterable[Diagnostic]) -> int:
    return sum(diagnostic.level == level for diagnostic in diagnostics)


def is_failing(diagnostics: Iterable[Diagnostic], strict: bool) -> bool:
    """Whether a build with these fails: for an error, and with `strict` for a warning about what is public."""
    return any(
        each.level == "error" or (strict and each.level == "warning" and not each.is_about_hidden)
        for each in diagnostics
    )


def described(diagnostic: Diagnostic) -> str:
    """The diagnostic as a compiler would print it: place, code, text, the line with a mark below, the hint.

    Nothing in it that a source says can forge a line, a colour or a command of a log.
    """
    place = shown.visible(str(diagnostic.place))
    lines = [f"{place}: {diagnostic.level}[{diagnostic.code}]: {shown.quoting(diagnostic.text)}"]
    if diagnostic.excerpt:
        number = str(diagnostic.place.line)
        margin = " " * len(number)
        excerpt, marks = shown.excerpt(diagnostic.excerpt, diagnostic.place.column, diagnostic.place.length)
        lines.append(f"  {number} | {excerpt}")
        lines += [f"  {margin} | {marks}"] if marks else []
    if diagnostic.hint:
        lines.append(f"  hint: {shown.quoting(diagnostic.hint)}")
    return "\n".join(lines)

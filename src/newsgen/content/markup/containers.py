"""Containers, `::: name Title {key=value}` … `:::`: where they begin and end in a text, whatever engine reads it.

A line of colons closes the innermost container that was opened with as many (as markdown-it, with longer ones outside);
where none was, the innermost of all (as Pandoc).
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from newsgen.expressions import expression
from newsgen.model import Argument, Finding

# Nobody reads boxes in boxes in boxes; templates that draw them call one another.
DEEPEST = 8

# A blank is wanted behind the name, so that :::tip[Title] of other systems is none.
_OPENING = expression(r"(?P<indent> {0,3})(?P<marks>:{3,})[ \t]*+(?P<name>[^\W\d_][\w-]*+)(?=[ \t{]|$)(?P<rest>.*)")
_CLOSING = expression(r" {0,3}(:{3,})[ \t]*")
_FENCE = expression(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ENDING_MARKS = expression(r"[ \t]:{3,}[ \t]*$")
# Editors' keyboards and programs write quotes that are no straight ones.
_VALUE = r""""[^"]*+"|'[^']*+'|[„“”»«][^„“”»«]*+[“”«»]|[^\s"'„“”»«}]++"""
_ARGUMENT = expression(rf"[ \t]*+(?P<name>[^\W\d_][\w-]*+)=(?P<value>{_VALUE})(?=[ \t]|$)")
_QUOTES = "\"'„“”»«"


class Container(Struct, frozen=True):
    """One container; lines count from 0, columns from 1. `closing` is None where nothing closes it.

    `before`: the line before which it ends then. `title_column` is where its title begins in its line.
    """

    name: str
    title: str
    arguments: tuple[Argument, ...]
    indent: str
    line: int
    column: int
    title_column: int
    depth: int
    n_marks: int
    closing: int | None = None
    before: int = 0


class Found(Struct, frozen=True):
    """The containers of a text in the order in which they begin, and what is to be said of their lines."""

    containers: tuple[Container, ...]
    findings: tuple[Finding, ...]


def containers(lines: list[str]) -> Found:
    """The containers of a text by its lines; what stands in fenced code is none."""
    reader = _Reader()
    for number, line in _outside_code(lines):
        if match := _CLOSING().fullmatch(line):
            reader.close(number, len(match[1]), match.start(1) + 1)
        elif match := _OPENING().fullmatch(line):
            reader.open(number, match)
    reader.end(len(lines))
    findings = sorted(reader.findings, key=lambda finding: (finding.line, finding.column))
    return Found(tuple(reader.containers), tuple(findings))


def closed(text: str) -> str:
    """A text that ends where another one was cut, with an end for each container that is open there."""
    if ":::" not in text:
        return text
    found = containers(text.split("\n")).containers
    ends = [":" * each.n_marks for each in reversed(found) if each.closing is None]
    return "\n".join([text, *ends])


def _outside_code(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that begin with colons, and stand in no fenced code, with their numbers."""
    fence = ""
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        if bare[:3] == ":::" and not fence:
            yield number, line.rstrip("\r")
        elif bare[:3] in {"```", "~~~"} and (match := _FENCE().match(line.rstrip("\r"))):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""


class _Reader:
    """What has been read of a text: its containers, of which some are still open."""

    def __init__(self) -> None:
        self.containers: list[Container] = []
        self.findings: list[Finding] = []
        # The numbers of those that are open, and how many were opened with as many marks.
        self._open: list[int] = []
        self._n_with: dict[int, int] = {}

    def open(self, line: int, match: re.Match[str]) -> None:
        if len(self._open) >= DEEPEST:
            text = f'"{match["marks"]} {match["name"]}" stands in {DEEPEST} others: it is shown as written'
            self._say("box-unread", text, "close those above it", line, match.start("marks") + 1)
            return
        rest = _ENDING_MARKS().sub("", match["rest"]).rstrip()
        title, arguments = self._told(rest, line, match.start("rest"))
        written = title.lstrip()
        n_marks = len(match["marks"])
        self._open.append(len(self.containers))
        self._n_with[n_marks] = self._n_with.get(n_marks, 0) + 1
        self.containers.append(
            Container(
                name=match["name"],
                title=written.rstrip(),
                arguments=arguments,
                indent=match["indent"],
                line=line,
                column=match.start("name") + 1,
                title_column=match.start("rest") + len(title) - len(written) + 1,
                depth=len(self._open) - 1,
                n_marks=n_marks,
            )
        )

    def close(self, line: int, n_marks: int, column: int) -> None:
        if not self._open:
            hint = "leave this line out, or open a box above: ::: info"
            self._say("box-unopened", f'"{":" * n_marks}" closes no box: it is shown as written', hint, line, column)
            return
        is_paired = bool(self._n_with.get(n_marks))
        while is_paired and self._innermost.n_marks != n_marks:
            self._leave(line)
        container = self._innermost
        self._pop(replace(container, closing=line))

    def end(self, n_lines: int) -> None:
        while self._open:
            self._leave(n_lines)

    @property
    def _innermost(self) -> Container:
        return self.containers[self._open[-1]]

    def _leave(self, before: int) -> None:
        """The innermost one ends before a line, though nothing closes it."""
        container = self._innermost
        text = f'"{":" * container.n_marks} {container.name}" is not closed: it goes on to the end of what it stands in'
        self._say("box-unclosed", text, f"write {':' * container.n_marks} below it", container.line, container.column)
        self._pop(replace(container, before=before))

    def _pop(self, container: Container) -> None:
        self.containers[self._open.pop()] = container
        self._n_with[container.n_marks] -= 1

    def _told(self, rest: str, line: int, offset: int) -> tuple[str, tuple[Argument, ...]]:
        """The title and the arguments of what stands behind a name; braces that say nothing are part of the title."""
        begin = rest.rfind("{") if rest.endswith("}") else -1
        if begin < 0:
            return rest, ()
        found = _arguments(rest[begin + 1 : -1], offset + begin + 2)
        if found is None:
            text = f'"{rest[begin:]}" says nothing that can be read: it stays part of the title'
            hint = 'write {key=value other="two words"}'
            self._say("box-unread", text, hint, line, offset + begin + 1, len(rest) - begin)
            return rest, ()
        return rest[:begin], found

    def _say(self, code: str, text: str, hint: str, line: int, column: int, length: int = 1) -> None:
        self.findings.append(Finding(code, text, hint, line + 1, column, length))


def _arguments(written: str, column: int) -> tuple[Argument, ...] | None:
    """What stands in braces, whose inside begins at a column; None where something in it is no argument."""
    found: list[Argument] = []
    position = 0
    written = written.rstrip()
    while position < len(written):
        match = _ARGUMENT().match(written, position)
        if match is None:
            return None
        value = match["value"]
        bare = value[1:-1] if value[0] in _QUOTES and len(value) > 1 else value
        start = match.start("name")
        found.append(Argument(match["name"].casefold(), bare.strip(), column + start, match.end() - start))
        position = match.end()
    return tuple(found)

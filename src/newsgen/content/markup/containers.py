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
# What other systems write, whose end is no end of a box.
_FOREIGN = expression(r" {0,3}:{3,}[ \t]*+(?:{|[^\W\d_])")
_FENCE = expression(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
# HTML in which nothing is Markdown, up to its end.
_RAW = expression(r" {0,3}<(?:!(--)|(pre|script|style|textarea)(?=[\s>]|$))", re.IGNORECASE)
_ENDING_MARKS = expression(r"[ \t]:{3,}[ \t]*$")
# Editors' keyboards and programs write quotes that are no straight ones.
_VALUE = r""""[^"]*+"|'[^']*+'|[„“”»«][^„“”»«]*+[“”«»]|[^\s"'„“”»«}]++(?<![,;])"""
_ARGUMENT = expression(rf"[ \t]*+(?P<name>[^\W\d_][\w-]*+)=(?P<value>{_VALUE})(?=[ \t]|$)")
# Braces that are to say something, whatever is wrong with them.
_SAYS = expression(r"{(?:[^={}]*[\s,;])?[^\W\d_][\w-]*+[ \t]*+=(?!=)[^{}]*(?:}$|$)")
_BELOW = expression(r" {0,3}({[^\W\d_][\w-]*+=[^{}]*})[ \t\r]*")
_FORM = 'write {key=value other="two words"}'
# A brace may stand in a value; nobody writes more of them.
_MOST_BRACES = 8
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
    """The containers of a text by its lines; what stands in code or in a comment is none."""
    reader = _Reader()
    for number, line in _outside_code(lines):
        if match := _CLOSING().fullmatch(line):
            reader.close(number, len(match[1]), match.start(1) + 1)
        elif match := _OPENING().fullmatch(line):
            reader.open(number, match)
            below = _BELOW().fullmatch(lines[number + 1]) if number + 1 < len(lines) else None
            if below is not None:
                reader.tell_of_braces(number + 1, below)
        elif _FOREIGN().match(line):
            reader.n_foreign += 1
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
    """The lines that begin with colons, and stand in no fenced code, comment or the like, with their numbers."""
    fence = ""
    raw = _Raw(lines)
    for number, line in enumerate(lines):
        bare = line.lstrip(" ")
        if not fence and raw.holds(number, line, bare):
            continue
        if bare[:3] == ":::" and not fence:
            yield number, line.rstrip("\r")
        elif bare[:3] in {"```", "~~~"} and (match := _FENCE().match(line.rstrip("\r"))):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not line[match.end() :].strip():
                fence = ""


class _Raw:
    """Comments and elements like <pre> that begin a line, each up to its end; where there is none, it is text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._end = ""
        # The last line in which each end stands.
        self._last: dict[str, int] = {}

    def holds(self, number: int, line: str, bare: str) -> bool:
        """Whether a line stands in one, or begins it; `bare` is the line without its indent."""
        if self._end:
            if self._end in line.lower():
                self._end = ""
            return True
        match = _RAW().match(line) if bare[:1] == "<" else None
        if match is None:
            return False
        end = "-->" if match[1] else f"</{match[2].lower()}"
        if end not in line[match.end() :].lower() and self._last_of(end) > number:
            self._end = end
        return True

    def _last_of(self, end: str) -> int:
        if end not in self._last:
            found = (number for number in range(len(self._lines) - 1, -1, -1) if end in self._lines[number].lower())
            self._last[end] = next(found, -1)
        return self._last[end]


class _Reader:
    """What has been read of a text: its containers, of which some are still open."""

    def __init__(self) -> None:
        self.containers: list[Container] = []
        self.findings: list[Finding] = []
        # The numbers of those that are open, and how many were opened with as many marks.
        self._open: list[int] = []
        self._n_with: dict[int, int] = {}
        # How many lines of other systems have no end yet.
        self.n_foreign = 0

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
        if not self._open and self.n_foreign:
            self.n_foreign -= 1
            return
        if not self._open:
            hint = "leave this line out, or open a box above: ::: info"
            self._say("box-unopened", f'"{":" * n_marks}" closes no box: it is shown as written', hint, line, column)
            return
        is_paired = bool(self._n_with.get(n_marks))
        while is_paired and self._innermost.n_marks != n_marks:
            self._leave(line)
        container = self._innermost
        self._pop(replace(container, closing=line))

    def tell_of_braces(self, line: int, match: re.Match[str]) -> None:
        """Braces in the line below that of their box are text."""
        text = f'"{match[1]}" stands below the line of its box: it is shown as written'
        hint = "write it behind the title, in the same line"
        self._say("box-unread", text, hint, line, match.start(1) + 1, len(match[1]))

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
        begins = _begins(rest)
        for begin in begins if rest.endswith("}") else ():
            found = arguments(rest[begin + 1 : -1], offset + begin + 2)
            if found is not None:
                return rest[:begin], found
        meant = [begin for begin in begins if _SAYS().match(rest, begin)]
        if meant:
            self._unsaid("box-braces", rest, meant[-1], line, offset)
        elif rest.endswith("}") and begins:
            self._unsaid("box-unread", rest, begins[0], line, offset)
        return rest, ()

    def _unsaid(self, code: str, rest: str, begin: int, line: int, offset: int) -> None:
        text = f'"{rest[begin:]}" says nothing that can be read: it stays part of the title'
        hint = f"{_remedy(rest[begin:])}{_FORM}"
        if rest.startswith("{#", begin):
            hint = 'write <a id="name"></a> in a line of its own above the box, and link to that'
        self._say(code, text, hint, line, offset + begin + 1, len(rest) - begin)

    def _say(self, code: str, text: str, hint: str, line: int, column: int, length: int = 1) -> None:
        self.findings.append(Finding(code, text, hint, line + 1, column, length, is_error=code == "box-braces"))


def _remedy(written: str) -> str:
    """What to do first about braces that say nothing."""
    if "}" not in written:
        return "put all of it in one line: "
    if re.search(r"[\w\"'”“],\s", written):
        return "leave out the commas: "
    if re.search(r"=[^\s\"'“„]+ [^\s=]+(?=[\s}])", written):
        return "put what holds a blank in quotes: "
    return "take = in place of the colon: " if "=" not in written and ":" in written else ""


def _begins(rest: str) -> list[int]:
    """Where braces open, the last first."""
    found: list[int] = []
    begin = rest.rfind("{")
    while begin >= 0 and len(found) < _MOST_BRACES:
        found.append(begin)
        begin = rest.rfind("{", 0, begin)
    return found


def arguments(written: str, column: int) -> tuple[Argument, ...] | None:
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

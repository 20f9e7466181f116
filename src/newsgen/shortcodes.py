"""What boxes there are: each template `shortcodes/NAME.html` draws one, and a table in its first comment declares it.

    {# A date.
    | argument | type    |          | meaning          |
    | -------- | ------- | -------- | ---------------- |
    | title    | text    | required | what it is       |
    | date     | date    | required | when it begins   |
    | side     | of: left, right |  | where it stands  |
    #}

`title` and `content` are no arguments, but may be required.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from msgspec import Struct

from newsgen.expressions import expression
from newsgen.model import Box

FOLDER = "shortcodes/"
# The box of which there is a file for calendars, and the argument without which there is none; when it ends.
EVENT, DATE, END = "event", "date", "end"
# The box that paragraphs of several pictures are, too.
GALLERY = "gallery"
# The box that shows what an address leads to, and the argument that is the address.
EMBED, ADDRESS = "embed", "address"

Type = Literal["text", "date", "picture", "file", "link"]
TYPES: tuple[Type, ...] = get_args(Type)
# What stands in front of the words that an argument may be.
_CHOICE = "of:"
_GIVEN = frozenset({"title", "content"})
_COMMENT = expression(r"\s*\{#-?(.*?)-?#\}", 16)
_NAME = expression(r"[a-z][a-z0-9_-]*")


class Declared(Struct, frozen=True):
    """An argument of a box: its name and type, whether it has to be given, and the words that it may be, if any."""

    name: str
    type: Type
    is_required: bool = False
    choices: tuple[str, ...] = ()


class Problem(Struct, frozen=True):
    """What is wrong with a table, in a line of the template."""

    line: int
    text: str
    hint: str


class Shortcode(Struct, frozen=True):
    """What a template declares; `required` are those of title and content that have to be there."""

    arguments: tuple[Declared, ...] = ()
    required: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def argument(self, name: str) -> Declared | None:
        return next((each for each in self.arguments if each.name == name), None)


def shortcodes(templates: Mapping[str, str]) -> Mapping[str, Shortcode]:
    """All boxes by name; `templates` are texts by name."""
    return {
        name: declared(templates[path]) for path in sorted(templates) if (name := _name(path)) and path[-5:] == ".html"
    }


def _name(path: str) -> str:
    name = path.removeprefix(FOLDER).removesuffix(".html") if path.startswith(FOLDER) else ""
    return "" if "/" in name else name


def declared(text: str) -> Shortcode:
    """What the text of a template declares."""
    match = _COMMENT().match(text)
    first = text.count("\n", 0, match.start(1)) + 1 if match else 1
    arguments: dict[str, Declared] = {}
    required: set[str] = set()
    problems: list[Problem] = []
    comment = match[1] if match else ""
    rows = list(_rows(comment, first))
    if rows and not any(_is_rule(line.strip()) for line in comment.split("\n")):
        hint = "write | --- | --- | below the names of its columns"
        problems.append(Problem(rows.pop(0)[0], "this table has no line of dashes below its first line", hint))
    for line, cells in rows:
        found = _declared(line, cells)
        if isinstance(found, Problem):
            problems.append(found)
        elif found.name in arguments:
            problems.append(Problem(line, f'"{found.name}" is declared twice', "leave one of the two lines out"))
        elif found.name in _GIVEN:
            required |= {found.name} if found.is_required else set()
        else:
            arguments[found.name] = found
    return Shortcode(tuple(arguments.values()), frozenset(required), tuple(problems))


def _rows(comment: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table but for its head: those with a line of dashes below them, and that."""
    lines = [line.strip() for line in comment.split("\n")]
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("|") and not _is_rule(line) and not _is_rule(below):
            yield first + number, [cell.strip() for cell in line.strip("|").split("|")]


def _is_rule(line: str) -> bool:
    return line.startswith("|") and "-" in line and not line.strip("|-: ")


def _declared(line: int, cells: list[str]) -> Declared | Problem:
    name, kind, needed = (*cells, "", "", "")[:3]
    if not _NAME().fullmatch(name):
        return Problem(line, f'"{name}" is no name of an argument', "write small letters, digits and _")
    if needed not in {"", "required"}:
        return Problem(line, f'"{needed}" does not say whether "{name}" is required', "write required, or nothing")
    is_required = needed == "required"
    if kind.startswith(_CHOICE):
        choices = tuple(filter(None, (each.strip() for each in kind.removeprefix(_CHOICE).split(","))))
        if not choices:
            return Problem(line, f'"{kind}" names no word that "{name}" may be', "write of: one, two")
        return Declared(name, "text", is_required, choices)
    for known in TYPES:
        if kind == known:
            return Declared(name, known, is_required)
    return Problem(line, f'"{kind}" is no type of an argument', f"write {', '.join(TYPES)}, or of: one, two")


def events(boxes: Iterable[Box]) -> list[Box]:
    """Those that announce a date, for which there is a file for calendars."""
    return [box for box in boxes if box.name == EVENT and any(said.name == DATE for said in box.arguments)]

"""Every box of a text is one that there is, and is told what its template asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from newsgen.checks.base import Check, Read
from newsgen.checks.links import PICTURE_HINT, hidden_source, is_picture, level_of
from newsgen.checks.rooted import hidden, there
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.mistakes import choice
from newsgen.model import Argument, Box, Link
from newsgen.questions.addresses import address
from newsgen.questions.files import asset_of
from newsgen.shortcodes import DATE, END, FOLDER, Declared, Shortcode, events
from newsgen.site import rooted
from newsgen.site.boxes import (
    DATE_HINT,
    END_HINT,
    LINK_HINT,
    Moment,
    files_of,
    is_before,
    is_elsewhere,
    is_link,
    is_outward,
    moment,
    whole,
)
from newsgen.site.index import Site

_EXAMPLES = {"date": "2026-12-05", "picture": "portrait.jpg", "file": "report.pdf", "link": "https://…"}


def boxes(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`box-unknown`; `box-argument`: one that there is not, that is missing, or whose value is none; `box-empty`.

    `link-not-public` of a link in one, as of those in the text.
    """
    # Few texts have boxes.
    having = [source for source, reading in readings.items() if reading.boxes and site.is_shown(source)]
    named = {said.value for source in having for said in _arguments(readings[source]) if said.value[:1] == "/"}
    reached = there(site, plan, named) if named else set[str]()
    for source in having:
        for box in readings[source].boxes:
            yield from _of_box(_Given(site, readings, reached, source, box))


BOXES = Check(
    "boxes", "texts", frozenset({"box-unknown", "box-argument", "box-empty", "link-not-public"}), "error", boxes
)


def tables(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`box-table`: a template of a box declares its arguments in a way that cannot be read."""
    for name, shortcode in site.boxes.items():
        for problem in shortcode.problems:
            place = Place(f"{site.config.templates}/{FOLDER}{name}.html", problem.line)
            yield Diagnostic("box-table", place, problem.text, problem.hint)


TABLES = Check("tables", "site", frozenset({"box-table"}), "error", tables)


class _Given(Struct, frozen=True):
    """A box of a source; `reached`: the addresses from the root at which there is something."""

    site: Site
    readings: Mapping[str, Read]
    reached: set[str]
    source: str
    box: Box

    def here(self, code: str, text: str, hint: str, level: Level = "error") -> Diagnostic:
        """What is said of the box."""
        return Diagnostic(
            code, Place(self.source, self.box.line, self.box.column, len(self.box.name)), text, hint, level
        )

    def at(self, said: Argument, text: str, hint: str, level: Level = "error") -> Diagnostic:
        """What is said of an argument."""
        place = Place(self.source, self.box.line, said.column, said.length)
        return Diagnostic("box-argument", place, text, hint, level)

    def moment(self, said: Argument) -> Moment | None:
        written = whole(said.name, {each.name: each.value for each in self.box.arguments} | {said.name: said.value})
        return moment(written, self.site.config.timezone)

    def files(self, said: Argument) -> Iterator[str]:
        return files_of(said.value, self.source, self.site.config)


def _arguments(reading: Read) -> Iterator[Argument]:
    return (said for box in reading.boxes for said in box.arguments)


def _of_box(given: _Given) -> Iterator[Diagnostic]:
    box, site = given.box, given.site
    shortcode = site.boxes.get(box.name)
    if shortcode is None:
        hint = choice(box.name, site.boxes) or f"put {FOLDER}{box.name}.html into {site.config.templates}/"
        yield given.here("box-unknown", f'there is no box "{box.name}"', hint)
        return
    yield from _twice(given)
    yield from _of_credit(given, shortcode)
    for said in box.arguments:
        declared = shortcode.argument(said.name)
        if declared is None:
            hint = _instead(said, box, (each.name for each in shortcode.arguments))
            yield given.at(said, f'a box "{box.name}" has no "{said.name}"', hint)
        elif said.value:
            yield from _of_value(given, said, declared)
    yield from _missing(given, shortcode)
    yield from _of_event(given, shortcode)


def _twice(given: _Given) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for said in given.box.arguments:
        if said.name in seen:
            yield given.at(said, f'"{said.name}" is said twice', "leave one of the two out")
        seen.add(said.name)


def _of_credit(given: _Given, shortcode: Shortcode) -> Iterator[Diagnostic]:
    """Who has taken a picture is shown with it."""
    said = {each.name: each for each in given.box.arguments if each.value}
    if "credit" in said and "portrait" not in said and shortcode.argument("portrait"):
        hint = "add portrait=picture.jpg, or leave it out"
        yield given.at(said["credit"], '"credit" is not shown without "portrait"', hint, "warning")


def _instead(said: Argument, box: Box, known: Iterable[str]) -> str:
    if said.name == "title":
        return f"write it behind the name: ::: {box.name} {said.value}"
    return choice(said.name, known) or "leave the braces out"


def _missing(given: _Given, shortcode: Shortcode) -> Iterator[Diagnostic]:
    box = given.box
    told = {each.name for each in box.arguments if each.value}
    for declared in shortcode.arguments:
        if declared.is_required and declared.name not in told:
            example = declared.choices[0] if declared.choices else _EXAMPLES.get(declared.type, '"…"')
            hint = f"write it in braces behind the title: {{{declared.name}={example}}}"
            yield given.here("box-argument", f'this box "{box.name}" has no "{declared.name}"', hint)
    if "title" in shortcode.required and not box.title:
        hint = f"write it behind the name: ::: {box.name} Title"
        yield given.here("box-argument", f'this box "{box.name}" has no title', hint)
    if "content" in shortcode.required and box.start == box.end and not _holds_another(given):
        hint = "write it between the two lines of colons"
        yield given.here("box-empty", f'nothing stands in this box "{box.name}"', hint, "warning")


def _holds_another(given: _Given) -> bool:
    """Whether a box without a text has one in it, as that of a film."""
    boxes = given.readings[given.source].boxes
    return any(each.depth > given.box.depth for each in boxes[boxes.index(given.box) + 1 :][:1])


def _of_value(given: _Given, said: Argument, declared: Declared) -> Iterator[Diagnostic]:
    value = said.value
    if declared.choices and value not in declared.choices:
        hint = choice(value, declared.choices)
        yield given.at(said, f'"{value}" is none of the words that "{said.name}" may be', hint)
    elif declared.type == "date" and given.moment(said) is None:
        yield given.at(said, f'"{value}" is not a date', DATE_HINT)
    elif declared.type in {"picture", "file"}:
        yield from _of_file(given, said, declared)
    elif declared.type == "link":
        yield from _of_link(given, said)


def _of_file(given: _Given, said: Argument, declared: Declared) -> Iterator[Diagnostic]:
    level = level_of(given.site)
    if is_elsewhere(said.value):
        if declared.type == "picture":
            text = f'"{said.value}" is a picture of another host, which readers would ask without being asked'
            yield given.at(said, text, "put it beside this file")
        return
    if declared.type == "file" and said.value[:1] == "/" and rooted.is_elsewhere(given.site.config, said.value):
        return
    asset = next(filter(None, map(partial(asset_of, given.site), given.files(said))), None)
    if asset is None and any(path in given.readings for path in given.files(said)):
        text = f'"{said.value}" is a text of this site, and no file to take away'
        yield given.at(said, text, "name a file such as report.pdf; a text is linked to: [title](file.md)")
    elif asset is None:
        hint = "name a file that is there, from the folder of this one on"
        yield given.at(said, f'"{said.value}" is not there', hint, level)
    elif declared.type == "picture" and not is_picture(asset):
        yield given.at(said, f'"{said.value}" is no picture', PICTURE_HINT, level)


def _of_link(given: _Given, said: Argument) -> Iterator[Diagnostic]:
    value, site = said.value, given.site
    if not is_link(value):
        yield given.at(said, f'"{value}" is no address that a page may have', LINK_HINT)
    elif is_outward(value) or value in given.reached:
        return
    elif value[:1] == "/":
        link = Link(value, given.box.line, said.column, value)
        text = f'"{value}" is not there: this site has neither a page nor a file at that address'
        yield hidden(site, given.source, link, given.readings) or given.at(said, text, LINK_HINT, "warning")
    elif not any(map(partial(address, site), given.files(said))):
        yield _of_nothing(given, said)


def _of_nothing(given: _Given, said: Argument) -> Diagnostic:
    """What is said of a link to a file that is not there, or that of a source which readers cannot see (yet)."""
    for path in given.files(said):
        if reading := given.readings.get(path):
            link = Link(path, given.box.line, said.column, said.value)
            return hidden_source(given.source, link, given.site, reading)
    return given.at(said, f'"{said.value}" is not there', LINK_HINT, level_of(given.site))


def _of_event(given: _Given, shortcode: Shortcode) -> Iterator[Diagnostic]:
    """What a file for calendars cannot say, whatever the template makes of it."""
    for box in events([given.box]):
        said = {each.name: each for each in box.arguments}
        start, end = (given.moment(said[name]) if name in said else None for name in (DATE, END))
        declared = shortcode.argument(DATE)
        is_told = declared and (declared.type == "date" if said[DATE].value else declared.is_required)
        if start is None and not is_told:
            yield given.at(said[DATE], f'"{said[DATE].value}" is not a date', DATE_HINT)
        elif start and end and is_before(end, start):
            yield given.at(said[END], f'"{said[END].value}" is before "{said[DATE].value}"', END_HINT)

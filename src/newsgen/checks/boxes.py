"""Every box of a text is one that there is, and is told what its template asks for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from newsgen.checks.base import Check, Read
from newsgen.checks.links import PICTURE_HINT, is_picture, level_of
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.mistakes import choice
from newsgen.model import Argument, Box
from newsgen.questions.addresses import address
from newsgen.questions.files import asset_of
from newsgen.shortcodes import DATE, FOLDER, Declared, Shortcode, events
from newsgen.site.boxes import DATE_HINT, LINK_HINT, files_of, is_elsewhere, is_link, moment
from newsgen.site.index import Site


def boxes(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`box-unknown`; `box-argument`: one that there is not, that is missing, or whose value is none; `box-empty`."""
    # Few texts have boxes.
    for source, reading in readings.items():
        for box in reading.boxes if reading.boxes and site.is_shown(source) else ():
            yield from _of_box(site, source, box)


def _of_box(site: Site, source: str, box: Box) -> Iterator[Diagnostic]:
    shortcode = site.boxes.get(box.name)
    if shortcode is None:
        text, hint = f'there is no box "{box.name}"', choice(box.name, site.boxes)
        hint = hint or f"put {FOLDER}{box.name}.html into {site.config.templates}/"
        yield Diagnostic("box-unknown", _place(source, box), text, hint)
        return
    known = {each.name for each in shortcode.arguments}
    for said in box.arguments:
        declared = shortcode.argument(said.name)
        if declared is None:
            hint = _instead(said, box, known)
            yield _at(source, box, said, f'a box "{box.name}" has no "{said.name}"', hint)
        else:
            yield from _of_value(site, source, box, said, declared)
    yield from _missing(source, box, shortcode)
    yield from _of_event(site, source, box)


def _instead(said: Argument, box: Box, known: Iterable[str]) -> str:
    if said.name == "title":
        return f"write it behind the name: ::: {box.name} {said.value}"
    return choice(said.name, known) or "leave the braces out"


def _missing(source: str, box: Box, shortcode: Shortcode) -> Iterator[Diagnostic]:
    given = {each.name for each in box.arguments if each.value}
    for declared in shortcode.arguments:
        if declared.is_required and declared.name not in given:
            hint = f"write it in braces behind the title: {{{declared.name}={_example(declared)}}}"
            text = f'this box "{box.name}" has no "{declared.name}"'
            yield Diagnostic("box-argument", _place(source, box), text, hint)
    if "title" in shortcode.required and not box.title:
        hint = f"write it behind the name: ::: {box.name} Title"
        yield Diagnostic("box-argument", _place(source, box), f'this box "{box.name}" has no title', hint)
    if "content" in shortcode.required and box.start == box.end:
        hint = "write it between the two lines of colons"
        yield Diagnostic("box-empty", _place(source, box), f'nothing stands in this box "{box.name}"', hint, "warning")


def _example(declared: Declared) -> str:
    if declared.choices:
        return declared.choices[0]
    return {"date": "2026-12-05", "picture": "portrait.jpg", "file": "report.pdf", "link": "https://…"}.get(
        declared.type, '"…"'
    )


def _of_value(site: Site, source: str, box: Box, said: Argument, declared: Declared) -> Iterator[Diagnostic]:
    value = said.value
    if not value:
        return
    if declared.choices and value not in declared.choices:
        hint = choice(value, declared.choices)
        yield _at(source, box, said, f'"{value}" is none of the words that "{said.name}" may be', hint)
    elif declared.type == "date" and moment(value, site.config.timezone) is None:
        yield _at(source, box, said, f'"{value}" is not a date', DATE_HINT)
    elif declared.type in {"picture", "file"}:
        yield from _of_file(site, source, box, said, declared)
    elif declared.type == "link":
        yield from _of_link(site, source, box, said)


def _of_file(site: Site, source: str, box: Box, said: Argument, declared: Declared) -> Iterator[Diagnostic]:
    if is_elsewhere(said.value):
        if declared.type == "picture":
            text = f'"{said.value}" is a picture of another host, which readers would ask without being asked'
            yield _at(source, box, said, text, "put it beside this file")
        return
    found = (asset_of(site, path) for path in files_of(said.value, source, site.config))
    asset = next((each for each in found if each), None)
    if asset is None:
        hint = "name a file that is there, from the folder of this one on"
        yield _at(source, box, said, f'"{said.value}" is not there', hint, level_of(site))
    elif declared.type == "picture" and not is_picture(asset):
        yield _at(source, box, said, f'"{said.value}" is no picture', PICTURE_HINT, level_of(site))


def _of_link(site: Site, source: str, box: Box, said: Argument) -> Iterator[Diagnostic]:
    value = said.value
    if not is_link(value):
        yield _at(source, box, said, f'"{value}" is no address that a page may have', LINK_HINT)
    elif not is_elsewhere(value) and not value.startswith(("#", "/", "mailto:", "tel:")):
        found = map(partial(address, site), files_of(value, source, site.config))
        if not any(found):
            yield _at(source, box, said, f'"{value}" leads nowhere that readers can see', LINK_HINT, level_of(site))


def _of_event(site: Site, source: str, box: Box) -> Iterator[Diagnostic]:
    """What a file for calendars cannot say, whatever the template makes of it."""
    for _ in events([box]):
        said = {each.name: each for each in box.arguments}
        start = moment(said[DATE].value, site.config.timezone)
        end = moment(said["end"].value, site.config.timezone) if "end" in said else None
        if start is None and _is_text(site, box):
            yield _at(source, box, said[DATE], f'"{said[DATE].value}" is not a date', DATE_HINT)
        elif start and end and end.at < start.at:
            yield _at(source, box, said["end"], f'"{said["end"].value}" is before "{said[DATE].value}"', DATE_HINT)


def _is_text(site: Site, box: Box) -> bool:
    """Whether a template does not know the date of an event as one."""
    declared = site.boxes[box.name].argument(DATE)
    return declared is None or declared.type != "date"


def _place(source: str, box: Box) -> Place:
    return Place(source, box.line, box.column, len(box.name))


def _at(source: str, box: Box, said: Argument, text: str, hint: str, level: Level = "error") -> Diagnostic:
    return Diagnostic("box-argument", Place(source, box.line, said.column, said.length), text, hint, level)


BOXES = Check("boxes", "texts", frozenset({"box-unknown", "box-argument", "box-empty"}), "error", boxes)


def tables(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`box-table`: a template of a box declares its arguments in a way that cannot be read."""
    for name, shortcode in site.boxes.items():
        for problem in shortcode.problems:
            place = Place(f"{site.config.templates}/{FOLDER}{name}.html", problem.line)
            yield Diagnostic("box-table", place, problem.text, problem.hint)


TABLES = Check("tables", "site", frozenset({"box-table"}), "error", tables)

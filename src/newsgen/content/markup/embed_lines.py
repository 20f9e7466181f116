"""Lines of a text that are only an address of a film, a map, a sound: each becomes a box "embed" that holds no text.

    https://www.youtube.com/watch?v=…
    ![Title](https://vimeo.com/…){poster=x.jpg}

As in markup/boxed.py, a mark stands for each in what Markdown reads. Where it does not come out as a paragraph of its
own (in code, beside other text), the line is read as it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from newsgen.config import Embeds
from newsgen.content.markup.containers import arguments
from newsgen.content.markup.film_remarks import BESIDE_HINT, unshown
from newsgen.content.markup.published import in_order
from newsgen.content.markup.text import first_paragraph, n_words, plain
from newsgen.expressions import expression
from newsgen.model import Argument, Body, Box, Finding
from newsgen.origins import own_path
from newsgen.providers import Embed, Found, is_no_picture, understood
from newsgen.shortcodes import ADDRESS, EMBED

_BRACES = r"(?:[ \t]*\{:?(?P<braces>[^{}]*)\})?[ \t]*\r?"
_BARE = expression(
    rf"(?P<indent>[ \t]*)(?P<open><?)(?P<address>https?://[^\s<>{{}}]+)(?P<close>>?){_BRACES}", re.IGNORECASE
)
_PICTURE = expression(
    r"(?P<indent>[ \t]*)!\[(?P<title>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?:<(?P<angled>[^<>]+)>|(?P<address>[^\s<>()]+))"
    r"""(?:[ \t]+(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>[^']*)'))?[ \t]*\)""" + _BRACES
)
# Where notes begin, in the HTML of both engines.
_NOTES = '<div class="footnote"'
_LONE_BRACES = expression(r"[ \t]*\{:?[^{}]*=[^{}]*\}[ \t]*\r?")
_BRACES_HINT = "write {poster=picture.jpg}"


class _Line(NamedTuple):
    """A line that is to be shown as what it leads to; `number` counts from 0, `column` from 1."""

    number: int
    indent: str
    title: str
    column: int
    arguments: tuple[Argument, ...]
    findings: tuple[Finding, ...]


class _Left(NamedTuple):
    """What is said of an address of which nothing is shown, where the HTML has it as a link or a line."""

    address: str
    finding: Finding


class _Read(NamedTuple):
    """What the lines of a text are: those to be shown, the links that stand instead of some, and those left alone."""

    shown: Mapping[int, _Line]
    instead: Mapping[int, str]
    left: Sequence[_Left]


class _Spot(NamedTuple):
    """Where a mark stands in HTML, and the title behind it."""

    start: int
    end: int
    title: str


def with_embeds(text: str, read: Callable[[str], Body], embeds: Embeds, base_url: str) -> Body:
    """The body of a text; `read` makes that of one whose lines are all text."""
    lines = text.split("\n")
    found = _read(lines, embeds, base_url)
    if not found.shown and not found.instead:
        return _told(read(text), found, {}, text)
    word = _word(text)
    body = read(_marked(lines, [*found.shown, *found.instead], found, word))
    come_out = _whole(body.html, [*found.shown, *found.instead], word)
    wanted = [number for number in found.shown if number in come_out]
    instead = {number: line for number, line in found.instead.items() if number in come_out}
    if instead or len(wanted) < len(found.shown) + len(found.instead):
        links = found._replace(instead=instead)
        body = read(_marked(lines, wanted, links, word))
        # Twice is enough for nearly any text, and of the others nothing is shown.
        if len(_whole(body.html, wanted, word)) < len(wanted):
            wanted = []
            body = read(_marked(lines, wanted, links, word))
    whole = {number: found.shown[number] for number in wanted}
    return _told(_finished(body, whole, word), found, whole, text)


def _read(lines: Sequence[str], embeds: Embeds, base_url: str) -> _Read:
    shown: dict[int, _Line] = {}
    instead: dict[int, str] = {}
    left: list[_Left] = []
    for number, match in _candidates(lines):
        address = _address(match, base_url)
        found = understood(address, embeds.hosts)
        is_apart = all(_is_apart(lines, each) for each in (number - 1, number + 1))
        if isinstance(found, Embed) and embeds.shows(found.provider):
            if is_apart:
                shown[number] = _line(number, match, address)
            elif beside := _beside(lines, number, match):
                text = f'"{address}" does not stand alone, and is not shown here'
                hint, is_notice = beside
                place = number + 1, _column(match), len(address)
                left.append(_Left(address, Finding("embed-beside", text, hint, *place, is_notice=is_notice)))
        elif is_apart and _is_meant(match, found, address):
            instead[number] = _link(match, address)
            if said := unshown(address, embeds):
                left.append(_Left(address, Finding(*said, number + 1, _column(match), len(address))))
    return _Read(shown, instead, left)


def _is_meant(match: re.Match[str], found: Found, address: str) -> bool:
    """Whether a line of which nothing is shown was written to show something."""
    if match.re is _PICTURE() and "](" in match["title"]:
        # No link can hold one; another module makes one of what Markdown has made of it.
        return False
    is_written_so = match.re is _PICTURE() or match["braces"] is not None
    return found is not None or (is_written_so and "//" in address and is_no_picture(address))


def _link(match: re.Match[str], address: str) -> str:
    """What is read instead of a line: without what stands in braces."""
    title = match["title"] if match.re is _PICTURE() else ""
    return match["indent"] + (f"[{title}](<{address}>)" if title.strip() or "//" not in address else f"<{address}>")


def _candidates(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Lines that hold an address and nothing else."""
    for number, line in enumerate(lines):
        if match := _matched(line):
            yield number, match


def _matched(line: str) -> re.Match[str] | None:
    bare = line.lstrip(" \t")
    if bare[:2] == "![":
        return _PICTURE().fullmatch(line)
    match = _BARE().fullmatch(line) if bare[:5].lower() in {"http:", "https", "<http"} else None
    return match if match and bool(match["open"]) == bool(match["close"]) else None


def _beside(lines: Sequence[str], number: int, match: re.Match[str]) -> tuple[str, bool] | None:
    """The hint to a bare address beside other lines, and whether it is a notice; None: in a sentence it is a link."""
    if match.re is _PICTURE():
        return None
    if number + 1 < len(lines) and _LONE_BRACES().fullmatch(lines[number + 1]):
        return "write the braces behind the address, in the same line", False
    is_among_others = any(_matched(lines[each]) for each in (number - 1, number + 1) if 0 <= each < len(lines))
    return (BESIDE_HINT, True) if is_among_others else None


def _is_apart(lines: Sequence[str], number: int) -> bool:
    """Whether a line leaves the one beside it a paragraph of its own."""
    line = lines[number].strip() if 0 <= number < len(lines) else ""
    return not line or line.startswith((":::", "#", "<!--"))


def _address(match: re.Match[str], base_url: str) -> str:
    """The address of a line; as from the root where it is this site's own."""
    groups = match.groupdict()
    written = unescape(groups.get("angled") or groups["address"]).strip().replace(" ", "%20")
    own = own_path(base_url, written) if base_url and "//" in written else ""
    if not own.startswith("/"):
        return written
    # However the folders of the site are spelled here.
    return "/".join(["", *own.split("/")[urlsplit(base_url).path.count("/") + 1 :]])


def _column(match: re.Match[str]) -> int:
    return 1 + max(match.start(name) for name in ("angled", "address") if name in match.re.groupindex)


def _line(number: int, match: re.Match[str], address: str) -> _Line:
    groups = match.groupdict()
    column = _column(match)
    said, findings = _said(match, number)
    named = {each.name: each for each in said}
    own = [Argument(ADDRESS, address, column, len(address))]
    side = "double" if groups.get("double") else "single"
    if (caption := groups.get(side) or "") and "caption" not in named:
        own.append(Argument("caption", caption.replace('\\"', '"'), match.start(side) + 1, len(caption)))
    title = (groups.get("title") or "").strip()
    if "title" in named:
        title = title or named["title"].value
        said = tuple(each for each in said if each.name != "title")
    return _Line(number, match["indent"], title, column, (*own, *said), findings)


def _said(match: re.Match[str], number: int) -> tuple[tuple[Argument, ...], tuple[Finding, ...]]:
    """What stands in braces behind an address."""
    written = match["braces"]
    if not written or not written.strip():
        return (), ()
    begin = match.start("braces")
    found = arguments(written, begin + 1)
    if found is not None:
        return found, ()
    text = f'"{{{written}}}" says nothing that can be read: it is left out'
    return (), (Finding("embed-braces", text, _BRACES_HINT, number + 1, begin, len(written) + 2),)


def _word(text: str) -> str:
    """A word that stands nowhere in a text, and that Markdown leaves as it is."""
    word = "embedmark"
    while word in text:
        word += "x"
    return word


def _marked(lines: Sequence[str], wanted: Iterable[int], found: _Read, word: str) -> str:
    """The text with marks for some lines, and links instead of others: so every line keeps its number."""
    out = list(lines)
    for number, line in found.instead.items():
        out[number] = line
    for number in wanted:
        line_ = found.shown.get(number)
        indent, title = (line_.indent, line_.title) if line_ else (_indent(lines[number]), "")
        out[number] = f"{indent}{word}{number}e {title}".rstrip()
    return "\n".join(out)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _spots(html: str, word: str) -> dict[int, _Spot]:
    """The marks that are a paragraph of their own, by the numbers of their lines; in a note there is none."""
    pattern = re.compile(rf"<p>{word}(\d+)e(?: ([^\n]*?))?</p>\n?")
    notes = html.find(_NOTES)
    found: dict[int, _Spot] = {}
    for match in pattern.finditer(html, 0, notes if notes >= 0 else len(html)):
        found.setdefault(int(match[1]), _Spot(match.start(), match.end(), (match[2] or "").strip()))
    return found


def _whole(html: str, wanted: Iterable[int], word: str) -> set[int]:
    """Those of which the mark came out, once."""
    spots = _spots(html, word)
    n_of = Counter(map(int, re.findall(rf"{word}(\d+)e", html)))
    return {number for number in wanted if number in spots and n_of[number] == 1}


def _finished(body: Body, shown: Mapping[int, _Line], word: str) -> Body:
    """A body without its marks, with a box in the place of each."""
    if not shown:
        return body
    spots = _spots(body.html, word)
    ordered = sorted(spots.values())
    parts, position = [], 0
    for spot in ordered:
        parts.append(body.html[position : spot.start])
        position = spot.end
    html = "".join([*parts, body.html[position:]])
    moved = _Moved(ordered, body.boxes)
    boxes = [replace(box, start=moved.offset(box.start), end=moved.offset(box.end)) for box in body.boxes]
    boxes += [_box(shown[number], spot, moved) for number, spot in spots.items()]
    boxes.sort(key=lambda box: box.line)
    return replace(
        body,
        html=html,
        boxes=tuple(boxes),
        words=n_words(html) + sum(n_words(box.title) for box in boxes),
        teaser=_teaser(body.teaser, html, boxes, spots, word),
        findings=tuple(_as_written(each, shown, word) for each in body.findings),
    )


class _Moved:
    """Where what stands in HTML is when all marks have gone, and how many boxes it stands in."""

    def __init__(self, spots: Sequence[_Spot], boxes: Sequence[Box]) -> None:
        """`spots` are in the order of the HTML."""
        self._starts = [spot.start for spot in spots]
        self._gone = [0, *accumulate(spot.end - spot.start for spot in spots)]
        self._begins = sorted(box.start for box in boxes)
        self._ends = sorted(box.end for box in boxes)

    def offset(self, offset: int) -> int:
        return offset - self._gone[bisect_left(self._starts, offset)]

    def depth(self, offset: int) -> int:
        return bisect_right(self._begins, offset) - bisect_right(self._ends, offset)


def _box(line: _Line, spot: _Spot, moved: _Moved) -> Box:
    offset = moved.offset(spot.start)
    depth = moved.depth(spot.start)
    return Box(EMBED, line.number + 1, line.column, spot.title, line.arguments, offset, offset, depth)


def _teaser(teaser: str, html: str, boxes: Sequence[Box], spots: Mapping[int, _Spot], word: str) -> str:
    """A text's beginning without what it shows, unless there is nothing else."""
    if word not in teaser:
        return teaser
    first, *rest = re.split(rf"{word}(\d+)e", teaser)
    for number, text in zip(rest[::2], rest[1::2], strict=True):
        first += " " + text.lstrip().removeprefix(plain(spots[int(number)].title))
    if said := " ".join(first.split()):
        return said
    outside, position = [], 0
    for box in boxes:
        if not box.depth:
            outside.append(html[position : box.start])
            position = box.end
    found = first_paragraph("".join([*outside, html[position:]])) or first_paragraph(html)
    return found or next(filter(None, (plain(spot.title) for spot in spots.values())), "")


def _as_written(found: Finding, shown: Mapping[int, _Line], word: str) -> Finding:
    """What is said of a line, with the address that stands there."""
    if word not in found.text:
        return found
    pattern = re.compile(rf"{word}(\d+)e")
    return replace(found, text=pattern.sub(lambda match: shown[int(match[1])].arguments[0].value, found.text))


def _told(body: Body, found: _Read, shown: Mapping[int, _Line], text: str) -> Body:
    """A body with what is to be said of the lines that are shown, and of those that are links."""
    said = [each for line in shown.values() for each in line.findings]
    said += _left_alone(found.left, body.html, text) if found.left else []
    return replace(body, findings=in_order([*body.findings, *said])) if said else body


def _left_alone(left: Sequence[_Left], html: str, text: str) -> list[Finding]:
    """What is said of lines that are left as they are: of those in code, nothing."""
    from newsgen.content.markup import fences

    code = fences.code(text)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    outside = (each for each in left if not fences.is_within(starts[each.finding.line - 1], code))
    shown = {*re.findall(r' href="([^"]*)"', html)}
    shown.update(line.removeprefix("<p>").removesuffix("</p>") for line in html.split("\n"))
    spelled = {unquote(unescape(each)) for each in shown}
    return [each.finding for each in outside if unquote(each.address) in spelled]

"""The body of a text that has containers: Markdown reads it as one text, in which marks stand for their lines.

So notes, definitions and headings are those of the whole text. Where a mark does not come out as a paragraph of its
own, beside that of the other end, its container is none, and its lines are text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from newsgen.content.markup.containers import Container, containers
from newsgen.content.markup.published import in_order
from newsgen.content.markup.text import first_paragraph, n_words
from newsgen.model import Body, Box, Finding, Link
from newsgen.tags import tags

_WITHOUT_END = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
P = TypeVar("P", Finding, Link)

_HINT = "write its ::: lines at the margin, on lines of their own, and no tag that begins in it and ends outside"


class _Marked(NamedTuple):
    """A text with marks for containers, by their numbers, and which line of the other text each of its lines is.

    `shifts`: how many columns further on a title stood, by the line in which it stands now.
    """

    text: str
    containers: Mapping[int, Container]
    lines: Sequence[int]
    shifts: Mapping[int, int]


def boxed(text: str, read: Callable[[str], Body]) -> Body:
    """The body of a text; `read` makes that of one without containers."""
    lines = text.split("\n")
    found = containers(lines)
    if not found.containers:
        body = read(text)
        return replace(body, findings=in_order([*body.findings, *found.findings])) if found.findings else body
    word = _word(text)
    marked = _marked(lines, dict(enumerate(found.containers)), word)
    body = read(marked.text)
    said = list(found.findings)
    whole = _whole(body.html, marked, word)
    if whole.keys() != marked.containers.keys():
        # Of one that is none, nothing else is said.
        none = {each.line + 1 for number, each in marked.containers.items() if number not in whole}
        said = [each for each in said if each.line not in none]
        said += _unread(body.html, marked, whole, word)
        marked = _marked(lines, whole, word)
        body = read(marked.text)
        # To be read twice is enough for any text.
        if _whole(body.html, marked, word).keys() != whole.keys():
            said += map(_shown, whole.values())
            marked = _marked(lines, {}, word)
            body = read(marked.text)
    return _finished(body, marked, said, word)


def _word(text: str) -> str:
    """A word that stands nowhere in a text, and that Markdown leaves as it is."""
    word = "boxmark"
    while word in text:
        word += "x"
    return word


def _marked(lines: Sequence[str], wanted: Mapping[int, Container], word: str) -> _Marked:
    out: list[str] = []
    origin: list[int] = []
    shifts: dict[int, int] = {}
    opened = {each.line: number for number, each in wanted.items()}
    ended = _ended(wanted)
    closing = {each.closing for each in wanted.values()}
    for number in range(len(lines) + 1):
        own = [] if number in opened or number in closing else [*lines[number : number + 1]]
        for each in ended.get(number, ()):
            own = ["", f"{wanted[each].indent}{word}{each}e", "", *own]
        if number in opened:
            container = wanted[opened[number]]
            begin = f"{container.indent}{word}{opened[number]}a "
            shifts[len(out) + len(own) + 2] = container.title_column - len(begin) - 1
            own += ["", begin + container.title, ""]
        out += own
        origin += [min(number + 1, len(lines))] * len(own)
    return _Marked("\n".join(out), wanted, origin, shifts)


def _ended(wanted: Mapping[int, Container]) -> Mapping[int, Sequence[int]]:
    """The containers that end in or before a line: the outermost first, for each is put before the last."""
    ended: dict[int, list[int]] = defaultdict(list)
    for number, each in wanted.items():
        ended[each.before if each.closing is None else each.closing].append(number)
    return ended


class _Spot(NamedTuple):
    """Where a mark stands in HTML, which element it stands in, and the title behind it."""

    start: int
    end: int
    parent: int
    title: str


def _spots(html: str, word: str) -> dict[tuple[int, str], _Spot]:
    """All marks that are a paragraph of their own, by number and end; one that stands twice is none."""
    pattern = re.compile(rf"<p>{word}(\d+)(?:e|(a)(?: (.*?))?)</p>\n?", re.DOTALL)
    found: dict[tuple[int, str], _Spot] = {}
    path = _Path()
    position = 0
    for match in pattern.finditer(html):
        path.follow(html[position : match.start()])
        position = match.end()
        key = int(match[1]), match[2] or "e"
        if key not in found:
            found[key] = _Spot(match.start(), match.end(), path.innermost, (match[3] or "").strip())
    return found


def _whole(html: str, marked: _Marked, word: str) -> dict[int, Container]:
    """The containers of which both marks came out, in one element, and within the one that they are in.

    How deep each stands is reckoned from these alone.
    """
    spots = _spots(html, word)
    times = Counter(re.findall(rf"{word}\d+[ae]", html))
    whole: dict[int, Container] = {}
    # Where those around it begin and end, and how many of them are left.
    above: list[tuple[int, int, int]] = []
    for number, container in marked.containers.items():
        first, last = spots.get((number, "a")), spots.get((number, "e"))
        del above[container.depth :]
        start, end, depth = above[-1] if above else (0, len(html), 0)
        is_once = times[f"{word}{number}a"] == times[f"{word}{number}e"] == 1
        is_in_one = first and last and is_once and first.parent == last.parent
        if first and last and is_in_one and start <= first.start < last.start and last.end <= end:
            whole[number] = replace(container, depth=depth)
            above.append((first.end, last.start, depth + 1))
        else:
            above.append((start, end, depth))
    return whole


def _unread(html: str, marked: _Marked, whole: Mapping[int, Container], word: str) -> Iterable[Finding]:
    """What is said of containers that are none; of those that a comment has swallowed, nothing."""
    shown = {int(number) for number in re.findall(rf"{word}(\d+)[ae]", html)}
    for number, each in marked.containers.items():
        if number in shown and number not in whole:
            yield _shown(each)


def _shown(container: Container) -> Finding:
    """What is said of a container whose lines are shown."""
    written = f"{':' * container.n_marks} {container.name}"
    text = f'"{written}" begins or ends within something else: it is shown as written'
    return Finding("box-unread", text, _HINT, container.line + 1, container.column, len(container.name))


class _Path:
    """Which elements stand open behind the HTML that has been followed."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._n_of: Counter[str] = Counter()
        self._n_seen = 0

    @property
    def innermost(self) -> int:
        return self._open[-1][1] if self._open else 0

    def follow(self, html: str) -> None:
        for tag in tags(html):
            name = tag.name.lower()
            if not name[0].isalpha() or name in _WITHOUT_END:
                continue
            if not tag.is_end:
                self._n_seen += 1
                self._open.append((name, self._n_seen))
                self._n_of[name] += 1
            elif self._n_of[name]:
                self._end(name)

    def _end(self, name: str) -> None:
        inner = ""
        while inner != name:
            inner = self._open.pop()[0]
            self._n_of[inner] -= 1


def _finished(body: Body, marked: _Marked, said: Iterable[Finding], word: str) -> Body:
    """A body without its marks, and with places in the text as it was."""
    said = list(said)
    own = {each.line for each in said if each.code == "box-unread"}
    others = (_told(_placed(each, marked), marked, word) for each in body.findings)
    # What is said of a container's line is said once.
    findings = in_order([*said, *(each for each in others if each.code != "foreign-markup" or each.line not in own)])
    links = tuple(_placed(each, marked) for each in body.links)
    parts = tuple(_placed(each, marked) for each in body.parts)
    body = replace(body, links=links, parts=parts, findings=findings)
    if not marked.containers:
        return body
    html, boxes = _unmarked(body.html, marked, word)
    words = n_words(html) + sum(n_words(box.title) for box in boxes)
    return replace(body, html=html, boxes=boxes, words=words, teaser=_teaser(body.teaser, html, boxes, word))


def _unmarked(html: str, marked: _Marked, word: str) -> tuple[str, tuple[Box, ...]]:
    spots = _spots(html, word)
    parts: list[str] = []
    offsets: dict[tuple[int, str], int] = {}
    position = length = 0
    for key, spot in spots.items():
        if key[0] in marked.containers:
            parts.append(html[position : spot.start])
            length += spot.start - position
            offsets[key] = length
            position = spot.end
    html_left = "".join([*parts, html[position:]])
    boxes = (
        Box(
            name=each.name,
            line=each.line + 1,
            column=each.column,
            title=spots[number, "a"].title,
            arguments=each.arguments,
            start=offsets[number, "a"],
            end=offsets[number, "e"],
            depth=each.depth,
        )
        for number, each in marked.containers.items()
    )
    return html_left, tuple(boxes)


def _teaser(teaser: str, html: str, boxes: Sequence[Box], word: str) -> str:
    """A text's beginning: what stands in a box is none, unless nothing else does."""
    if word not in teaser:
        return teaser
    # What stands before <!--more--> may hold boxes.
    if not teaser.startswith(word):
        return " ".join(re.sub(rf"{word}\d+[ae]", " ", teaser).split())
    outside: list[str] = []
    position = 0
    for box in boxes:
        if not box.depth:
            outside.append(html[position : box.start])
            position = box.end
    return first_paragraph("".join([*outside, html[position:]])) or first_paragraph(html)


def _told(found: Finding, marked: _Marked, word: str) -> Finding:
    """A finding that speaks of a container's line as it is written."""
    if word not in found.text:
        return found
    pattern = re.compile(rf"{word}(\d+)[ae]")
    return replace(found, text=pattern.sub(lambda match: f"::: {marked.containers[int(match[1])].name}", found.text))


def _placed(found: P, marked: _Marked) -> P:
    line = marked.lines[found.line - 1] if 0 < found.line <= len(marked.lines) else found.line
    return replace(found, line=line, column=found.column + marked.shifts.get(found.line, 0))

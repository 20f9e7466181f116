"""Ids of a body that holds what its writer wrote as HTML or in braces: each stands once, and none is the theme's."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from newsgen.content.markup.positions import Positions
from newsgen.expressions import expression
from newsgen.model import Finding, Heading
from newsgen.tags import Tag, attributes, tags, unquoted

# The theme's own templates begin all of their ids so.
_OF_THEME = "theme:"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_NOTES = ("fn-", "fnref")
_SHOWN = 60
_BRACES = expression(r"\{[^{}\n]*\}")
_IN_BRACES = expression(r"#([^\s{}]+)")
_ATTRIBUTE = expression(r"""(?i)\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""")


class _Id(NamedTuple):
    tag: Tag
    id: str

    @property
    def rank(self) -> int:
        """Which of several keeps its id: a note, whose links newsgen writes; else what is no heading."""
        if self.tag.name in {"li", "sup"} and self.id.startswith(_OF_NOTES):
            return 0
        return 2 if self.tag.name in _HEADINGS else 1


def unique(
    html: str, headings: tuple[Heading, ...], positions: Positions
) -> tuple[str, tuple[Heading, ...], list[Finding]]:
    """The HTML with each id once, the headings that it has, with their ids, and what is to be said of others."""
    found = list(_ids(html))
    numbers = Counter(each.id for each in found)
    if len(numbers) == len(found) and not any(id_.startswith(_OF_THEME) for id_ in numbers):
        return html, tuple(heading for heading in headings if heading.id in numbers), []
    new = _new_ids(found, numbers)
    return _written(html, found, new), _renamed(headings, found, new), list(_told(found, new, positions))


def _ids(html: str) -> Iterator[_Id]:
    for tag in tags(html):
        if "id" in tag.attributes and not tag.is_end:
            values = (value for key, value in attributes(tag.attributes) if key == "id" and value)
            yield from (_Id(tag, unescape(unquoted(value))) for value in (next(values, None),) if value)


def _new_ids(found: Sequence[_Id], numbers: Counter[str]) -> list[str]:
    """The id that each of them has in the end; "" for one that goes."""
    keepers: dict[str, int] = {}
    for number, each in enumerate(found):
        known = keepers.setdefault(each.id, number)
        if each.rank < found[known].rank:
            keepers[each.id] = number
    taken = set(numbers)
    last: Counter[str] = Counter()
    new: list[str] = []
    for number, each in enumerate(found):
        id_ = each.id.replace(_OF_THEME, "theme-", 1) if each.id.startswith(_OF_THEME) else each.id
        if keepers[each.id] != number or (id_ != each.id and id_ in taken):
            id_ = _free(id_, taken, last) if each.rank == 2 else ""
        taken.add(id_)
        new.append(id_)
    return new


def _free(id_: str, taken: Collection[str], last: Counter[str]) -> str:
    """The id with the first number behind it that is free; `last` are those that are not."""
    while True:
        last[id_] += 1
        if (name := f"{id_}_{last[id_]}") not in taken:
            return name


def _written(html: str, found: Sequence[_Id], new: Sequence[str]) -> str:
    parts: list[str] = []
    position = 0
    for each, id_ in zip(found, new, strict=True):
        if id_ != each.id:
            parts += [html[position : each.tag.start], _with_id(each.tag, id_)]
            position = each.tag.end
    return "".join((*parts, html[position:]))


def _with_id(tag: Tag, id_: str) -> str:
    """A tag with another id, "" for none; of an attribute that stands twice, browsers take the first."""
    known: dict[str, str | None] = {}
    for key, value in attributes(tag.attributes):
        known.setdefault(key, f'"{escape(id_)}"' if key == "id" else value)
    if not id_:
        del known["id"]
    shown = "".join(f" {key}" if value is None else f" {key}={value}" for key, value in known.items())
    return f"<{tag.name}{shown}{' /' if tag.attributes.endswith('/') else ''}>"


def _renamed(headings: tuple[Heading, ...], found: Sequence[_Id], new: Sequence[str]) -> tuple[Heading, ...]:
    """The headings that are there, in their order, with the ids that they have in the end."""
    of_headings: dict[str, deque[str]] = {}
    for each, id_ in zip(found, new, strict=True):
        if each.rank == 2:
            of_headings.setdefault(each.id, deque()).append(id_)
    return tuple(
        Heading(heading.level, of_headings[heading.id].popleft(), heading.text)
        for heading in headings
        if of_headings.get(heading.id)
    )


def _told(found: Sequence[_Id], new: Sequence[str], positions: Positions) -> Iterator[Finding]:
    """A warning at each id that its writer gave and that is not kept."""
    given: dict[str, list[int]] = {}
    for id_, place in _given(positions.text):
        given.setdefault(id_, []).append(place)
    pairs = list(zip(found, new, strict=True))
    kept = {each.id for each, id_ in pairs if each.id == id_ and each.rank}
    for id_ in dict.fromkeys(each.id for each, id_ in pairs if each.id != id_):
        why = "begins as the theme's own ids do" if id_.startswith(_OF_THEME) else "stands elsewhere in this text, too"
        text = f'the id "{id_[:_SHOWN]}" {why}: it is not kept'
        for place in given.get(id_, [])[id_ in kept :]:
            yield Finding("id-twice", text, "write another, and mend the links to it", *positions.at(place), len(id_))


def _given(text: str) -> Iterator[tuple[str, int]]:
    """Each id that stands in braces or in a tag, and where."""
    for braces in _BRACES().finditer(text):
        yield from ((match[1], braces.start() + match.start(1)) for match in _IN_BRACES().finditer(braces[0]))
    yield from ((unescape(match[1]), match.start(1)) for match in _ATTRIBUTE().finditer(text))

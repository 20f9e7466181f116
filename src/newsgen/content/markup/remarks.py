"""What is to be said of a text: what of it the HTML lacks, and what in it is no Markdown, with their places."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from newsgen.content.markup import hints
from newsgen.content.markup.embeds import EMBEDS, address_of
from newsgen.content.markup.foreign import Suspect, outside_code
from newsgen.content.markup.marks import is_markable, marked
from newsgen.content.markup.positions import Positions
from newsgen.content.markup.removed import WHOLE, Removed, is_about_looks, removed
from newsgen.model import Finding

# What was left out, with its offset where that is known.
Placed: TypeAlias = tuple[Removed, int | None]

# In a text that came from elsewhere one thing may stand hundreds of times; so many places show what is meant.
_MOST = 5
_SUSPECT = {
    "foreign-markup": "is markup of another system, which newsgen does not carry out",
    "address-blank": "is no link, for there is a blank in its address: it is shown as written",
    "visibility-not-public": "marks what is not for everyone, and newsgen publishes for everyone",
    "reference-undefined": "leads nowhere, for what it refers to is not defined: it is shown as written",
}
_HINT_HIDDEN = "delete the element, or what hides it if everyone may read it"
_TAG_OPENING = re.compile(r"<([A-Za-z][^\s/>]*+|\?[^\s>]*+|!\[CDATA\[)", re.IGNORECASE)
_LIST_OPENING = re.compile(r"(?<!{){:?(?=[ ]*+(?:#[^\s-]|\.|[A-Za-z_][\w:.-]*+=)[^{}\n]*+})")


def remarks(
    text: str,
    positions: Positions,
    suspected: Sequence[Suspect],
    left_out: Sequence[Removed],
    refused: Sequence[str],
    converted: Callable[[str], str],
) -> list[Finding]:
    """What is to be said of tags, of other systems' markup and of references.

    `left_out` is what sanitising took, `refused` are addresses that went otherwise; `converted` gives Markdown's HTML,
    for a text in which something stands out goes through it once more to learn the places.
    """
    placed: list[Placed] = [(each, None) for each in left_out]
    foreign = suspected
    if (suspected or left_out) and is_markable(text):
        placed, foreign = _placed(text, suspected, left_out, converted)
    return of_placed(positions, placed, refused, foreign)


def of_placed(
    positions: Positions, placed: Sequence[Placed], refused: Sequence[str], foreign: Sequence[Suspect]
) -> list[Finding]:
    """What is to be said of all this, where it is known what stands in code and where the rest stands."""
    # An address that is among what sanitising took is told with its tag.
    known = {each.value for each, _ in placed}
    addresses: list[Placed] = [(Removed("a", "", address), None) for address in refused if address not in known]
    return [*_of_removed([*placed, *addresses], positions), *_of_foreign(foreign, positions)]


def outside(text: str, suspected: Sequence[Suspect], converted: Callable[[str], str]) -> Sequence[Suspect]:
    """Those suspects that stand in no code; `converted` as for `remarks`."""
    return _placed(text, suspected, (), converted)[1] if suspected and is_markable(text) else suspected


def _placed(
    text: str, suspected: Sequence[Suspect], left_out: Sequence[Removed], converted: Callable[[str], str]
) -> tuple[list[Placed], list[Suspect]]:
    """What was left out with its offset where that is known, and those suspects that stand in no code."""
    of_suspects = [(suspect.offset, suspect.offset, suspect) for suspect in suspected]
    places = sorted([*of_suspects, *_openings(text, left_out)], key=lambda place: place[0])
    html = converted(marked(text, [(place[0], place[2] is None) for place in places]))
    again = list(removed(html)) if left_out else []
    # A mark can keep Markdown from seeing what it saw: then what is known is said without a place.
    found = again if len(again) >= len(left_out) else left_out
    numbered = {number: place[2] for number, place in enumerate(places) if place[2] is not None}
    offsets = [place[1] for place in places]
    return [(each, None if each.mark is None else offsets[each.mark]) for each in found], outside_code(html, numbered)


def _openings(text: str, left_out: Sequence[Removed]) -> Iterator[tuple[int, int, None]]:
    """Where marks go that tell tags and lists apart, and where each of these begins."""
    names = {each.tag.lower() for each in left_out}
    for match in _TAG_OPENING.finditer(text) if names else ():
        if match[1].lower() in names:
            yield match.end(), match.start(), None
    for match in _LIST_OPENING.finditer(text) if any(each.attribute for each in left_out) else ():
        yield match.end(), match.start(), None


def _of_removed(placed: Iterable[Placed], positions: Positions) -> Iterator[Finding]:
    places: dict[tuple[str, str, str, bool], list[tuple[int, int, Removed]]] = {}
    looks: dict[str, tuple[int, int]] = {}
    for each, offset in placed:
        word = each.value or each.attribute or each.tag
        line, column = positions.at(offset) if offset is not None else positions.of(word)
        if is_about_looks(each):
            looks.setdefault(each.attribute, (line, column))
        else:
            same = places.setdefault((each.tag.lower(), each.attribute, each.value, each.hides), [])
            if not same or line != same[-1][0]:
                same.append((line, column, each))
    for same in places.values():
        for number, (line, column, each) in enumerate(same[:_MOST]):
            more = f" (and in {len(same) - _MOST} more lines)" if number == _MOST - 1 and len(same) > _MOST else ""
            yield _of_one(each, line, column, more)
    if looks:
        yield _of_looks(looks)


def _of_one(each: Removed, line: int, column: int, more: str) -> Finding:
    name = each.tag.lower()
    if each.value:
        return _of_address(each.value, (line, column), more)
    if each.hides:
        what = f'"{each.attribute}" of <{name}>' if each.attribute else f'"<{name}>"'
        text = f"{what} hides what stands in it, and everyone would read that{more}"
        return Finding("html-removed", text, _HINT_HIDDEN, line, column, len(each.tag) + 1, is_error=True)
    if each.attribute:
        text, hint = (
            f'"{each.attribute}" of <{name}> is left out{more}',
            hints.of_attribute(name, each.attribute, each.written),
        )
    else:
        address = address_of(name, each.written) if name in EMBEDS else ""
        instead = f', a link to "{short(address)}" stands in its place' if address else ""
        shown = f"<{short(each.tag)}>" if name[0].isalpha() else f"<{each.tag}"
        rest = " with all that is in it" if name in WHOLE else ""
        if each.takes_rest:
            rest = " with all that follows, for it is not closed"
        text = f'"{shown}" is left out{rest}{instead}{more}'
        hint = (hints.of_frame(address) if address else "") or hints.of_element(name, each.written)
    return Finding("html-removed", text, hint, line, column, len(each.tag) + 1)


def _of_address(address: str, place: tuple[int, int], more: str = "") -> Finding:
    text = f'"{short(address)}" is no address that a page may have: it is left out{more}'
    return Finding("html-removed", text, hints.of_address(address), *place, min(len(address), 60))


def _of_looks(looks: dict[str, tuple[int, int]]) -> Finding:
    names = ", ".join(f'"{name}"' for name in sorted(looks))
    hint = "leave them out: the theme says how texts look"
    return Finding("html-removed", f"{names} are left out", hint, *min(looks.values()), 1, True)


def _of_foreign(found: Sequence[Suspect], positions: Positions) -> Iterator[Finding]:
    """Once for each name."""
    numbers: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Suspect] = {}
    for suspect in found:
        numbers[suspect.code, suspect.name] += 1
        first.setdefault((suspect.code, suspect.name), suspect)
    for key, suspect in first.items():
        more = f" ({numbers[key]} times)" if numbers[key] > 1 else ""
        what = _SUSPECT[suspect.code]
        text = f'"{short(suspect.written)}" {what}{more}'
        line, column = positions.at(suspect.offset)
        is_error = suspect.code == "visibility-not-public"
        length = min(len(suspect.written), 60)
        yield Finding(suspect.code, text, suspect.hint, line, column, length, is_error=is_error)


def short(written: str) -> str:
    words = " ".join(written.split())
    return words if len(words) <= 60 else words[:59] + "…"


def few(found: Iterable[Finding]) -> Iterator[Finding]:
    """The first ones; the last of these says how many more there are."""
    every = list(found)
    for number, each in enumerate(every[:_MOST]):
        n_more = len(every) - _MOST if number == _MOST - 1 else 0
        more = f" (and {n_more} more)" if n_more > 0 else ""
        yield Finding(each.code, each.text + more, each.hint, each.line, each.column, each.length)

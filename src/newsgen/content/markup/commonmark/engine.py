"""A text -> its body, as CommonMark and GFM read it."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from newsgen.config import RawHtml
from newsgen.content.markup.checkboxes import drawn, without_references
from newsgen.content.markup.commonmark.abbreviations import (
    Abbreviations,
    Line,
    lines,
    may_hold_some,
    without,
)
from newsgen.content.markup.commonmark.dressed import Dressed
from newsgen.content.markup.commonmark.events import Event, cleaned, events, events_without_html
from newsgen.content.markup.commonmark.notes import Notes
from newsgen.content.markup.commonmark.places import Places
from newsgen.content.markup.foreign import Suspect, suspects
from newsgen.content.markup.links import Binder, unresolvable
from newsgen.content.markup.published import UNREADABLE, in_order, parted, published, schemes
from newsgen.content.markup.text import first_paragraph, n_words, running
from newsgen.content.markup.undefined import undefined, with_blanks
from newsgen.content.markup.unique import unique
from newsgen.content.markup.unseen import findings as unseen
from newsgen.model import Body, Finding

if TYPE_CHECKING:
    from newsgen.content.markup.remarks import Placed
    from newsgen.content.markup.removed import Removed


def body(text: str, folder: str, lang: str, mode: RawHtml, base_url: str = "") -> Body:
    """The body of a text in a language; `folder` is the source's, for its relative links. Any text has one.

    `base_url` is the site's own, for whole addresses.
    """
    text, source = cleaned(text)
    places = Places(text, source)
    found, explained = _read(text, places, mode)
    renderer = Dressed(text, places, lang, schemes(mode), Abbreviations(explained) if explained else None)
    made = renderer.rendered(found)
    if renderer.is_too_deep:
        return _unreadable(text)
    if renderer.has_tasks:
        made = without_references(made)
    before, html = parted(made, mode) if "<" in text else ("", made)
    is_own = html is made and not renderer.holds_html
    binder = Binder(places, folder, schemes(mode), base_url)
    left_out: tuple[Removed, ...] = ()
    # Most texts have no addresses and no HTML.
    if renderer.holds_html or renderer.has_addresses or "newsgen" in text:
        html, left_out = published(html, mode, binder, renderer.holds_html, text)
    # A film that was written as a picture is a link, whose words count.
    is_own = is_own and 'class="film-link"' not in html
    headings, doubled = renderer.headings, list[Finding]()
    if "<" in text or "{" in text:
        html, headings, doubled = unique(html, headings, places)
    if renderer.has_tasks:
        before, html = drawn(before), drawn(html)
    if "&#" in text:
        doubled += unseen(text, html, places)
    told = [*doubled, *_lost(text, places, found, renderer, explained)]
    told += _remarks(text, places, renderer.notes, left_out, binder.refused, lambda marked: _html(marked, lang, mode))
    told += binder.findings()
    # What the renderer knows of its own HTML need not be looked for.
    teaser = running(before) if before else (is_own and renderer.teaser) or first_paragraph(html)
    words = renderer.n_words if is_own else n_words(html)
    links, files, parts = tuple(binder.links), tuple(binder.files), binder.missing_parts(html)
    return Body(html, teaser, words, headings, links, files, in_order(told), parts)


def _unreadable(text: str) -> Body:
    html = unresolvable(f'<pre tabindex="0">{escape(text, quote=False)}</pre>')
    return Body(html, "", n_words(html), findings=(UNREADABLE,))


def _read(text: str, places: Places, mode: RawHtml) -> tuple[list[Event], list[Line]]:
    """The events of a text without the lines that explain abbreviations; and those."""
    found = events_without_html(text) if mode == "escape" else events(text)
    explained = lines(places.source, found) if "[" in text and may_hold_some(text) else []
    return (without(found, explained), explained) if explained else (found, [])


def _html(text: str, lang: str, mode: RawHtml) -> str:
    """What becomes of a text before it is sanitised."""
    places = Places(text, text.encode())
    return Dressed(text, places, lang, schemes(mode)).rendered(_read(text, places, mode)[0])


def _lost(
    text: str, places: Places, found: Sequence[Event], renderer: Dressed, explained: Sequence[Line]
) -> list[Finding]:
    if not (explained or _may_lose(text, renderer)):
        return []
    # Most texts lose nothing.
    from newsgen.content.markup.commonmark.losses import lost

    return list(lost(places, found, renderer.notes.used, explained, renderer.abbreviations_used))


def _may_lose(text: str, renderer: Dressed) -> bool:
    """Whether a look at all that stands in a text may find something; nearly always False."""
    if renderer.holds_html or renderer.has_lost_cells or renderer.has_fences:
        return True
    if "]" in text and text.count("]:") > renderer.notes.n_in_order:
        return True
    rows = (line for line in text.split("\n") if "|" in line and "-" in line) if "|" in text else ()
    return sum(not line.strip("|-: \t>*+") for line in rows) != renderer.n_tables


def _remarks(
    text: str,
    places: Places,
    notes: Notes,
    left_out: "Sequence[Removed]",
    refused: Sequence[str],
    converted: Callable[[str], str],
) -> list[Finding]:
    suspected = suspects(text, _unread(text, places, notes) if "[" in text else ())
    if not (suspected or left_out or refused):
        return []
    # Of most texts nothing is to be said.
    from newsgen.content.markup.remarks import of_placed, outside

    return of_placed(places, _placed(left_out, places), refused, outside(text, suspected, converted))


def _unread(text: str, places: Places, notes: Notes) -> Iterator[Suspect]:
    yield from with_blanks(text)
    if "[^" in text or "][" in text:
        yield from undefined(text, _defined(text, places, notes))


def _defined(text: str, places: Places, notes: Notes) -> frozenset[str]:
    """The labels of links in small letters, and of notes as they are written, with "^" before them."""
    links = (" ".join(label.split()).lower() for label in (places.definitions if "][" in text else ()))
    return frozenset((*links, *(f"^{label}" for label in notes.spellings)))


def _placed(left_out: "Sequence[Removed]", places: Places) -> "Sequence[Placed]":
    """What sanitising took, each with the place of its tag, or of the list in braces that says it."""
    found: list[Placed] = []
    tag, known, at = "", {""}, None
    for each in left_out:
        if each.value:
            found.append((each, None))
            continue
        name = each.tag + each.written
        if name != tag or each.attribute in known:
            tag, known = name, set()
            at = places.offset_of(name)
        known.add(each.attribute)
        found.append((each, places.offset_of(f"{{{each.attribute}") if at is None else at))
    return found

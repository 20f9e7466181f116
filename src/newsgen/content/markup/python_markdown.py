"""The engine `markdown`: Python-Markdown with tables, footnotes, typographic quotes and figures."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension, SaneUListProcessor
from markdown.extensions.tables import TableExtension
from msgspec import convert

from newsgen.config import RawHtml
from newsgen.content.markup import checkboxes
from newsgen.content.markup.depth import equal_room
from newsgen.content.markup.fast import converter
from newsgen.content.markup.foreign import Suspect, not_carried_out, suspects
from newsgen.content.markup.garbled import garbled_at, is_garbled, tamed
from newsgen.content.markup.links import Binder
from newsgen.content.markup.lists import AttributeLists
from newsgen.content.markup.named import Named
from newsgen.content.markup.noted import Noted, Notes
from newsgen.content.markup.outline import OutlineExtension
from newsgen.content.markup.positions import Positions
from newsgen.content.markup.published import UNREADABLE, below_title, in_order, parted, published, schemes
from newsgen.content.markup.quotes import Quotes
from newsgen.content.markup.shapes import Shapes
from newsgen.content.markup.text import first_paragraph, n_words, plain, running
from newsgen.content.markup.undefined import undefined
from newsgen.content.markup.unique import unique
from newsgen.content.markup.unseen import findings as unseen
from newsgen.content.slugs import slug_of
from newsgen.model import Body, Finding, Heading

if TYPE_CHECKING:
    from newsgen.content.markup.removed import Removed
    from newsgen.registry import Part

_NOTHING = Noted()
_Converted: TypeAlias = tuple[str, tuple[Heading, ...], Noted, Finding | None]


def body(text: str, folder: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]" = (), base_url: str = "") -> Body:
    """The body of a text in a language; `folder` is the source's, for its relative links; `parts` stand beside its own.

    `base_url` is the site's own, for whole addresses. Any text has a body: where HTML in it breaks Markdown's own
    parser, its tags are shown as they are written.
    """
    html, headings, noted, trouble = _converted(text, lang, mode, parts)
    found = _lists(text, lang, mode, parts, noted) if trouble is None else []
    suspected = _suspected(text, html, noted, parts)
    shown_before, html = parted(html, mode)
    positions = Positions(text)
    binder = Binder(positions, folder, schemes(mode), base_url)
    html, left_out = _published(html, mode, binder, parts, text)
    if "<" in text or "{" in text:
        html, headings, doubled = unique(html, headings, positions)
        found += doubled
    if "&#" in text:
        found += unseen(text, html, positions)
    found += _remarks(
        text, positions, suspected, left_out, binder.refused, lambda marked: _taken(marked, lang, mode, parts)
    )
    found += _lost(text, positions, noted) if trouble is None else [trouble]
    found += binder.findings()
    teaser = running(shown_before) if shown_before else first_paragraph(html)
    links, files = tuple(binder.links), tuple(binder.files)
    return Body(html, teaser, n_words(html), headings, links, files, in_order(found), binder.missing_parts(html))


def _published(
    html: str, mode: RawHtml, binder: Binder, parts: "tuple[Part, ...]", text: str
) -> tuple[str, "tuple[Removed, ...]"]:
    if _has_boxes(mode, parts):
        # Nobody knows what these parts make of a text.
        html, left_out = published(checkboxes.put_by(html), mode, binder, True, text)
        return checkboxes.drawn(html), left_out
    # Only raw HTML and attribute lists can bring in what newsgen did not write itself.
    holds_html = "<" in text or ("{" in text and mode != "allow")
    return published(html if holds_html else below_title(html), mode, binder, holds_html, text)


def _has_boxes(mode: RawHtml, parts: "tuple[Part, ...]") -> bool:
    return mode != "allow" and any(isinstance(part, Named) for part in parts)


def _taken(text: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]") -> str:
    """The HTML of a text as it is sanitised."""
    html = _converted(text, lang, mode, parts)[0]
    return checkboxes.put_by(html) if _has_boxes(mode, parts) else html


def try_out(mode: RawHtml, parts: "tuple[Part, ...]") -> None:
    """Read a word with parts beside newsgen's own; raises whatever they raise."""
    engine = _engine("en", mode, parts)
    engine.markdown.reset()
    engine.convert("Word.")


def _converted(text: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]") -> _Converted:
    """The HTML and its headings, what the parser noted, and what kept it from reading the text as it is."""
    try:
        made = _read(text, lang, mode, parts)
        return _untangled(text, lang, mode, parts) if is_garbled(made[0], text) else (*made, None)
    except BaseException as error:  # Markdown and html.parser raise many kinds for broken HTML, and parts raise any.
        if isinstance(error, KeyboardInterrupt) or not (parts or isinstance(error, Exception)):
            raise
        # What it was at stays in its parser, and would change the bodies of the texts that follow.
        _engine.cache_clear()
        if parts and (without := _converted(text, lang, mode, ()))[3] is not UNREADABLE:
            return *without[:3], _failed(error, parts)
        if mode == "escape":
            return f"<pre>{escape(text)}</pre>", (), Noted(), UNREADABLE
        return *_converted(text, lang, "escape", ())[:3], UNREADABLE


def _read(
    text: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]", is_fast: bool = True
) -> tuple[str, tuple[Heading, ...], Noted]:
    """The HTML and its headings, and what the parser noted; raises whatever parser and parts raise."""
    engine = _engine(lang, mode, parts, is_fast)
    engine.markdown.reset()
    # What it found of emphasis in a text and has not given yet, it would give in the next.
    if delimiters := getattr(engine.markdown, "delimiters", None):
        delimiters.reset()
    engine.notes.begin(text)
    with equal_room():
        html, headings = engine.convert(text), _headings(engine.markdown)
        if parts:
            _check(html, headings)
        return html, headings, engine.notes.taken()


def _check(html: str, headings: tuple[Heading, ...]) -> None:
    """Raise an error where parts have made what is no text, or what no file can hold."""
    convert((html, headings), tuple[str, tuple[Heading, ...]])
    for each in (html, *(heading.id for heading in headings), *(heading.text for heading in headings)):
        each.encode()


def _untangled(text: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]") -> _Converted:
    """What `_converted` gives, of a text that came out garbled: the library's own, or without the emphasis at fault."""
    made = _read(text, lang, mode, parts, False)
    if not is_garbled(made[0], text):
        return *made, None
    known, line = tamed(text, lambda block: _read(block, lang, mode, parts, False)[0])
    made = _read(known, lang, mode, parts, False)
    if is_garbled(made[0], text):
        raise ValueError("signs of Markdown's own stand in the HTML")
    return *made, garbled_at(line)


def _failed(error: BaseException, parts: "tuple[Part, ...]") -> Finding:
    from newsgen.content.markup.extensions import failed

    return failed(error, parts)


def _suspected(text: str, html: str, noted: Noted, parts: "tuple[Part, ...]") -> list[Suspect]:
    found = suspects(text, undefined(text, noted.defined))
    return not_carried_out(html, found) if any(isinstance(part, Named) for part in parts) else found


def _remarks(
    text: str,
    positions: Positions,
    suspected: Sequence[Suspect],
    left_out: "Sequence[Removed]",
    refused: Sequence[str],
    converted: Callable[[str], str],
) -> list[Finding]:
    if not (suspected or left_out or refused):
        return []
    # Of most texts nothing is to be said.
    from newsgen.content.markup.remarks import remarks

    return remarks(text, positions, suspected, left_out, refused, converted)


def _lost(text: str, positions: Positions, noted: Noted) -> list[Finding]:
    if noted == _NOTHING and "```" not in text and "~~~" not in text:
        return []
    # A text without definitions, tables, HTML and code loses nothing.
    from newsgen.content.markup.lost import lost

    return list(lost(text, positions, noted))


def _lists(text: str, lang: str, mode: RawHtml, parts: "tuple[Part, ...]", noted: Noted) -> list[Finding]:
    # Without one of these, no line begins with a point, and none is indented.
    if not any(sign in text for sign in ("\n- ", "\n* ", "\n+ ", "\n1. ", "1) ", "\n ", "\n>")):
        return []
    # A part may read lists by other rules.
    if parts and not _reads_lists(_engine(lang, mode, parts).markdown):
        return []
    from newsgen.content.markup.list_lines import surprises

    return surprises(text, noted.raw)


def _reads_lists(engine: Markdown) -> bool:
    """Whether an engine reads them as newsgen's own does."""
    processors = engine.parser.blockprocessors
    return "ulist" in processors and type(processors["ulist"]) is SaneUListProcessor


class _Engine(NamedTuple):
    """`convert` does what that of `markdown` does; `notes` are of the text that was converted last."""

    markdown: Markdown
    convert: Callable[[str], str]
    notes: Notes


@lru_cache(maxsize=64)
def _engine(lang: str, mode: RawHtml, parts: "tuple[Part, ...]", is_fast: bool = True) -> _Engine:
    """One engine for each language and mode: setting one up takes longer than an article."""
    news = _News(lang)
    # Classes, for to find extensions by their names Markdown looks through all that is installed.
    extensions = [
        TableExtension(use_align_attribute=True),
        FootnoteExtension(BACKLINK_TEXT="&#8617;&#xFE0E;", BACKLINK_TITLE="{}", SEPARATOR="-"),
        *(FencedCodeExtension(), AttrListExtension(), DefListExtension(), AbbrExtension()),
        *([] if mode == "escape" else [MarkdownInHtmlExtension()]),
        SaneListExtension(),
        OutlineExtension(slugify=lambda text, _: slug_of(text, lang) or "section", marker=""),
        news,
        *(part(lang) for part in parts),
    ]
    engine = Markdown(extensions=extensions, output_format="html")
    if mode == "escape":
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return _Engine(engine, converter(engine) if is_fast else engine.convert, news.notes)


def _headings(engine: Markdown) -> tuple[Heading, ...]:
    found: list[Heading] = []

    def take(tokens: list[dict[str, Any]]) -> None:
        for token in tokens:
            found.append(Heading(token["level"], token["id"], plain(token["name"])))
            take(token["children"])

    take(getattr(engine, "toc_tokens", []))
    return tuple(found)


class _News(Extension):
    """Quotes of a language, figures, scrolling tables, the outline; `notes` are of the text that was read last."""

    notes: Notes

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def extendMarkdown(self, md: Markdown) -> None:
        self.notes = Notes(md)
        md.treeprocessors.register(AttributeLists(md), "attr_list", 8)
        quotes = Quotes(md)
        quotes.lang = self._lang
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, '"', "'"]
        # After `inline` (20) and `attr_list` (8), which dresses elements; before `toc` (5), which gives headings ids.
        md.treeprocessors.register(quotes, "newsgen_quotes", 7)
        md.treeprocessors.register(Shapes(md), "newsgen_shapes", 6)

"""The engine `markdown`: Python-Markdown with tables, footnotes, typographic quotes and figures."""

import re
from functools import lru_cache
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from newsgen.config import RawHtml
from newsgen.content.markup.depth import equal_room
from newsgen.content.markup.embeds import linked
from newsgen.content.markup.links import Binder, late, unresolvable
from newsgen.content.markup.lists import AttributeLists
from newsgen.content.markup.lost import lost
from newsgen.content.markup.noted import Noted, Notes
from newsgen.content.markup.positions import Positions
from newsgen.content.markup.quotes import Quotes
from newsgen.content.markup.remarks import by_place, remarks, unreadable
from newsgen.content.markup.removed import Removed, removed
from newsgen.content.markup.sanitize import SCHEMES, sanitized
from newsgen.content.markup.shapes import Shapes
from newsgen.content.markup.text import MORE, first_paragraph, n_words, plain, running
from newsgen.content.slugs import slug_of
from newsgen.model import Body, Heading

_ESCAPED_MORE = re.compile(r"<p>&lt;!(?:--|–)\s*more\s*(?:--|–)&gt;</p>\n?", re.IGNORECASE)
_RAW_H1 = re.compile(r"<(/?)h1\b")
_MORE_PARAGRAPH = re.compile(rf"<p>\s*{MORE.pattern}\s*</p>\n?", re.IGNORECASE)


def body(text: str, folder: str, lang: str, mode: RawHtml) -> Body:
    """The body of a text in a language; `folder` is the source's, for its relative links.

    Any text has a body: where HTML in it breaks Markdown's own parser, its tags are shown as they are written.
    """
    html, headings, noted, is_read = _converted(text, lang, mode)
    shown_before, html = _parted(html, mode)
    positions = Positions(text)
    binder = Binder(positions, folder, None if mode == "allow" else SCHEMES)
    left_out: tuple[Removed, ...] = ()
    if mode == "allow":
        html = binder.bound_raw(html) if "<" in text else _below_title(binder.bound(html))
    elif "<" in text or "{" in text:
        # Only raw HTML and attribute lists can bring in what newsgen did not write itself.
        left_out = tuple(removed(html))
        html = _below_title(late(sanitized(linked(html), binder.value)))
    else:
        html = _below_title(binder.bound(html))
    if html.count("newsgen:") != len(binder.links) or "newsgen" in text:
        html = unresolvable(html)
    found = remarks(
        text, positions, left_out, binder.refused, lambda marked: _converted(marked, lang, mode)[0], noted.defined
    )
    findings = by_place([*found, *lost(text, positions, noted)] if is_read else [unreadable(), *found])
    teaser = running(shown_before) if shown_before else first_paragraph(html)
    return Body(html, teaser, "", n_words(html), headings, tuple(binder.links), tuple(binder.files), findings)


def _converted(text: str, lang: str, mode: RawHtml) -> tuple[str, tuple[Heading, ...], Noted, bool]:
    """The HTML and its headings, what the parser noted, and whether raw HTML in the text could be read."""
    try:
        engine, notes = _engine(lang, mode)
        engine.reset()
        notes.begin(text)
        with equal_room():
            return engine.convert(text), _headings(engine), notes.taken(), True
    except Exception:  # Markdown and html.parser raise many kinds for broken HTML, AssertionError among them.
        # What it was at stays in its parser, and would change the bodies of the texts that follow.
        _engine.cache_clear()
        if mode == "escape":
            return f"<pre>{escape(text)}</pre>", (), Noted(), False
        return *_converted(text, lang, "escape")[:3], False


def _below_title(html: str) -> str:
    """HTML in which each "<" begins a tag, its headings below the page's h1, its code reached by keyboard."""
    if "<h1" in html:
        html = _RAW_H1.sub(r"<\1h2", html)
    return html.replace("<pre>", '<pre tabindex="0">') if "<pre>" in html else html


def _parted(html: str, mode: RawHtml) -> tuple[str, str]:
    """What stands before `<!--more-->` ("" without one), and the HTML without the mark."""
    more = _ESCAPED_MORE if mode == "escape" else MORE
    match = more.search(html)
    if match is None:
        return "", html
    return html[: match.start()], more.sub("", _MORE_PARAGRAPH.sub("", html))


@lru_cache(maxsize=64)
def _engine(lang: str, mode: RawHtml) -> tuple[Markdown, Notes]:
    """One engine for each language and mode: setting one up takes longer than an article."""
    extra = ["tables", "footnotes", "fenced_code", "attr_list", "def_list", "abbr"]
    news = _News(lang)
    engine = Markdown(
        extensions=[*extra, *([] if mode == "escape" else ["md_in_html"]), "sane_lists", "toc", news],
        extension_configs={
            "toc": {"slugify": lambda text, _: slug_of(text, lang) or "section", "marker": ""},
            "footnotes": {"BACKLINK_TEXT": "&#8617;&#xFE0E;", "BACKLINK_TITLE": "{}", "SEPARATOR": "-"},
            "tables": {"use_align_attribute": True},
        },
        output_format="html",
    )
    if mode == "escape":
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return engine, news.notes


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

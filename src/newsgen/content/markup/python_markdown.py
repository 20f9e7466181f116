"""The engine `markdown`: Python-Markdown with tables, footnotes, typographic quotes and figures."""

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.metadata import version
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsgen.config import RawHtml
from newsgen.content.markup.links import bound
from newsgen.content.markup.sanitize import sanitized
from newsgen.content.markup.text import first_paragraph, text_of
from newsgen.content.slugs import slug_of
from newsgen.model import Body, Heading

# Raised when this file makes other HTML of the same text.
OWN_VERSION = 1

MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)

# Opening and closing double, opening and closing single quotes of each language (CLDR, "delimiters").
QUOTES: Mapping[str, tuple[str, str, str, str]] = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "it": ("«", "»", "“", "”"),
    "nl": ("“", "”", "‘", "’"),
    "pl": ("„", "”", "‚", "’"),
}

BACK_TO_TEXT: Mapping[str, str] = {
    "de": "Zurück zum Text (Fußnote {})",
    "en": "Back to the text (footnote {})",
    "es": "Volver al texto (nota {})",
    "fr": "Retour au texte (note {})",
    "it": "Torna al testo (nota {})",
    "nl": "Terug naar de tekst (voetnoot {})",
    "pl": "Powrót do tekstu (przypis {})",
}


def name() -> str:
    """The engine with its version: bodies of another engine are made anew."""
    return f"markdown {version('Markdown')} nh3 {version('nh3')} {OWN_VERSION}"


def body(text: str, folder: str, lang: str, mode: RawHtml) -> Body:
    """The body of a text in a language; `folder` is the source's, for its relative links."""
    engine = _engine(lang.partition("-")[0], mode)
    engine.reset()
    html = engine.convert(text)
    before = MORE.split(html, maxsplit=1)
    html = sanitized("".join(MORE.split(html)), mode)
    html = re.sub(r"(?<=\w)[‘”](?=\w)", "’", html)
    html, links = bound(html, text, folder)
    running = text_of(html)
    teaser = text_of(sanitized(before[0], "sanitize")) if len(before) > 1 else first_paragraph(html)
    return Body(html, teaser or running[:1000], "", len(running.split()), _headings(engine), links)


@lru_cache(maxsize=32)
def _engine(lang: str, mode: RawHtml) -> Markdown:
    engine = Markdown(
        extensions=["extra", "sane_lists", "toc", "smarty", _News()],
        extension_configs={
            "smarty": {"substitutions": _substitutions(QUOTES.get(lang, QUOTES["en"]))},
            "toc": {"slugify": partial(_heading_id, lang=lang), "marker": ""},
            "footnotes": {"BACKLINK_TITLE": BACK_TO_TEXT.get(lang, BACK_TO_TEXT["en"])},
            "tables": {"use_align_attribute": True},
        },
        output_format="html",
    )
    if mode == "escape":
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return engine


def _substitutions(quotes: tuple[str, str, str, str]) -> dict[str, str]:
    names = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
    return {**dict(zip(names, quotes, strict=True)), "ndash": "–", "mdash": "—", "ellipsis": "…"}


def _heading_id(text: str, separator: str, lang: str) -> str:
    return slug_of(text, lang) or "section"


def _headings(engine: Markdown) -> tuple[Heading, ...]:
    found: list[Heading] = []

    def take(tokens: list[dict[str, Any]]) -> None:
        for token in tokens:
            found.append(Heading(max(2, token["level"]), token["id"], text_of(token["name"])))
            take(token["children"])

    take(getattr(engine, "toc_tokens", []))
    return tuple(found)


class _News(Extension):
    """Figures, tables that scroll, and headings below the page's own."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before `toc` (5), which numbers headings, after `attr_list` (8), which dresses elements.
        md.treeprocessors.register(_Shapes(md), "newsgen", 6)


class _Shapes(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                self._shape(parent, position, child)

    def _shape(self, parent: Element, position: int, child: Element) -> None:
        if child.tag == "h1":
            child.tag = "h2"
        elif child.tag == "img":
            child.set("loading", "lazy")
            child.set("decoding", "async")
        elif child.tag == "p" and _is_lone_picture(child):
            parent[position] = _figure(child)
        elif child.tag == "table" and parent.get("class") != "table":
            parent[position] = _scrolling(child)


def _is_lone_picture(paragraph: Element) -> bool:
    if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    only = paragraph[0]
    return only.tag == "img" or (
        only.tag == "a" and len(only) == 1 and only[0].tag == "img" and not (only.text or "").strip()
    )


def _figure(paragraph: Element) -> Element:
    figure = Element("figure", dict(paragraph.attrib))
    figure.tail = paragraph.tail
    content = paragraph[0]
    content.tail = None
    figure.append(content)
    picture = content if content.tag == "img" else content[0]
    picture.set("loading", "lazy")
    picture.set("decoding", "async")
    caption = picture.attrib.pop("title", "")
    if caption:
        element = Element("figcaption")
        element.text = caption
        figure.append(element)
    return figure


def _scrolling(table: Element) -> Element:
    for cell in table.iter():
        if cell.tag in {"th", "td"} and (align := cell.attrib.pop("align", "")):
            cell.set("class", align)
        if cell.tag == "th":
            cell.set("scope", "col")
    frame = Element("div", {"class": "table", "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame

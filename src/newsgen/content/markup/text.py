"""Made HTML -> the plain text in it: the teaser and the words."""

import re
from bisect import bisect_right

from newsgen.content import scripts
from newsgen.content.texts import unescaped, without_comments
from newsgen.expressions import expression

MORE_MARK = r"<!--\s*more\s*-->"
MORE = expression(MORE_MARK, re.IGNORECASE)

_NOTE_MARK = expression(r'<(sup)\b[^<>]*\bid="fnref')
_NOTE_MARK_END = expression(r"</(sup)>")
_NOTES = re.compile(r'<div class="footnote".*', re.DOTALL)
_NOT_RUNNING = expression(r"<(figure|table|pre|h[1-6]|script|style|svg)\b", re.IGNORECASE)
_NOT_RUNNING_END = expression(r"</(figure|table|pre|h[1-6]|script|style|svg)\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|div|dt|dd|td|th|tr|figcaption)>|<br\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"<(/?)(p|blockquote|ul|ol|dl|table|figure|aside|details|div|section|pre)\b[^<>]*>", re.IGNORECASE)


def plain(html: str) -> str:
    """The text of HTML in one line, without the marks of footnotes."""
    return " ".join(_text(html).split())


def _text(html: str) -> str:
    if "fnref" in html:
        html = _without(html, _NOTE_MARK(), _NOTE_MARK_END(), "")
    return unescaped(_TAG.sub("", without_comments(_BLOCK_END.sub(" ", html))))


def running(html: str) -> str:
    """The text of HTML without headings, pictures, tables, code and footnotes."""
    return plain(_without(_NOTES.sub("", html), _NOT_RUNNING(), _NOT_RUNNING_END(), " "))


def _without(html: str, opening: re.Pattern[str], closing: re.Pattern[str], instead: str) -> str:
    """HTML without what stands from an opening to the next closing of the same name; what is never closed stays."""
    ends: dict[str, list[int]] = {}
    for match in closing.finditer(html):
        ends.setdefault(match[1].lower(), []).append(match.end())
    parts: list[str] = []
    shown = 0
    for match in opening.finditer(html):
        of_name = ends.get(match[1].lower(), [])
        number = bisect_right(of_name, match.end())
        if match.start() >= shown and number < len(of_name):
            parts += [html[shown : match.start()], instead]
            shown = of_name[number]
    return "".join([*parts, html[shown:]])


def n_words(html: str) -> int:
    return scripts.n_words(_text(_NOTES.sub("", html)))


def first_paragraph(html: str) -> str:
    """The text of the first paragraph that stands in no quote, list or box; without one, all running text.

    A link in the place of a film is no such paragraph.
    """
    depth, start = 0, -1
    for tag in _BLOCKS.finditer(html):
        is_end, name = bool(tag[1]), tag[2].lower()
        if name != "p":
            depth = max(0, depth - 1) if is_end else depth + 1
        elif not is_end and depth == 0 and "embed-link" not in tag[0]:
            start = tag.end()
        elif is_end and start >= 0:
            if text := plain(html[start : tag.start()]):
                return text
            start = -1
    return running(html)

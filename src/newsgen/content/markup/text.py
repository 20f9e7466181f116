"""Made HTML -> the plain text in it: the teaser and the words."""

import re
from html import unescape

MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)

_NOTE_MARK = re.compile(r'<sup\b[^>]*\bid="fnref.*?</sup>', re.DOTALL)
_NOTES = re.compile(r'<div class="footnote".*', re.DOTALL)
_NOT_RUNNING = re.compile(r"<(figure|table|pre|h[1-6]|script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|div|dt|dd|td|th|tr|figcaption)>|<br\b[^>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"<(/?)(p|blockquote|ul|ol|dl|table|figure|aside|details|div|section|pre)\b[^>]*>", re.IGNORECASE)


def plain(html: str) -> str:
    """The text of HTML in one line, without the marks of footnotes."""
    if "fnref" in html:
        html = _NOTE_MARK.sub("", html)
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())


def running(html: str) -> str:
    """The text of HTML without headings, pictures, tables, code and footnotes."""
    return plain(_NOT_RUNNING.sub(" ", _NOTES.sub("", html)))


def n_words(html: str) -> int:
    return len(plain(_NOTES.sub("", html)).split())


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

"""HTML and inline Markdown -> plain text."""

import re
from html import unescape

_NOTE_MARKS = re.compile(r'<sup\b[^>]*\bid="fnref.*?</sup>', re.DOTALL)
_DROPPED = re.compile(r"<(script|style|figure|table|pre)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_BLOCK = re.compile(r"</?(?:p|li|h\d|blockquote|div|dt|dd|br)\b[^>]*>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def plain_text(text: str) -> str:
    """A line of inline Markdown or HTML as plain text: marks and tags gone, entities as characters."""
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return " ".join(unescape(_TAG.sub("", text)).split())


def text_of(html: str) -> str:
    """The running text of HTML, without tables, pictures, code and the marks of footnotes."""
    html = _DROPPED.sub(" ", _NOTE_MARKS.sub("", html))
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", html))).split())


def first_paragraph(html: str) -> str:
    """The text of the first paragraph that has any."""
    for match in _PARAGRAPH.finditer(html):
        if text := text_of(match[1]):
            return text
    return ""

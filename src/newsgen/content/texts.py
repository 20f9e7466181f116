"""Marked-up text -> plain text, and plain text cut at a word."""

import re
from html import unescape

from newsgen.content.scripts import last_break
from newsgen.expressions import expression

ELLIPSIS = "…"

_ENTITY = expression(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Python reads no number of more than 4,300 digits.
_NO_CHARACTER = expression(r"&#[0-9]{20,};?")
# Elements of HTML: in "List<String> explained", the brackets are the writer's.
_ELEMENTS = (
    "a|abbr|acronym|article|aside|audio|b|bdi|bdo|big|blockquote|br|center|cite|code|data|dd|del|details|dfn|div|dl|dt|em"
    "|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|li|link|main|mark|meta|nav"
    "|object|ol|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source|span|strike|strong|style|sub|summary|sup"
    "|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = expression(rf"</?(?:{_ELEMENTS})(?=[\s/>])[^<>]*>", re.DOTALL | re.IGNORECASE)
_LINK = expression(r"!?\[([^\]\[]*)\](?:\((?:[^()\s]++|\([^()\s]*+\))*+(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
# What words of a line stand in, with its end: "The <em> element" speaks of one.
_IN_ELEMENT = expression(
    r"<(a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>([^<>]*+)</\1\s*>"
    r"|\s*<br\s*/?>\s*",
    re.IGNORECASE,
)
# An end is looked for in a sentence or two: what has thousands of marks and no end would take time by their square.
_EMPHASIS = expression(
    r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.{1,500}?)(?<=\S)\1(?![\w*])|(?<!`)(`{1,3})(?!`)(.{1,500}?)\3"
)
_NOTE = expression(r"\[\^[^\[\]]+\]")
# Words in an element in an element in an element: nobody writes more into a line.
_MAX_NESTED = 3
# The end of a sentence, and one or two words of the next; a short word with a point behind it is an abbreviation.
_STUMP = expression(
    r"(?P<whole>.*(?:[^\W\d_]{5}|\b(?!usw|etc)[a-zäöüß]{3,4})[.!?][\"'”“»«’)]*) (?=[\"'„“«»‚(]?[^\Wa-z_])\S+(?: \S+)?"
)
_TRAILING = " \t\n.,;:!?-–—…(„“\"'«»‚‘、。，．・：；？！（「『【〔〈《"


def entities_read(text: str) -> str:
    """A text with `&#8217;` and the like as the characters they mean; other exports leave them in titles."""
    return _ENTITY().sub(lambda match: unescape(match.group()), text) if "&" in text else text


def unescaped(html: str) -> str:
    """The text that HTML without tags stands for. Where tags have gone, digits of a reference may have met."""
    return unescape(_NO_CHARACTER().sub("\ufffd", html)) if "&" in html else html


def unmarked(text: str) -> str:
    """A line of Markdown as plain text: emphasis, code marks, links and tags left out, blanks as one."""
    if not any(mark in text for mark in "*_`[<&"):
        return " ".join(text.split())
    text = _TAG().sub("", without_comments(_LINK().sub(r"\1", text)))
    text = _EMPHASIS().sub(lambda match: match.group(2) or match.group(4), text)
    return " ".join(entities_read(text).split())


def without_pairs(text: str) -> str:
    """A line without the tags in which words of it stand; a tag alone is what the line speaks of."""
    for _ in range(_MAX_NESTED if "<" in text else 0):
        text = _IN_ELEMENT().sub(lambda match: match[2] if match[1] else " ", text)
    return text.strip()


def without_notes(line: str, text: str) -> str:
    """A line without the marks of notes that a text has, `[^1]`: what lists show leads to no note."""
    return _NOTE().sub(lambda mark: "" if f"{mark[0]}:" in text else mark[0], line) if "[^" in line else line


def first_note(line: str, text: str) -> str:
    """The first mark in a line of a note that a text has, "" where there is none."""
    marks = (match[0] for match in _NOTE().finditer(line)) if "[^" in line else ()
    return next((mark for mark in marks if f"{mark}:" in text), "")


def first_tag(text: str) -> str:
    """The first tag of HTML in a line, "" where there is none."""
    match = _TAG().search(text) if "<" in text else None
    return match[0] if match else ""


def without_comments(html: str) -> str:
    """HTML without `<!-- … -->`; one that is never closed stays."""
    parts: list[str] = []
    shown = 0
    while (start := html.find("<!--", shown)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        parts.append(html[shown:start])
        shown = end + 3
    return "".join([*parts, html[shown:]]) if parts else html


def cut(text: str, length: int) -> str:
    """At most `length` characters with the ellipsis, cut between words, no punctuation before the ellipsis.

    Where no more than two words of a sentence would be left, it ends with the sentence before. A first word longer than
    that is cut inside, for there is nothing else to show. Of scripts without blanks, every letter may be the last one.
    """
    if len(text) <= length:
        return text
    room = text[:length]
    place = 0 if text.isascii() else last_break(text, length)
    head = (room[:place] if place else room.rpartition(" ")[0]).rstrip(_TRAILING)
    stump = _STUMP().fullmatch(head)
    if stump is not None and len(stump["whole"]) > length // 2:
        return stump["whole"]
    return (head or room[: length - 1]) + ELLIPSIS

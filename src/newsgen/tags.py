"""The tags of HTML, as browsers find them: what looks like one in an attribute's value or in a script is text.

Every alternative below matches whatever follows, to the end of the text if need be, and never reads a character twice:
any HTML takes time in proportion to its length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsgen import namespaces
from newsgen.expressions import expression

# HTML, 13.2.5.32 ff.: a name may begin with "=", quotes count after "=" alone, a value that is not closed has no end.
# Of blanks there are five; what else looks like one (U+00A0, a vertical tab) belongs to the name or value around it.
_S = r" \t\n\f\r"
_VALUE = rf"""("[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_S}>"'][^{_S}>]*+)"""
_ATTRIBUTE = rf"""([^{_S}/>][^{_S}/>=]*+)(?:[{_S}]*+=[{_S}]*+{_VALUE}?+)?+"""
_ATTRIBUTES = expression(_ATTRIBUTE)
_ANY = _ATTRIBUTE.replace("([", "(?:[", 1).replace('("', '(?:"', 1)
_TAG = expression(
    rf"<(?:(?P<end>/?)(?P<name>[a-zA-Z][^{_S}/>]*+)(?P<attributes>(?:[{_S}/]++|{_ANY})*+)(?:>|\Z)"
    rf"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))|(?P<other>[!?/][^{_S}>]*+)[^>]*+(?:>|\Z))"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
# What changes how the text of a script goes on (13.2.5.18 ff.): a script may name itself within "<!--".
_OF_SCRIPTS = expression(rf"<!--|-->|</?script(?=[{_S}/>])", re.IGNORECASE)
_CDATA = "![CDATA["


class Tag(NamedTuple):
    """A tag: where it begins and ends, all of it, its name as written, and what is written after the name.

    `content_end` is the end of what browsers read as text where it is one of `<script>`'s kind, else `end`. A comment
    has the name "!--", another declaration or instruction what it begins with ("?php", "![CDATA[").
    """

    start: int
    end: int
    written: str
    name: str
    is_end: bool
    attributes: str
    content_end: int


def tags(html: str) -> Iterator[Tag]:
    """All tags, in order; those that stand in a script, a style, a frame and the like are not among them."""
    position, within = 0, list[namespaces.Open]()
    while match := _TAG().search(html, position):
        name, is_end = match["name"] or match["other"] or "!--", bool(match["end"])
        start, stop, written = match.start(), match.end(), match["attributes"] or ""
        is_within = namespaces.is_within(within)
        if within or name.lower() in namespaces.ROOTS:
            _note(within, name.lower(), is_end, written)
        position = stop
        if is_within:
            if name.startswith(_CDATA):
                position = stop = _behind(html, "]]>", start)
        elif name.lower() in _RAW and not is_end:
            position = _text_end(html, name.lower(), position)
        yield Tag(start, stop, html[start:stop], name, is_end, written, position)


def _note(within: list[namespaces.Open], name: str, is_end: bool, written: str) -> None:
    if is_end:
        namespaces.end(within, name)
    elif name[0].isalpha():
        found = list(placed(written))
        values = {each: unquoted(value or "") for each, value, _, _ in reversed(found)}
        # A slash that ends a value closes nothing.
        is_closed = written.endswith("/") and not (found and found[-1][3] == len(written))
        namespaces.begin(within, name, values, is_closed)


def _behind(html: str, mark: str, position: int) -> int:
    found = html.find(mark, position)
    return len(html) if found < 0 else found + len(mark)


def _text_end(html: str, name: str, position: int) -> int:
    """Where the text ends that browsers read from here on in an element of that name."""
    if name == "script":
        return _script_end(html, position)
    end = re.compile(rf"</{name}(?=[{_S}/>])", re.IGNORECASE).search(html, position)
    return end.start() if end else len(html)


def _script_end(html: str, position: int) -> int:
    is_comment = is_named = False
    while match := _OF_SCRIPTS().search(html, position):
        position, found = match.end(), match[0].lower()
        if found == "<!--":
            # Its dashes may be those of "-->", too.
            is_comment, position = True, position - 2
        elif found == "-->":
            is_comment = is_named = False
        elif found == "<script":
            is_named = is_comment
        elif is_named:
            is_named = False
        else:
            return match.start()
    return len(html)


def attributes(written: str) -> Iterator[tuple[str, str | None]]:
    """Names in small letters, and values as written with their quotes; None where there is no value."""
    for match in _ATTRIBUTES().finditer(written):
        yield match[1].lower(), match[2]


def placed(written: str) -> Iterator[tuple[str, str | None, int, int]]:
    """As `attributes`, and where each begins and ends."""
    for match in _ATTRIBUTES().finditer(written):
        yield match[1].lower(), match[2], match.start(), match.end()


def unquoted(value: str) -> str:
    """A value without its quotes."""
    quote = value[:1]
    return value[1:].removesuffix(quote) if quote in {'"', "'"} else value

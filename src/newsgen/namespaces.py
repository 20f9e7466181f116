"""Drawings and formulas within HTML (SVG, MathML), in which browsers read tags by other rules (HTML, 13.2.6.5)."""

ROOTS = frozenset({"svg", "math"})
# What may not stand in them: it ends them, and is HTML again.
_ENDING = frozenset(
    {
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "head",
        "hr",
        "i",
    }
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
    }
    | {"s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var"}
)
_ENDING_ENDS = frozenset({"p", "br"})
_FONT = frozenset({"color", "face", "size"})
# In these there is HTML.
_HOLDING_HTML = frozenset({"foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"})
_ENCODINGS = frozenset({"text/html", "application/xhtml+xml"})
# Browsers nest no deeper, and who looks for an element that is open looks at no more.
_MAX_DEPTH = 500

# An element that is open, and whether what stands in it is HTML.
Open = tuple[str, bool]


def is_within(elements: list[Open]) -> bool:
    """Whether what comes next is part of a drawing or formula, where no element holds text alone."""
    return bool(elements) and not elements[-1][1]


def begin(elements: list[Open], name: str, values: dict[str, str], is_closed: bool) -> None:
    """Note a start tag, by its name and attributes in small letters; `elements` begins with a drawing or formula."""
    if is_within(elements) and (name in _ENDING or (name == "font" and _FONT & values.keys())):
        _end(elements)
    elif (is_within(elements) or name in ROOTS) and not is_closed and len(elements) < _MAX_DEPTH:
        is_noted = name == "annotation-xml" and values.get("encoding", "").lower() in _ENCODINGS
        holds = name in _HOLDING_HTML or is_noted
        elements.append((name, holds))


def end(elements: list[Open], name: str) -> None:
    """Note an end tag."""
    if is_within(elements) and name in _ENDING_ENDS:
        _end(elements)
        return
    for position in range(len(elements) - 1, -1, -1):
        if elements[position][0] == name:
            del elements[position:]
            return


def _end(elements: list[Open]) -> None:
    while is_within(elements):
        elements.pop()

"""Boxes of task lists, which extensions of Markdown draw as form fields: they come through where other fields go."""

import re

from newsgen.expressions import expression
from newsgen.tags import Tag, attributes, tags, unquoted

# Noncharacters (U+FDD2, U+FDD3), which no text is to hold and no sanitiser changes.
EMPTY, TICKED = "\ufdd2", "\ufdd3"
_AS_WRITTEN = str.maketrans({EMPTY: "[ ]", TICKED: "[x]"})
_AS_BOXES = str.maketrans(
    {EMPTY: '<input disabled="" type="checkbox">', TICKED: '<input checked="" disabled="" type="checkbox">'}
)
# References to them, which whatever reads HTML next would turn into them.
_THEIRS = expression(r"&#(?:0*6497[89](?!\d)|x0*fdd[23](?![\da-f]));?", re.IGNORECASE)
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def without_references(html: str) -> str:
    """HTML in which nothing that a writer wrote names a character that stands for a box."""
    return _THEIRS().sub(_REPLACED, html) if "&#" in html else html


def put_by(html: str) -> str:
    """HTML with a character in place of each box, and nowhere else."""
    html = without_references(html).replace(EMPTY, _REPLACED).replace(TICKED, _REPLACED)
    if "<input" not in html:
        return html
    parts: list[str] = []
    position = 0
    for tag in tags(html):
        if character := _box(tag):
            parts += [html[position : tag.start], character]
            position = tag.end
    return "".join((*parts, html[position:]))


def _box(tag: Tag) -> str:
    """What stands for a tag that is a box; "" for others."""
    if tag.is_end or tag.name.lower() != "input":
        return ""
    said = dict(attributes(tag.attributes))
    if unquoted(said.get("type") or "").lower() != "checkbox":
        return ""
    return TICKED if "checked" in said else EMPTY


def drawn(html: str) -> str:
    """HTML with its boxes again, none of which can be ticked by readers; none is drawn within a tag."""
    if EMPTY not in html and TICKED not in html:
        return html
    parts: list[str] = []
    position = 0
    for tag in tags(html):
        parts.append(html[position : tag.start].translate(_AS_BOXES))
        # Where a tag is left open, what follows it may have become a value of it.
        parts.append(html[tag.start : tag.content_end].translate(_AS_WRITTEN))
        position = tag.content_end
    return "".join((*parts, html[position:].translate(_AS_BOXES)))

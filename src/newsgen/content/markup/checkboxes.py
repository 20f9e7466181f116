"""Boxes of task lists, which extensions of Markdown draw as form fields: they come through where other fields go."""

import re

from newsgen.expressions import expression

# Noncharacters (U+FDD2, U+FDD3), which no text is to hold and no sanitiser changes.
EMPTY, TICKED = "\ufdd2", "\ufdd3"
_BOX = expression(r"<input\b(?=[^<>]*\btype=[\"']?checkbox\b)([^<>]*)>", re.IGNORECASE)
_IS_TICKED = expression(r"\schecked\b", re.IGNORECASE)


def put_by(html: str) -> str:
    """HTML with a character in place of each box."""
    if "<input" not in html:
        return html
    return _BOX().sub(lambda box: TICKED if _IS_TICKED().search(box[1]) else EMPTY, html)


def drawn(html: str) -> str:
    """HTML with its boxes again, none of which can be ticked by readers."""
    if EMPTY not in html and TICKED not in html:
        return html
    html = html.replace(EMPTY, '<input disabled="" type="checkbox">')
    return html.replace(TICKED, '<input checked="" disabled="" type="checkbox">')

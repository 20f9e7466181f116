"""Galleries of a text: paragraphs of several pictures, which become boxes, and what is wrong in `::: gallery`."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from newsgen.content.markup.published import in_order
from newsgen.model import Body, Box, Finding
from newsgen.shortcodes import GALLERY
from newsgen.site.galleries import CLASS, elements, parted, pictures_of

# How engines mark a paragraph that holds several pictures and nothing else.
_PARAGRAPH = re.compile(rf'<p\b[^>]* class="{CLASS}[" ]')
_NO_PICTURE = 'write pictures in it, ![What it shows](a.jpg "Caption"), or ::: info for text'
_CAPTION = 'a caption is the title of its picture: ![What it shows](a.jpg "Caption")'
_ALONE = "leave a blank line between pictures and text"


def with_galleries(body: Body) -> Body:
    """A body whose paragraphs of pictures are boxes, too; those have no line."""
    spans = list(_paragraphs(body.html)) if f'class="{CLASS}' in body.html else []
    named = [box for box in body.boxes if box.name == GALLERY]
    findings = [finding for box in named for finding in _findings(box, body)]
    spans = [(start, end) for start, end in spans if not any(_holds(box, start, end) for box in named)]
    boxes = list(body.boxes)
    for start, end in spans:
        depth = sum(_holds(box, start, end) for box in body.boxes)
        made = Box(name=GALLERY, line=0, column=0, start=start, end=end, depth=depth)
        boxes.insert(bisect_right(boxes, start, key=lambda box: box.start), made)
    return replace(body, boxes=tuple(boxes), findings=in_order([*body.findings, *findings]))


def _paragraphs(html: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs of pictures begin and end that stand in no other element."""
    for start, element in elements(html):
        if _PARAGRAPH.match(element) and len(pictures_of(element)) > 1:
            yield start, start + len(element)


def _holds(box: Box, start: int, end: int) -> bool:
    return box.start <= start and end <= box.end


def _findings(box: Box, body: Body) -> Iterator[Finding]:
    """What is said of a gallery that holds other things than pictures."""
    found = parted(_pieces(box, body))
    if not found.pictures:
        text = f'no picture stands alone in this box "{GALLERY}": what stands there is shown as it is'
        yield _said("gallery-empty", box, text, _NO_PICTURE)
    elif "<img" in found.above or "<img" in found.below:
        text = f'a picture in this box "{GALLERY}" stands within text: it is no part of the gallery'
        yield _said("gallery-text", box, text, _ALONE)
    elif found.below:
        text = f'text in this box "{GALLERY}" stands behind a picture: it is shown below all pictures'
        yield replace(_said("gallery-text", box, text, _CAPTION), is_notice=True)


def _pieces(box: Box, body: Body) -> Iterator[tuple[str, bool]]:
    """What stands in a box, and the boxes in it, of which it is not asked what stands there."""
    start = box.start
    for each in body.boxes:
        if each.depth == box.depth + 1 and _holds(box, each.start, each.end):
            yield body.html[start : each.start], False
            yield f"<div>{each.name}</div>", True
            start = each.end
    yield body.html[start : box.end], False


def _said(code: str, box: Box, text: str, hint: str) -> Finding:
    return Finding(code, text, hint, box.line, box.column, len(box.name))

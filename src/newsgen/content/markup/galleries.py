"""Galleries of a text: paragraphs of several pictures, which become boxes, and what is wrong in `::: gallery`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import unquote

from msgspec.structs import replace

from newsgen.content.markup.braces import BEHIND
from newsgen.content.markup.published import in_order
from newsgen.content.texts import unmarked
from newsgen.model import Body, Box, Finding
from newsgen.shortcodes import GALLERY
from newsgen.site.galleries import CLASS, Written, elements, is_picture, parted, pictures_of, value_of
from newsgen.site.links import SCHEME

# How engines mark a paragraph that holds several pictures and nothing else.
_PARAGRAPH = re.compile(rf'<p\b[^>]* class="{CLASS}[" ]')
_CODE = re.compile(r"<(/?)(?:code|pre)\b")
_MEANT = re.compile(r"\{credit=[^{}]*\}?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NO_PICTURE = 'write pictures in it, ![What it shows](a.jpg "Caption"), or ::: info for text'
_CAPTION = 'a caption is the title of its picture: ![What it shows](a.jpg "Caption")'
_WITH_LINK = "put the link into the text, or write the picture as HTML: <figure><img …><figcaption>… <a href=…>…</a>"
_OTHER = "write what is no picture in a paragraph of its own, outside of the gallery"
_ALONE = "leave a blank line between pictures and text"


def with_galleries(body: Body) -> Body:
    """A body whose paragraphs of pictures are boxes, too; those have no line."""
    boxes: list[Box] = []
    # The boxes that the text stands in, and of each, by its line, those that stand in it directly.
    around: list[Box] = []
    inner: dict[int, list[Box]] = {}
    for box in _all(body):
        if box.line:
            del around[box.depth :]
            if around:
                inner.setdefault(around[-1].line, []).append(box)
            around.append(box)
            boxes.append(box)
            continue
        while around and around[-1].end < box.end:
            around.pop()
        # Those that stand in a gallery directly are pictures of it.
        if not around or around[-1].name != GALLERY:
            boxes.append(replace(box, depth=len(around)))
    findings = [each for box in body.boxes if box.name == GALLERY for each in _findings(box, body.html, inner)]
    return replace(body, boxes=tuple(boxes), findings=in_order([*body.findings, *findings]))


def with_unread_credits(text: str, body: Body) -> Body:
    """A body that tells of what is meant to say whose a picture is, and is shown beside it as it is written."""
    return replace(body, findings=in_order([*body.findings, *_unread_credits(text, body.html)]))


def with_linked_captions(text: str, body: Body, captions: re.Pattern[str]) -> Body:
    """A body that tells of links in captions, which are text: only their words are shown."""
    return replace(body, findings=in_order([*body.findings, *_linked_captions(text, body.html, captions)]))


def _linked_captions(text: str, html: str, captions: re.Pattern[str]) -> Iterator[Finding]:
    shown = _outside_code(html)
    for number, line in enumerate(text.split("\n"), 1):
        for match in captions.finditer(line):
            caption = unmarked(_ESCAPED.sub(r"\1", match["caption"]))
            if escape(caption, quote=False) in shown or escape(caption) in shown:
                found = f'the link "{match["link"]}" is left out, for a caption is text'
                yield Finding("caption-link", found, _WITH_LINK, number, match.start("link") + 1, len(match["link"]))


def _unread_credits(text: str, html: str) -> Iterator[Finding]:
    n_shown = _outside_code(html).count("{credit=")
    for number, line in enumerate(text.split("\n"), 1):
        for match in _MEANT.finditer(line):
            if n_shown and not _read(line, match):
                n_shown -= 1
                found, hint = f'"{match[0]}" is shown as written', 'write {credit="Ada Lind"} right behind the picture'
                yield Finding("credit-unread", found, hint, number, match.start() + 1, len(match[0]))


def _outside_code(html: str) -> str:
    """HTML without what stands in code, where braces are text."""
    parts: list[str] = []
    start = depth = 0
    for tag in _CODE.finditer(html):
        if not depth:
            parts.append(html[start : tag.start()])
        depth = max(0, depth + (-1 if tag[1] else 1))
        start = tag.end()
    return "".join(parts) if depth else "".join([*parts, html[start:]])


def _read(line: str, match: re.Match[str]) -> bool:
    return line[: match.start()].endswith((")", "]")) and BEHIND().match(line, match.start()) is not None


def _all(body: Body) -> Sequence[Box]:
    """The boxes of a body and its paragraphs of pictures, in the order in which they begin, the outer ones first."""
    paragraphs = list(_paragraphs(body.html)) if f'class="{CLASS}' in body.html else []
    return sorted([*body.boxes, *paragraphs], key=lambda box: (box.start, not box.line))


def _paragraphs(html: str) -> Iterator[Box]:
    """Paragraphs of pictures that stand in no other element."""
    for start, element in elements(html):
        if not _PARAGRAPH.match(element):
            continue
        found = pictures_of(element)
        if len(found) > 1 and all(is_picture(_address(each)) for each in found):
            yield Box(name=GALLERY, line=0, column=0, start=start, end=start + len(element))


def _findings(box: Box, html: str, inner: Mapping[int, Sequence[Box]]) -> Iterator[Finding]:
    """What is said of a gallery that holds other things than pictures."""
    found = parted(_pieces(box, html, inner.get(box.line, ())))
    if not found.pictures:
        text = f'no picture stands alone in this box "{GALLERY}": what stands there is shown as it is'
        yield _said("gallery-empty", box, text, _NO_PICTURE)
    elif "<img" in (found.above + found.below).lower():
        text = f'a picture in this box "{GALLERY}" stands within text: it is no part of the gallery'
        yield _said("gallery-text", box, text, _ALONE)
    elif found.below:
        text = f'text in this box "{GALLERY}" stands behind a picture: it is shown below all pictures'
        yield replace(_said("gallery-text", box, text, _CAPTION), is_notice=True)
    for address in map(_address, found.pictures):
        # What it has instead of one that no page may have has been told.
        if not is_picture(address) and address != "#":
            text = f'"{_shown(address)}" in this box "{GALLERY}" is no picture: it is left out'
            yield _said("gallery-picture", box, text, _OTHER)


def _address(picture: Written) -> str:
    return value_of(picture.tag, "src")


def _shown(address: str) -> str:
    """An address as its writer knows it; of a file of the site, that is its name."""
    return unquote(address.rsplit("/", 1)[-1]) if address.startswith(SCHEME) else address


def _pieces(box: Box, html: str, inner: Sequence[Box]) -> Iterator[tuple[str, bool]]:
    """What stands in a box, and the boxes in it, of which it is not asked what stands there."""
    start = box.start
    for each in inner:
        yield html[start : each.start], False
        yield f"<div>{each.name}</div>", True
        start = each.end
    yield html[start : box.end], False


def _said(code: str, box: Box, text: str, hint: str) -> Finding:
    return Finding(code, text, hint, box.line, box.column, len(box.name))

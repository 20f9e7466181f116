"""Several pictures as one gallery: which pieces of HTML hold pictures and nothing else, and how rows of them look."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from msgspec import Struct

from newsgen.expressions import expression
from newsgen.tags import Tag, attributes, tags, unquoted

# The class of a paragraph of several pictures; other systems' HTML has none of that name.
CLASS = "only-pictures"
# Lower or narrower ones are signs: icons, badges, logos.
LEAST = 160
# Other hosts' pictures that nobody can measure; signs are drawn.
_PHOTOS = (".jpg", ".jpeg", ".webp", ".avif")
# Most photos are of this shape; what the style sheet can set ends at the others.
_USUAL, _TALLEST, _WIDEST = 1.5, 0.4, 9.99
# Recordings, papers and pages, which an engine takes for pictures where they are written like some.
_OTHERS = (
    *(".mp4", ".m4v", ".mov", ".webm", ".ogv", ".avi", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac"),
    *(".pdf", ".md", ".markdown", ".html", ".htm"),
)
_PLAYERS = expression(r"(?i)(?:https?:)?//(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)/")

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# What may stand around pictures that stand alone.
_AROUND = frozenset({"p", "figure", "ul", "ol", "li", "br"})
_BELOW = frozenset({"title", "data-credit"})
_CREDIT = expression(r'\s*<small class="credit">([^<]*)</small>$')

# In rem, as static/css/gallery.css has them: how wide texts are, what is between pictures, how high rows get.
_WIDTH, _NARROW, _GAP, _HIGHEST = 42.0, 22.5, 0.5, 30.0
# From which height rows grow, by their class; what stands first is taken where all are as good.
_HEIGHTS = {"middle": 12.0, "low": 9.0, "high": 15.0}
# With captions and without.
_ON_PHONES = {True: 11.0, False: 6.5}
# A picture is shown a little larger than it is, and no more.
_LEAST_PART, _PX_IN_REM = 0.75, 16
# A caption wants room.
_LEAST_WIDTH = 7.5


class Written(Struct, frozen=True):
    """A picture as a text has it: its tag, the tag of the link around it ("" without), its caption as HTML.

    None is no caption, "" one that is left empty on purpose. `credit` is text.
    """

    tag: str
    link: str = ""
    caption: str | None = None
    credit: str = ""


class Parted(Struct, frozen=True):
    """What stands in a gallery: pictures, and as HTML what else stands before the first and behind it."""

    pictures: tuple[Written, ...]
    above: str
    below: str


def parted(pieces: Iterable[tuple[str, bool]]) -> Parted:
    """What of HTML is pictures that stand alone: in paragraphs, figures and lists that hold nothing else.

    `pieces` are in order; those that are a box of their own (True) are not looked into.
    """
    pictures: list[Written] = []
    above: list[str] = []
    below: list[str] = []
    for piece, is_box in pieces:
        for element in [piece] if is_box else (each for _, each in elements(piece)):
            if not is_box and (found := pictures_of(element)):
                pictures += found
            else:
                (below if pictures else above).append(element)
    return Parted(tuple(pictures), "".join(above).strip(), "".join(below).strip())


def elements(html: str) -> Iterator[tuple[int, str]]:
    """The elements of HTML that stand in no other, and the texts between them, each with its place."""
    position = depth = 0
    for tag in tags(html):
        name = tag.name.lower()
        if not name[0].isalpha():
            continue
        if not depth and not tag.is_end and tag.start > position:
            yield position, html[position : tag.start]
            position = tag.start
        if name not in _VOID:
            depth = max(0, depth + (-1 if tag.is_end else 1))
        if not depth:
            yield position, html[position : tag.end]
            position = tag.end
    if position < len(html):
        yield position, html[position:]


def pictures_of(html: str) -> tuple[Written, ...]:
    """The pictures of HTML that holds nothing but them, their links and captions; none of any other."""
    if "<img" not in html.lower():
        return ()
    reader = _Reader(html)
    return tuple(reader.found) if all(map(reader.reads, tags(html))) and reader.is_at_end() else ()


class _Reader:
    """Reads tag after tag, until one is none that may stand around pictures that stand alone."""

    def __init__(self, html: str) -> None:
        self.found: list[Written] = []
        self._html = html
        self._position = 0
        self._link = ""
        # How many pictures had been found where the figure and the link began that stand open.
        self._figure: int | None = None
        self._linked = 0

    def is_at_end(self) -> bool:
        return not self._html[self._position :].strip()

    def reads(self, tag: Tag) -> bool:
        """Whether a tag, and the text before it, leave the pictures alone."""
        if tag.start < self._position:
            return True
        if self._html[self._position : tag.start].strip():
            return False
        self._position = tag.end
        name = tag.name.lower()
        if name == "img":
            self.found.append(_pictured(tag, self._link))
            return True
        if name == "a":
            return self._reads_link(tag)
        if name == "figcaption":
            return self._reads_caption(tag)
        if name == "figure":
            return self._reads_figure(tag)
        return name in _AROUND or name == "!--"

    def _reads_link(self, tag: Tag) -> bool:
        if tag.is_end:
            self._link = ""
            return len(self.found) == self._linked + 1
        is_first, self._link, self._linked = not self._link, tag.written, len(self.found)
        return is_first

    def _reads_figure(self, tag: Tag) -> bool:
        begun, self._figure = self._figure, None if tag.is_end else len(self.found)
        return begun is None if not tag.is_end else begun is not None and len(self.found) == begun + 1

    def _reads_caption(self, tag: Tag) -> bool:
        end = self._html.find("</figcaption>", tag.end)
        if tag.is_end or end < 0 or self._figure is None or len(self.found) != self._figure + 1:
            return False
        last, caption = self.found[-1], self._html[tag.end : end].strip()
        own = _CREDIT().search(caption)
        caption = caption[: own.start()] if own else caption
        self.found[-1] = Written(last.tag, last.link, caption or last.caption, unescape(own[1]) if own else last.credit)
        self._position = end + len("</figcaption>")
        return True


def _pictured(tag: Tag, link: str) -> Written:
    """A picture whose title is its caption, and no longer told by its tag, which is as engines write it."""
    said: dict[str, str] = {}
    for name, value in attributes(tag.attributes):
        # Of an attribute that stands twice, browsers take the first.
        said.setdefault(name, unquoted(value or "").replace('"', "&quot;"))
    caption = said["title"].strip().replace("<", "&lt;") if "title" in said else None
    own = "".join(f' {name}="{value}"' for name, value in said.items() if name not in _BELOW)
    return Written(f"<img{own}>", link, caption, unescape(said.get("data-credit", "")))


def value_of(tag: str, name: str) -> str:
    """The value of an attribute as it is meant, "" without one."""
    written = re.sub(r"^<\w+|/?>$", "", tag)
    return next((unescape(unquoted(value)) for key, value in attributes(written) if key == name and value), "")


def is_picture(address: str) -> bool:
    """Whether there may be a picture at an address: it is one, and not that of a film, a page or the like."""
    bare = address.partition("?")[0].partition("#")[0].lower()
    return bool(bare) and not bare.endswith(_OTHERS) and not _PLAYERS().match(address)


def is_photo(address: str) -> bool:
    """Whether an address of another host looks like that of a photo, and not of a sign."""
    return address.lower().partition("?")[0].partition("#")[0].endswith(_PHOTOS)


def ratio(width: int, height: int) -> float:
    """How much wider than high the place of a picture is; `width` 0: not known. That of a sign is a square."""
    if not (width and height):
        return _USUAL
    return 1.0 if width < LEAST else min(_WIDEST, max(_TALLEST, round(width / height, 2)))


def is_apart(width: int, height: int, shown_rem: float) -> bool:
    """Whether a picture does not fill the place of its shape: its size is small, or that of a strip, or not known."""
    if not (width and height):
        return True
    return width < _LEAST_PART * _PX_IN_REM * shown_rem or not _TALLEST <= width / height <= _WIDEST


class Rows(Struct, frozen=True):
    """From which height the rows of a gallery grow, by its class; how wide each picture is, in rem and as `sizes`."""

    height: str
    widths: tuple[float, ...]
    sizes: tuple[str, ...]


def rows(ratios: Sequence[float], has_captions: bool) -> Rows:
    """The rows of which none is much higher than the others."""
    wide = {name: _widths(ratios, _WIDTH, height) for name, height in _HEIGHTS.items()}
    best = min(wide, key=lambda name: _cost(ratios, wide[name], has_captions))
    narrow = _widths(ratios, _NARROW, _ON_PHONES[has_captions])
    parts = (round(92 * width / _NARROW) for width in narrow)
    return Rows(
        best,
        tuple(wide[best]),
        tuple(f"(min-width: 48em) {w:.1f}rem, {part}vw" for w, part in zip(wide[best], parts, strict=True)),
    )


def _widths(ratios: Sequence[float], width: float, height: float) -> list[float]:
    """How wide pictures are shown in rows that are filled one after the other, as flex-wrap does."""
    found: list[float] = []
    row: list[float] = []
    taken = 0.0
    for each in ratios:
        base = min(each * height, width)
        if row and taken + _GAP + base > width:
            found += _filled(row, width)
            row, taken = [], 0.0
        taken += base + (_GAP if row else 0)
        row.append(each)
    return found + _filled(row, width)


def _filled(row: Sequence[float], width: float) -> list[float]:
    height = min(_HIGHEST, (width - _GAP * (len(row) - 1)) / sum(row)) if row else 0
    return [each * height for each in row]


def _cost(ratios: Sequence[float], widths: Sequence[float], has_captions: bool) -> float:
    heights = [width / each for width, each in zip(widths, ratios, strict=True)]
    n_alone = sum(width > 0.9 * _WIDTH for width in widths) if len(widths) > 1 else 0
    is_tight = has_captions and min(widths, default=_WIDTH) < _LEAST_WIDTH
    return max(heights, default=1) / max(min(heights, default=1), 0.1) + 0.5 * n_alone + 2 * is_tight

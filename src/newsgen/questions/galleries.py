"""The pictures of a gallery, with all that its template shows of them and tells search engines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup, escape
from msgspec import Struct

from newsgen.model import Asset, Image
from newsgen.site.credits import told
from newsgen.site.galleries import (
    CLASS,
    LEAST,
    Written,
    is_apart,
    is_photo,
    is_picture,
    parted,
    ratio,
    rows,
    value_of,
)
from newsgen.site.links import SCHEME
from newsgen.site.rooted import PICTURES

if TYPE_CHECKING:
    from newsgen.questions.view import View

_SIZES = re.compile(r' sizes="[^"]*"')
_SRC = re.compile(r' src="[^"]*"')
_ANY_SIZE = 1000
_MARKUP = re.compile(r"<[^<>]*>")


class Picture(Struct, frozen=True):
    """A picture of a gallery: its tag with its copies, what stands below it, and what is known of it.

    `href`: where its link leads, to its largest copy or where the writer says; `opens`: whether that is a picture.
    `url` is the file's own address. `ratio` is how much wider than high it is shown; `is_apart`: it does not fill that.
    """

    image: Markup
    href: str
    opens: bool
    url: str
    alt: str
    caption: Markup
    text: str
    credit: str
    license: str
    license_page: str
    copyright: str
    width: int
    height: int
    ratio: str
    is_apart: bool


class Gallery(Struct, frozen=True):
    """Pictures, the HTML that stands above and below them, and the class of the height from which their rows grow.

    `anchor` and `classes` are what a paragraph says of itself: its id as an attribute, its classes.
    """

    pictures: tuple[Picture, ...]
    above: Markup
    below: Markup
    height: str
    anchor: Markup = Markup()
    classes: str = ""


class Text(Struct, frozen=True):
    """The text that a gallery stands in: `resolve` its links, `file` the source path of a file that it names."""

    view: View
    resolve: Callable[[str], str]
    file: Callable[[str], str]
    is_feed: bool


def gallery(text: Text, pieces: Sequence[tuple[str, bool]], is_paragraph: bool) -> Gallery | None:
    """What stands in a gallery; None for a paragraph that is none, for its pictures are signs or lead elsewhere."""
    made = parted(pieces)
    found = [each for written in made.pictures if (each := _found(text, written))]
    if is_paragraph and not (found and all(map(_is_of_paragraph, found))):
        return None
    laid = rows([ratio(*each.shape) for each in found], any(each.is_told for each in found))
    places = zip(found, laid.widths, laid.sizes, strict=True)
    pictures = tuple(_picture(text, each, width, sizes) for each, width, sizes in places)
    above, below = (Markup(text.resolve(each)) for each in (made.above, made.below))
    if not is_paragraph:
        return Gallery(pictures, above, below, laid.height)
    opening = "".join(piece for piece, _ in pieces).partition(">")[0] + ">"
    classes = " ".join(each for each in value_of(opening, "class").split() if each != CLASS)
    anchor = Markup(' id="{}"').format(value_of(opening, "id")) if " id=" in opening else Markup()
    return Gallery(pictures, above, below, laid.height, anchor, classes)


class _Found(Struct, frozen=True):
    """A picture that is there: as it is written, its tag with links as they lead on, its own link, its file."""

    written: Written
    tag: str
    href: str
    source: str
    asset: Asset | None

    @property
    def opens(self) -> bool:
        """Whether its link is that of a picture; of other hosts, pages are named like pictures, too."""
        return not self.href or (self.href[:1] == "/" and _is_named_picture(self.href))

    @property
    def is_told(self) -> bool:
        """Whether something stands below it."""
        return bool(self.written.caption or self.written.credit or (self.asset and self.asset.embedded))

    @property
    def size(self) -> tuple[int, int]:
        return (self.asset.width, self.asset.height) if self.asset else (0, 0)

    @property
    def shape(self) -> tuple[int, int]:
        """Its size, of which a drawing has any."""
        width, height = self.size
        is_drawing = self.asset is not None and self.asset.type == "image/svg+xml"
        return (_ANY_SIZE * width, _ANY_SIZE * height) if is_drawing else (width, height)


def _found(text: Text, written: Written) -> _Found | None:
    """A picture of the text, if it is there for readers; instead of a small one, the larger one that it links to."""
    larger = value_of(written.link, "href")
    if _is_named_picture(larger) and " srcset=" not in written.tag and (source := _source(text, larger)):
        tag = text.resolve(_SRC.sub(lambda _: f' src="{escape(larger)}"', written.tag, 1))
        if tag.startswith("<img") and (asset := text.view.asset(source)) and asset.width:
            return _Found(written, tag, "", source, asset)
    tag = text.resolve(written.tag)
    if not (tag.startswith("<img") and is_picture(value_of(tag, "src"))):
        return None
    href = ""
    if written.link:
        link, mark, _ = text.resolve(f"{written.link}{tag}</a>").partition("<img")
        href = value_of(link, "href") if mark else ""
    source = _source(text, value_of(written.tag, "src"))
    return _Found(written, tag, href, source, text.view.asset(source or None))


def _is_named_picture(address: str) -> bool:
    return _bare(address).lower().endswith(PICTURES)


def _source(text: Text, src: str) -> str:
    """The source path of a picture of the site, "" for others."""
    if not src.startswith(SCHEME):
        return ""
    path = _bare(src.removeprefix(SCHEME))
    return text.file(path) if path.startswith("/") else unquote(path)


def _bare(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _is_of_paragraph(found: _Found) -> bool:
    """Whether a picture may make a gallery of a paragraph: it is no sign, and leads nowhere else."""
    if not found.opens:
        return False
    return min(found.size) >= LEAST if found.asset else is_photo(value_of(found.tag, "src"))


def _picture(text: Text, found: _Found, shown_rem: float, sizes: str) -> Picture:
    copies = text.view.srcset(found.source) if found.source and not text.is_feed else ""
    src, alt = value_of(found.tag, "src"), value_of(found.tag, "alt")
    written = found.written.caption and text.resolve(found.written.caption)
    # A caption that is left empty on purpose is none, whatever the file says.
    blank = ("caption",) if written is not None else ()
    own = Image(src, alt, unescape(_MARKUP.sub("", written or "")), found.written.credit, blank=blank)
    said = told(own, found.asset)
    width, height = found.size
    return Picture(
        image=Markup(_image(found, copies, sizes)),
        href=found.href or copies.rpartition(", ")[2].partition(" ")[0] or src,
        opens=found.opens,
        url=src,
        alt=alt,
        caption=Markup(written) if written else escape(said.caption),
        text=said.caption,
        credit=said.credit,
        license=said.license,
        license_page=said.license_page,
        copyright=said.copyright,
        width=width,
        height=height,
        ratio=f"{ratio(*found.shape):.2f}",
        is_apart=is_apart(*found.shape, shown_rem),
    )


def _image(found: _Found, copies: str, sizes: str) -> str:
    """The tag of a picture, with its size and copies also where its address is written from the root."""
    tag = _SIZES.sub("", found.tag).rstrip(">")
    width, height = found.size
    if width and " width=" not in tag:
        tag += f' width="{width}" height="{height}"'
    if copies and " srcset=" not in tag:
        tag += f' srcset="{escape(copies)}"'
    return f'{tag} sizes="{sizes}">' if " srcset=" in tag else f"{tag}>"

"""A file -> what pages must know of the picture in it: its width and height, what it is, and what it says of itself."""

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.content.types import media_type
from newsgen.expressions import expression
from newsgen.model import Embedded
from newsgen.site.pictures import MAX_PIXELS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_VIEW_BOX = expression(rf"""\sviewBox\s*=\s*["']\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*["']""")
_ROOT = expression(r"<(?:[\w-]+:)?svg\b[^>]*>")
_COMMENT = expression(r"<!--.*?(?:-->|$)", re.DOTALL)
# In pixels (CSS Values 4 §6.2); a letter is taken to be as large as in a page.
_UNITS = {
    **{"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 4 / 3, "pc": 16.0},
    **{"em": 16.0, "rem": 16.0, "ex": 8.0},
}
# Larger numbers are no size of a picture.
_MAX_SIDE = 1_000_000
# What tools write into a drawing before its root: licences, entities.
_N_LOOKED_AT = 65_536
_ORIENTATION = 0x0112
_WITH_IPTC = frozenset({"JPEG", "MPO", "TIFF"})
_XMP = b"http://ns.adobe.com/xap/1.0/\0"


class Picture(Struct, frozen=True):
    """What a file is: width and height in pixels (0 for anything but a picture), its media type."""

    width: int
    height: int
    type: str
    is_animated: bool = False
    embedded: Embedded | None = None
    is_for_print: bool = False


def picture(file: Path) -> Picture:
    type_ = media_type(file.name)
    if type_ == "image/svg+xml":
        return Picture(*_svg_size(file), type_)
    if not type_.startswith("image/"):
        return Picture(0, 0, type_)
    from newsgen.gather.pillow import patient

    with patient():
        # Pillow's readers raise many kinds for broken pictures, SyntaxError and struct.error among them.
        with suppress(Exception):
            return _measured(file, type_)
        with suppress(Exception):
            from newsgen.gather.wordless import wordless

            data = file.read_bytes()
            if (rest := wordless(data)) is not data:
                return _measured(BytesIO(rest), type_)
    return Picture(0, 0, type_)


def _measured(file: Path | BytesIO, type_: str) -> Picture:
    from PIL import Image

    with Image.open(file) as image:
        width, height = reversed(image.size) if is_turned(image) else image.size
        # Many phones' JPEGs hold a second picture after the one that browsers show (CIPA DC-007).
        is_jpeg = image.format in {"JPEG", "MPO"}
        true_type = "image/jpeg" if is_jpeg else Image.MIME.get(image.format or "", type_)
        is_animated = not is_jpeg and getattr(image, "is_animated", False)
        return Picture(width, height, true_type, is_animated, _embedded(image), image.mode == "CMYK")


def _embedded(image: "ImageFile") -> Embedded | None:
    """What the file says of the picture; what is broken there takes the picture away from nobody."""
    from PIL.IptcImagePlugin import getiptcinfo

    from newsgen.content.embedded import embedded

    try:
        iptc = getiptcinfo(image) or {} if image.format in _WITH_IPTC else {}
        return embedded({key: said for key, said in iptc.items() if isinstance(key, tuple)}, _xmp(image))
    except Exception:  # As of broken pictures.
        return None


def _xmp(image: "ImageFile") -> bytes:
    said = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not said and image.format in {"JPEG", "MPO"}:
        # Before Pillow 11, XMP of a JPEG stands among its segments alone.
        segments = getattr(image, "applist", ())
        said = next((data[len(_XMP) :] for name, data in segments if name == "APP1" and data.startswith(_XMP)), b"")
    return said.encode() if isinstance(said, str) else bytes(said)


def is_turned(image: "Image") -> bool:
    """Whether browsers turn a photo on its side, as its camera says (CSS image-orientation: from-image)."""
    if image.format == "PNG" and image.width * image.height > MAX_PIXELS:
        # Where that is not said at once, Pillow decodes all of the picture to find it behind.
        return False
    return image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}


def _svg_size(file: Path) -> tuple[int, int]:
    """Width and height of a drawing: its own, else those of its viewBox; of one alone, the other as that has it."""
    try:
        with file.open("rb") as handle:
            start = handle.read(_N_LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return 0, 0
    tag = _ROOT().search(_COMMENT().sub("", start))
    if not tag:
        return 0, 0
    width, height = (_length(tag[0], name) for name in ("width", "height"))
    if not (width and height) and (box := _VIEW_BOX().search(tag[0])):
        across, down = float(box[1]), float(box[2])
        if not (0 < across <= _MAX_SIDE and 0 < down <= _MAX_SIDE):
            return 0, 0
        width, height = _in_ratio(width, height, across, down)
    if not (width <= _MAX_SIDE and height <= _MAX_SIDE):
        return 0, 0
    return round(width), round(height)


def _in_ratio(width: float, height: float, across: float, down: float) -> tuple[float, float]:
    """The sides of a picture of which one is known, or none: a viewBox has no unit, and may be of one point."""
    if width or height:
        return (width, width * down / across) if width else (height * across / down, height)
    scale = 1.0
    while min(across, down) * scale < 10:
        scale *= 10
    return across * scale, down * scale


def _length(tag: str, name: str) -> float:
    """An attribute in pixels; 0 where it is missing or relative (100%)."""
    found = re.search(rf"""\s{name}\s*=\s*["']\s*({_NUMBER})([a-zA-Z]*)\s*["']""", tag)
    return max(0.0, float(found[1]) * _UNITS.get(found[2].lower(), 0)) if found else 0.0

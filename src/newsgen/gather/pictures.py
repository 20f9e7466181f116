"""A file -> what pages must know of the picture in it: its width and height, and what it is."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.content.types import media_type
from newsgen.expressions import expression

if TYPE_CHECKING:
    from PIL.Image import Image

_VIEW_BOX = expression(
    r"""\sviewBox\s*=\s*["']\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)\s*["']"""
)
_ORIENTATION = 0x0112


class Picture(Struct, frozen=True):
    """What a file is: width and height in pixels (0 for anything but a picture), its media type."""

    width: int
    height: int
    type: str
    is_animated: bool = False


def picture(file: Path) -> Picture:
    type_ = media_type(file.name)
    if type_ == "image/svg+xml":
        return Picture(*_svg_size(file), type_)
    if not type_.startswith("image/"):
        return Picture(0, 0, type_)
    try:
        from PIL import Image

        with Image.open(file) as image:
            width, height = reversed(image.size) if is_turned(image) else image.size
            # Many phones' JPEGs hold a second picture after the one that browsers show (CIPA DC-007).
            is_jpeg = image.format in {"JPEG", "MPO"}
            true_type = "image/jpeg" if is_jpeg else Image.MIME.get(image.format or "", type_)
            return Picture(width, height, true_type, not is_jpeg and getattr(image, "is_animated", False))
    except Exception:  # Pillow's readers raise many kinds for broken pictures, SyntaxError and struct.error among them.
        return Picture(0, 0, type_)


def is_turned(image: "Image") -> bool:
    """Whether browsers turn a photo on its side, as its camera says (CSS image-orientation: from-image)."""
    return image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}


def _svg_size(file: Path) -> tuple[int, int]:
    try:
        with file.open("rb") as handle:
            start = handle.read(4096).decode("utf-8", "replace")
    except OSError:
        return 0, 0
    tag = re.search(r"<svg\b[^>]*>", start)
    if not tag:
        return 0, 0
    width, height = (_length(tag[0], name) for name in ("width", "height"))
    if not (width and height) and (box := _VIEW_BOX().search(tag[0])):
        width, height = float(box[1]), float(box[2])
    return round(width), round(height)


def _length(tag: str, name: str) -> float:
    """An attribute in pixels; 0 where it is missing or relative (100%)."""
    found = re.search(rf"""\s{name}\s*=\s*["']\s*(\d{{1,6}}(?:\.\d+)?)(?:px)?\s*["']""", tag)
    return float(found[1]) if found else 0.0

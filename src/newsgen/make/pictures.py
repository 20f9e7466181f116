"""A picture -> a copy in WebP that holds nothing but its pixels: no place, no camera, no colour profile."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.diagnostics import Diagnostic, Place
from newsgen.digests import digest_of_bytes
from newsgen.gather.pictures import is_turned
from newsgen.gather.pillow import patient
from newsgen.kinds.base import Scaled

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 80
# Of libwebp's 0 (fast) to 6 (small): 4 takes 60 % longer for 4 to 5 % fewer bytes (ten photos in four widths).
METHOD = 2

# Larger than any picture, so that the other side alone decides.
_ANY = 1 << 20


class ChangedError(Exception):
    """A file that is not what it was when the build began: other pages were made for what it held."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        text = "this file has changed while the site was built"
        self.diagnostic = Diagnostic("source-changed", Place(source), text, "build again")


class PictureError(Exception):
    """A picture that cannot be read to its end."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(source, why)
        text, hint = f"this picture cannot be read: {why}", "save it again, or set pictures: {variants: false}"
        self.diagnostic = Diagnostic("picture-unreadable", Place(source), text, hint)


def scaled(picture: Scaled, file: Path) -> bytes:
    """The WebP of a picture, as browsers show it: turned as its camera says, in sRGB.

    Raises PictureError for a broken one, ChangedError for one that is not what it was when the build began.
    """
    data = file.read_bytes()
    if picture.digest and digest_of_bytes(data).hex() != picture.digest:
        raise ChangedError(picture.source)
    try:
        with patient():
            return _scaled(data, picture)
    except Exception as error:  # Pillow's readers raise many kinds for broken pictures.
        raise PictureError(picture.source, str(error) or type(error).__name__) from error


def _scaled(data: bytes, wanted: Scaled) -> bytes:
    from PIL import Image, ImageOps

    from newsgen.gather.wordless import wordless

    with Image.open(BytesIO(wordless(data))) as opened:
        across = is_turned(opened)
        width, height = reversed(opened.size) if across else opened.size
        # A picture that will be cut has to be as high as the cut, too.
        needed = max(wanted.width, -(-width * wanted.height // height))
        picture = _plain(opened)
        # It asks a JPEG's reader for no more pixels than are needed, which takes a fraction of the time.
        picture.thumbnail((_ANY, needed) if across else (needed, _ANY), Image.Resampling.LANCZOS)
        picture = ImageOps.exif_transpose(_in_srgb(picture))
    if wanted.height:
        left, top = wanted.focus
        size = (wanted.width, wanted.height)
        picture = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(left / 100, top / 100))
    picture.info = {}
    made = BytesIO()
    picture.save(made, "WEBP", quality=QUALITY, method=METHOD)
    return made.getvalue()


def _plain(image: Image) -> Image:
    """The picture in a mode that can be scaled without loss: no palette, 8 bits a channel."""
    if image.mode in {"P", "PA", "1"}:
        return image.convert("RGBA" if _is_transparent(image) else "RGB")
    if image.mode.startswith(("I", "F")):
        return image.point(lambda value: value / 256).convert("L")
    return image


def _in_srgb(image: Image) -> Image:
    """The picture with its colours in sRGB, which is what browsers take a picture without a profile for."""
    from PIL import ImageCms

    mode = "RGBA" if _is_transparent(image) else "RGB"
    profile = image.info.get("icc_profile")
    if profile and (image.mode == mode or image.mode == "CMYK"):
        try:
            srgb = ImageCms.createProfile("sRGB")
            known = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, known, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return image.convert(mode)


def _is_transparent(image: Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info

"""The bytes of a file of content/ -> why it is not fit to be published: it runs, or it is not what its name says."""

import re

from newsgen.content.svg import MAX_BYTES, active, active_xml
from newsgen.model import Flaw

# How many bytes browsers look at to tell what a file is (WHATWG MIME Sniffing, §5).
SNIFFED_BYTES = 1445

# What they take for a page where a host names no type (the same, §7.1).
_PAGE = re.compile(
    rb"""(?:\xef\xbb\xbf)?[\t\n\x0c\r ]*<(?:
        (?:!doctype[ ]html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >]
        | !-- | \?(?:php|xml)\b
    )""",
    re.I | re.X,
)
# Pictures that Pillow can open wherever it runs.
_OPENABLE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"})
_SVG = "image/svg+xml"
_XML = frozenset({"application/vnd.google-earth.kml+xml", "application/gpx+xml"})


def n_looked_at(media_type: str) -> int:
    """How many of a file's first bytes `flaw` needs."""
    return MAX_BYTES + 1 if media_type == _SVG or media_type in _XML else SNIFFED_BYTES


def flaw(start: bytes, media_type: str, is_measured: bool) -> Flaw | None:
    """What is wrong with a file that is named as one of `media_type`, by its first bytes.

    `is_measured`: it was opened as a picture.
    """
    if media_type == _SVG:
        return active(start)
    if media_type in _XML:
        return active_xml(start)
    if _PAGE.match(start):
        return Flaw("asset-active", "it is a page or a program under the name of something else", 1, 1)
    if media_type in _OPENABLE and not is_measured:
        return Flaw("picture-damaged", f"it cannot be opened as {media_type}")
    return None

"""A picture's bytes -> those that are published: without the place, the camera and the person behind it.

The picture itself is not touched. What it says of its title, caption, creator, credit, copyright, license and colours,
which side is up, and whether a machine made it, stays; all else goes, known or not: place, serial numbers, the maker's
notes, times, faces, histories of edits, previews, and whatever stands behind the end of the picture.
"""

from newsgen.content.bare import jpeg, png
from newsgen.content.bare.jpeg import bare_jpeg
from newsgen.content.bare.png import bare_png
from newsgen.content.bare.webp import bare_webp


def bare(data: bytes) -> bytes:
    """These very bytes where nothing is to be taken out, and of what is no JPEG, PNG or WebP."""
    if data.startswith(b"\xff\xd8\xff"):
        made = bare_jpeg(data)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        made = bare_png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        made = bare_webp(data)
    else:
        return data
    return data if made == data else made


def is_cut_off(data: bytes) -> bool:
    """Whether a JPEG or PNG breaks off: browsers show what is there, and grey below."""
    if data.startswith(b"\xff\xd8\xff"):
        return not jpeg.has_end(data)
    return data.startswith(b"\x89PNG\r\n\x1a\n") and not png.has_end(data)

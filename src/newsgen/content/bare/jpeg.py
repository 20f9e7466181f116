"""A JPEG without what is nobody's business (ITU-T T.81 Annex B: segments; the picture, its scans, is copied)."""

import re
from collections.abc import Iterator

from msgspec import Struct

from newsgen.content.bare.exif import bare_exif
from newsgen.content.bare.iptc import bare_resources
from newsgen.content.bare.xmp import bare_xmp

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_ICC = b"ICC_PROFILE\0"
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP13, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEF
# Of programs that say how they have made a picture: Adobe's colours (APP14), its quality (APP12).
_KEPT = ((_APP0, b"JFIF\0"), (_APP2, _ICC), (0xEE, b"Adobe"), (0xEC, b"Ducky"))
_LONE = frozenset({0x01, *range(0xD0, 0xD9)})
# In a scan, 0xFF is followed by 0, a restart or a fill byte; anything else ends it (B.1.1.2 and B.1.1.5).
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_MAX = 0xFFFF - 2


class _Segment(Struct, frozen=True):
    """`whole`: as the file has it, with its marker, its length and, of a scan, the picture."""

    marker: int
    whole: bytes
    said: bytes = b""


def bare_jpeg(data: bytes) -> bytes:
    segments = list(_segments(data))
    # Programs cut what is too long for a segment, and go on in the next one.
    resources = b"".join(each.said[len(_PHOTOSHOP) :] for each in segments if _is_photoshop(each))
    said = bare_resources(resources)
    written = [b"\xff\xd8"]
    is_said = False
    for each in segments:
        if not _is_photoshop(each) or said == resources:
            written.append(_kept(each))
        elif not is_said:
            is_said = True
            written.append(_segment(_APP13, _PHOTOSHOP + said) if said else b"")
    return b"".join(written)


def has_end(data: bytes) -> bool:
    """Whether the picture goes on to its end."""
    return any(each.marker == _END for each in _segments(data))


def _segments(data: bytes) -> Iterator[_Segment]:
    """Up to the end of the picture; the last one may be cut off, and what is no segment has the marker 0."""
    at = 2
    while at < len(data):
        start = at
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at] != 0xFF or data[at + 1 : at + 2] in {b"", b"\0"}:
            # Readers look for the next segment, and find it.
            found = _NEXT.search(data, at)
            at = found.start() if found else len(data)
            yield _Segment(0, data[start:at])
            continue
        marker = data[at + 1]
        if marker == _END:
            yield _Segment(marker, data[start : at + 2])
            return
        length = 0 if marker in _LONE else max(2, int.from_bytes(data[at + 2 : at + 4]))
        end = at + 2 + length
        if end > len(data):
            yield _Segment(marker, data[start:])
            return
        said = data[at + 4 : end]
        if marker == _SCAN:
            found = _NEXT.search(data, end)
            end = found.start() if found else len(data)
        yield _Segment(marker, data[start:end], said)
        at = end


def _is_photoshop(segment: _Segment) -> bool:
    return segment.marker == _APP13 and segment.said.startswith(_PHOTOSHOP)


def _kept(segment: _Segment) -> bytes:
    """What stays of a segment."""
    marker, said = segment.marker, segment.said
    if not _APP0 <= marker <= _APP15 or _is_photoshop(segment):
        return segment.whole
    if any(marker == kept and said.startswith(start) for kept, start in _KEPT):
        return segment.whole
    for start, bared in ((_EXIF, bare_exif), (_XMP, bare_xmp)):
        if marker == _APP1 and said.startswith(start):
            rest = said[len(start) :]
            made = bared(rest)
            return segment.whole if made == rest else _segment(marker, start + made) if made else b""
    return b""


def _segment(marker: int, said: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(said) + 2).to_bytes(2) + said if len(said) <= _MAX else b""

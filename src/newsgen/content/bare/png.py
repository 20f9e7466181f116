"""A PNG without what is nobody's business (W3C PNG, third edition, §5 and §11: chunks)."""

from collections.abc import Iterator
from zlib import crc32

from newsgen.content.bare.exif import bare_exif
from newsgen.content.bare.xmp import bare_xmp

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Beside what no picture can do without: colours, size, time of the last change, moving pictures.
_KEPT = frozenset(
    b"tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT tIME acTL fcTL fdAT oFFs iDOT".split()
)
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_WORDS = frozenset(
    b"title|author|description|copyright|disclaimer|warning|source|comment|software|alt text".split(b"|")
)
_XMP = b"XML:com.adobe.xmp\0"


def bare_png(data: bytes) -> bytes:
    return _SIGNATURE + b"".join(_kept(name, whole, said) for name, whole, said in _chunks(data))


def has_end(data: bytes) -> bool:
    """Whether the picture goes on to its end."""
    return any(name == b"IEND" for name, _, _ in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, the whole of it, and what it says, up to the end of the picture."""
    at = len(_SIGNATURE)
    while at < len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        yield name, data[at:end], data[at + 8 : end - 4]
        if name == b"IEND":
            return
        at = end


def _kept(name: bytes, whole: bytes, said: bytes) -> bytes:
    if name == b"eXIf":
        return _again(name, whole, said, bare_exif(said))
    if name in _TEXTS:
        if name == b"iTXt" and said.startswith(_XMP):
            # Not compressed, in no language and of no other name, as XMP is written.
            start, packet = said[: len(_XMP) + 4], said[len(_XMP) + 4 :]
            made = bare_xmp(packet) if start.endswith(b"\0\0\0\0") else b""
            return _again(name, whole, said, start + made if made else b"")
        return whole if said.partition(b"\0")[0].lower() in _WORDS else b""
    # What begins with a capital no picture can do without (§5.4).
    return whole if name[:1].isupper() or name in _KEPT else b""


def _again(name: bytes, whole: bytes, said: bytes, made: bytes) -> bytes:
    if made == said:
        return whole
    return len(made).to_bytes(4) + name + made + crc32(name + made).to_bytes(4) if made else b""

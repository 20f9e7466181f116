"""A WebP without what is nobody's business (RFC 9649 §2: chunks)."""

from collections.abc import Iterator

from newsgen.content.bare.exif import bare_exif
from newsgen.content.bare.xmp import bare_xmp

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_EXIF, _XMP = b"EXIF", b"XMP "
# What the first chunk says there is.
_FLAGS = {_EXIF: 0x08, _XMP: 0x04}


def bare_webp(data: bytes) -> bytes:
    kept = {name: made for name, said in _chunks(data) if name in _FLAGS and (made := _bared(name, said))}
    chunks = b"".join(_chunk(name, _said(name, said, kept)) for name, said in _chunks(data) if _stays(name, kept))
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while at + 8 <= min(end, len(data)):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _bared(name: bytes, said: bytes) -> bytes:
    return bare_exif(said) if name == _EXIF else bare_xmp(said)


def _stays(name: bytes, kept: dict[bytes, bytes]) -> bool:
    return name in _PICTURE or name in kept


def _said(name: bytes, said: bytes, kept: dict[bytes, bytes]) -> bytes:
    if name == b"VP8X" and said:
        gone = sum(flag for each, flag in _FLAGS.items() if each not in kept)
        return bytes([said[0] & ~gone]) + said[1:]
    return kept.get(name, said)


def _chunk(name: bytes, said: bytes) -> bytes:
    return name + len(said).to_bytes(4, "little") + said + b"\0" * (len(said) % 2)

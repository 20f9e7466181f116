"""What a camera says of a picture, without the camera (Exif 3.0, §4.6: a TIFF of nothing but fields)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

# Caption, which side is up, how many points an inch, creator, copyright.
_FIRST = frozenset({0x010E, 0x0112, 0x011A, 0x011B, 0x0128, 0x013B, 0x8298})
# Colours: sRGB, or Adobe's by the rules for cameras' files (DCF 2.0, §3.2.2).
_OF_EXIF, _OF_INTEROP = frozenset({0xA001}), frozenset({0x0001})
# The fields that point to more of them.
_EXIF, _INTEROP = 0x8769, 0xA005
# Bytes of a value by its type (TIFF 6.0, p. 15; 13 points to a directory).
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)
_LONG = 4
_PREFIX = b"Exif\0\0"
_MAX_FIELDS = 1_000

_Order = Literal["big", "little"]


class _Field(Struct, frozen=True):
    """`value` is b"" where its place is outside."""

    type: int
    n: int
    value: bytes


_Fields = Mapping[int, _Field]


def bare_exif(data: bytes) -> bytes:
    """Written anew, so that nothing is left of what no field names; b"" where nothing may stay."""
    prefix = _PREFIX if data.startswith(_PREFIX) else b""
    tiff = data[len(prefix) :]
    if tiff.startswith(b"II*\0"):
        made = _bare(tiff, "little")
    elif tiff.startswith(b"MM\0*"):
        made = _bare(tiff, "big")
    else:
        return b""
    return prefix + made if made else b""


def _bare(data: bytes, order: _Order) -> bytes:
    first = _fields(data, int.from_bytes(data[4:8], order), order)
    exif = _below(data, first, _EXIF, order)
    interop = _below(data, exif, _INTEROP, order)
    kept = (_only(first, _FIRST), _only(exif, _OF_EXIF), _only(interop, _OF_INTEROP))
    return _written(*kept, order) if any(kept) else b""


def _only(fields: _Fields, may: frozenset[int]) -> _Fields:
    return {tag: field for tag, field in fields.items() if tag in may and field.value}


def _fields(data: bytes, start: int, order: _Order) -> _Fields:
    """The fields of a directory."""
    n = min(int.from_bytes(data[start : start + 2], order), _MAX_FIELDS)
    return dict(_read(data, start + 2, n, order))


def _read(data: bytes, start: int, n: int, order: _Order) -> Iterator[tuple[int, _Field]]:
    for at in range(start, min(start + 12 * n, len(data) - 11), 12):
        tag, type_, count, where = (
            int.from_bytes(data[at + begin : at + end], order) for begin, end in ((0, 2), (2, 4), (4, 8), (8, 12))
        )
        size = count * (_SIZES[type_] if type_ < len(_SIZES) else 0)
        place = at + 8 if size <= _LONG else where
        value = data[place : place + size]
        yield tag, _Field(type_, count, value if len(value) == size else b"")


def _below(data: bytes, fields: _Fields, tag: int, order: _Order) -> _Fields:
    """The fields of the directory that a field points to."""
    field = fields.get(tag)
    return _fields(data, int.from_bytes(field.value, order), order) if field and len(field.value) == _LONG else {}


def _written(first: _Fields, exif: _Fields, interop: _Fields, order: _Order) -> bytes:
    made = (b"MM\0*" if order == "big" else b"II*\0") + (8).to_bytes(4, order)
    made += _directory(len(made), first, _EXIF if exif or interop else 0, order)
    if exif or interop:
        made += _directory(len(made), exif, _INTEROP if interop else 0, order)
    return made + _directory(len(made), interop, 0, order) if interop else made


def _directory(start: int, fields: _Fields, link: int, order: _Order) -> bytes:
    """A directory that begins at `start`; `link` is the field that points behind it, 0 where nothing does."""
    values_at = start + 2 + 12 * (len(fields) + bool(link)) + 4
    rows, values = {}, b""
    for tag, field in sorted(fields.items()):
        what = field.type.to_bytes(2, order) + field.n.to_bytes(4, order)
        if len(field.value) <= _LONG:
            rows[tag] = what + field.value.ljust(4, b"\0")
        else:
            rows[tag] = what + (values_at + len(values)).to_bytes(4, order)
            values += field.value + b"\0" * (len(field.value) % 2)
    if link:
        rows[link] = _LONG.to_bytes(2, order) + (1).to_bytes(4, order) + (values_at + len(values)).to_bytes(4, order)
    written = b"".join(tag.to_bytes(2, order) + row for tag, row in sorted(rows.items()))
    return len(rows).to_bytes(2, order) + written + bytes(4) + values

"""What agencies say of a picture, without what is said among them (IPTC-IIM 4.2 in Photoshop's resources)."""

from collections.abc import Iterator

_IPTC, _COPYRIGHT_FLAG, _URL = 0x0404, 0x040A, 0x040B
_MARK = b"\x1c"
# Character set and version; title, by-line and its title, headline, credit, source, copyright, caption.
_KEPT = frozenset({(1, 0), (1, 90), (2, 0), (2, 5), (2, 80), (2, 85), (2, 105), (2, 110), (2, 115), (2, 116), (2, 120)})


def bare_resources(data: bytes) -> bytes:
    """Written anew; b"" where nothing may stay."""
    made = b""
    for number, said in _resources(data):
        if number == _IPTC:
            said = b"".join(_datasets(said))
        if said and number in {_IPTC, _COPYRIGHT_FLAG, _URL}:
            made += b"8BIM" + number.to_bytes(2) + b"\0\0" + len(said).to_bytes(4) + said + b"\0" * (len(said) % 2)
    return made


def _resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The number of each, and what it says."""
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        # A name stands between them, with its length in front, padded to be even.
        start = at + 6 + (data[at + 6] // 2 + 1) * 2 + 4
        size = int.from_bytes(data[start - 4 : start])
        if start + size > len(data):
            return
        yield int.from_bytes(data[at + 4 : at + 6]), data[start : start + size]
        at = start + size + size % 2


def _datasets(data: bytes) -> Iterator[bytes]:
    """Those that may stay."""
    at = 0
    while data[at : at + 1] == _MARK and at + 5 <= len(data):
        end = at + 5 + int.from_bytes(data[at + 3 : at + 5])
        if end > len(data):
            return
        if (data[at + 1], data[at + 2]) in _KEPT:
            yield data[at:end]
        at = end

"""A file's print: by it is told that something does not stand in the file, without reading it again.

It is a filter of bits (Bloom, CACM 13/7, 1970) of the file's tokens (proofs.sieve): what stands in the file has all its
bits there, what does not nearly never has.
"""

from collections.abc import Iterable, Set
from zlib import crc32

from newsgen.proofs.needles import Needle
from newsgen.proofs.sieve import certain

# A tenth of all bits are set.
_BITS_EACH = 10


def print_of(tokens: Set[bytes] | None) -> bytes:
    """The print of a file; nothing where its tokens cannot be told."""
    if tokens is None:
        return b""
    bits = bytearray(max(1, len(tokens) * _BITS_EACH // 8))
    n_bits = len(bits) * 8
    for number in map(crc32, tokens):
        place = number % n_bits
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


class Probe:
    """Asks prints for needles."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        # The bytes of files are compared by their digests, which stand in no print.
        asked = {certain(each) for each in needles if each.sort != "bytes"}
        self._asked = {tuple(sorted(map(crc32, each))) for each in asked}

    def may_be_in(self, print_: bytes) -> bool:
        """Whether any of the needles may stand in the file of a print."""
        n_bits = len(print_) * 8
        return not print_ or any(
            all(print_[(place := number % n_bits) >> 3] >> (place & 7) & 1 for number in asked) for asked in self._asked
        )

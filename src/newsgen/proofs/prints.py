"""A print of many files: by it is told in which of them something does not stand, without reading any again.

It is a filter of bits (Bloom, CACM 13/7, 1970) of each file's tokens (proofs.tokens), laid side by side: each place
that tokens fall on has a number, in which a bit says of each file whether any of its tokens does. What stands in a file
has its bit in all places of its tokens; of a sentence that does not, some are nearly always missing.
"""

from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

from newsgen.proofs.needles import Needle
from newsgen.proofs.sieve import Page
from newsgen.proofs.tokens import certain, tokens

# As many as a number of 64 bits has room for.
N_FILES = 64
# Of a page, some 300 tokens are its own.
_N_PLACES = 4096
_ALL = (1 << N_FILES) - 1


def print_of(pages: Sequence[Page]) -> bytes:
    """The print of up to N_FILES files. Tokens of lines that were known before count for all of them."""
    print_ = [0] * _N_PLACES
    for number, page in enumerate(pages):
        bit = 1 << number
        for hashed in map(crc32, page.own):
            print_[hashed % _N_PLACES] |= bit
    lines = frozenset[bytes]().union(*(page.known for page in pages))
    for token in tokens(b"\n".join(lines)):
        print_[_place(token)] = _ALL
    return array("Q", print_).tobytes()


class Probe:
    """Asks prints for needles."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        # The bytes of files are compared by their digests, which stand in no print.
        asked = {certain(each) for each in needles if each.sort != "bytes"}
        self._asked = {tuple(map(_place, sorted(each, key=len, reverse=True))) for each in asked}

    def files(self, print_: bytes) -> int:
        """The files of a print in which any of the needles may stand, each a bit."""
        places = memoryview(print_).cast("Q")
        found = 0
        for asked in self._asked:
            there = _ALL
            for place in asked:
                there &= places[place]
                if not there:
                    break
            found |= there
        return found


def _place(token: bytes) -> int:
    return crc32(token) % _N_PLACES

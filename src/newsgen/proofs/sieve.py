"""Whether anything that is looked for may stand in a file, told from its bytes: of nearly all files that is enough.

To decode a file and to cut it into words takes ten times as long. What stands on one page stands on others, too: lines
in which nothing is that is looked for are remembered, and most of a page need not be looked at again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import chain

from msgspec import Struct

from newsgen.proofs.needles import Needle
from newsgen.proofs.tokens import as_plain, certain, decoded_tokens, parted, row_of, rows, tokens

# So many lines are remembered, some 5 MB.
_N_LINES = 1 << 15
# So many files tell which tokens are rare, and one that is in one of so many is in many.
N_SAMPLE = 64
_OFTEN = 32


class Asked(Struct, frozen=True, gc=False):
    """The tokens of some needles, and for each of these the row in which it has them."""

    tokens: frozenset[bytes]
    rows: frozenset[bytes]


class Page(Struct, frozen=True, gc=False):
    """A file as it was sifted: its `rare` tokens, all tokens of lines that were not known, and the lines that were."""

    rare: Set[bytes]
    own: Set[bytes]
    known: Set[bytes]


class Sieve:
    """Tells whether any of some needles may stand where some tokens do.

    Of each, its rarest token is asked for first; needles that have none are asked of each file. What is rare is told
    from a `sample` of files, by their tokens; of none, long ones are.
    """

    def __init__(self, needles: Iterable[Needle], sample: Iterable[Set[bytes]] = ()) -> None:
        self._digests = frozenset(each.anchor for each in needles if each.sort == "bytes")
        self._rare: dict[bytes, list[Asked]] = {}
        self._often: list[Asked] = []
        asked = _asked(needles)
        self.is_blind = any(not each.tokens for each in asked)
        self.tokens = frozenset(chain.from_iterable(each.tokens for each in asked))
        n_files, counts = _counted(sample, self.tokens)
        for each in asked if not self.is_blind else ():
            rarest = min(each.tokens, key=lambda token: (counts[token], -len(token), token))
            if counts[rarest] * _OFTEN > n_files:
                self._often.append(each)
            else:
                self._rare.setdefault(rarest, []).append(each)
        self.rare = frozenset(self._rare)

    def lets_all_through(self, digest: str) -> bool:
        """Whether of a file with bytes of this digest nothing more need be asked."""
        return self.is_blind or digest in self._digests

    def asks(self, rare: Set[bytes]) -> bool:
        """Whether anything may stand where these are all the rare tokens that do."""
        return bool(rare or self._often)

    def rows(self, rare: Set[bytes], there: Set[bytes]) -> list[bytes]:
        """The rows of what may stand where these tokens do, with these of the rare ones among them."""
        asked = chain(self._often, *(self._rare[token] for token in rare))
        return [row for each in asked if each.tokens <= there for row in each.rows]

    def holds(self, there: Set[bytes]) -> bool:
        return self.is_blind or bool(self.rows(self.rare & there, there))


def _asked(needles: Iterable[Needle]) -> list[Asked]:
    found: dict[frozenset[bytes], set[bytes]] = {}
    for each in needles:
        if each.sort != "bytes":
            found.setdefault(certain(each), set()).add(row_of(each))
    return [Asked(tokens, frozenset(rows)) for tokens, rows in found.items()]


def _counted(sample: Iterable[Set[bytes]], asked: Set[bytes]) -> tuple[int, Counter[bytes]]:
    """Of how many files a sample is, and in how many of them each token is that is asked for."""
    n_files, counts = 0, Counter[bytes]()
    for there in sample:
        n_files += 1
        counts.update(there & asked)
    return n_files, counts


class Sifter:
    """Sifts one file after the other."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        # Lines in which none of the rare tokens is; of those that were asked for more, what else they have, if any.
        self._clear: set[bytes] = set()
        self._tokens: dict[bytes, Set[bytes]] = {}
        self._bare: set[bytes] = set()

    def page(self, data: bytes) -> Page:
        """What there is in a file."""
        lines = {*data.split(b"\n")}
        new: Sequence[bytes] = [*(lines - self._clear)]
        lines.difference_update(new)
        plain = as_plain(b"\n".join(new))
        hard: Sequence[bytes] = ()
        if plain is None:
            new, plain, hard = parted(new)
        own = {*plain.split()}
        rare = self._sieve.rare & own
        clear = _without(rare, new, plain) if rare else new
        if hard:
            decoded = decoded_tokens(hard)
            found = self._sieve.rare & decoded
            own, rare, clear = own | decoded, rare | found, clear if found else [*clear, *hard]
        self._remember(clear)
        return Page(rare, own, lines)

    def holds(self, page: Page, data: bytes, digest: str) -> bool:
        """Whether something may stand in this file, of which that is what was found."""
        if self._sieve.lets_all_through(digest):
            return True
        wanted = self._sieve.rows(page.rare, self._all_of(page)) if self._sieve.asks(page.rare) else ()
        there = rows(data) if wanted else ()
        return there is None or any(each in row for row in there for each in wanted)

    def _all_of(self, page: Page) -> Set[bytes]:
        """All tokens of a file that are asked for."""
        there = {*page.own}
        for line in page.known - self._bare:
            known = self._tokens.get(line)
            if known is None:
                known = self._tokens[line] = tokens(line) & self._sieve.tokens
                if not known:
                    self._bare.add(line)
            there |= known
        return there

    def _remember(self, clear: Sequence[bytes]) -> None:
        if len(self._clear) + len(clear) > _N_LINES:
            self._clear.clear()
            self._tokens.clear()
            self._bare.clear()
        self._clear.update(clear)


def _without(rare: Set[bytes], lines: Sequence[bytes], plain: bytes) -> Sequence[bytes]:
    """Those of lines that hold none of some tokens; `plain` is as_plain of them all."""
    holding = set()
    for token in rare:
        at = plain.find(token)
        while at >= 0:
            holding.add(plain.count(b"\n", 0, at))
            end = plain.find(b"\n", at)
            at = plain.find(token, end) if end >= 0 else -1
    return [line for number, line in enumerate(lines) if number not in holding]

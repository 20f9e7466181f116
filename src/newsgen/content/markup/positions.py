"""Where an address stands in a text: each place is looked up by the words in it, so that many cost what one does."""

import re
from bisect import bisect_left, bisect_right
from html import escape
from itertools import accumulate
from urllib.parse import unquote

_WORD = re.compile(r"[^\s<>\"'()\[\]{}=,:#?|\\]+")
# Where the same word begins this many other addresses in a row, the place is not worth looking for any longer.
_TRIES = 32
# To look through a text for so many addresses takes less time than to take it apart.
_FEW = 8


class Positions:
    """The places of addresses in one text, each found once: a second one like it is looked for behind the first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: dict[str, list[int]] | None = None
        self._line_starts: list[int] | None = None
        self._seen: dict[str, int] = {}
        self._n_asked = 0

    def of(self, address: str) -> tuple[int, int]:
        """Line and column of the next time that an address stands in the text, however it is escaped there."""
        for spelling in dict.fromkeys((address, unquote(address), escape(address))):
            offset = self._offset(spelling)
            if offset >= 0:
                self._seen[spelling] = offset + 1
                return self.at(offset)
        return 1, 1

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        if self._line_starts is None:
            self._line_starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def _offset(self, spelling: str) -> int:
        first = _WORD.search(spelling)
        if first is None:
            return -1
        self._n_asked += 1
        if self._n_asked <= _FEW and (offset := self._searched(spelling, first)) is not None:
            return offset
        starts = self._starts().get(first[0], [])
        begin = bisect_left(starts, self._seen.get(spelling, 0) + first.start())
        for start in starts[begin : begin + _TRIES]:
            offset = start - first.start()
            if offset >= 0 and self.text.startswith(spelling, offset):
                return offset
        return -1

    def _searched(self, spelling: str, first: re.Match[str]) -> int | None:
        """As `_offset`, but without taking the text apart; None where too many others hold the same characters."""
        begin = self._seen.get(spelling, 0)
        for _ in range(_TRIES):
            offset = self.text.find(spelling, begin)
            if offset < 0 or self._is_word(offset + first.start(), first[0]):
                return offset
            begin = offset + 1
        return None

    def _is_word(self, start: int, word: str) -> bool:
        found = _WORD.match(self.text, start)
        return found is not None and found[0] == word and not _WORD.match(self.text[start - 1 : start])

    def _starts(self) -> dict[str, list[int]]:
        """Each word of the text with the offsets at which it begins."""
        if self._words is None:
            self._words = {}
            for match in _WORD.finditer(self.text):
                self._words.setdefault(match[0], []).append(match.start())
        return self._words

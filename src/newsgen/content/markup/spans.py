"""What of a block's text is an address, and so is written as its writer wrote it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsgen.expressions import expression

# Where a part of a text begins and ends.
Span = tuple[int, int]

# Quotes around an address are no part of it, nor what newsgen keeps apart in a text.
_REST = '[^\\s<>"“”„«»\x02\x03]'
_WEB = expression(rf"(?i)(?<![^\W_])(?:[a-z][a-z0-9+.-]{{0,20}}+://|www\.|(?:mailto|xmpp|sip):(?=\w)){_REST}++")
# A host with a path behind it: example.org/a--b.
_HOST = expression(rf"(?<![\w.@/-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*+)\.)+[A-Za-z]{{2,}}(?::\d+)?/{_REST}++")
_MAIL = expression(r"(?<![\w.+@-])(?<!\w')[^\W_](?:[\w.+-]|'(?=\w))*+@[\w-]+(?:\.[\w-]+)+")
_ENDS = "?!.,:;*_~'’…)"


def addresses(text: str) -> list[Span]:
    """Where the addresses of a text stand, in order and apart, without the marks of the sentence around them."""
    found: list[Span] = []
    # To look for these takes a tenth of the time of looking for addresses, which most texts have none of.
    if "://" in text or "www." in text or "@" in text:
        found += _trimmed(text, ((match.start(), match.end()) for match in _WEB().finditer(text)))
    if "/" in text and "." in text:
        found += _trimmed(text, ((match.start(), match.end()) for match in _HOST().finditer(text)))
    if "@" in text:
        found += [(match.start(), match.end()) for match in _MAIL().finditer(text)]
    return found if len(found) < 2 else _apart(found)


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    for start, end in spans:
        n_unpaired = text.count(")", start, end) - text.count("(", start, end)
        while end > start and text[end - 1] in _ENDS:
            if text[end - 1] == ")":
                if n_unpaired <= 0:
                    break
                n_unpaired -= 1
            end -= 1
        yield start, end


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that meet as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


class Spans:
    """Asks whether a place lies in one of some spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = _apart(spans)
        self._starts = [start for start, _ in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    def __contains__(self, place: int) -> bool:
        number = bisect_right(self._starts, place)
        return number > 0 and place < self._spans[number - 1][1]

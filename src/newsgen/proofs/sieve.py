"""Whether anything that is looked for may stand in a file, told from its bytes: of nearly all files that is enough.

To decode a file and to cut it into words takes ten times as long. What is certain are a needle's words in plain ASCII:
no escape touches them. What might hide or make such letters, `tokens` does not take, and the file has to be decoded.
"""

import re
from collections.abc import Iterable, Set

from newsgen.proofs.needles import Needle

# ASCII letters and digits, small, and hyphens; all else parts tokens. Underscores part words, too (proofs.words).
_KEPT = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")
_TABLE = bytes(code if code in _KEPT else 32 for code in range(256)).lower()
_WORD = re.compile(r"[^\W_]+")
# A part of an address, as it stands between two signs that are no hyphens.
_SEGMENT = re.compile(r"(?:^|(?<=/))[a-z0-9]+(?:-[a-z0-9]+)+(?=[/.]|$)")

_JSON = re.compile(rb'\\(?:u[0-9a-fA-F]{4}|[bfnrt"\\/])')
_PERCENT = re.compile(rb"(?:%[0-9a-fA-F]{2})+")
# Escapes of ASCII letters and digits, and of what stands unseen within words (proofs.words).
_ALNUM = rb"(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])"
_ODD_JSON = re.compile(rb"\\u(?:00" + _ALNUM + rb"|00[aA][dD]|034[fF]|061[cC]|180[eE]|20[026]|[fF][eE])")
_ODD_PERCENT = re.compile(rb"%(?:" + _ALNUM + rb"|[cC]2%[aA][dD]|[cC][dD]|[dD]8|[eE]1%[aA]0|[eE]2%8[01]|[eE][fF])")
# Any reference but those that every page has.
_ODD_REFERENCE = re.compile(
    rb"&(?:amp;)*(?:#(?!(?:34|39|38|60|62|160|x27|x22);)|(?!(?:amp|lt|gt|quot|apos|nbsp);)[A-Za-z][A-Za-z0-9]*;|shy|zw)"
)
# What leads back from a footnote, with a sign that is not seen behind it.
_BACK = b"&#8617;&#xFE0E;"
_UNSEEN = (b"\xc2\xad", b"\xcd\x8f", b"\xd8\x9c", b"\xe1\xa0\x8e", b"\xe2\x81", b"\xef\xb8", b"\xef\xbb")
_UNSEEN_MARK = re.compile(rb"\xe2\x80[\x8b-\x8f\xaa-\xae]")


def tokens(data: bytes) -> Set[bytes] | None:
    """The words in ASCII of a file, in small letters, and those that hyphens join; None where it must be decoded."""
    if b"\\" in data:
        if _ODD_JSON.search(data):
            return None
        data = _JSON.sub(b" ", data.replace(b"\\u0026", b"&").replace(b"\\u0025", b"%"))
    if b"&" in data and _ODD_REFERENCE.search(data.replace(_BACK, b" ")):
        return None
    if b"%" in data:
        if _ODD_PERCENT.search(data):
            return None
        data = _PERCENT.sub(b" ", data)
    if not data.isascii() and (any(sign in data for sign in _UNSEEN) or _UNSEEN_MARK.search(data)):
        return None
    data = data.translate(_TABLE)
    return {*data.split(), *data.replace(b"-", b" ").split()}


def certain(needle: Needle) -> frozenset[bytes]:
    """The tokens that stand in each file where a needle does; none where nothing is certain."""
    if needle.sort == "bytes":
        return frozenset()
    written = {word.lower() for word in _WORD.findall(needle.text) if word.isascii()}
    if needle.sort not in {"sentence", "headline"}:
        # What is no text is decoded already, so that it may have had another letter: ß.
        written = {word for word in written if "ss" not in word}
    found = written.intersection(needle.words.split())
    if needle.sort in {"address", "id"}:
        found |= {segment for segment in _SEGMENT.findall(needle.text) if "ss" not in segment}
    return frozenset(word.encode() for word in found)


class Sieve:
    """Tells of files whether any of some needles may stand in them."""

    def __init__(self, needles: Iterable[Needle]) -> None:
        self._by_token: dict[bytes, list[frozenset[bytes]]] = {}
        self._digests = {each.anchor for each in needles if each.sort == "bytes"}
        self._is_blind = False
        for known in {certain(each) for each in needles if each.sort != "bytes"}:
            if known:
                rarest = max(known, key=lambda token: (len(token), token))
                self._by_token.setdefault(rarest, []).append(known)
            else:
                self._is_blind = True
        self._rarest = frozenset(self._by_token)

    def holds(self, there: Set[bytes] | None, digest: str) -> bool:
        """Whether something may stand in a file of these `tokens` and with bytes of this digest."""
        if there is None or self._is_blind or digest in self._digests:
            return True
        return any(known <= there for token in self._rarest & there for known in self._by_token[token])

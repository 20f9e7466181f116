"""Tokens: what a text and a file have in common where the one stands in the other, however its bytes are escaped.

They are runs of ASCII letters and digits, in small letters, and runs of letters beyond Latin. Of most bytes they are
told without decoding: all other letters of Latin only part runs, and so do nearly all escapes. A line in which anything
might do more is decoded as the search itself decodes it (proofs.words); nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsgen.proofs.needles import Needle
from newsgen.proofs.words import TAG, UNSEEN, decoded

# ASCII letters and digits, small, and ends of lines; all else parts tokens, underscores too (proofs.words).
_KEPT = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\n")
_TABLE = bytes(code if code in _KEPT else 32 for code in range(256)).lower()
_ASCII = bytes(range(128))
_RUN = re.compile("[a-z0-9]+")
# What is neither Latin nor a sign such as ™ or ①.
_BEYOND = re.compile("[^\\W_\x00-\u02ff\u1e00-\u1eff\u2000-\u2bff\U0001f000-\U0001ffff]+")

# Letters and signs that are none of ASCII when they are decoded, nor beyond Latin, nor unseen; and ß, which is two.
_PLAIN = re.compile(
    "[\x80-\xac\xae-\xb4\xb6-\u012f\u0131-\u0148\u014a-\u017e\u0180-\u0239\u023b-\u023d\u023f-\u02ff"
    "\u1e00-\u1e99\u1e9b-\u1e9d\u1e9f-\u1eff\u2000-\u200a\u2010-\u2029\u202f-\u205f\u2065-\u2125\u2127-\u2129\u212b-\u2bff"
    "\ufffd\U0001f000-\U0001ffff]*"
)
# What escapes may come to: that, and all of ASCII but letters, digits, hyphens, and what other escapes begin with.
_PARTING = re.compile(f"[\x00-$'-,./:-`{{-\x7f{_PLAIN.pattern[1:-2]}]+")
_SHARP_S, _WRITTEN_SHARP_S = "ß".encode(), (b"%C3%9F", b"%c3%9f")
_JSON = re.compile(rb'\\(?:u[0-9a-fA-F]{4}|[bfnrt"\\/])')
_REFERENCE = re.compile(rb"&((?:amp;)*(?:#?[a-zA-Z0-9]+;?)?)")
_PERCENT = re.compile(rb"(?:%[0-9a-fA-F]{2})+")
# Escapes of addresses, and what may stand behind them: to find where they end takes ten times as long.
_PERCENTS = re.compile(rb"%[%0-9a-fA-F]{2,}")
_CODE = re.compile(rb"%[0-9a-fA-F]{2}")
# Signs that are not seen, written as they are.
_UNSEEN = re.compile(b"|".join(sorted(re.escape(sign.encode()) for sign in UNSEEN)))
# What leads back from a footnote, with a sign that is not seen behind it, as pages have it and as feeds do.
_BACK = re.compile(rb"&((?:amp;)?)#8617;&\1#xFE0E;")
# Put in the place of escapes that part tokens.
_PARTED = b"\x01"
# Tags as proofs.words parts them; escapes of their signs but for references, and a beginning that may be such: behind
# "<!" whatever parts tokens belongs to a tag.
_TAG = re.compile(TAG.pattern.encode(), TAG.flags & ~re.UNICODE)
_ESCAPED_TAGS = (b"%3C", b"%3c", b"%3E", b"%3e", b"%5B", b"%5b", b"\\u003", b"\\u005")
_PERHAPS_TAG = b"<" + _PARTED
_N_REMEMBERED = 4096


def tokens(data: bytes) -> set[bytes]:
    """The tokens of all that stands in bytes."""
    plain = as_plain(data)
    if plain is not None:
        return {*plain.split()}
    _, plain, hard = parted(data.split(b"\n"))
    return {*plain.split()} | decoded_tokens(hard)


def parted(lines: Sequence[bytes]) -> tuple[Sequence[bytes], bytes, Sequence[bytes]]:
    """The plain ones of lines, those as as_plain has them, and what must be decoded: a few lines of most files."""
    read = [(line, as_plain(line)) for line in lines]
    plain = [(line, text) for line, text in read if text is not None]
    hard = [line for line, text in read if text is None]
    return [line for line, _ in plain], b"\n".join(text for _, text in plain), hard


def certain(needle: Needle) -> frozenset[bytes]:
    """The tokens that stand in each file where a needle does; none where nothing is certain."""
    if needle.sort == "bytes":
        return frozenset()
    found = (*_RUN.findall(needle.words), *_BEYOND.findall(needle.words))
    return frozenset(each.encode() for each in found)


def as_plain(data: bytes) -> bytes | None:
    """Bytes of the same tokens, and of as many lines, in which a blank parts any two; None for what must be decoded."""
    plain = _unescaped(data)
    return plain.translate(_TABLE) if plain is not None else None


def rows(data: bytes) -> tuple[bytes, bytes] | None:
    """The runs of a file in a row, blanks around each: all of them, and those outside of tags; None as above.

    As words stand in a row in a text (proofs.words), so do the runs that they consist of here.
    """
    plain = None if any(each in data for each in _ESCAPED_TAGS) else _unescaped(data)
    if plain is None:
        return None
    if b"&" in plain:
        plain = _REFERENCE.sub(_referred, plain)
    if _PERHAPS_TAG in plain:
        return None
    return _row(plain), _row(_TAG.sub(b" ", plain))


def row_of(needle: Needle) -> bytes:
    """The runs of a needle, as `rows` has them."""
    found = _RUN.findall(needle.words)
    return f" {' '.join(found)} ".encode()


def _row(plain: bytes) -> bytes:
    return b" %s " % b" ".join(plain.translate(_TABLE).split())


def _unescaped(data: bytes) -> bytes | None:
    if b"\\" in data:
        if not all(map(_is_plain, {*_JSON.findall(data)})):
            return None
        data = _JSON.sub(_PARTED, data)
    if b"&" in data:
        if b"#xFE0E;" in data:
            data = _BACK.sub(_PARTED, data)
        if not all(map(_is_plain_reference, {*_REFERENCE.findall(data)})):
            return None
    if b"%" in data:
        for written in _WRITTEN_SHARP_S:
            data = data.replace(written, b"ss")
        if not all(map(_are_plain, {*_PERCENTS.findall(data)})):
            return None
        data = _CODE.sub(_PARTED, data)
    if not data.isascii():
        others = data.translate(None, _ASCII)
        if not _PLAIN.fullmatch(others.decode("utf-8", "replace")):
            data = _UNSEEN.sub(b"", data)
            others = data.translate(None, _ASCII)
            if not _PLAIN.fullmatch(others.decode("utf-8", "replace")):
                return None
        if _SHARP_S in others:
            data = data.replace(_SHARP_S, b"ss")
    return data


def _referred(match: re.Match[bytes]) -> bytes:
    return _reference(match[1])


def decoded_tokens(lines: Iterable[bytes]) -> set[bytes]:
    """The tokens of lines, whatever is in them."""
    text = decoded(b"\n".join(lines).decode("utf-8", "replace"))
    beyond = (each.encode() for each in _BEYOND.findall(text))
    return {*text.encode("utf-8", "replace").translate(_TABLE).split(), *beyond}


@lru_cache(_N_REMEMBERED)
def _is_plain(escape: bytes) -> bool:
    """Whether escapes of JSON or addresses come to what parts tokens."""
    # Two of these are one letter together.
    if escape[:2] == b"\\u" and escape[2:3] in b"dD" and escape[3:4] in b"89abcdefABCDEF":
        return False
    return _PARTING.fullmatch(decoded(escape.decode("ascii"))) is not None


@lru_cache(_N_REMEMBERED)
def _are_plain(percents: bytes) -> bool:
    return all(map(_is_plain, _PERCENT.findall(percents)))


@lru_cache(_N_REMEMBERED)
def _is_plain_reference(name: bytes) -> bool:
    """Whether what stands behind "&" comes to what parts tokens, or is no reference at all and stays what it is."""
    written = name.decode("ascii").lower()
    text = decoded(f"&{name.decode('ascii')}")
    if text[:1] == "&":
        return written.endswith(text[1:]) and not text.startswith("&#") and not written.startswith("#")
    return _PARTING.fullmatch(text) is not None


@lru_cache(_N_REMEMBERED)
def _reference(name: bytes) -> bytes:
    """What a reference that is plain comes to."""
    return decoded(f"&{name.decode('ascii')}").encode()

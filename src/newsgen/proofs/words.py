"""What a file of the output says, however it is escaped: its words, which are the same in every encoding of a text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape

# A text is looked at without these: they part no word, and stand where nobody sees them.
UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
    "\u202a\u202b\u202c\u202d\u202e"
)
_EVERY_UNSEEN = re.compile(f"[{UNSEEN}]+")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\w+(?:[.~-]+\w+)*")
TAG = re.compile(r"(<(?:/?[a-zA-Z][^<>]*|!--.*?--|![^<>\[]*|!\[CDATA\[|\?[^<>]*)>?)", re.DOTALL)
# What stands inside a sentence; any other tag parts two of them.
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|meter|nobr|output|q|ruby|rb|rp|rt"
    "|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_PARTING_TAG = re.compile(rf"<(?!/?(?:{_INLINE})\b)/?[a-zA-Z!][^<>]*>", re.IGNORECASE)
# Texts that are shown or read aloud, though they stand inside a tag.
_SAID = re.compile(r"""\s(?:alt|title|aria-label|summary|content|placeholder|label)\s*=\s*("[^"]*"|'[^']*')""")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»“‘)\]]*\s+|(?<=[。！？；])|[\n\r]{2,}|[<>]")
_JSON = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|([\"\\/]))")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_SURROGATES = re.compile("[\ud800-\udfff]")

# A shorter one says nothing that is anybody's.
N_WORDS = 8
# Scripts that put no blanks between words: so many letters are taken for a sentence.
N_LETTERS = 16
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def decoded(text: str) -> str:
    """A text without escapes of JSON, HTML (twice, as feeds hold it) and addresses, in small letters.

    Both what is looked for and what is looked through are decoded so: what is undone too often is so on both sides.
    """
    if "\\" in text:
        text = _JSON.sub(_unescaped, text)
        if _SURROGATES.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for _ in range(2):
        if "&" in text:
            text = unescape(text)
    if "%" in text:
        text = _PERCENT.sub(_unquoted, text)
    if text.isascii():
        return text.lower()
    # To look for each of them takes a tenth of the time of an expression for all.
    if any(sign in text for sign in UNSEEN):
        text = _EVERY_UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", text.casefold())


def words(text: str) -> list[str]:
    """The words of a text that is decoded."""
    return _WORD.findall(text)


def pieces(text: str) -> list[str]:
    """The words of a decoded text, those that parts of addresses are written of in one: "a-town-meets.html"."""
    return _PIECE.findall(text)


def joined(words: Iterable[str]) -> str:
    """Words with a blank on each side, so that one such text is in another where its words are, in a row."""
    return f" {' '.join(words)} "


def parted(text: str) -> list[str]:
    """A decoded text, cut: what is shown at even places, the tags between at odd ones."""
    return TAG.split(text)


def untagged(text: str) -> str:
    """A decoded text without its tags."""
    return " ".join(parted(text)[::2])


def sentences(html: str) -> Iterator[str]:
    """The sentences of a text in HTML that are long enough to tell whose they are, as plain text."""
    said = [each[1:-1] for each in _SAID.findall(html)]
    for block in (*_PARTING_TAG.split(html), *said):
        for sentence in _SENTENCE_END.split(_plain(block)):
            if is_sentence(sentence):
                yield " ".join(sentence.split())


def is_sentence(text: str) -> bool:
    """Whether a text is as long as a sentence that is looked for."""
    n = len(_WORD.findall(text))
    return n >= N_WORDS or (n > 0 and not text.isascii() and len(_UNSPACED.findall(text)) >= N_LETTERS)


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html)) if "<" in html else unescape(html)


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _unescaped(match: re.Match[str]) -> str:
    code, blank, sign = match.groups()
    return chr(int(code, 16)) if code else " " if blank else sign

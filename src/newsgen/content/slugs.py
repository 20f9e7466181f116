"""Names -> slugs, by the rules of a language; the same name always gives the same slug."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from newsgen.config import Slugs
from newsgen.expressions import expression
from newsgen.letters import TRANSLITERATED, UNSEEN, one_form, primary

# Part of a folder name: file systems end at 255 bytes, and a suffix must fit.
MAX_LENGTH = 120

_READY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Most names and headings, once their language has written its own letters in ASCII: no quotes, commas or entities.
_ORDINARY = re.compile(r"[A-Za-z0-9 .:;!?()/_-]*")
_RUN = re.compile(r"[a-z0-9]+")
_PERCENT = expression(r"%[0-9A-Fa-f]{2}")
_KEPT_SIGNS = frozenset("-_~")


@lru_cache(maxsize=65536)
def slug_of(name: str, lang: str, style: Slugs = "ascii") -> str:
    """A slug of a name's letters, digits and hyphens, in lower case; "" for a name that has none of them.

    In ASCII, whatever script they are of; with the styles "unicode" and "keep" in their own.
    """
    if len(name) <= MAX_LENGTH and _READY.fullmatch(name):
        return name
    text = unicodedata.normalize("NFC", UNSEEN.sub("", name))
    return _ascii(_symbols_said(text), lang) if style == "ascii" else _in_script(_symbols_said(text), lang)


@lru_cache(maxsize=4096)
def file_slug(stem: str, lang: str, style: Slugs) -> str:
    """A slug of the name of a file; with style "keep" that name, but for what cannot stand in an address."""
    if style != "keep":
        return slug_of(stem, lang, style)
    text = unicodedata.normalize("NFC", UNSEEN.sub("", stem))
    return text if is_url_safe(text) else _joined(text, _KEPT_SIGNS | {"."}).strip(".-")


def percent_read(text: str) -> str:
    """A slug or a name as WordPress has it where its letters are not those of English: m%c3%a4hren is mähren.

    What is cut in the middle of a letter ends before it; what is no UTF-8 stays.
    """
    if "%" not in text or _PERCENT().search(text) is None:
        return text
    data = unquote_to_bytes(text)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return data[: error.start].decode() if error.reason == "unexpected end of data" else text


def is_url_safe(slug: str) -> bool:
    """Whether a slug can stand in an address as it is: letters and digits of any script, - _ . ~."""
    parts = slug.split(".")
    return all(parts) and all(map(_can_stand, "".join(parts))) and len(slug.encode()) <= 2 * MAX_LENGTH


def _symbols_said(text: str) -> str:
    """Else C, C++ and C# would be one tag."""
    text = re.sub(r"(?<=\w)\+\+", "-plus-plus", text)
    return re.sub(r"\b([A-Za-z])#", r"\1-sharp", text)


def _ascii(text: str, lang: str) -> str:
    for letter, ascii_ in TRANSLITERATED.get(primary(lang), {}).items():
        text = text.replace(letter, ascii_).replace(_capital(letter), ascii_)
    # What the library makes of them, without loading its tables of all scripts.
    if len(text) <= MAX_LENGTH and _ORDINARY.fullmatch(text):
        return "-".join(_RUN.findall(text.lower()))
    from slugify import slugify

    return slugify(text, max_length=MAX_LENGTH, word_boundary=True, save_order=True)


def _capital(letter: str) -> str:
    return "ẞ" if letter == "ß" else letter.upper()


def _in_script(text: str, lang: str) -> str:
    return _joined(one_form(text, lang), frozenset()).strip("-")


def _joined(text: str, signs: frozenset[str]) -> str:
    """A text with a hyphen for whatever is no letter, digit, mark of a letter or one of the signs; not too long."""
    kept = "".join(letter if _is_letter(letter) or letter in signs else "-" for letter in text)
    kept = re.sub("-{2,}", "-", kept)
    if len(kept.encode()) <= 2 * MAX_LENGTH:
        return kept
    cut = kept.encode()[: 2 * MAX_LENGTH].decode("utf-8", "ignore")
    return cut.rpartition("-")[0] or cut


def _can_stand(letter: str) -> bool:
    return _is_letter(letter) or letter in _KEPT_SIGNS


def _is_letter(letter: str) -> bool:
    """Vowel signs are parts of the letters of India and Thailand."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"

"""What a picture says of itself, IPTC and XMP as its reader found them -> plain text that a page may show.

Anybody may have written it: it is cut, and loses all that is no text of a line. XMP goes before IPTC, as programs write
both (Metadata Working Group, "Guidelines for Handling Image Metadata", 5.3).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from newsgen import origins
from newsgen.content.packets import RDF as _RDF
from newsgen.content.packets import packet_root
from newsgen.expressions import expression
from newsgen.model import Embedded

if TYPE_CHECKING:
    from lxml.etree import _Element

Records = Mapping[tuple[int, int], bytes | Sequence[bytes]]

# In characters: a caption of an agency has some 600.
MAX_CAPTION, MAX_NAME, MAX_ADDRESS = 1_000, 200, 500

# Names of datasets (IPTC-NAA Information Interchange Model 4.2).
_CHARACTER_SET, _BY_LINE, _CREDIT, _NOTICE, _CAPTION = (1, 90), (2, 80), (2, 110), (2, 116), (2, 120)
_UTF8 = b"\x1b%G"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What cameras and programs write there by themselves.
_EMPTY_WORDS = expression(
    r"olympus digital camera|sony dsc|samsung( camera pictures)?|(konica )?minolta digital camera|digital camera|dcim"
    r"|kodak digital still camera|default|untitled|unknown|none|null|processed with .*|created (with|by) .*|\W*"
    r"|(img|dsc|dscn|dscf|pict|p)[_-]?\d+(\.\w+)?",
    re.IGNORECASE,
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Several scripts cannot be written without them.
_JOINERS = "\u200c\u200d"
_WORDS = expression(r"[^\W_]+")
_WHOLE = expression(r"https?://\S+", re.IGNORECASE)


def embedded(iptc: Records, xmp: bytes) -> Embedded | None:
    """None where it says nothing that anybody would show."""
    texts = _of_iptc(iptc) | {name: text for name, text in _of_xmp(xmp).items() if text}
    creator, credit = (_line(texts.get(name, ""), MAX_NAME) for name in ("creator", "credit"))
    found = Embedded(
        caption=_line(texts.get("caption", ""), MAX_CAPTION),
        credit=_credit(creator, credit),
        copyright=_line(texts.get("copyright", ""), MAX_NAME),
        license=_address(texts.get("license", "")),
        license_page=_address(texts.get("license_page", "")),
    )
    return None if found == Embedded() else found


def _credit(creator: str, credit: str) -> str:
    """Photographer and agency, as papers write them: "Ada Lind/dpa"."""
    if _has(credit, creator):
        return credit
    return creator if _has(creator, credit) else f"{creator}/{credit}"


def _has(text: str, name: str) -> bool:
    """Whether whole words of a text are a name: "Raj Kapoor" is not of AP."""
    words, named = (_WORDS().findall(each.casefold()) for each in (text, name))
    return any(words[at : at + len(named)] == named for at in range(len(words) - len(named) + 1))


def _of_iptc(records: Records) -> dict[str, str]:
    is_utf8 = _first(records.get(_CHARACTER_SET)) == _UTF8
    names = {"creator": _BY_LINE, "credit": _CREDIT, "copyright": _NOTICE, "caption": _CAPTION}
    return {name: text for name, key in names.items() if (text := _text(records.get(key), is_utf8))}


def _first(said: bytes | Sequence[bytes] | None) -> bytes:
    return said if isinstance(said, bytes) else said[0] if said else b""


def _text(said: bytes | Sequence[bytes] | None, is_utf8: bool) -> str:
    parts = [said] if isinstance(said, bytes) else said or ()
    return ", ".join(_decoded(part, is_utf8) for part in parts[:5])


def _decoded(text: bytes, is_utf8: bool) -> str:
    """Most programs write UTF-8 without saying so, older ones what their system had."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("utf-8" if is_utf8 else "cp1252", "replace")


def _of_xmp(packet: bytes) -> dict[str, str]:
    root = packet_root(packet)
    if root is None:
        return {}
    blocks = list(root.iter(f"{_RDF}Description"))
    return {
        "caption": _said(blocks, f"{_DC}description"),
        "creator": _said(blocks, f"{_DC}creator"),
        "credit": _said(blocks, f"{_PHOTOSHOP}Credit"),
        "copyright": _said(blocks, f"{_DC}rights"),
        "license": _said(blocks, f"{_RIGHTS}WebStatement"),
        # Of the first of those who may give one, wherever it is written.
        "license_page": _said(root.iter(), f"{_PLUS}LicensorURL"),
    }


def _said(blocks: Iterable["_Element"], name: str) -> str:
    """A property of the first of these that has it, as an attribute or an element."""
    for block in blocks:
        if found := (block.get(name) or "").strip():
            return found
        if (element := block.find(name)) is not None and (found := _read(element)):
            return found
    return ""


def _read(element: "_Element") -> str:
    """A value, which may be a list: of one in several languages the first, or the one for all."""
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return (element.get(f"{_RDF}resource") or element.text or "").strip()
    if element.find(f"{_RDF}Alt") is not None:
        items = [next((each for each in items if each.get(_LANG) == "x-default"), items[0])]
    return ", ".join(filter(None, ((item.text or "").strip() for item in items[:5])))


def _line(text: str, limit: int) -> str:
    """One line of a text, composed, without what nobody sees or what turns its direction, cut at a limit."""
    kept = "".join(" " if each in "\t\r\n\v\f\x85\u2028\u2029" else each for each in text[: 20 * limit])
    line = " ".join("".join(each for each in kept if category(each) not in _UNSEEN or each in _JOINERS).split())
    if not line or _EMPTY_WORDS().fullmatch(line):
        return ""
    line = normalize("NFC", line)
    return line if len(line) <= limit else f"{line[: limit - 1].rpartition(' ')[0] or line[: limit - 1]}…"


def _address(text: str) -> str:
    """A whole address; anything else is none."""
    text = text.strip()
    is_sound = len(text) <= MAX_ADDRESS and _WHOLE().fullmatch(text) and text.isprintable()
    return text if is_sound and not origins.unreachable(text) else ""

"""How names of files are spelled: composed (Unicode's NFC), whatever a disk, a zip file or a writer has.

macOS gives names back decomposed: u and U+0308 for ü. All paths of a site, and so all its addresses, are composed; how
the disk spells a file is known where it is read (gather.scan.Stat), and nowhere else.
"""

import re
from unicodedata import normalize
from urllib.parse import quote, unquote

_LETTERS = re.compile(r"[A-Za-z]?(?:%[89A-Fa-f][0-9A-Fa-f]|[^\x00-\x7f])+")


def composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def composed_address(address: str) -> str:
    """An address whose path is composed, whether it is percent-encoded or not; what is composed stays as it is."""
    path = re.match(r"[^?#]*", address)
    assert path is not None, "it may be empty"
    return _LETTERS.sub(_composed_letters, path[0]) + address[path.end() :]


def _composed_letters(match: re.Match[str]) -> str:
    written = unquote(match[0])
    new = composed(written)
    # What is no UTF-8 behind its percent signs stays, too.
    if new == written or "\ufffd" in written:
        return match[0]
    return quote(new) if "%" in match[0] else new

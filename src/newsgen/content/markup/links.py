"""Addresses in made HTML: relative ones become `newsgen:SOURCE`, those that run scripts go; pictures load late."""

import re
from html import escape, unescape
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import quote, unquote

from newsgen.model import Link

_TAG = re.compile(
    r"<(a|img|iframe|video|audio|source|form|input|button|area|object|embed)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
_ANY_ADDRESS = re.compile(
    r"""(?<=[\s"'/])(href|src|poster|action|formaction|data|xlink:href)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""",
    re.IGNORECASE,
)
_SIZE = re.compile(r"""\s(?:width|height)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers drop these before they look for a scheme (WHATWG URL, "basic URL parser").
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")
_HARMFUL = ("javascript:", "vbscript:", "data:text", "data:application", "data:image/svg", "newsgen:", "file:")


class Binder:
    """Binds the addresses of one body; `links` are the relative ones with their places in the text."""

    def __init__(self, text: str, folder: str) -> None:
        self.links: list[Link] = []
        self._text = text
        self._folder = folder
        self._seen: dict[str, int] = {}

    def bound(self, html: str) -> str:
        return _TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        name, attributes = match.groups()
        n_links = len(self.links)
        attributes = _ANY_ADDRESS.sub(self._address, attributes)
        if name.lower() == "img":
            # The page that shows a picture of the site writes its true size.
            attributes = _SIZE.sub("", attributes) if len(self.links) > n_links else attributes
            attributes = _with(attributes, "alt", "")
            attributes = _with(_with(attributes, "loading", "lazy"), "decoding", "async")
        elif name.lower() == "iframe":
            attributes = _with(attributes, "loading", "lazy")
        return f"<{name}{attributes}>"

    def _address(self, match: re.Match[str]) -> str:
        attribute, quoted = match.groups()
        written = unescape(quoted.strip("\"'"))
        bare = _IGNORED.sub("", written).lower()
        if bare.startswith(_HARMFUL):
            return f'{attribute}="#"'
        if not bare or bare.startswith(("/", "\\", "#", "?")) or _SCHEME.match(bare):
            return match.group()
        path, _, rest = _parted(written.strip())
        if attribute.lower() not in {"href", "src", "poster"} or not path:
            return match.group()
        target = normalize("NFC", normpath(f"{self._folder}/{unquote(path)}"))
        line, column = self._position(path)
        self.links.append(Link(target, line, column, unquote(path)))
        return f'{attribute}="newsgen:{quote(target)}{escape(rest)}"'

    def _position(self, path: str) -> tuple[int, int]:
        """Line and column of the next time that an address stands in the text, however it is escaped there."""
        for spelling in dict.fromkeys((path, unquote(path), escape(path))):
            offset = self._text.find(spelling, self._seen.get(spelling, 0))
            if offset >= 0:
                self._seen[spelling] = offset + len(spelling)
                return self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset)
        return 1, 1


def _parted(address: str) -> tuple[str, str, str]:
    """Path, query (left out of what follows: files have none) and fragment with its mark."""
    before, mark, fragment = address.partition("#")
    path, _, query = before.partition("?")
    return path, query, mark + fragment


def _with(attributes: str, name: str, value: str) -> str:
    """Attributes with one more, unless it is there."""
    if re.search(rf"(?:^|\s){name}(?:[\s=/]|$)", attributes, re.IGNORECASE):
        return attributes
    end = attributes.rstrip().removesuffix("/").rstrip()
    return f'{end} {name}="{value}"'

"""Addresses in made HTML: relative ones become `newsgen:SOURCE`, those that run scripts go; pictures load late."""

import re
from collections.abc import Collection
from html import escape, unescape
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import quote, unquote

from newsgen.model import Link

_TAG = re.compile(
    r"<(a|img|iframe|video|audio|source|form|input|button|area|object|embed|use|base)\b"
    r"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE,
)
# Whole attributes only: what looks like one inside a quoted value is text, and to touch it would end the value early.
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_BOUND = frozenset({"href", "src", "poster"})
_ADDRESSES = _BOUND | {"action", "formaction", "data", "xlink:href", "srcdoc"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# Browsers drop these before they look for a scheme (WHATWG URL, "basic URL parser").
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")
_HARMFUL = ("javascript:", "vbscript:", "data:text", "data:application", "data:image/svg", "newsgen:", "file:")

Attributes = dict[str, str | None]


class Binder:
    """Binds the addresses of one body; `links` are the relative ones with their places in the text.

    Of absolute addresses, only those with one of `schemes` survive; with None, all but the harmful ones.
    """

    def __init__(self, text: str, folder: str, schemes: Collection[str] | None) -> None:
        self.links: list[Link] = []
        self._text = text
        self._folder = folder
        self._schemes = schemes
        self._seen: dict[str, int] = {}

    def bound(self, html: str) -> str:
        return _TAG.sub(self._tag, html)

    def _tag(self, match: re.Match[str]) -> str:
        name, written = match[1].lower(), match[2]
        n_links = len(self.links)
        attributes: Attributes = {}
        for attribute in _ATTRIBUTE.finditer(written):
            # Of an attribute that stands twice, browsers take the first.
            attributes.setdefault(attribute[1], self._value(attribute[1].lower(), attribute[2]))
        if name == "img":
            _load_late(attributes, is_own=len(self.links) > n_links)
        elif name == "iframe":
            attributes.setdefault("loading", '"lazy"')
        shown = "".join(f" {key}" if value is None else f" {key}={value}" for key, value in attributes.items())
        return f"<{match[1]}{shown}>"

    def _value(self, attribute: str, quoted: str | None) -> str | None:
        if quoted is None or attribute not in _ADDRESSES:
            return quoted
        written = unescape(quoted[1:-1] if quoted[0] in "\"'" else quoted)
        bare = _IGNORED.sub("", written).lower()
        scheme = _SCHEME.match(bare)
        is_allowed = self._schemes is None or scheme is None or scheme[1] in self._schemes
        if not is_allowed or bare.startswith(_HARMFUL):
            return '"#"'
        path, rest = _parted(written.strip())
        if attribute not in _BOUND or not path or bare.startswith(("/", "\\")) or scheme:
            return quoted
        target = normalize("NFC", normpath(f"{self._folder}/{unquote(path)}"))
        line, column = self._position(path)
        self.links.append(Link(target, line, column, unquote(path)))
        return f'"newsgen:{quote(target)}{escape(rest)}"'

    def _position(self, path: str) -> tuple[int, int]:
        """Line and column of the next time that an address stands in the text, however it is escaped there."""
        for spelling in dict.fromkeys((path, unquote(path), escape(path))):
            offset = self._text.find(spelling, self._seen.get(spelling, 0))
            if offset >= 0:
                self._seen[spelling] = offset + len(spelling)
                return self._text.count("\n", 0, offset) + 1, offset - self._text.rfind("\n", 0, offset)
        return 1, 1


def _parted(address: str) -> tuple[str, str]:
    """The path, and the fragment with its mark; a query is left out, for files have none."""
    before, mark, fragment = address.partition("#")
    return before.partition("?")[0], mark + fragment


def _load_late(attributes: Attributes, *, is_own: bool) -> None:
    if is_own:
        # The page that shows a picture of the site writes its true size.
        attributes.pop("width", None)
        attributes.pop("height", None)
    attributes.setdefault("alt", '""')
    attributes.setdefault("loading", '"lazy"')
    attributes.setdefault("decoding", '"async"')

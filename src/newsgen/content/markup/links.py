"""Relative links and pictures of a text -> `newsgen:SOURCE`, until the page that shows them is made."""

import posixpath
import re
from html import escape, unescape
from urllib.parse import quote, unquote

from newsgen.model import Link

_ATTRIBUTE = re.compile(r'\b(href|src|poster)="([^"]*)"')
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\?|$", re.IGNORECASE)


def bound(html: str, text: str, folder: str) -> tuple[str, tuple[Link, ...]]:
    """The HTML with relative addresses bound to source paths, and each of them with its place in `text`."""
    links: list[Link] = []
    seen: dict[str, int] = {}

    def replaced(match: re.Match[str]) -> str:
        written = unescape(match[2])
        if _ABSOLUTE.match(written):
            return match[0]
        path, mark, fragment = written.partition("#")
        target = posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0])))
        line, column = _position(text, path, seen)
        links.append(Link(target, line, column, unquote(path)))
        return f'{match[1]}="newsgen:{quote(target)}{escape(mark + fragment)}"'

    return _ATTRIBUTE.sub(replaced, html), tuple(links)


def _position(text: str, written: str, seen: dict[str, int]) -> tuple[int, int]:
    """Line and column (from 1) of the next occurrence of an address, however it is escaped; (1, 1) if there is none."""
    for spelling in dict.fromkeys((written, unquote(written))):
        offset = text.find(spelling, seen.get(written, 0))
        if offset >= 0:
            seen[written] = offset + len(spelling)
            return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return 1, 1

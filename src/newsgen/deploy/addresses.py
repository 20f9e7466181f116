"""The addresses of files of output/, and which of them the site itself shows to search engines."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import quote, unquote

_LOC = re.compile(rb"<loc>([^<]+)</loc>")
_INDEX = "index.html"


def url_of(base_url: str, path: str) -> str:
    """The whole address that readers have of a file."""
    shown = path.removesuffix(_INDEX) if f"/{path}".endswith(f"/{_INDEX}") else path
    return f"{base_url.rstrip('/')}/{quote(shown)}"


def listed(base_url: str, paths: Iterable[str], sitemaps: Iterable[bytes]) -> frozenset[str]:
    """The paths whose addresses sitemaps name: unlisted articles and what is not for search engines are not there."""
    named = frozenset(address for data in sitemaps for address in _named(data))
    return frozenset(path for path in paths if unquote(url_of(base_url, path)) in named)


def _named(sitemap: bytes) -> Iterator[str]:
    for match in _LOC.finditer(sitemap):
        yield unquote(unescape(match[1].decode("utf-8", "replace")))

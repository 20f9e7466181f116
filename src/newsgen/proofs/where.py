"""A link as a page has it -> the files that may be at its address, and the part of it that is meant."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct

from newsgen.site.index import Site

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def is_whole(url: str) -> bool:
    """Whether an address means the same on every page."""
    return url.startswith("/") or _SCHEME.match(url) is not None


class Target(Struct, frozen=True, gc=False):
    """`paths`: the files of which any may be served at the address; `part` behind "#", decoded."""

    paths: tuple[str, ...]
    part: str


class Places(Struct, frozen=True):
    """Where files will be, below the output folder; `origin` and `base_path` of the site's address.

    `led_on`: old addresses without a page, from which the host leads on; `elsewhere`: what others answer.
    """

    paths: frozenset[str]
    led_on: frozenset[str]
    origin: str
    base_path: str
    elsewhere: tuple[str, ...]

    @classmethod
    def of(cls, site: Site, paths: frozenset[str]) -> Places:
        parts = urlsplit(site.config.base_url)
        origin, elsewhere = f"{parts.scheme}://{parts.netloc}", site.config.links.elsewhere
        return cls(paths, frozenset(site.redirects), origin, site.config.base_path, elsewhere)

    def target(self, url: str, page: str) -> Target | None:
        """What a link on a page leads to; None for what is not this site's, or no page."""
        url = url.strip()
        for origin in (self.origin, self.origin.partition(":")[2]):
            if url.startswith(origin) and url[len(origin) :][:1] in {"", "/", "?", "#"}:
                url = url[len(origin) :] or "/"
        if _SCHEME.match(url) or url.startswith("//"):
            return None
        if not url.startswith("/"):
            url = urljoin(self._address(page), url) if not url.startswith("#") else self._address(page) + url
        address, _, part = url.partition("#")
        path = unquote(address.partition("?")[0])
        if not self._is_ours(path):
            return None
        return Target(_files(path.removeprefix(unquote(self.base_path))), unquote(part.partition(":~:")[0]))

    def is_there(self, target: Target) -> bool:
        return any(path in self.paths or path in self.led_on for path in target.paths)

    def page(self, target: Target) -> str:
        """The file that stands there, "" where a host leads on."""
        return next((path for path in target.paths if path in self.paths), "")

    def _address(self, page: str) -> str:
        return f"{self.base_path}/{page.removesuffix('index.html')}"

    def _is_ours(self, path: str) -> bool:
        base = unquote(self.base_path)
        if base and path != base and not path.startswith(f"{base}/"):
            return False
        return not any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in self.elsewhere)


def _files(path: str) -> tuple[str, ...]:
    """As hosts serve them: /x of x.html, of x/index.html."""
    inner = normpath(f"/{path.lstrip('/')}").lstrip("/")
    if path.endswith("/") or not inner:
        return (f"{inner}/index.html".lstrip("/"),)
    return inner, f"{inner}.html", f"{inner}/index.html"

"""A page, a feed or a sitemap as a parser reads it: its ids, its links, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import msgspec
from lxml import etree
from msgspec import Struct

from newsgen.proofs.where import Places, Target, is_whole

# What libxml2 says of pages that browsers read otherwise than they are written.
_MISMATCH, _ENCODING = "ERR_TAG_NAME_MISMATCH", "ERR_INVALID_ENCODING"
_PAGES, _XML, _JSON = (".html", ".htm"), (".xml", ".rss", ".atom", ".opml", ".svg"), (".json", ".webmanifest")
_LINKS = etree.XPath("//@href|//@src|//@srcset|//@imagesrcset|//@poster|//@data", smart_strings=False)
_PLACED = etree.XPath("//*[@href=$url or @src=$url or @poster=$url or @data=$url]")
_IDS = etree.XPath("//@id|//a/@name", smart_strings=False)
_ID = etree.XPath("//@id", smart_strings=False)
_SETS = etree.XPath("//@srcset|//@imagesrcset", smart_strings=False)
_IN_SET = re.compile(r"(?:^|,)\s*([^\s,]\S*)")
# Addresses that a page needs itself, or that machines read: what a text links to is its writer's.
_OWN = etree.XPath(
    "//script/@src|//link/@href|//img/@src|//iframe/@src|//source/@src|//form/@action|//meta/@content",
    smart_strings=False,
)
_OF_FEED = etree.XPath(
    "//*[local-name()='loc' or local-name()='link' or local-name()='guid' or local-name()='id']/text()"
    "|//*[local-name()='link']/@href",
    smart_strings=False,
)
_LOCAL = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(?=[:/?#]|$)", re.IGNORECASE
)
_MAY_BE_LOCAL = re.compile(rb"://(?:[\w.-]*localhost|127\.|0\.0\.0\.0|\[::)", re.IGNORECASE)
_INCLUDED = re.compile(rb"<!--#include virtual=\"([^\"]*)\"")


class Fault(Struct, frozen=True, gc=False):
    """What is wrong in a file, at a line of it (0: as a whole)."""

    code: str
    text: str
    line: int = 0


class Missing(Struct, frozen=True, gc=False):
    """A link to what newsgen does not write: as it is written, and the files that may be meant."""

    written: str
    paths: tuple[str, ...]
    line: int


class Part(Struct, frozen=True, gc=False):
    """A link to a part of another page."""

    written: str
    path: str
    part: str
    line: int


class Read(Struct, frozen=True, gc=False):
    """What a file says that others have to be asked about, and what is wrong with it by itself."""

    path: str
    faults: tuple[Fault, ...] = ()
    missing: tuple[Missing, ...] = ()
    parts: tuple[Part, ...] = ()


def is_local(url: str) -> bool:
    """Whether an address leads every reader to his own machine."""
    return _LOCAL.match(url.strip()) is not None


def is_page(path: str) -> bool:
    return path.endswith(_PAGES)


class Links:
    """A page as the parser has read it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, huge_tree=True)
        self._root = etree.fromstring(data, self._parser)

    @classmethod
    def of(cls, data: bytes) -> Links:
        return cls(data)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(_IDS(self._root)) if self._root is not None else frozenset()

    def faults(self) -> Iterator[Fault]:
        if self._root is None:
            # Of what hosts put together, the parser sees comments.
            if not self._data.strip():
                yield Fault("page-unreadable", "there is nothing on this page")
            return
        for error in self._parser.error_log:
            if error.type_name in {_MISMATCH, _ENCODING}:
                yield Fault("page-unreadable", f"this is no HTML: {error.message.strip()}", error.line)
        ids = _ID(self._root)
        if len(ids) != len(set(ids)):
            twice = sorted(each for each, n in Counter(ids).items() if n > 1)
            yield from (Fault("page-id-twice", f'the id "{each}" stands on this page twice') for each in twice)

    def local(self) -> Iterator[Fault]:
        if self._root is not None and _MAY_BE_LOCAL.search(self._data):
            yield from map(_of_local, sorted({url for url in _OWN(self._root) if is_local(url)}))

    def urls(self) -> set[str]:
        """Every address that the page has, as it is written there."""
        found = set(_LINKS(self._root)) if self._root is not None else set()
        if b"srcset" in self._data:
            sets = _SETS(self._root)
            found = found.difference(sets).union(*(_IN_SET.findall(each) for each in sets))
        if b"#include" in self._data:
            found.update(each.decode("utf-8", "replace") for each in _INCLUDED.findall(self._data))
        return found

    def line(self, url: str) -> int:
        found = _PLACED(self._root, url=url) if self._root is not None else []
        return found[0].sourceline or 0 if found else 0


def read_page(path: str, data: bytes, places: Places, fine: set[str]) -> Read:
    """A page, and which of its links need to be looked at further.

    `fine` are addresses that lead somewhere from whatever page, and is added to: most stand on many pages.
    """
    page = Links(data)
    missing: list[Missing] = []
    parts: list[Part] = []
    faults = [*page.faults(), *page.local()]
    for url in sorted(page.urls() - fine):
        target = places.target(url, path)
        if target is not None and not places.is_there(target):
            missing.append(Missing(url, target.paths, page.line(url)))
        elif target is None or not target.part:
            fine.update([url] if is_whole(url) else ())
        elif target.part and target.part.lower() != "top" and not target.part.startswith("!"):
            _part(page, path, url, target, places, faults, parts)
    return Read(path, tuple(faults), tuple(missing), tuple(parts))


def _part(
    page: Links, path: str, url: str, target: Target, places: Places, faults: list[Fault], parts: list[Part]
) -> None:
    there = places.page(target)
    if not is_page(there):
        return
    if there != path:
        parts.append(Part(url, there, target.part, page.line(url)))
    elif target.part not in page.ids:
        faults.append(Fault("anchor-nowhere", f'"{url}" leads to no part of its page', page.line(url)))


def read_text(path: str, data: bytes) -> Read:
    """A feed, a sitemap, data: whether programs can read it."""
    try:
        if path.endswith(_XML):
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
            if _MAY_BE_LOCAL.search(data):
                return Read(path, tuple(map(_of_local, sorted({url for url in _OF_FEED(root) if is_local(url)}))))
        elif path.endswith(_JSON):
            msgspec.json.decode(data)
    except etree.XMLSyntaxError as error:
        return Read(path, (Fault("feed-unreadable", f"this is no XML: {error.msg}", error.lineno or 0),))
    except msgspec.DecodeError as error:
        return Read(path, (Fault("feed-unreadable", f"this is no JSON: {error}"),))
    return Read(path)


def _of_local(url: str) -> Fault:
    return Fault("address-local", f'"{url}" is the machine of whoever reads it')

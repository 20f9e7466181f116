"""The addresses of another system's site, as it exports them: a sitemap, or a list with one on each line."""

import csv
import gzip
import zlib
from io import BytesIO

from lxml import etree
from msgspec import Struct

# As large as a sitemap may be, ten times over (sitemaps.org: 50 MiB).
MAX_BYTES = 500 * 1024 * 1024

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Exported(Struct, frozen=True):
    """`addresses` with their lines, from 1; `sitemaps`: the addresses of further ones; `unread`: lines of neither."""

    addresses: tuple[tuple[str, int], ...] = ()
    sitemaps: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


class ExportError(ValueError):
    """Neither a sitemap nor a list of addresses, and this is why."""


def exported(data: bytes) -> Exported:
    data = _unpacked(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _of_sitemap(data)
    return _of_list(_decoded(data))


def _unpacked(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.open(BytesIO(data)) as file:
            return file.read(MAX_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        raise ExportError(f"it cannot be unpacked: {error}") from None


def _decoded(data: bytes) -> str:
    name = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise ExportError("it is neither UTF-8 nor UTF-16") from None


def _of_sitemap(data: bytes) -> Exported:
    """A page's `loc` stands in a `url`, that of a further sitemap in a `sitemap`; pictures have others."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExportError(f"it is no sitemap: {error}") from None
    found: dict[str, list[tuple[str, int]]] = {"url": [], "sitemap": []}
    for loc in root.iter("{*}loc"):
        parent = loc.getparent()
        name = etree.QName(parent).localname if parent is not None else ""
        if name in found and etree.QName(loc).namespace == etree.QName(parent).namespace and loc.text:
            found[name].append((loc.text.strip(), loc.sourceline or 0))
    if not found["url"] and not found["sitemap"]:
        raise ExportError("it is no sitemap: no address stands in it")
    return Exported(tuple(found["url"]), tuple(address for address, _ in found["sitemap"]))


def _of_list(text: str) -> Exported:
    """One address a line, or in the first column of a table, which has headings; those are no addresses."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
    is_table = bool(lines) and not _is_address(lines[0][1])
    mark = next((mark for mark in "\t;," if is_table and mark in lines[0][1]), "\t")
    addresses, unread = [], []
    for number, line in lines[1:] if is_table else lines:
        first = _first_cell(line, mark)
        if _is_address(first):
            addresses.append((first, number))
        else:
            unread.append(number)
    return Exported(tuple(addresses), unread=tuple(unread))


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://"))


def _first_cell(line: str, mark: str) -> str:
    try:
        return next((cell.strip() for cell in next(csv.reader([line], delimiter=mark), ())), "")
    except csv.Error:
        return line

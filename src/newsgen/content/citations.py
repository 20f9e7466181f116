"""What an article draws on, as front matter lists it: `sources`, each with a title and where it can be read."""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from newsgen import origins
from newsgen.content.fields import Value
from newsgen.content.keys import folded
from newsgen.content.markup.links import Binder
from newsgen.content.markup.positions import Positions
from newsgen.content.settings import Settings
from newsgen.content.sheet import Sheet
from newsgen.content.types import is_article, type_of
from newsgen.expressions import expression
from newsgen.mistakes import choice
from newsgen.model import Access, Citation, Link

Cited = tuple[tuple[Citation, ...], tuple[Link, ...]]

_TITLES, _URLS = ("title", "name", "text", "label"), ("url", "href", "link", "address")
_FORM = "write it as {title: The study, url: https://example.org/study}"
_WHOLE = expression(r"(?:https?:)?//\S+", re.IGNORECASE)
_BEGINS = expression(r"(?:https?:)?//", re.IGNORECASE)
_MARKDOWN = expression(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_SCHEMES = frozenset({"http", "https"})
# No text draws on more, and no reader goes through them.
MAX_SOURCES = 200


def citations(sheet: Sheet, folder: str, settings: Settings, access: Access) -> Cited:
    """The sources in their order, and the links among them that lead to the site's own pages and files."""
    values = sheet.all("sources")
    if values and access:
        found = "these sources are for subscribers, as the rest of the text is, and stand nowhere in what is published"
        hint = "link above <!--more--> what everyone shall find"
        sheet.findings.at(values[0], "for-subscribers", found, hint, "notice")
        return (), ()
    made: list[Citation] = []
    links: list[Link] = []
    for item in _items(values):
        if len(made) == MAX_SOURCES:
            text, hint = f"there are more than {MAX_SOURCES} sources", "name those that matter"
            sheet.findings.at(item, "value-too-long", text, hint, "warning")
            break
        title, url = _parts(sheet, item)
        address, found_links = _bound(sheet, url, item, folder, settings) if url is not None else ("", ())
        if title or address:
            made.append(Citation(title or _shown(sheet.text_of(url, "sources") if url else ""), address))
            links += found_links
    return tuple(made), tuple(links)


def _items(values: list[Value]) -> Iterator[Value]:
    for value in values:
        yield from value.data if isinstance(value.data, tuple) else (value,)


def _parts(sheet: Sheet, item: Value) -> tuple[str, Value | None]:
    """Title and address of one source, which may be a text: a name, an address, a file, or a Markdown link."""
    if isinstance(item.data, Mapping):
        return _of_map(sheet, item, item.data)
    if isinstance(item.data, tuple):
        sheet.unfit(item, "sources", "value-type", "has a list within the list", _FORM)
        return "", None
    text = sheet.text_of(item, "sources")
    if linked := _MARKDOWN().fullmatch(text):
        return linked[1], replace(item, data=linked[2])
    is_address = " " not in text and (_BEGINS().match(text) or is_article(text) or type_of(text) is not None)
    return ("", item) if is_address else (text, None)


def _of_map(sheet: Sheet, item: Value, map_: Mapping[str, Value]) -> tuple[str, Value | None]:
    known = {folded(key): value for key, value in map_.items()}
    titled = next((known[word] for word in _TITLES if word in known), None)
    url = next((known[word] for word in _URLS if word in known and known[word].data), None)
    if titled is None and url is None and len(map_) == 1:
        # "- The study: https://example.org/study"
        title, url = next(iter(map_.items()))
        return title, url
    for key, value in map_.items():
        if folded(key) not in {*_TITLES, *_URLS}:
            text = f'"{key}" says nothing of a source'
            sheet.unfit(value, "sources", "value-type", text, choice(key, ("title", "url")), within=item)
    title = sheet.text_of(titled, "sources title") if titled is not None else ""
    if title and url is None:
        text = f'"{title}" has no url, so that it is shown without a link'
        hint = f"write url: https://… beside it, or the name alone (- {title}) where it can be read nowhere on the web"
        sheet.findings.at(item, "source-without-url", text, hint, "warning")
    if titled is None and url is None:
        sheet.unfit(item, "sources", "value-type", "has no title", _FORM)
    return title, url


def _bound(sheet: Sheet, url: Value, item: Value, folder: str, settings: Settings) -> tuple[str, tuple[Link, ...]]:
    """An address as bodies have it, and where it leads on the site; "" for one that no reader can be led to."""
    text = sheet.text_of(url, "sources url")
    if not text:
        return "", ()
    if text.startswith("//"):
        text = f"https:{text}"
    is_whole = bool(_BEGINS().match(text))
    binder = Binder(Positions(text), folder, _SCHEMES, settings.base_url)
    bound = "#" if text[:1] == "#" else binder.value("a", "href", text)
    if bound == "#" or " " in text or (is_whole and origins.unreachable(text)):
        found = f'"{text}" is not the address of a source'
        sheet.unfit(url, "sources", "url-unsafe", found, "write it whole, as https://example.org/study", within=item)
        return "", ()
    return bound, tuple(replace(link, line=url.line, column=url.column) for link in binder.links)


def _shown(address: str) -> str:
    """An address as readers see it where it has no title."""
    return address.partition("//")[2].rstrip("/") if _WHOLE().match(address) else address

"""Films, maps and the like that sanitising leaves out: each as a link to its address, so that readers reach it."""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from newsgen.content.markup.links import is_safe
from newsgen.expressions import expression
from newsgen.tags import Tag, attributes, tags, unquoted

EMBEDS = frozenset({"iframe", "frame", "embed", "object", "video", "audio"})
_INTERESTING = expression(r"<(?:iframe|frame|embed|object|video|audio|noscript)\b", re.IGNORECASE)
# Pages that load frames late, as plugins of WordPress do, keep the address elsewhere.
_ADDRESSES = ("src", "data", "data-src", "data-lazy-src", "data-litespeed-src")
_PLAYERS = frozenset({"video", "audio"})
# These cannot hold a paragraph.
_RUNNING = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "caption"),
        *("a", "b", "cite", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"),
    }
)


def linked(html: str) -> str:
    """HTML before it is sanitised, with a link in the place of each frame and player that will go.

    `<noscript>` goes, and what it holds stays: with its tags alone left out, it would be shown as text.
    """
    if not _INTERESTING().search(html):
        return html
    found = list(tags(html))
    parts: list[str] = []
    position = 0
    running: set[str] = set()
    last = ""
    for number, tag in enumerate(found):
        name = tag.name.lower()
        if name in _RUNNING:
            running = running - {name} if tag.is_end else running | {name}
        if name == "noscript":
            parts.append(html[position : tag.start])
            position = tag.end
        elif address := "" if tag.is_end else _address(tag, found, number):
            link = "" if address == last else _link(tag, address, is_running=bool(running))
            last = address
            parts += [html[position : tag.start], link]
            position = max(tag.end, _end(html, tag))
    return "".join((*parts, html[position:]))


def address_of(name: str, written: str) -> str:
    """What a frame or a player that goes shows: an address that a reader may follow, "" where it names none."""
    values = _values(written)
    if name in _PLAYERS and values.get("src"):
        return ""
    address = next((found for key in _ADDRESSES if (found := values.get(key, "").strip())), "")
    return _safe(f"https:{address}" if address.startswith("//") else address)


def _address(tag: Tag, found: Sequence[Tag], number: int) -> str:
    name = tag.name.lower()
    if name == "param":
        values = _values(tag.attributes)
        is_film = values.get("name", "").lower() in {"movie", "src", "url"}
        return _safe(values.get("value", "").strip()) if is_film and not _holds(found, number, "embed") else ""
    if name not in EMBEDS or (name in _PLAYERS and _holds(found, number, "source")):
        return ""
    return address_of(name, tag.attributes)


def _holds(found: Sequence[Tag], number: int, inner: str) -> bool:
    """Whether such a tag stands among the next ones, before the element ends."""
    for tag in found[number + 1 : number + 9]:
        if tag.name.lower() == inner:
            return True
        if tag.is_end:
            break
    return False


def _values(written: str) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for key, value in attributes(written):
        values.setdefault(key, unescape(unquoted(value)) if value else "")
    return values


def _safe(address: str) -> str:
    is_link = is_safe(address, ("http", "https")) and address != "#" and "\\" not in address
    return address if is_link and _host(address) is not None else ""


def _host(address: str) -> str | None:
    """The host of an address, "" where it has none, None where it cannot be read."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return None


def _link(tag: Tag, address: str, *, is_running: bool) -> str:
    title = " ".join(_values(tag.attributes).get("title", "").split())
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    text = escape(title or _host(address) or last or address)
    if is_running:
        return f'<a class="embed-link" href="{escape(address)}">{text}</a>'
    return f'<p class="embed-link"><a href="{escape(address)}">{text}</a></p>'


def _end(html: str, tag: Tag) -> int:
    """Behind the end tag of a frame, whose content is shown by no browser; a frame without one ends where it begins."""
    closing = html[tag.content_end : tag.content_end + 9].lower()
    if tag.name.lower() != "iframe" or not closing.startswith("</iframe"):
        return tag.end
    return html.find(">", tag.content_end) + 1 or len(html)

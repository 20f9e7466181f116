"""The links of a text that somebody has paid for: those to other hosts say so (rel="sponsored")."""

from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from newsgen.expressions import expression
from newsgen.origins import ascii_host
from newsgen.tags import Tag, placed, tags, unquoted

SPONSORED = "sponsored"

_LINKS = frozenset({"a", "area"})
# Drawings have the second.
_ADDRESSES = frozenset({"href", "xlink:href"})
_BLANKS = expression(r"[ \t\n\f\r]+")
# WHATWG URL, "basic URL parser": these are dropped wherever they stand, and all below them at both ends.
_DROPPED = str.maketrans("", "", "\t\n\r")
_AT_ENDS = "".join(map(chr, range(0x21)))
_SCHEME = expression(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OF_HOSTS = frozenset({"http", "https", "ftp"})


def with_sponsored(html: str, base_url: str) -> str:
    """HTML in which each link to another host than the site's own is `rel="sponsored"`."""
    return "".join(_parts(html, urlsplit(base_url).hostname or "")) if "href" in html.lower() else html


def _parts(html: str, own: str) -> Iterator[str]:
    written = 0
    for tag in tags(html):
        if not tag.is_end and tag.name.lower() in _LINKS:
            yield html[written : tag.start]
            yield _marked(tag, own)
            written = tag.end
    yield html[written:]


def _marked(tag: Tag, own: str) -> str:
    found = list(placed(tag.attributes))
    # Of several of one name browsers take the first.
    first = {name: value for name, value, _, _ in reversed(found)}
    if not any(_leads_out(_text(first[name]), own) for name in _ADDRESSES & first.keys()):
        return tag.written
    said = _text(first.get("rel"))
    if SPONSORED in _BLANKS().split(said.lower()):
        return tag.written
    words = f"{_raw(first.get('rel'))} {SPONSORED}".strip()
    behind = 1 + len(tag.name)
    before, rest = tag.written[:behind], tag.written[behind:]
    for name, _, start, end in found:
        if name == "rel":
            return f'{before}{rest[:start]}rel="{words}"{rest[end:]}'
    return f'{before} rel="{words}"{rest}'


def _raw(value: str | None) -> str:
    """A value as written, for quotes of the common kind."""
    return unquoted(value or "").replace('"', "&quot;")


def _text(value: str | None) -> str:
    return unescape(unquoted(value or ""))


def _leads_out(address: str, own: str) -> bool:
    """Whether browsers may go to another host, as they read addresses; one that cannot be taken apart leads there.

    They take a backslash for a slash, and before a host any number of them, behind a scheme also none.
    """
    address = address.translate(_DROPPED).strip(_AT_ENDS).replace("\\", "/")
    scheme = _SCHEME().match(address)
    if scheme and scheme[1].lower() not in _OF_HOSTS:
        return False
    if not scheme and not address.startswith("//"):
        return False
    place = address[scheme.end() :] if scheme else address
    try:
        host = ascii_host(urlsplit(f"//{place.lstrip('/')}").hostname or "")
    except ValueError:
        return True
    return bool(host) and host != own

"""The links of a text that somebody has paid for: those to other hosts say so (rel="sponsored")."""

import re
from functools import partial
from html import unescape
from urllib.parse import urlsplit

from newsgen.expressions import expression
from newsgen.origins import ascii_host

SPONSORED = "sponsored"

_TAG = expression(r"""<(?:a|area)(?=[\s/])(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = r"""(?<=[\s"'/]){}\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)"""
_HREF = expression(_ATTRIBUTE.format("href"), re.IGNORECASE)
_REL = expression(_ATTRIBUTE.format("rel"), re.IGNORECASE)
# Browsers drop these from an address, and take a backslash for a slash (WHATWG URL, "basic URL parser").
_IGNORED = expression(r"[\x00-\x20]")


def with_sponsored(html: str, base_url: str) -> str:
    """HTML in which each link to another host than the site's own is `rel="sponsored"`."""
    own = urlsplit(base_url).hostname or ""
    return _TAG().sub(partial(_marked, own), html) if "href" in html.lower() else html


def _marked(own: str, match: re.Match[str]) -> str:
    tag = match[0]
    href = _HREF().search(tag)
    if href is None or not _leads_out(unescape(href[1].strip("\"'")), own):
        return tag
    rel = _REL().search(tag)
    if rel is None:
        end = len(tag) - (2 if tag.endswith("/>") else 1)
        return f'{tag[:end].rstrip()} rel="{SPONSORED}"{tag[end:]}'
    said = rel[1].strip("\"'")
    if SPONSORED in said.lower().split():
        return tag
    return f'{tag[: rel.start(1)]}"{f"{said} {SPONSORED}".strip()}"{tag[rel.end(1) :]}'


def _leads_out(address: str, own: str) -> bool:
    """Whether a link leads to another host; one that cannot be taken apart does."""
    address = _IGNORED().sub("", address).replace("\\", "/")
    try:
        parts = urlsplit(address)
        host = ascii_host(parts.hostname or "")
    except ValueError:
        return True
    return bool(host) and parts.scheme.lower() in {"", "http", "https"} and host != own

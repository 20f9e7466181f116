"""HTML that may stand in a page: no script, no event attributes, no `javascript:` addresses."""

import re
from functools import lru_cache
from html import unescape
from typing import Any

from newsgen.config import RawHtml

_ADDRESS = re.compile(
    r"""\b(href|src|action|formaction|poster|data)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE
)
_RUNS = re.compile(r"(?:javascript|vbscript|data:text/html)", re.IGNORECASE)


def sanitized(html: str, mode: RawHtml) -> str:
    """The HTML of Markdown made safe. With `allow`, writers' own tags stay; addresses that run scripts never do."""
    if mode == "allow":
        return _ADDRESS.sub(_harmless, html)
    import nh3

    return nh3.clean(html, **_allowed())


@lru_cache(maxsize=1)
def _allowed() -> dict[str, Any]:
    import nh3

    everywhere = {"class", "id", "lang", "dir", "title"}
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag, names in {
        "*": everywhere,
        "a": {"href", "hreflang", "rel", "role"},
        "img": {"src", "alt", "width", "height", "loading", "decoding", "srcset", "sizes"},
        "th": {"scope", "colspan", "rowspan", "headers"},
        "td": {"colspan", "rowspan", "headers"},
        "ol": {"start", "reversed", "type"},
        "li": {"value"},
        "div": {"tabindex"},
        "time": {"datetime"},
        "video": {"src", "poster", "width", "height", "controls", "preload"},
        "audio": {"src", "controls", "preload"},
        "source": {"src", "type"},
        "details": {"open"},
    }.items():
        attributes[tag] = attributes.get(tag, set()) | names
    attributes["a"].discard("target")
    added = {"figure", "figcaption", "section", "video", "audio", "source", "mark", "details", "summary", "time"}
    tags = (set(nh3.ALLOWED_TAGS) | added) - {"map", "area", "style"}
    for tag in ("td", "th", "tr", "table", "col", "colgroup", "tbody", "thead", "tfoot", "hr"):
        # What HTML 4 said of looks is an error in HTML now.
        attributes[tag] = attributes.get(tag, set()) - {
            "align",
            "char",
            "charoff",
            "bgcolor",
            "width",
            "size",
            "summary",
        }
    return {
        "tags": tags,
        "clean_content_tags": {"script", "style"},
        "attributes": attributes,
        "url_schemes": {"http", "https", "mailto", "tel", "sms", "geo", "news", "xmpp"},
        "link_rel": None,
        "strip_comments": True,
    }


def _harmless(match: re.Match[str]) -> str:
    address = re.sub(r"[\x00-\x20]", "", unescape(match[2].strip("\"'")))
    return f'{match[1]}="#"' if _RUNS.match(address) else match[0]

"""HTML that may stand in a page: no script, no event attributes, no style, no `javascript:` addresses."""

from functools import lru_cache
from typing import Any

_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden", "aria-describedby"}
_ADDED_TAGS = {
    *("figure", "figcaption", "section", "aside", "video", "audio", "source", "picture", "mark", "details", "summary"),
    *("time", "dl", "dt", "dd", "abbr", "ins", "s", "u", "small"),
}
_ADDED_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "td": {"colspan", "rowspan", "headers"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "div": {"tabindex"},
    "pre": {"tabindex"},
    "time": {"datetime"},
    "video": {"src", "poster", "width", "height", "controls", "preload"},
    "audio": {"src", "controls", "preload"},
    "source": {"src", "type"},
    "details": {"open"},
}
# What HTML 4 said of looks is an error in HTML now.
_TABLE_TAGS = ("td", "th", "tr", "table", "col", "colgroup", "tbody", "thead", "tfoot", "hr")
_LOOKS = {"align", "char", "charoff", "valign", "bgcolor", "width", "height", "size", "summary", "border"}


SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "xmpp"})


def sanitized(html: str) -> str:
    """The HTML without what could run, load frames, or dress itself."""
    import nh3

    return nh3.clean(html, **_allowed())


@lru_cache(maxsize=1)
def _allowed() -> dict[str, Any]:
    import nh3

    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag, names in {"*": _EVERYWHERE, **_ADDED_ATTRIBUTES}.items():
        attributes[tag] = attributes.get(tag, set()) | names
    for tag in _TABLE_TAGS:
        attributes[tag] = attributes.get(tag, set()) - _LOOKS
    attributes["img"].discard("align")
    return {
        "tags": (set(nh3.ALLOWED_TAGS) | _ADDED_TAGS) - {"map", "area", "center", "strike", "tt", "acronym", "style"},
        "clean_content_tags": {"script", "style"},
        "attributes": attributes,
        "url_schemes": set(SCHEMES),
        "link_rel": None,
        "strip_comments": True,
    }

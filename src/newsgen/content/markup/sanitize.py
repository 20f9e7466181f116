"""HTML that may stand in a page: no script, no event attributes, no style, no `javascript:` addresses."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import Struct

_EVERYWHERE = {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden", "aria-describedby"}
_ADDED_TAGS = {
    *(
        "figure",
        "figcaption",
        "section",
        "aside",
        "video",
        "audio",
        "source",
        "track",
        "picture",
        "mark",
        "details",
        "summary",
    ),
    *("time", "dl", "dt", "dd", "abbr", "ins", "s", "u", "small"),
}
_ADDED_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "hreflang", "download", "rel"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "data-credit"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "td": {"colspan", "rowspan", "headers"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "div": {"tabindex"},
    "pre": {"tabindex"},
    "time": {"datetime"},
    "video": {"src", "poster", "width", "height", "controls", "preload", "loop", "muted", "playsinline"},
    "audio": {"src", "controls", "preload", "loop", "muted"},
    "source": {"src", "srcset", "sizes", "media", "type", "width", "height"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "details": {"open"},
}
# What HTML 4 said of looks is an error in HTML now.
_TABLE_TAGS = ("td", "th", "tr", "table", "col", "colgroup", "tbody", "thead", "tfoot", "hr")
LOOKS = {"align", "char", "charoff", "valign", "bgcolor", "width", "height", "size", "summary", "border"}


SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "xmpp"})


class Allowed(Struct, frozen=True, gc=False):
    """The names of tags that may stand in a page, and those of their attributes, by tag; "*": of all."""

    tags: frozenset[str]
    attributes: Mapping[str, frozenset[str]]

    def is_attribute(self, tag: str, name: str) -> bool:
        return name in self.attributes["*"] or name in self.attributes.get(tag, ())


def sanitized(html: str, value: Callable[[str, str, str], str]) -> str:
    """The HTML without what could run, load frames, or dress itself.

    `value` says what becomes of a value: it is given tag, attribute and value, of those that may stand there.
    """
    import nh3

    allowed_ones = allowed()

    def filtered(tag: str, attribute: str, written: str) -> str | None:
        # nh3 asks of tags, too, that it drops.
        return value(tag, attribute, written) if tag in allowed_ones.tags else None

    return nh3.clean(
        html,
        tags=allowed_ones.tags,
        clean_content_tags={"script", "style"},
        attributes=allowed_ones.attributes,
        attribute_filter=filtered,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


@lru_cache(maxsize=1)
def allowed() -> Allowed:
    import nh3

    attributes = {tag: frozenset(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    for tag, names in {"*": _EVERYWHERE, **_ADDED_ATTRIBUTES}.items():
        attributes[tag] = attributes.get(tag, frozenset()) | names
    for tag in _TABLE_TAGS:
        attributes[tag] = attributes.get(tag, frozenset()) - LOOKS
    attributes["img"] -= {"align"}
    without = {"map", "area", "center", "strike", "tt", "acronym", "style"}
    return Allowed((frozenset(nh3.ALLOWED_TAGS) | _ADDED_TAGS) - without, attributes)

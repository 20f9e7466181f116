"""What sanitising takes out of a body: elements, attributes, addresses, and what to say of each."""

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from newsgen.content.markup.links import ADDRESSES, addresses_of, is_safe
from newsgen.content.markup.marks import marks
from newsgen.content.markup.sanitize import LOOKS, SCHEMES, allowed
from newsgen.content.markup.tags import Tag, attributes, tags, unquoted

# These say nothing to a reader of a static page: hooks for scripts, orders for windows and robots, XML's own.
_MEANINGLESS = frozenset(
    {
        *("target", "rel", "markdown", "itemprop", "itemscope", "itemtype", "itemid", "itemref", "property", "typeof"),
        *("vocab", "about", "resource", "crossorigin", "referrerpolicy", "fetchpriority", "allow", "tabindex", "role"),
        *("contenteditable", "spellcheck", "draggable", "translate", "nonce", "integrity", "ping", "controlslist"),
        *("disablepictureinpicture", "slot", "part", "is", "xml:lang", "xml:space", "loading", "decoding", "hidefocus"),
    }
)
_HARMLESS_PREFIXES = ("data-", "aria-", "xmlns", "jquery", "ng-", "v-", "wp-")
# Where a plugin of WordPress keeps a picture or a film until a script shows it.
_LATE = frozenset({"data-src", "data-srcset", "data-lazy-src", "data-lazy-srcset", "data-litespeed-src"})
# What browsers do not read as HTML goes with all that stands in it; of what else goes, the text stays.
WHOLE = frozenset({"svg", "math", "template"})
# Words of HTML 3 and 4 for looks, which have no place in HTML now.
_OF_LOOKS = LOOKS | {
    *("background", "bordercolor", "cellpadding", "cellspacing", "clear", "color", "compact", "face", "frame"),
    *("frameborder", "hspace", "link", "marginheight", "marginwidth", "noshade", "nowrap", "rules", "text", "vlink"),
    *("vspace", "alink", "start", "type"),
}


class Removed(NamedTuple):
    """An element that goes, or with `attribute` one of its attributes, or with `value` an address in that.

    `tag` is its name as written, `written` all that stands behind it. `mark` is the number in it where it came of a
    marked text. `takes_rest`: it is a script or style sheet without an end, with which all that follows goes.
    """

    tag: str
    attribute: str = ""
    value: str = ""
    mark: int | None = None
    written: str = ""
    takes_rest: bool = False


def removed(html: str) -> Iterator[Removed]:
    """What of HTML as Markdown makes it will go, in order."""
    permitted = allowed()
    for tag in tags(html):
        name = tag.name.lower()
        if tag.is_end or name in {"!--", "!doctype"} or tag.name.startswith("/"):
            continue
        if name not in permitted.tags:
            if not is_component(tag.name, tag.attributes):
                takes_rest = name in {"script", "style"} and tag.content_end == len(html)
                yield Removed(tag.name, "", "", _mark(tag), tag.attributes, takes_rest)
        elif tag.attributes:
            yield from _of_attributes(tag, name)


def is_component(name: str, written: str) -> bool:
    """Whether a tag is `<Film id="x" />`, a component of MDX: that is another system's markup, not HTML."""
    return name[:1].isupper() and name[1:2].islower() and written.endswith("/")


def is_about_looks(each: Removed) -> bool:
    return bool(each.attribute) and not each.value and each.attribute in _OF_LOOKS


def _of_attributes(tag: Tag, name: str) -> Iterator[Removed]:
    for key, value in attributes(tag.attributes):
        if marks(key) or key in _MEANINGLESS or (key.startswith(_HARMLESS_PREFIXES) and key not in _LATE):
            continue
        if not allowed().is_attribute(name, key):
            yield Removed(tag.name, key, "", _mark(tag), tag.attributes)
        elif value and key in ADDRESSES:
            written = unescape(unquoted(value))
            for address in addresses_of(written, key):
                if not is_safe(address, SCHEMES):
                    yield Removed(tag.name, key, address, _mark(tag))


def _mark(tag: Tag) -> int | None:
    found = marks(tag.written)
    return int(found[0][1]) if found else None

"""What sanitising takes out of a body: elements, attributes, addresses, and what to say of each."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from newsgen.content.markup.links import ADDRESSES, addresses_of, is_safe
from newsgen.content.markup.marks import marks, without_marks
from newsgen.content.markup.sanitize import LOOKS, SCHEMES, allowed
from newsgen.expressions import expression
from newsgen.tags import Tag, attributes, tags, unquoted

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
_TEXTUAL = expression(
    r"<(?P<end>/?)(?P<name>title|textarea|xmp|plaintext|noembed|noframes)\b(?P<rest>[^<>]*+)>", re.IGNORECASE
)
# Words of HTML 3 and 4 for looks, which have no place in HTML now.
_OF_LOOKS = LOOKS | {
    *("background", "bordercolor", "cellpadding", "cellspacing", "clear", "color", "compact", "face", "frame"),
    *("frameborder", "hspace", "link", "marginheight", "marginwidth", "noshade", "nowrap", "rules", "text", "vlink"),
    *("vspace", "alink", "start", "type"),
}
# By a style, an element and all that is in it.
_UNSEEN = expression(r"\b(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
# What holds nothing for so long is rather taken for a text than looked through: thousands may follow one another.
_FAR = 2_000
_ANY_TAG = expression(r"<[^<>]*+>")
_WITHOUT_END = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Of these no text stays.
_SILENT = frozenset({"script", "style", "iframe", "object", "noscript"})


class Removed(NamedTuple):
    """An element that goes, or with `attribute` one of its attributes, or with `value` an address in that.

    `tag` is its name as written, `written` all that stands behind it. `mark` is the number in it where it came of a
    marked text. `takes_rest`: it is a script or style sheet without an end, with which all that follows goes. `hides`:
    browsers showed nothing of what stands in the element, and will.
    """

    tag: str
    attribute: str = ""
    value: str = ""
    mark: int | None = None
    written: str = ""
    takes_rest: bool = False
    hides: bool = False


def unwrapped(html: str) -> str:
    """HTML without the tags whose content browsers read as text: what they hold is read as HTML, as all else that goes.

    In prose one of them without an end would make a text of the whole rest.
    """
    return _TEXTUAL().sub("", html) if "<" in html and _TEXTUAL().search(html) else html


def removed(html: str) -> Iterator[Removed]:
    """What of HTML as Markdown makes it will go: first the tags that are unwrapped, then the others, in order."""
    permitted = allowed()
    for match in _TEXTUAL().finditer(html):
        if not match["end"]:
            yield Removed(match["name"], "", "", next((int(mark[1]) for mark in marks(match[0])), None), match["rest"])
    for tag in tags(unwrapped(html)):
        name = tag.name.lower()
        if tag.is_end or name in {"!--", "!doctype"} or tag.name.startswith("/"):
            continue
        if name not in permitted.tags:
            if not is_component(tag.name, tag.attributes):
                takes_rest = name in {"script", "style"} and tag.content_end == len(html)
                hides = name not in WHOLE and name not in _SILENT and any(_hiding(tag, html))
                yield Removed(tag.name, "", "", _mark(tag), tag.attributes, takes_rest, hides)
        elif tag.attributes:
            yield from _of_attributes(tag, name, html)


def is_component(name: str, written: str) -> bool:
    """Whether a tag is `<Film id="x" />`, a component of MDX: that is another system's markup, not HTML."""
    return name[:1].isupper() and name[1:2].islower() and written.endswith("/")


def is_about_looks(each: Removed) -> bool:
    return bool(each.attribute) and not each.value and each.attribute in _OF_LOOKS


def _hiding(tag: Tag, html: str) -> Iterator[str]:
    """The attributes by which browsers show nothing of an element that holds a text."""
    for key, value in attributes(tag.attributes):
        if (key == "hidden" or (key == "style" and _UNSEEN().search(value or ""))) and _holds_text(tag, html):
            yield key


def _holds_text(tag: Tag, html: str) -> bool:
    name = tag.name.lower()
    if name in _WITHOUT_END:
        return False
    inner, end, _ = html[tag.end : tag.end + _FAR].lower().partition(f"</{name}")
    return not end or f"<{name}" in inner or bool(_ANY_TAG().sub("", without_marks(inner)).strip())


def _of_attributes(tag: Tag, name: str, html: str) -> Iterator[Removed]:
    hiding = frozenset(_hiding(tag, html) if "style" in tag.attributes or "hidden" in tag.attributes.lower() else ())
    for key, value in attributes(tag.attributes):
        # The name of a link becomes its id (anchors.named).
        if (name, key) == ("a", "name"):
            continue
        if marks(key) or key in _MEANINGLESS or (key.startswith(_HARMLESS_PREFIXES) and key not in _LATE):
            continue
        if not allowed().is_attribute(name, key):
            yield Removed(tag.name, key, "", _mark(tag), tag.attributes, hides=key in hiding)
        elif value and key in ADDRESSES:
            written = unescape(unquoted(value))
            for address in addresses_of(written, key):
                if not is_safe(address, SCHEMES):
                    yield Removed(tag.name, key, address, _mark(tag))


def _mark(tag: Tag) -> int | None:
    found = marks(tag.written)
    return int(found[0][1]) if found else None

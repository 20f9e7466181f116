"""Text and HTML as a feed may hold them: no characters that XML forbids, absolute addresses, nothing that runs."""

import re
import sys
from typing import Any
from urllib.parse import urljoin

from newsgen.expressions import expression
from newsgen.kinds.plainhtml import is_plain, with_addresses

# All but Char of XML 1.0 §2.2; lone surrogates are among them.
_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = expression(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
_CANDIDATE = expression(r"([^\s,](?:\S*[^\s,])?)(\s+[^,]*)?(,|$)")
_ADDRESSES = ("href", "src", "poster", "cite", "data", "longdesc")
# Drawings name parts of themselves ("#arrow"), which stand in the feed as well.
_LEADING = frozenset({"a", "area"})
_DROPPED = (
    *("script", "style", "form", "input", "button", "select", "textarea", "object", "embed", "applet"),
    *("base", "link", "meta", "template", "noscript", "iframe"),
)
# lxml finds in C what has to change, so that Python looks at little.
_UNWANTED = f".//*[{' or '.join(f'self::{name}' for name in _DROPPED)}] | .//comment() | .//processing-instruction()"
_TO_MEND = (
    ".//*[@style or @srcset or @imagesrcset or @srcdoc or @formaction or @ping or @*[starts-with(name(), 'on')] or "
    + " or ".join(f"@{name}[not(starts-with(., 'https://') or starts-with(., 'http://'))]" for name in _ADDRESSES)
    + " or @*[name() = 'xlink:href']]"
)
_RUNS = ("javascript:", "vbscript:", "data:text")


def permitted(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    # Most titles and names are told in one go: what is printable in one line holds none of these.
    return text if text.isprintable() else _FORBIDDEN().sub("", text)


def _without_references(html: str) -> str:
    """HTML without references to characters that XML 1.0 forbids, and that a parser would make of them."""
    return _REFERENCE().sub(_permitted_reference, html) if "&#" in html else html


def _permitted_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2][:9])
    return match[0] if code <= sys.maxunicode and permitted(chr(code)) else ""


def feed_html(html: str, page_url: str) -> str:
    """The HTML of a body for readers elsewhere: addresses are absolute, seen from `page_url`; frames become links."""
    if not html.strip():
        return ""
    if is_plain(html):
        text = with_addresses(html, lambda address: absolute(address, page_url))
        if text is not None:
            return permitted(text).strip()
    return _written_again(html, page_url)


def _written_again(html: str, page_url: str) -> str:
    """The same through a parser, which takes any HTML."""
    from lxml.etree import HTML, tostring

    root = HTML(f"<body><div>{_without_references(permitted(html))}</div></body>")
    for element in root.xpath(_UNWANTED):
        if element.tag == "iframe":
            _as_link(element)
        else:
            _drop(element)
    for element in root.xpath(_TO_MEND):
        _mend(element, page_url)
    # Unbalanced HTML closes our <div> early; what follows it still belongs to the article.
    text = "".join(tostring(child, encoding="unicode", method="html") for child in root.find("body"))
    return permitted(text.removeprefix("<div>").removesuffix("</div>")).strip()


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it; lxml has no types."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    elif parent is not None:
        parent.text = (parent.text or "") + tail
    if parent is not None:
        parent.remove(element)


def _as_link(frame: Any) -> None:
    """A frame (a film, a map) as a link to what it shows."""
    source, title, tail = frame.get("src", ""), frame.get("title", ""), frame.tail
    frame.clear()
    frame.tag, frame.text, frame.tail = "a", title or source, tail
    frame.set("href", source)


def _mend(element: Any, page_url: str) -> None:
    """Absolute addresses, nothing that runs or styles."""
    for name, value in element.attrib.items():
        if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping"}:
            del element.attrib[name]
        elif name in {"srcset", "imagesrcset"}:
            element.attrib[name] = _srcset(value, page_url)
        elif (name in _ADDRESSES or name == "xlink:href") and (value[:1] != "#" or element.tag in _LEADING):
            address = absolute(value, page_url)
            if address:
                element.attrib[name] = address
            else:
                del element.attrib[name]


def absolute(address: str, page_url: str) -> str:
    """The address seen from a page; "" for one that would run a script or cannot be read."""
    address = address.strip()
    if address.startswith(("https://", "http://", "mailto:")):
        return address
    if address.lower().startswith(_RUNS):
        return ""
    try:
        return urljoin(page_url, address)
    except ValueError:
        return ""


def _srcset(value: str, page_url: str) -> str:
    candidates = (
        f"{absolute(match[1], page_url)}{(match[2] or '').rstrip()}" for match in _CANDIDATE().finditer(value.strip())
    )
    return ", ".join(candidates)

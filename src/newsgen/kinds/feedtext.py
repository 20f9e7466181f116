"""Text and HTML as a feed may hold them: no characters that XML forbids, absolute addresses, nothing that runs."""

import re
from typing import Any
from urllib.parse import urljoin

# All but Char of XML 1.0 §2.2; lone surrogates are among them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CANDIDATE = re.compile(r"(\S*[^\s,])(\s+[^,]*)?(,|$)")
_ADDRESSES = frozenset({"href", "src", "poster", "cite", "data", "longdesc"})
_DROPPED = frozenset(
    {"script", "style", "form", "input", "button", "select", "textarea", "object", "embed", "applet", "base", "link"}
    | {"meta", "template", "noscript"}
)
_RUNS = ("javascript:", "vbscript:", "data:text")


def permitted(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def feed_html(html: str, page_url: str) -> str:
    """The HTML of a body for readers elsewhere: addresses are absolute, seen from `page_url`; frames become links."""
    if not html.strip():
        return ""
    from lxml.html import fragment_fromstring, tostring

    root = fragment_fromstring(permitted(html), create_parent="div")
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag == "iframe":
            _as_link(element)
        if element.attrib:
            _mend(element, page_url)
    inner = [tostring(child, encoding="unicode") for child in root]
    return permitted(_escaped(root.text or "") + "".join(inner)).strip()


def _as_link(frame: Any) -> None:
    """A frame (a film, a map) as a link to what it shows."""
    source = frame.get("src", "")
    title = frame.get("title") or source
    tail = frame.tail
    frame.clear()
    frame.tag, frame.text, frame.tail = "a", title, tail
    frame.set("href", source)


def _mend(element: Any, page_url: str) -> None:
    """Absolute addresses, nothing that runs or styles; lxml has no types."""
    for name, value in element.attrib.items():
        if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping"}:
            del element.attrib[name]
        elif name in _ADDRESSES:
            address = absolute(value, page_url)
            if address:
                element.attrib[name] = address
            else:
                del element.attrib[name]
        elif name in {"srcset", "imagesrcset"}:
            element.attrib[name] = _srcset(value, page_url)


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
        f"{absolute(match[1], page_url)}{(match[2] or '').rstrip()}" for match in _CANDIDATE.finditer(value.strip())
    )
    return ", ".join(candidates)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

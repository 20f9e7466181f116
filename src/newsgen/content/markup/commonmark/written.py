"""Tags, texts and addresses as HTML."""

from collections.abc import Mapping
from urllib.parse import quote

from newsgen.expressions import expression

# What CommonMark's own implementation leaves as it is in an address.
_KEPT = "!#$%&'()*+,-./:;=?@_~"
_READY = expression(r"[A-Za-z0-9!#$%()*+,\-./:;=?@_~]*")


def text(written: str) -> str:
    if "&" in written:
        written = written.replace("&", "&amp;")
    return written.replace("<", "&lt;").replace(">", "&gt;")


def value(written: str) -> str:
    """An attribute's value, without its quotes."""
    return text(written).replace('"', "&quot;")


def address(written: str) -> str:
    """An address with its letters percent-encoded, as they may stand in a page."""
    return written if _READY().fullmatch(written) else quote(written, safe=_KEPT)


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """An opening tag; attributes in the order of their names, so that their own does not matter."""
    pairs = [f' {key}="{value(attributes[key])}"' for key in sorted(attributes)]
    return f"<{name}{''.join(pairs)}>"

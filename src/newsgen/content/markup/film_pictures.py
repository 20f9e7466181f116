"""Pictures that can be none: `![title](address)` of a film, a sound or a page of who shows some, anywhere in a text.

No browser shows such a picture, but each asks for it, and so tells the other host who reads. A link stands instead.
"""

import re
from html import escape, unescape

from newsgen.expressions import expression
from newsgen.providers import is_no_picture
from newsgen.tags import attributes, unquoted

# The class of the links; engines look for it where a body is whole.
CLASS = "film-link"
_PICTURE = expression(r"""<[iI][mM][gG]\b((?:[^<>"']|"[^"]*"|'[^']*')*+)>""")
_LINK_TAG = expression(r"<(/?)[aA][\s>]")


def linked(html: str) -> str:
    """HTML as an engine made it, with a link in the place of each such picture."""
    return _PICTURE().sub(lambda match: _linked(match, html), html)


def _linked(match: re.Match[str], html: str) -> str:
    values: dict[str, str] = {}
    for key, value in attributes(match[1]):
        values.setdefault(key.lower(), unescape(unquoted(value or "")))
    address = values.get("src", "").strip()
    if not is_no_picture(address):
        return match[0]
    words = " ".join(values.get("alt", "").split()) or address.rstrip("/").rpartition("/")[2] or address
    if _is_in_link(html, match.start()):
        # A link can hold no other.
        return f'<span class="{CLASS}" title="{escape(address)}">{escape(words)}</span>'
    return f'<a class="{CLASS}" href="{escape(address)}">{escape(words)}</a>'


def _is_in_link(html: str, offset: int) -> bool:
    found = list(_LINK_TAG().finditer(html, max(0, offset - 2_000), offset))
    return bool(found) and not found[-1][1]

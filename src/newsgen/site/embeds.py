"""What texts show of other hosts once readers ask for it, and what that needs of the policy of a page."""

import re
from collections.abc import Iterable
from html import unescape

from newsgen import csp
from newsgen.config import Embeds
from newsgen.csp import Written
from newsgen.expressions import expression
from newsgen.model import Box
from newsgen.origins import ascii_host
from newsgen.providers import Embed, understood
from newsgen.shortcodes import ADDRESS, EMBED

_MEDIA = "media-src"
# Of what writers write as HTML, as it is published; no page of https plays what comes by http.
_PLAYED = expression(r"<(?:video|audio|source)\b[^>]*?\ssrc=\"https://([^\"/:?#@]+)(:\d+)?(?=[\"/?#])", re.IGNORECASE)
_HOST = expression(r"[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?")


def shown(box: Box, embeds: Embeds, written: Written = csp.NOTHING) -> Embed | None:
    """What a box shows; None where its address is a link and no more, or `csp` closes what it needs for all."""
    address = next((said.value for said in box.arguments if said.name == ADDRESS), "")
    found = understood(address, embeds.hosts)
    if not isinstance(found, Embed) or not embeds.shows(found.provider):
        return None
    is_closed = csp.closed(written, _directive(found), found.origin or csp.SELF)
    # A frame is loaded by newsgen's own script.
    return None if is_closed or (found.frame and csp.closed(written, "script-src", csp.SELF)) else found


def sources(boxes: Iterable[Box], embeds: Embeds) -> tuple[str, ...]:
    """What a text needs: a directive and a source each, "frame-src https://player.vimeo.com"."""
    found = [shown(box, embeds) for box in boxes if box.name == EMBED]
    return tuple(sorted({f"{_directive(each)} {each.origin}" for each in found if each and each.origin}))


def _directive(embed: Embed) -> str:
    return "frame-src" if embed.frame else _MEDIA


def played(html: str) -> tuple[str, ...]:
    """What a text needs for the players that stand in it as HTML, likewise."""
    hosts = ((_host(unescape(name)), port) for name, port in _PLAYED().findall(html))
    return tuple(f"{_MEDIA} https://{host}{port}" for host, port in hosts if host)


def _host(name: str) -> str:
    """A host as browsers ask for it, "" where there can be none of that name."""
    try:
        found = ascii_host(name)
    except UnicodeError:
        return ""
    return found if _HOST().fullmatch(found) else ""

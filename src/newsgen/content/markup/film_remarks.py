"""What is said of addresses of which nothing is shown: of those written as pictures, and of those alone in a line."""

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import quote

from msgspec.structs import replace

from newsgen.config import Embeds
from newsgen.content.markup import fences
from newsgen.content.markup.film_pictures import CLASS
from newsgen.content.markup.positions import Positions
from newsgen.content.markup.published import in_order
from newsgen.expressions import expression
from newsgen.model import Body, Finding, Link
from newsgen.providers import Embed, Unread, is_unplayed, understood, unlisted_hint
from newsgen.shortcodes import EMBED

_LINK = expression(rf'<(?:a|span) class="{CLASS}" (?:href|title)="([^"]*)"')
# What stands before the address of a picture where it is written.
_BEFORE = (r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([ \t]*<?", r"\]:[ \t]*<?", r"""\bsrc[ \t]*=[ \t]*["']?""")

BESIDE_HINT = "leave an empty line above and below it, and nothing else in its line"
_AS_LINK = "write [text](address) for a link, or give it the address of one film, map or sound"
_UNPLAYED = "save it as .mp4 or .mp3, which browsers play, or write [text](address) for a link"


def told(text: str, body: Body, embeds: Embeds) -> Body:
    """A body with what is to be said of the links that stand for pictures in its HTML."""
    found = [*body.findings, *_findings(text, body, embeds)]
    return replace(body, findings=in_order(found))


def unshown(address: str, embeds: Embeds) -> tuple[str, str, str] | None:
    """Code, text and hint of an address of which nothing is shown where something is meant to be; None: by order."""
    found = understood(address, embeds.hosts)
    if isinstance(found, Embed):
        text = f'"{address}" does not stand alone: it is a link, and not shown here'
        return ("embed-beside", text, BESIDE_HINT) if embeds.shows(found.provider) else None
    if not embeds.enabled:
        return None
    if hint := unlisted_hint(address):
        return "embed-host", f'"{address}" is of a host that newsgen.yaml does not name: it is a link', hint
    hint = found.hint if isinstance(found, Unread) else _UNPLAYED if is_unplayed(address) else _AS_LINK
    return "embed-unread", f'"{address}" leads to nothing that could be shown here: it is a link', hint


def _findings(text: str, body: Body, embeds: Embeds) -> Iterator[Finding]:
    code = fences.code(text)
    positions = Positions(text)
    known = {box.line for box in body.boxes if box.name == EMBED}
    known.update(each.line for each in body.findings if each.code.startswith("embed"))
    links: dict[str, Link] = {}
    for link in body.links:
        links.setdefault(link.target, link)
    taken: set[int] = set()
    for match in _LINK().finditer(body.html):
        address = _as_written(unescape(match[1]), links)
        if (said := unshown(address, embeds)) is None:
            continue
        places = (at for at in _offsets(text, address) if at not in taken and not fences.is_within(at, code))
        offset = next((at for at in places if positions.at(at)[0] not in known), None)
        line, column = positions.of(address) if offset is None else positions.at(offset)
        taken.add(-1 if offset is None else offset)
        yield Finding(*said, line, column, len(address))


def _as_written(address: str, links: dict[str, Link]) -> str:
    """What a link's address is in the text: those of the site are bound in its HTML."""
    if not address.startswith("newsgen:"):
        return address
    bound = address.removeprefix("newsgen:").partition("#")[0]
    link = next((link for target, link in links.items() if bound in {target, quote(target)}), None)
    return (link.text or link.target) if link else bound


def _offsets(text: str, address: str) -> Iterator[int]:
    """Where an address stands as that of a picture."""
    spellings = "|".join(map(re.escape, dict.fromkeys((address, escape(address), quote(address, safe="/:?&=#@%+")))))
    for match in re.finditer(f"(?:{'|'.join(_BEFORE)})(?P<address>{spellings})", text, re.IGNORECASE):
        yield match.start("address")

"""What pages must be allowed beyond what the theme needs: for slots, and for what texts show of other hosts."""

from collections.abc import Iterable

from newsgen import csp
from newsgen.config import RawHtml
from newsgen.csp import Policy, Written

# With `markdown: {html: allow}` writers put frames and players into texts themselves, of any host.
_OF_WRITERS = ("frame-src", "media-src")
_ANY_HOST = "https:"


def policy(written: Written, sources: Iterable[str], slots: Policy, html: RawHtml) -> Policy:
    """Directive -> sources. `sources` are those of texts (Head.embeds); what newsgen.yaml closes stays closed."""
    found = dict(slots)
    for each in sorted(set(sources)):
        directive, _, source = each.partition(" ")
        if not csp.closed(written, directive, source):
            found[directive] = tuple(dict.fromkeys((*found.get(directive, ()), source)))
    for directive in _OF_WRITERS if html == "allow" else ():
        if not csp.closed(written, directive, _ANY_HOST):
            found[directive] = (_ANY_HOST,)
    return found

"""What a text shows of an address can be shown."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.model import Argument
from newsgen.shortcodes import ADDRESS, EMBED
from newsgen.site.index import Site

_SECURE_HINT = "write https:// if that host has it, or put the file beside the text that names it"


def embeds(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`embed-unread`: an address of which nothing can be shown. `embed-host`: its host would have to be named for that.

    `embed-insecure`: a film or a sound by http:.
    """
    for source, reading in readings.items():
        # Few texts show anything.
        if not reading.boxes or not site.is_shown(source):
            continue
        for box in reading.boxes:
            said = next((each for each in box.arguments if each.name == ADDRESS and each.value), None)
            if box.name == EMBED and said is not None:
                yield from _of_address(site, said, Place(source, box.line, said.column, said.length))


def _of_address(site: Site, said: Argument, place: Place) -> Iterator[Diagnostic]:
    from newsgen.providers import Embed, Unread, understood, unlisted_hint

    found = understood(said.value, site.config.embeds.hosts)
    if not isinstance(found, Embed) and (hint := unlisted_hint(said.value)):
        text = f'"{said.value}" is of a host that newsgen.yaml does not name: it is a link'
        yield Diagnostic("embed-host", place, text, hint, "warning")
    elif not isinstance(found, Embed):
        hint = found.hint if isinstance(found, Unread) else "give it the address of one film, map or sound"
        yield Diagnostic("embed-unread", place, f'"{said.value}" leads to nothing that can be shown', hint, "warning")
    elif not found.frame and found.address.lower().startswith("http://"):
        text = f'"{said.value}" is loaded without encryption: browsers play it on no page of https'
        yield Diagnostic("embed-insecure", place, text, _SECURE_HINT, "warning")


EMBEDS = Check("embeds", "texts", frozenset({"embed-host", "embed-unread", "embed-insecure"}), "warning", embeds)

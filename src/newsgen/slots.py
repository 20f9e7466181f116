"""What a page may hold of others, off unless newsgen.yaml says more: forms, a counter, advertisements, an e-paper."""

from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from msgspec import Meta

from newsgen import counters, origins
from newsgen.counters import GOATCOUNTERS_SCRIPT
from newsgen.csp import SELF, Policy
from newsgen.strict import Strict

# Hosts of those whose visits GoatCounter counts itself.
_GOATCOUNTER = ".goatcounter.com"


class Newsletter(Strict, frozen=True):
    """A form that sends an address of e-mail to `action`, in a field called `field`, with `hidden` ones beside it.

    `title` and `text` stand above it, the theme's own words without them; `privacy` leads to what becomes of it.
    """

    action: str
    field: str = "email"
    hidden: Mapping[str, str] = {}
    title: str = ""
    text: str = ""
    privacy: str = ""


class Letters(Strict, frozen=True):
    """Letters to the editor, by e-mail to `mail` or by a form that sends them to `action`."""

    mail: str = ""
    action: str = ""
    hidden: Mapping[str, str] = {}
    title: str = ""
    text: str = ""
    privacy: str = ""


class Counter(Strict, frozen=True):
    """Who counts visits, one of three, by the address of its host; `site` is the name or number of the site there."""

    goatcounter: str = ""
    plausible: str = ""
    matomo: str = ""
    site: str = ""

    @property
    def script(self) -> str:
        """The address of the counter's script, as its vendor documents it."""
        if self.goatcounter:
            is_theirs = urlsplit(self.goatcounter).netloc.lower().endswith(_GOATCOUNTER)
            return f"{f'https://{GOATCOUNTERS_SCRIPT}' if is_theirs else self.root}/count.js"
        if self.plausible:
            return self.plausible if counters.is_script(self.plausible) else f"{self.root}/js/script.js"
        return f"{self.root}/matomo.js"

    @property
    def is_keyed(self) -> bool:
        """Whether Plausible's script knows the site by its own name (pa-….js), and waits to be told to begin."""
        return counters.is_keyed(self.plausible)

    @property
    def root(self) -> str:
        """The counter's own address, however much of its vendor's snippet has been written behind it."""
        vendor = next(name for name in counters.VENDORS if getattr(self, name))
        return counters.bare(vendor, getattr(self, vendor))


class Banner(Strict, frozen=True):
    """A picture of the site (named as a logo is, site.logos), where it leads, and what it says."""

    image: str
    url: str
    alt: str


class Ad(Strict, frozen=True):
    """Banners of the site's own, one a page, or a frame of another host; no higher than `height` pixels."""

    height: Annotated[int, Meta(ge=50, le=600)]
    banners: tuple[Banner, ...] = ()
    frame: str = ""


class Epaper(Strict, frozen=True):
    url: str
    title: str = "E-Paper"


class Slots(Strict, frozen=True):
    newsletter: Newsletter | None = None
    letters: Letters | None = None
    counter: Counter | None = None
    ad: Ad | None = None
    epaper: Epaper | None = None


class Need(NamedTuple):
    """What a slot must be allowed: an origin, or the site itself, for a directive of the policy."""

    slot: str
    directive: str
    source: str


def needs(slots: Slots) -> Iterator[Need]:
    """What pages must be allowed for the slots."""
    for slot, directive, address in _addresses(slots):
        if address:
            yield Need(slot, directive, origin(address) or SELF)


def sources(slots: Slots) -> Policy:
    """The same as a policy, beyond what the theme needs: directive -> origins."""
    found: dict[str, tuple[str, ...]] = {}
    for _, directive, source in needs(slots):
        if source not in found.get(directive, ()):
            found[directive] = (*found.get(directive, ()), source)
    return found


def origin(address: str) -> str:
    """Scheme, host and port of an address in the form that browsers compare; "" for a path of the site."""
    parts = urlsplit(address)
    return origins.standard(f"{parts.scheme}://{parts.netloc}") if parts.netloc else ""


def _addresses(slots: Slots) -> Iterator[tuple[str, str, str]]:
    """Slot, directive and the address that is sent to or loaded from, "" for none."""
    if slots.newsletter:
        yield "newsletter", "form-action", slots.newsletter.action
    if slots.letters:
        yield "letters", "form-action", slots.letters.action
    if slots.counter:
        yield "counter", "script-src", slots.counter.script
        yield "counter", "connect-src", slots.counter.root
        # Where a browser has no way to send without waiting, counters ask for a picture.
        yield "counter", "img-src", slots.counter.root
    if slots.ad:
        yield "ad", "frame-src", slots.ad.frame

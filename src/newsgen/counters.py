"""Addresses of counters of visits, as their vendors print them in snippets: the counter itself, its script, neither."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsgen.expressions import expression

GOATCOUNTER, PLAUSIBLE, MATOMO = VENDORS = ("goatcounter", "plausible", "matomo")

# What stands behind a counter's own address in what its vendor tells to copy, or in a browser.
_BEHIND = {
    GOATCOUNTER: r"/count(?:\.js)?",
    PLAUSIBLE: r"/api/event",
    MATOMO: r"/(?:js/?|(?:js/)?(?:matomo|piwik)(?:\.min)?\.(?:php|js)|index\.php)",
}
# Where GoatCounter and Matomo keep the script of those whose visits they count themselves.
GOATCOUNTERS_SCRIPT = "gc.zgo.at"
_MATOMOS_SCRIPT = "cdn.matomo.cloud"
# Those of Plausible that are told the name of the site; others know it, and wait to be told to begin (pa-….js).
_TOLD = expression(r"(?:script|plausible)(?:\.[a-z0-9-]+)*\.js")


def bare(vendor: str, address: str) -> str:
    """The address of a counter without what vendors print behind it, and without a slash at its end."""
    return re.sub(f"(?:{_BEHIND[vendor]})$", "", address.rstrip("/"))


def is_script(address: str) -> bool:
    """Whether it is that of a script of Plausible, which may have any name."""
    return address.endswith(".js")


def is_keyed(address: str) -> bool:
    return is_script(address) and not _TOLD().fullmatch(address.rpartition("/")[2])


def mistakes(vendor: str, address: str) -> Iterator[tuple[str, str]]:
    """What is an address and counts nothing: (text, hint)."""
    parts = urlsplit(address)
    own = bare(vendor, f"{parts.scheme}://{parts.netloc}{parts.path}")
    host = (parts.hostname or "").removeprefix("www.")
    if "?" in address:
        yield f'"{address}" has a part behind a ?, which is for a single visit', f"take it off: {own}"
    elif vendor == GOATCOUNTER and host in {"goatcounter.com", GOATCOUNTERS_SCRIPT}:
        hint = "write your own, as data-goatcounter has it: https://paper.goatcounter.com"
        yield f'"{address}" is the same for all that GoatCounter counts', hint
    elif vendor == MATOMO and host == _MATOMOS_SCRIPT:
        name = parts.path.strip("/").partition("/")[0] or "paper.matomo.cloud"
        yield f'"{address}" is where Matomo keeps scripts, and counts nothing', f"write https://{name}"
    elif vendor == PLAUSIBLE and host == "plausible.io" and not is_script(address) and urlsplit(own).path:
        site = urlsplit(own).path.strip("/").partition("/")[0]
        yield (
            f'"{address}" is a page of Plausible, and counts nothing',
            f"write https://plausible.io, with site: {site}",
        )

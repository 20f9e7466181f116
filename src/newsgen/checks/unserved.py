"""Old addresses that no page may stand at, and that only the host itself can lead on."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.hosts import is_data, ordered, unled
from newsgen.kinds import queries
from newsgen.kinds.base import Output
from newsgen.site.index import Site
from newsgen.site.ledger import FILE
from newsgen.site.permalinks import output_path


def unserved(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """Warnings about old addresses that have no page, where newsgen.yaml names no host to lead on by itself.

    `alias-run`: hosts would run it. `alias-unserved`: no file stands at a query, and neither programs nor
    who fetches a file follow a page.
    """
    hosts = site.config.redirects.hosts
    is_led = bool(queries.leading(hosts))
    for old in site.old_addresses:
        if is_led and (not queries.has_query(old.url) or queries.leading(hosts, old.url)):
            continue
        code, why = _why(site, old.url, bool(hosts))
        if why:
            place = Place(FILE, old.line) if old.line else place_of(readings, old.source, "aliases", "url")
            text = f'no page is made at the old address "{unquote(old.url)}", because {why}'
            yield Diagnostic(
                code, place, text, HINT if code == "alias-run" or not hosts else ODD if is_led else OTHERS, "warning"
            )


UNSERVED = Check("unserved", "site", frozenset({"alias-run", "alias-unserved"}), "warning", unserved)

HINT = "name your host below redirects: {hosts: [...]} in newsgen.yaml, and it leads readers on by itself"
OTHERS = (
    "Netlify, nginx, Apache and Caddy lead such an address on, where newsgen.yaml names them below redirects: {hosts:}"
)

ODD = "nginx, Apache and Caddy lead such an address on, where newsgen.yaml names them below redirects: {hosts:}"


def _why(site: Site, url: str, has_hosts: bool) -> tuple[str, str]:
    """Code and reason of what no page is made for; "" where one is, or where the hosts lead on."""
    path = output_path(site.config, url)
    if queries.has_query(url):
        return "alias-unserved", "no file stands at an address with a query"
    if has_hosts or path in site.old_feeds:
        return "", ""
    if why := ordered(path):
        return "alias-run", why
    if is_data(path):
        return "alias-unserved", "programs read what is there, and follow no page"
    why = unled(path)
    return ("alias-unserved", why) if why else ("", "")

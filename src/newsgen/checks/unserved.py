"""Old addresses that no page may stand at, and that only the host itself can lead on."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from newsgen.checks.base import Check, Read, place_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.hosts import ordered
from newsgen.kinds.base import Output
from newsgen.site.index import Site
from newsgen.site.ledger import FILE
from newsgen.site.permalinks import output_path


def unserved(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`alias-run`, a warning: hosts would run a page there, and newsgen.yaml names no host to lead on by itself."""
    if site.config.redirects.hosts:
        return
    for old in site.old_addresses:
        if why := ordered(output_path(site.config, old.url)):
            place = Place(FILE, old.line) if old.line else place_of(readings, old.source, "aliases", "url")
            text = f'no page is made at the old address "{unquote(old.url)}", because {why}'
            hint = "name your host below redirects: {hosts: [...]} in newsgen.yaml, and it leads readers on by itself"
            yield Diagnostic("alias-run", place, text, hint, "warning")


UNSERVED = Check("unserved", "site", frozenset({"alias-run"}), "warning", unserved)

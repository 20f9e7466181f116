"""Where newsgen.yaml closes for all what one of its slots needs, it is told that the slot opens it."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen import csp
from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.site.index import Site
from newsgen.slots import needs


def opened(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`policy-opened`, a warning: `csp` says 'none' of a directive, and a slot is allowed a host that it leaves out."""
    config = site.config
    if not config.csp:
        return
    for need in needs(config.slots):
        if directive := csp.closed(config.csp, need.directive, need.source):
            place = config.places.get(f"csp.{directive}", Place("newsgen.yaml"))
            text = f'"{directive}: {csp.NONE}" is opened for {need.source}, which slots.{need.slot} needs'
            host = need.source.replace("'", "")
            hint = f'write {directive}: [none, "{host}"] in csp where that is meant, else take slots.{need.slot} out'
            yield Diagnostic("policy-opened", place, text, hint, "warning")


OPENED = Check("opened", "site", frozenset({"policy-opened"}), "warning", opened)

"""What newsgen.yaml leaves to somebody else is not written by newsgen."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.checks.clash import named, source_of
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.patterns import matcher
from newsgen.site.index import Site


def keeping(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`output-kept` at the source of each planned file that `keep` names."""
    if not site.config.keep:
        return
    is_kept = matcher(site.config.keep)
    for output in plan:
        if is_kept(output.path):
            place = Place(source_of(site, output) or named(site, output))
            text = f'"{output.path}" is left to somebody else (keep: in newsgen.yaml), and would be written'
            yield Diagnostic("output-kept", place, text, "give it another address, or take it out of keep:")


KEEPING = Check("keeping", "site", frozenset({"output-kept"}), "error", keeping)

"""Nothing that runs is published from content/, and no picture that nobody can see."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.site.index import Site

_ELSEWHERE = "or put it into static/, which is the maintainer's, and name it from there as /…"
_HINTS = {
    "svg-active": f"save it as a plain drawing (Inkscape: Optimized SVG), save it as .png, {_ELSEWHERE}",
    "xml-active": f"take it out of the file, {_ELSEWHERE}",
    "asset-active": "put the file here that was meant: what a server says when there is none looks like this",
    "picture-damaged": "save it again, or give it the name of what it is",
}
_WARNINGS = frozenset({"picture-damaged"})


def flaws(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`svg-active`, `xml-active`, `asset-active` at the place of what runs; `picture-damaged`, a warning."""
    for source, asset in site.assets.items():
        if (flaw := asset.flaw) is not None:
            level: Level = "warning" if flaw.code in _WARNINGS else "error"
            place = Place(source, flaw.line, flaw.column)
            yield Diagnostic(flaw.code, place, flaw.text, _HINTS[flaw.code], level)


FLAWS = Check("flaws", "site", frozenset(_HINTS), "error", flaws)

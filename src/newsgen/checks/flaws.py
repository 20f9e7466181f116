"""Nothing that runs is published from content/, and no picture that nobody can see."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.diagnostics import Diagnostic, Level, Place
from newsgen.kinds.base import Output
from newsgen.model import Asset, Flaw
from newsgen.site.index import Site
from newsgen.site.pictures import TYPES, is_too_large

_ELSEWHERE = "or put it into static/, which is the maintainer's, and name it from there as /…"
_HINTS = {
    "svg-active": f"save it as a plain drawing (Inkscape: Optimized SVG), save it as .png, {_ELSEWHERE}",
    "xml-active": f"take it out of the file, {_ELSEWHERE}",
    "asset-active": "put the file here that was meant: what a server says when there is none looks like this",
    "picture-damaged": "save it again, or give it the name of what it is",
    "picture-unreadable": "take it once more from where it came from, or save it again",
    "picture-large": "save it with 8,000 pixels a side at most",
}
_WARNINGS = frozenset({"picture-damaged", "picture-unreadable", "picture-large"})


def flaws(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`svg-active`, `xml-active`, `asset-active` at the place of what runs; the others, of pictures, are warnings."""
    for source, asset in site.assets.items():
        if (flaw := asset.flaw or _too_large(site, asset)) is not None:
            level: Level = "warning" if flaw.code in _WARNINGS else "error"
            place = Place(source, flaw.line, flaw.column)
            yield Diagnostic(flaw.code, place, flaw.text, _HINTS[flaw.code], level)


def _too_large(site: Site, asset: Asset) -> Flaw | None:
    if not is_too_large(asset) or not site.config.pictures.variants or asset.type not in TYPES:
        return None
    size = f"{asset.width} by {asset.height} pixels"
    return Flaw("picture-large", f"{size} are too many to make smaller copies of: each reader loads all of it")


FLAWS = Check("flaws", "site", frozenset(_HINTS), "error", flaws)

"""What a page shows as a picture is one that browsers can show."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen.checks.base import Check, Read
from newsgen.checks.links import place_of_link, shown
from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.model import Link
from newsgen.questions.files import asset_of
from newsgen.site.index import Site
from newsgen.site.rooted import files_at

# What phones, scanners, cameras and programs write, and Chrome or Firefox show nothing of (caniuse.com, 2026).
_UNSHOWN = (
    *(".heic", ".heif", ".tif", ".tiff", ".jxl", ".jp2", ".psd", ".eps", ".ai"),
    *(".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"),
)
_HINT = "save it as JPEG (.jpg) and name that here; a link to it offers it for download"


def unshown(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`picture-unshown`, a warning: the page shows a file as a picture, of which most readers see nothing."""
    for source, reading in readings.items():
        for link in _pictures(reading):
            if link.target.lower().endswith(_UNSHOWN) and site.is_shown(source) and _is_there(site, link):
                text = f'"{shown(link)}" is a picture that most browsers do not show'
                yield Diagnostic("picture-unshown", place_of_link(source, link), text, _HINT, "warning")


UNSHOWN = Check("unshown", "texts", frozenset({"picture-unshown"}), "warning", unshown)


def _pictures(reading: Read) -> Iterator[Link]:
    yield from (link for link in reading.links if link.is_shown)
    yield from reading.image_places


def _is_there(site: Site, link: Link) -> bool:
    paths = files_at(site.config, link.target) if link.target[:1] == "/" else [link.target]
    return any(asset_of(site, path) for path in paths)

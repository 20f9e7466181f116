"""Smaller copies of pictures in WebP, for readers whose screens or lines are small."""

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct

from newsgen.kinds.base import Output, Scaled
from newsgen.kinds.files import file_path
from newsgen.model import Asset
from newsgen.site.index import Site
from newsgen.site.pictures import variants
from newsgen.site.view import View


class PictureKind(Struct, frozen=True):
    """Of all pictures of content/ and of those of static/ that front matter names; `subject`: width, source."""

    name: str = "picture"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        # One file may stand under two suffixes (cup.jpg, cup.jpeg): its copies are the same.
        planned: dict[str, Output] = {}
        for source, asset in chain(site.assets.items(), _named(site)):
            for variant in variants(site.config, asset):
                path = file_path(site.config, variant.url)
                planned.setdefault(path, Output(path, self.name, f"{variant.width} {source}"))
        return planned.values()

    def make(self, output: Output, view: View) -> Scaled:
        width, _, source = output.subject.partition(" ")
        asset = view.asset(source)
        assert asset is not None, "what is planned is there"
        return Scaled(asset.source, int(width))


def _named(site: Site) -> Iterable[tuple[str, Asset]]:
    """The pictures of static/ that heads name, by the name pages ask for."""
    folder = f"{site.config.static}/"
    images = (facts.head.image for facts in site.facts.values() if facts.head.image)
    sources = sorted({image.src for image in images if image.src.startswith(folder)})
    found = ((source, site.static.get(source.removeprefix(folder))) for source in sources)
    return [(source, asset) for source, asset in found if asset is not None]

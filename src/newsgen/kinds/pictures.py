"""Copies of pictures in WebP: narrower ones for small screens and slow lines, cut ones for search engines."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from newsgen.kinds.base import Output, Scaled
from newsgen.kinds.files import file_path
from newsgen.model import Asset
from newsgen.questions.queries import asset_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.pictures import crops, variants


class PictureKind(Struct, frozen=True):
    """Of all pictures of content/ and those of static/ that front matter names; those of articles cut to shapes, too.

    `subject`: the width and the source, "800 content/cup.jpg", or shape and focus, "1200x675@50,30 content/cup.jpg".
    """

    name: str = "picture"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        # One file may stand under two suffixes (cup.jpg, cup.jpeg): its copies are the same.
        planned: dict[str, Output] = {}
        for what, url in chain(_narrower(site), _cut(site)):
            path = file_path(site.config, url)
            planned.setdefault(path, Output(path, self.name, what))
        return planned.values()

    def make(self, output: Output, view: View) -> Scaled:
        what, _, source = output.subject.partition(" ")
        asset = view.asset(source)
        assert asset is not None, "what is planned is there"
        size, _, focus = what.partition("@")
        width, _, height = size.partition("x")
        if not focus:
            return Scaled(asset.source, int(width))
        left, _, top = focus.partition(",")
        return Scaled(asset.source, int(width), int(height), (int(left), int(top)))


def _narrower(site: Site) -> Iterator[tuple[str, str]]:
    """Subject and address of every narrower copy."""
    for source, asset in chain(site.assets.items(), _named(site)):
        for variant in variants(site.config, asset):
            yield f"{variant.width} {source}", variant.url


def _cut(site: Site) -> Iterator[tuple[str, str]]:
    """Subject and address of every cut copy of an article's picture."""
    for head in site.all_articles:
        if head.image and (asset := asset_of(site, head.image.src)):
            for crop in crops(site.config, asset, head.image.focus):
                left, top = crop.focus
                yield f"{crop.width}x{crop.height}@{left},{top} {head.image.src}", crop.url


def _named(site: Site) -> Iterable[tuple[str, Asset]]:
    """The pictures of static/ that heads name, by the name pages ask for."""
    folder = f"{site.config.static}/"
    images = (facts.head.image for facts in site.facts.values() if facts.head.image)
    sources = sorted({image.src for image in images if image.src.startswith(folder)})
    found = ((source, site.static.get(source.removeprefix(folder))) for source in sources)
    return [(source, asset) for source, asset in found if asset is not None]

"""Copies of pictures in WebP: narrower ones for small screens and slow lines, cut ones for search engines."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from newsgen.kinds.base import Output, Scaled, Subject, output_of
from newsgen.kinds.files import file_path
from newsgen.model import Asset
from newsgen.questions.files import asset_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.pictures import crops, variants


class PictureOf(Subject, frozen=True):
    """A copy of a picture, by the path that pages ask for; cut to `height` about `focus` where that is not 0."""

    source: str
    width: int
    height: int = 0
    focus: tuple[int, int] = (50, 50)

    def made_of(self, site: Site) -> str:
        return self.source

    def __str__(self) -> str:
        return f"{self.width}{f'x{self.height}' if self.height else ''} {self.source}"


class PictureKind(Struct, frozen=True):
    """Of all pictures of content/ and those of static/ that heads name; those of articles cut to shapes, too."""

    name: str = "picture"
    version: int = 1
    stage: int = 0
    subject: type[PictureOf] = PictureOf

    def plan(self, site: Site) -> Iterable[Output]:
        # One file may stand under two suffixes (cup.jpg, cup.jpeg): its copies are the same.
        planned: dict[str, Output] = {}
        for subject, url in chain(_narrower(site), _cut(site)):
            path = file_path(site.config, url)
            planned.setdefault(path, output_of(self, path, subject))
        return planned.values()

    def make(self, subject: PictureOf, view: View) -> Scaled:
        asset = view.asset(subject.source)
        assert asset is not None, "what is planned is there"
        return Scaled(asset.source, subject.width, subject.height, subject.focus, asset.digest)


def _narrower(site: Site) -> Iterator[tuple[PictureOf, str]]:
    """Subject and address of every narrower copy."""
    for source, asset in chain(site.assets.items(), _named(site)):
        for variant in variants(site.config, asset):
            yield PictureOf(source, variant.width), variant.url


def _cut(site: Site) -> Iterator[tuple[PictureOf, str]]:
    """Subject and address of every cut copy of an article's picture."""
    for head in site.all_articles:
        if head.image and (asset := asset_of(site, head.image.src)):
            for crop in crops(site.config, asset, head.image.focus):
                yield PictureOf(head.image.src, crop.width, crop.height, crop.focus), crop.url


def _named(site: Site) -> Iterable[tuple[str, Asset]]:
    """The pictures of static/ that heads name, by the name pages ask for."""
    folder = f"{site.config.static}/"
    images = (facts.head.image for facts in site.facts.values() if facts.head.image)
    sources = sorted({image.src for image in images if image.src.startswith(folder)})
    found = ((source, site.static.get(source.removeprefix(folder))) for source in sources)
    return [(source, asset) for source, asset in found if asset is not None]

"""Files that are published as they are, pictures without what is nobody's business: static/, assets; and theme.css."""

from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import Struct

from newsgen.config import Config
from newsgen.kinds.base import Copy, OfSource, Output, Page, Subject, TheSite, output_of
from newsgen.model import Asset
from newsgen.questions.view import View, file_of
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path, theme_url


class StaticOf(Subject, frozen=True):
    """A file by its path below static/, whether it is the theme's or the site's own."""

    path: str

    def made_of(self, site: Site) -> str:
        asset = site.static.get(self.path)
        return asset.source if asset else ""


class StaticKind(Struct, frozen=True):
    """Style sheets and scripts stand under their own name and under the one with a hash that pages link to."""

    name: str = "static"
    version: int = 1
    stage: int = 0
    subject: type[StaticOf] = StaticOf

    def plan(self, site: Site) -> Iterable[Output]:
        for path, asset in site.static.items():
            hashed = file_path(site.config, asset.url)
            for target in dict.fromkeys((path, hashed)):
                yield output_of(self, target, StaticOf(path))

    def make(self, subject: StaticOf, view: View) -> Copy:
        asset = file_of(view, "static", subject.path)
        assert asset is not None, "what is planned is there"
        return _copy(asset, view)


class AssetKind(Struct, frozen=True):
    name: str = "asset"
    version: int = 1
    stage: int = 0
    subject: type[OfSource] = OfSource

    def plan(self, site: Site) -> Iterable[Output]:
        return (
            output_of(self, file_path(site.config, asset.url), OfSource(source))
            for source, asset in site.assets.items()
        )

    def make(self, subject: OfSource, view: View) -> Copy:
        asset = file_of(view, "asset", subject.source)
        assert asset is not None, "what is planned is there"
        return _copy(asset, view)


class StylesheetKind(Struct, frozen=True):
    """What `theme:` in newsgen.yaml says, as CSS custom properties."""

    name: str = "stylesheet"
    version: int = 1
    stage: int = 0
    subject: type[TheSite] = TheSite

    def plan(self, site: Site) -> Iterable[Output]:
        if site.config.theme.is_styled:
            yield output_of(self, output_path(site.config, theme_url(site.config)), TheSite())

    def make(self, subject: TheSite, view: View) -> Page:
        return Page("theme.css", {"kind": self.name, "url": view.theme_url}, view.config.language)


def _copy(asset: Asset, view: View) -> Copy:
    is_bared = asset.bare_digest and view.config.pictures.metadata == "credits"
    return Copy(asset.source, asset.digest, asset.bare_digest if is_bared else "")


def file_path(config: Config, url: str) -> str:
    """The file of an asset's address; other than a page's, its name needs no dot (CNAME, LICENSE)."""
    return unquote(url.removeprefix(config.base_path)).lstrip("/")

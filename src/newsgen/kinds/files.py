"""Files that are published as they are: static/ of the theme and the site, assets beside articles; and theme.css."""

from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import Struct

from newsgen.config import Config, Theme
from newsgen.kinds.base import Copy, Output, Page
from newsgen.questions.view import View
from newsgen.site.index import Site


class StaticKind(Struct, frozen=True):
    """Style sheets and scripts stand under their own name and under the one with a hash that pages link to."""

    name: str = "static"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        for path, asset in site.static.items():
            hashed = file_path(site.config, asset.url)
            for target in dict.fromkeys((path, hashed)):
                yield Output(target, self.name, path)

    def make(self, output: Output, view: View) -> Copy:
        return Copy(view.ask("static", output.subject).source)


class AssetKind(Struct, frozen=True):
    name: str = "asset"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        return (Output(file_path(site.config, asset.url), self.name, source) for source, asset in site.assets.items())

    def make(self, output: Output, view: View) -> Copy:
        return Copy(view.ask("asset", output.subject).source)


class StylesheetKind(Struct, frozen=True):
    """What `theme:` in newsgen.yaml says, as CSS custom properties."""

    name: str = "stylesheet"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        if site.config.theme != Theme():
            yield Output("css/theme.css", self.name)

    def make(self, output: Output, view: View) -> Page:
        return Page("theme.css", {"kind": self.name, "url": view.theme_url}, view.config.language)


def file_path(config: Config, url: str) -> str:
    """The file of an asset's address; other than a page's, its name needs no dot (CNAME, LICENSE)."""
    return unquote(url.removeprefix(config.base_path)).lstrip("/")

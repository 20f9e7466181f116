"""site.webmanifest: what a phone calls the site, and which icon it takes, when a reader puts it on the home screen."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from newsgen.kinds.base import Output, TheSite, output_of
from newsgen.questions.view import View, file_of
from newsgen.site.index import Site

PATH = "site.webmanifest"
ICONS = ("icon-192.png", "icon-512.png", "favicon.svg")
# --house and --paper of newsgen.css.
ACCENT, BACKGROUND = "#a3151d", "#fdfcfa"


class ManifestKind(Struct, frozen=True):
    """A site.webmanifest of the site's own static/ stands before this one."""

    name: str = "manifest"
    version: int = 1
    stage: int = 0
    subject: type[TheSite] = TheSite

    def plan(self, site: Site) -> Iterable[Output]:
        if PATH not in site.static:
            yield output_of(self, PATH, TheSite())

    def make(self, subject: TheSite, view: View) -> bytes:
        config, theme = view.config, view.config.theme
        manifest = {
            "name": config.title,
            "description": config.description or config.subtitle,
            "lang": config.language,
            "id": view.home_url,
            "start_url": view.home_url,
            "scope": view.home_url,
            "display": "browser",
            "theme_color": theme.accent or ACCENT,
            "background_color": theme.background or BACKGROUND,
            "icons": list(_icons(view)),
        }
        said = {key: value for key, value in manifest.items() if value}
        return msgspec.json.format(msgspec.json.encode(said), indent=2) + b"\n"


def _icons(view: View) -> Iterator[dict[str, str]]:
    for path in ICONS:
        asset = file_of(view, "static", path)
        if asset is not None:
            is_raster = asset.width and not path.endswith(".svg")
            yield {
                "src": asset.url,
                "sizes": f"{asset.width}x{asset.height}" if is_raster else "any",
                "type": asset.type,
            }

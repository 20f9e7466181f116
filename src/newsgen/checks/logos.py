"""The logos, banners and the style sheet that newsgen.yaml names are files of the site, and pictures show something."""

from collections.abc import Iterator, Mapping, Sequence

from newsgen import csp
from newsgen.checks.base import Check, Read
from newsgen.checks.links import PICTURE_HINT, is_picture
from newsgen.checks.nearness import Nearness
from newsgen.config import Config
from newsgen.diagnostics import Diagnostic, Place
from newsgen.kinds.base import Output
from newsgen.model import Asset
from newsgen.questions.files import asset_of
from newsgen.site.cards import FOLDER, PAID_FILE, SITE_FILE
from newsgen.site.index import Site
from newsgen.site.logos import logo_source, sheet_path
from newsgen.slots import origin

_INSECURE = "write https:// if that host has it, or put the file into static/"
# How a flaw begins that leaves nothing to draw (content.svg).
_NO_DRAWING = ("it is not XML", "<html> is not where")


def logos(site: Site, plan: Sequence[Output], readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    """`image-missing`: a logo or a banner is nothing, or no picture. `stylesheet-missing`: there is no such file.

    Warnings: `picture-insecure`, a logo by http:; `picture-damaged`, there is nothing to see in a picture of static/.
    """
    yield from _sheet(site, readings)
    nearness = Nearness(site, readings)
    for key, written, source in _named(site):
        place = site.config.places.get(key, Place("newsgen.yaml"))
        if key.startswith("theme.") and _is_lost(site.config, written):
            text = f'{key}: "{written}" is loaded without encryption: browsers do not show it'
            yield Diagnostic("picture-insecure", place, text, _INSECURE, "warning")
        if not source:
            continue
        asset = asset_of(site, source)
        if asset is None:
            near = nearness.hint("newsgen.yaml", source)
            hint = f'did you mean "{near}"?' if near else f"put the file into {site.config.static}/"
            yield Diagnostic("image-missing", place, f'{key}: "{written}" is not there', hint)
        elif not is_picture(asset):
            yield Diagnostic("image-missing", place, f'{key}: "{written}" is no picture', PICTURE_HINT)
        elif why := _damage(asset):
            yield _damaged(place, f'{key}: "{written}"', why)
    told = {source for _, _, source in _named(site)}
    for path, asset in site.static.items():
        if f"{site.config.static}/{path}" not in told and (why := _damage(asset)) and _is_looked_at(path, asset):
            yield _damaged(Place(asset.source), f'"{path}"', why)


LOGOS = Check(
    "logos",
    "site",
    frozenset({"image-missing", "picture-damaged", "picture-insecure", "stylesheet-missing"}),
    "error",
    logos,
)


def _is_lost(config: Config, address: str) -> bool:
    """Whether browsers lack what is loaded so: by https, or by the site's policy, which may mend each address."""
    if not address.lower().startswith("http://") or "upgrade-insecure-requests" in config.csp:
        return False
    return config.base_url.startswith("https://") or not csp.allows(config.csp, "img-src", origin(address))


def _damage(asset: Asset) -> str:
    """Why nobody can see a picture of static/, "" where they can: what else a drawing there does is a maintainer's."""
    flaw = asset.flaw
    if flaw is None or (flaw.code == "svg-active" and not flaw.text.startswith(_NO_DRAWING)):
        return ""
    return flaw.text


def _is_looked_at(path: str, asset: Asset) -> bool:
    """Whether somebody will miss what a file of static/ does not show: a card, or what is named as a picture."""
    is_card = path in {SITE_FILE, PAID_FILE} or path.startswith(f"{FOLDER}/")
    return is_card or (asset.flaw is not None and asset.flaw.code == "picture-damaged")


def _damaged(place: Place, name: str, why: str) -> Diagnostic:
    return Diagnostic("picture-damaged", place, f"{name} shows nothing: {why}", "save it again", "warning")


def _sheet(site: Site, readings: Mapping[str, Read]) -> Iterator[Diagnostic]:
    written = site.config.theme.stylesheet
    path = sheet_path(site.config)
    if path and path not in site.static:
        place = site.config.places.get("theme.stylesheet", Place("newsgen.yaml"))
        near = Nearness(site, readings).hint("newsgen.yaml", f"{site.config.static}/{path}")
        hint = f'did you mean "{near}"?' if near else f"put the file at {site.config.static}/{path}"
        yield Diagnostic("stylesheet-missing", place, f'"{written}" is not there', hint)


def _named(site: Site) -> Iterator[tuple[str, str, str]]:
    """Key, value and the source path that it means, "" for none of the site's own."""
    theme, house = site.config.theme, site.config.publisher
    ad = site.config.slots.ad
    banners = ((f"slots.ad.banners.{number}.image", each.image) for number, each in enumerate(ad.banners if ad else ()))
    logos = (("theme.logo", theme.logo), ("theme.logo_dark", theme.logo_dark), ("publisher.logo", house.logo))
    named = (*logos, *banners)
    return ((key, written, logo_source(site.config, written)) for key, written in named)

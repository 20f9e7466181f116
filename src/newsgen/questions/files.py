"""Questions about files that are published as they are: pictures and the like of content/, and those of static/."""

from collections.abc import Iterable

from newsgen.model import Asset
from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Scope, Telling
from newsgen.site.index import Site
from newsgen.spelling import composed


def asset_of(site: Site, source: str) -> Asset | None:
    """The published file of a source path below the site's root ("content/2026/05/cup.jpg", "static/logo.png")."""
    static, source = f"{site.config.static}/", composed(source)
    if source.startswith(static):
        return site.static.get(source[len(static) :])
    return site.assets.get(source)


def _asset(known: Known, source: str) -> Asset | None:
    return asset_of(known.site, source)


def _asset_bound(change: Change) -> Scope:
    return Scope(change.assets)


def asset_examples(site: Site) -> Iterable[Arguments]:
    yield from ((source,) for source in site.files)
    yield from ((f"{site.config.static}/{path}",) for path in site.static)
    yield ("content/none.png",)


def _asset_words(telling: Telling, source: str) -> str:
    return f"the file {source} changed, came or went"


asset = Family(
    name="asset",
    answer=_asset,
    bound=_asset_bound,
    examples=asset_examples,
    words=_asset_words,
)


def _static(known: Known, path: str) -> Asset | None:
    return known.site.static.get(path)


def _static_examples(site: Site) -> Iterable[Arguments]:
    return [*((path,) for path in site.static), ("none.css",)]


def _static_words(telling: Telling, path: str) -> str:
    return f"the file {path} of the theme or of static/ changed, came or went"


static = Family(
    name="static",
    answer=_static,
    is_durable=True,
    examples=_static_examples,
    words=_static_words,
)

FAMILIES = (asset, static)

"""What of newsgen.yaml the reading of a source depends on."""

import msgspec
from msgspec import Struct

from newsgen.config import Config, Embeds, MarkdownEngine, Permalinks, RawHtml, Slugs


class Extension(Struct, frozen=True):
    """An extension of Markdown by its name, and its options as JSON."""

    name: str
    options: str = "{}"


class Settings(Struct, frozen=True):
    """Another value here means that every source has to be read again."""

    timezone: str = "UTC"
    language: str = "en"
    permalinks: Permalinks = Permalinks()
    slugs: Slugs = "ascii"
    base_path: str = ""
    base_url: str = ""
    teaser_length: int = 160
    engine: MarkdownEngine = "markdown"
    raw_html: RawHtml = "sanitize"
    embeds: Embeds = Embeds()
    extensions: tuple[Extension, ...] = ()
    known_keys: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    content: str = "content"
    static: str = "static"


def settings(config: Config) -> Settings:
    return Settings(
        timezone=config.timezone,
        language=config.language,
        permalinks=config.permalinks,
        slugs=config.slugs,
        base_path=config.base_path,
        base_url=config.base_url,
        teaser_length=config.teaser_length,
        engine=config.markdown.engine,
        raw_html=config.markdown.html,
        embeds=config.embeds,
        extensions=extensions(config),
        known_keys=config.known_keys,
        agencies=config.agencies,
        content=config.content,
        static=config.static,
    )


def extensions(config: Config) -> tuple[Extension, ...]:
    """Those of newsgen.yaml in their order, which Markdown heeds."""
    return tuple(
        Extension(name, msgspec.json.encode(options or {}, order="deterministic").decode())
        for name, options in config.markdown.extensions.items()
    )

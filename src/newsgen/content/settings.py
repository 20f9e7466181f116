"""What of newsgen.yaml the reading of a source depends on."""

from msgspec import Struct

from newsgen.config import Config, Permalinks, RawHtml


class Settings(Struct, frozen=True):
    """Another value here means that every source has to be read again."""

    timezone: str = "UTC"
    language: str = "en"
    permalinks: Permalinks = Permalinks()
    base_path: str = ""
    teaser_length: int = 160
    raw_html: RawHtml = "sanitize"
    known_keys: tuple[str, ...] = ()
    content: str = "content"
    static: str = "static"


def settings(config: Config) -> Settings:
    return Settings(
        timezone=config.timezone,
        language=config.language,
        permalinks=config.permalinks,
        base_path=config.base_path,
        teaser_length=config.teaser_length,
        raw_html=config.markdown.html,
        known_keys=config.known_keys,
        content=config.content,
        static=config.static,
    )

"""Where the logos and the style sheet that newsgen.yaml names are."""

from newsgen.config import Config


def is_elsewhere(written: str) -> bool:
    """Whether a logo is another host's."""
    return "://" in written or written.startswith("//")


def logo_source(config: Config, written: str) -> str:
    """The source path of a logo: as it is written from the site's folder, else below static/; "" for another host's."""
    if not written or is_elsewhere(written):
        return ""
    path = written.lstrip("/")
    return path if path.startswith((f"{config.static}/", f"{config.content}/")) else f"{config.static}/{path}"


def sheet_path(config: Config) -> str:
    """The path of the site's own style sheet below static/, "" where it has none."""
    return config.theme.stylesheet.lstrip("/").removeprefix(f"{config.static}/")

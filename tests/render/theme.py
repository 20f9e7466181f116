"""The default theme's own templates, and a renderer over what a test gives."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

from newsgen.config import Config
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Templates
from newsgen.standard import standard

ROOT = Path(__file__).parents[2]
CONFIG = Config(title="Test", base_url="https://example.org/news")


def theme_sources() -> dict[str, str]:
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def renderer(sources: Mapping[str, str]) -> Renderer:
    return Renderer(Templates(sources), standard().filters)


def rendered(
    template: str, lang: str = "de", record: Callable[[str], None] = lambda name: None, **values: object
) -> str:
    """The text of one template, which is named "a.html"."""
    site = SimpleNamespace(config=CONFIG)
    return renderer({"a.html": template}).render("a.html", {"lang": lang, "site": site, **values}, record)

"""A logo is found however it is written, and told to search engines and feeds as it is shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kinds.making import PNG
from tests.sites.built import CONFIG, article, codes, page, published, site, written, xml

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100"/>'
ICON = "https://example.org/news/icon-512.png"


def built(root: Path, config: str) -> Path:
    site(root, {"a.md": article("A"), "in.svg": SVG}, CONFIG.replace("example.org", "example.org/news") + config)
    written(root, {"newsgen.yaml": (root / "newsgen.yaml").read_text(), "static/l.svg": SVG, "static/p.png": PNG})
    assert "image-missing" not in codes(published(root))
    return root / "output"


def in_data(folder: Path) -> dict[str, Any]:
    """The publisher's logo in an article's JSON-LD."""
    [text] = page(folder, "/2026/05/a/").xpath(
        "//script[@type='application/ld+json'][contains(., '\"headline\"')]/text()"
    )
    logo: dict[str, Any] = json.loads(text)["publisher"]["logo"]
    return logo


WAYS = pytest.mark.parametrize(
    ("way", "address"),
    [
        ("l.svg", "https://example.org/news/l.svg"),
        ("/l.svg", "https://example.org/news/l.svg"),
        ("static/l.svg", "https://example.org/news/l.svg"),
        ("content/in.svg", "https://example.org/news/in.svg"),
        ("https://cdn.example/l.svg", "https://cdn.example/l.svg"),
        ("//cdn.example/l.svg", "//cdn.example/l.svg"),
    ],
)


@WAYS
@pytest.mark.parametrize("key", ["publisher", "theme"])
def test_both_logos_are_written_in_the_same_ways(tmp_path: Path, key: str, way: str, address: str) -> None:
    """`publisher.logo: logo.svg` was an error where `theme.logo: logo.svg` was right."""
    folder = built(tmp_path, f"{key}: {{logo: {way}}}\n")

    told = in_data(folder)
    assert told["url"] == address
    is_own = "example.org" in address
    assert (told.get("width"), told.get("height")) == ((400, 100) if is_own else (None, None))
    if key == "theme":
        [logo] = page(folder, "/2026/05/a/").xpath("//img[@class='logo']")
        assert logo.get("src") == address.removeprefix("https://example.org")
        assert (logo.get("width"), logo.get("height")) == (("384", "96") if is_own else (None, None))


def test_a_picture_too_small_for_search_engines_is_not_told_to_them(tmp_path: Path) -> None:
    folder = built(tmp_path, "publisher: {logo: p.png}\ntheme: {logo: l.svg, logo_dark: p.png}\n")

    assert in_data(folder) == {"@type": "ImageObject", "url": ICON}
    assert xml(folder / "feed.xml").findtext("channel/image/url") == "https://example.org/news/p.png"
    [dark] = page(folder, "/2026/05/a/").xpath("//picture/source[@media]")
    assert (dark.get("srcset"), dark.get("width"), dark.get("height")) == ("/news/p.png", "1", "1")

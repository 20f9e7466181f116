"""The license of an article's picture: shown below it, and told to search engines where it is an address."""

import json
import re
from pathlib import Path

import pytest

from tests.sites.built import article, published, site

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"></svg>'
CAPTION = re.compile(r"<figcaption>\s*(.*?)\s*</figcaption>", re.DOTALL)
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page(root: Path, keys: str) -> str:
    published(site(root, {"cup.md": article(more=f"image: cup.svg\n{keys}"), "cup.svg": SVG}))
    return (root / "output/2026/05/cup/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("keys", "caption"),
    [
        ("image_caption: The cup\n", '<span class="caption">The cup</span>'),
        ("image_credit: Ada\n", '<span class="credit">Ada</span>'),
        (
            "image_credit: Ada\nimage_license: CC BY 4.0\n",
            '<span class="credit">Ada · CC BY 4.0</span>',
        ),
        (
            "image_license: https://creativecommons.org/licenses/by/4.0/\n",
            '<span class="credit"><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
            "creativecommons.org/licenses/by/4.0</a></span>",
        ),
        ("image_license: 'javascript://x'\n", '<span class="credit">javascript://x</span>'),
    ],
)
def test_who_may_use_a_picture_stands_below_it(tmp_path: Path, keys: str, caption: str) -> None:
    """It was read and shown nowhere, though most free licenses ask for their name."""
    assert CAPTION.findall(page(tmp_path, keys)) == [caption]


@pytest.mark.parametrize(
    ("license_", "told"), [("https://example.org/terms", "https://example.org/terms"), ("CC0", None)]
)
def test_search_engines_are_told_of_an_address_alone(tmp_path: Path, license_: str, told: str | None) -> None:
    """A license is an address there (Google, "Image metadata")."""
    data = json.loads(DATA.findall(page(tmp_path, f"image_license: {license_}\n"))[0])

    assert data["image"].get("license") == told

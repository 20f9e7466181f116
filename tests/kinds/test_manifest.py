"""site.webmanifest: it says what newsgen.yaml says."""

import json
from pathlib import Path
from typing import Any

from tests.kinds.making import CONFIG, PNG, article, made, site_folder


def manifest(root: Path, config: str = CONFIG) -> dict[str, Any]:
    site_folder(root, {"a.md": article("A", "2026-05-01")}, config)
    said: dict[str, Any] = json.loads(made(root, ["site.webmanifest"])["site.webmanifest"])
    return said


def test_it_names_the_site_in_its_own_words(tmp_path: Path) -> None:
    said = manifest(tmp_path, CONFIG + 'theme: {accent: "#005f73"}\n')

    assert (said["name"], said["description"], said["lang"]) == ("Test & News", "A test", "de")
    assert (said["theme_color"], said["background_color"]) == ("#005f73", "#fdfcfa")


def test_it_begins_where_the_site_is(tmp_path: Path) -> None:
    said = manifest(tmp_path, CONFIG.replace("https://example.org", "https://example.org/news"))

    assert said["start_url"] == said["scope"] == "/news/"
    assert [icon["src"] for icon in said["icons"]] == [
        "/news/icon-192.png",
        "/news/icon-512.png",
        "/news/favicon.svg",
    ]


def test_it_tells_the_true_size_of_an_icon_of_the_sites_own(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/icon-192.png").write_bytes(PNG)

    assert manifest(tmp_path)["icons"][0] == {"src": "/icon-192.png", "sizes": "1x1", "type": "image/png"}


def test_one_in_static_stands_before_it(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/site.webmanifest").write_text('{"name": "Own"}', "utf-8")

    assert manifest(tmp_path) == {"name": "Own"}

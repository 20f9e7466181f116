"""The image sitemap names the pictures that stand in texts, as the pages do."""

from pathlib import Path

import pytest
from lxml import etree, html

from tests.kinds.making import PNG
from tests.sites.built import CONFIG, article, output, published, site

IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def named(folder: Path, name: str = "sitemap-2026-05.xml") -> dict[str, list[str]]:
    """The pictures of each page that has some, as a sitemap tells them."""
    urls = etree.parse(folder / name).iter(f"{S}url")
    found = {url.findtext(f"{S}loc"): [each.text for each in url.iter(IMAGE)] for url in urls}
    return {url.rstrip("/").rpartition("/")[2]: pictures for url, pictures in found.items() if pictures}


@pytest.mark.parametrize("engine", ["commonmark", "markdown"])
def test_pictures_of_texts_stand_beside_the_articles_own(tmp_path: Path, engine: str) -> None:
    text = (
        "![A cup](cup.png) and [a link to one](linked.png)\n\n![Again](cup.png)\n\n"
        '<img src="Städte & more.png" alt="">\n\n![](https://other.example/x.png) `![](code.png)`\n'
    )
    content = {
        "a.md": article("A", text, "image: own.png\n"),
        "b.md": article("B", "No picture, but [a file](linked.png)."),
        "c.md": article("C", "![](cup.png)", "noindex: true\n"),
        "pages/us.md": "---\ntitle: Us\nimage: ../own.png\n---\n![](../cup.png)\n",
        **dict.fromkeys(("cup.png", "own.png", "linked.png", "Städte & more.png"), PNG),
    }
    config = CONFIG.replace("https://example.org", "https://example.org/news") + f"markdown: {{engine: {engine}}}\n"

    folder = output(tmp_path, content, config)

    start = "https://example.org/news/"
    assert named(folder) == {"a": [f"{start}own.png", f"{start}cup.png", f"{start}St%C3%A4dte%20%26%20more.png"]}
    assert named(folder, "sitemap-pages.xml") == {"us": [f"{start}own.png", f"{start}cup.png"]}
    shown = html.parse(folder / "2026/05/a/index.html").xpath("//main//img/@src")
    assert {each.removeprefix(start) for each in named(folder)["a"]} <= {each.removeprefix("/news/") for each in shown}


def test_so_do_those_of_static(tmp_path: Path) -> None:
    """Archives of other systems have all their pictures there, and none beside their texts."""
    root = site(tmp_path, {"a.md": article("A", "![](/img/cup.png)")})
    (root / "static/img").mkdir(parents=True)
    (root / "static/img/cup.png").write_bytes(PNG)

    published(root)

    assert named(root / "output") == {"a": ["https://example.org/img/cup.png"]}


def test_a_picture_more_or_less_in_an_old_text_is_told_as_by_a_build_from_nothing(tmp_path: Path) -> None:
    first = {"a.md": article("A", "Text."), "b.md": article("B", "![](cup.png)"), "cup.png": PNG, "own.png": PNG}
    root = site(tmp_path / "warm", first)
    published(root)
    edited = {**first, "a.md": article("A", "Text. ![](own.png)"), "b.md": article("B", "None.")}

    published(site(root, edited))
    published(site(tmp_path / "cold", edited))

    assert named(root / "output") == named(tmp_path / "cold/output") == {"a": ["https://example.org/own.png"]}


def test_a_text_whose_pictures_stay_makes_no_sitemap_anew(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article("A", "![](cup.png)"), "cup.png": PNG})
    published(root)

    (root / "content/a.md").write_text(article("A", "![](cup.png) More."), "utf-8")
    result = published(root)

    assert not [each.path for each in result.changes if "sitemap" in each.path]

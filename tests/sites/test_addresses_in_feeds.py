"""Readers' programs know no address that a text in a feed could be relative to."""

from pathlib import Path

import pytest
from lxml import html

from tests.kinds.making import PNG
from tests.sites.built import CONFIG, article, full_texts, output

# Each link, and where it must lead; "{}" is where the site is.
LINKS = {
    "[a](b.md#k)": "{}/2026/05/b/#k",
    "[a](#z)": "{}/2026/05/a/#z",
    "[a](../pages/about.md)": "{}/about/",
    "[a](../q/c.md#y)": "{}/2026/04/c/#y",
    "[a](paper%20one.pdf)": "{}/p/paper%20one.pdf",
    "[a](?page=2)": "{}/2026/05/a/?page=2",
    "[a](//cdn.example.com/x)": "https://cdn.example.com/x",
    "[a](https://example.com/?a=1&b=2)": "https://example.com/?a=1&b=2",
    "[a](mailto:a@example.org)": "mailto:a@example.org",
    "[a][r]\n\n[r]: b.md": "{}/2026/05/b/",
    '<a href="b.md">a</a>': "{}/2026/05/b/",
}
SHOWN = {
    "![x](x.png)": "{}/p/x.png",
    "![x][i]\n\n[i]: x.png": "{}/p/x.png",
    '<img src="x.png" alt="">': "{}/p/x.png",
    '<audio src="talk.mp3"></audio>': "{}/p/talk.mp3",
    '<video src="talk.mp3" poster="x.png"></video>': "{}/p/talk.mp3",
}
CONTENT = {
    "p/a.md": article("A", "\n\n".join([*LINKS, *SHOWN]) + "\n\n## Z"),
    "p/b.md": article("B", date="2026-05-02"),
    "q/c.md": article("C", date="2026-04-01"),
    "pages/about.md": "---\ntitle: About\n---\nx\n",
    "p/x.png": PNG,
    "p/paper one.pdf": b"%PDF",
    "p/talk.mp3": b"12345",
}
# The site's address, and what each feed has of the first article.
Told = tuple[str, dict[str, html.HtmlElement]]
BASES = ["https://example.org", "https://example.org/news", "https://example.org/a/b"]


@pytest.fixture(scope="module", params=BASES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    config = CONFIG.replace(BASES[0], f"{request.param}/")
    folder = output(tmp_path_factory.mktemp("feeds"), CONTENT, config)
    return request.param, {feed: texts[1] for feed, texts in full_texts(folder).items()}


@pytest.mark.parametrize("feed", ["feed.xml", "atom.xml", "feed.json"])
def test_every_address_in_a_full_text_is_absolute_and_right(told: Told, feed: str) -> None:
    base, text = told[0], told[1][feed]

    # A picture leads to itself, too.
    linked = text.xpath(".//a[not(img)]/@href")
    assert linked == [each.format(base) for each in LINKS.values()]
    shown = text.xpath(".//img/@src | .//audio/@src | .//video/@src")
    assert shown == [each.format(base) for each in SHOWN.values()]
    assert {*text.xpath(".//video/@poster"), *text.xpath(".//a[img]/@href")} <= {f"{base}/p/x.png"}
    assert text.xpath(".//@srcset") == []


def test_addresses_in_drawings_are_whole_too(tmp_path: Path) -> None:
    """In SVG they have an older name; a part of the drawing itself stays one."""
    drawing = (
        '<svg viewBox="0 0 1 1"><image xlink:href="x.svg"/><use xlink:href="#arrow"/><a xlink:href="../b/">b</a></svg>'
    )
    content = {
        "a.md": article("A", f"{drawing} [b](/b/)"),
        "b.md": article("B", more="url: /2026/05/b/\n"),
        "x.svg": SVG,
    }
    made = output(tmp_path, content, f"{CONFIG}markdown: {{html: allow}}\nlinks: warn\n")

    for texts in full_texts(made).values():
        found = [each for text in texts for each in text.xpath(".//@*[name() = 'xlink:href']")]
        assert found == ["https://example.org/x.svg", "#arrow", "https://example.org/2026/05/b/"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

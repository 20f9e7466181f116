"""The menu, the foot and the profiles as pages show them, and what newsgen says of addresses that lead nowhere."""

from pathlib import Path

import pytest
from lxml import html

from tests.sites.built import CONFIG, article, built, codes, page, pages, published, site

BASE = CONFIG.replace("https://example.org", "https://example.org/news")
NESTED = """\
menu:
  - title: Town
    url: /category/town/
    children:
      - {title: Harbour, url: /tag/harbour/}
      - {title: Council, url: https://council.example/}
  - {title: Sport, url: /category/sport/}
footer:
  - title: Paper
    links: [{title: About, url: /about/}, {title: Shop, url: https://shop.example}]
social:
  - {title: Mastodon, url: https://social.example/@paper}
copyright: © 1949 The Paper
"""
TOWN = {
    "a.md": article("A", more="categories: [Town]\ntags: [Harbour]\n"),
    "b.md": article("B", more="categories: [Sport]\n"),
    "pages/about.md": "---\ntitle: About\n---\nUs.\n",
    "pages/imprint.md": "---\ntitle: Imprint\n---\nUs.\n",
}


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site below a path, with a menu of two levels and all that the foot can hold."""
    root = site(tmp_path_factory.mktemp("nested"), TOWN, BASE + NESTED)
    assert codes(published(root)) == []
    return root / "output"


def links(found: list[html.HtmlElement]) -> list[tuple[str, str]]:
    return [(each.text_content(), each.get("href")) for each in found]


def test_what_stands_below_an_item_is_folded_in_the_masthead_and_seen_in_the_foot(nested: Path) -> None:
    """So that it can be reached without a script."""
    front = page(nested, "/")

    below = [("Harbour", "/news/tag/harbour/"), ("Council", "https://council.example/")]
    assert links(front.xpath("//header//details/ul/li/a")) == below
    assert front.xpath("//header//summary")[0].text_content() == "Submenu: Town"
    assert links(front.xpath("//footer//li/ul/li/a")) == below
    assert front.xpath("//footer//details") == []


def test_every_page_has_the_list_that_the_menu_button_leads_to(nested: Path) -> None:
    for _, each in pages(nested):
        if each.xpath("//header"):
            assert each.xpath("//header//a[@class='open-menu']/@href") == ["#theme:sections"]
            assert len(each.xpath("//footer//*[@id='theme:sections']/following-sibling::ul")) == 1


def test_a_standing_page_that_a_column_names_stands_in_the_foot_once(nested: Path) -> None:
    front = page(nested, "/")

    standing = [each for each in front.xpath("//footer//a") if each.get("href") in {"/news/about/", "/news/imprint/"}]
    assert links(standing) == [("About", "/news/about/"), ("Imprint", "/news/imprint/")]
    assert links(front.xpath("//footer//ul[@class='profiles']//a[@rel='me']")) == [
        ("Mastodon", "https://social.example/@paper")
    ]
    assert front.xpath("//p[@class='house']")[0].text_content() == "© 1949 The Paper"


def test_the_page_of_an_item_is_marked_at_either_level(nested: Path) -> None:
    for url in ("/news/category/sport/", "/news/tag/harbour/"):
        current = page(nested, url.removeprefix("/news")).xpath("//header//a[@aria-current='page']/@href")
        assert current == [url]


@pytest.mark.parametrize(("n", "is_there"), [(7, False), (8, True), (30, True)])
def test_a_menu_gets_a_button_from_eight_items_on(tmp_path: Path, n: int, is_there: bool) -> None:
    menu = "menu:\n" + "".join(f"  - {{title: S{i}, url: 'https://s{i}.example/'}}\n" for i in range(n))
    published(site(tmp_path, {"a.md": article("A")}, CONFIG + menu))

    header = page(tmp_path / "output", "/").xpath("//header")[0]

    assert bool(header.xpath(".//a[@class='open-menu']")) is is_there
    assert len(header.xpath(".//nav/ul/li")) == n


def test_a_hidden_page_stands_in_no_menu_and_what_is_below_it_stays(tmp_path: Path) -> None:
    files = TOWN | {"pages/secret.md": "---\ntitle: Secret\ndraft: true\n---\nUs.\n"}
    items = "children: [{title: Below, url: /about/}, {title: Gone, url: /secret/}]"
    menu = f"menu:\n  - {{title: Hidden, url: /secret/, {items}}}\n"
    foot = "footer: [{title: Column, links: [{title: Hidden, url: /secret/}]}]\n"
    root = site(tmp_path, files, CONFIG + menu + foot)

    result = published(root)

    told = [(each.code, each.place.line) for each in result.diagnostics]
    assert told == [("link-not-public", 6), ("link-not-public", 6), ("link-not-public", 7)]
    for _, each in pages(root / "output"):
        assert "secret" not in html.tostring(each).decode()
    assert links(page(root / "output", "/").xpath("//header//nav/ul/li/a")) == [("Below", "/about/")]
    assert "Column" not in page(root / "output", "/").xpath("//footer")[0].text_content()


@pytest.mark.parametrize(
    ("config", "code", "line"),
    [
        ("menu: [{title: A, url: /nothing/}]", "link-broken", 5),
        ("menu:\n - {title: A, url: /about/}\n - {title: B, url: /about/}", "menu-twice", 7),
        ("menu:\n - {title: A, url: /, children: [{title: B, url: /nothing/}]}", "link-broken", 6),
        ("footer: [{title: A, links: [{title: B, url: /nothing/}]}]", "link-broken", 5),
        ("menu: [{title: A, url: '#top'}]", "link-broken", 5),
        ("slots: {epaper: /nothing/}", "link-broken", 5),
        ("slots:\n letters: {mail: a@b.example, privacy: about/}", "link-broken", 6),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_its_line(tmp_path: Path, config: str, code: str, line: int) -> None:
    result = built(site(tmp_path, TOWN, f"{CONFIG}{config}\n"))

    assert [(each.code, str(each.place.file), each.place.line) for each in result.diagnostics] == [
        (code, "newsgen.yaml", line)
    ]


def test_an_item_may_stand_first_below_itself(tmp_path: Path) -> None:
    """As "All of it" does in many menus."""
    menu = "menu: [{title: Town, url: /category/town/, children: [{title: All, url: /category/town/}]}]\n"

    assert codes(built(site(tmp_path, TOWN, CONFIG + menu))) == []


@pytest.mark.parametrize(("lang", "words"), [("ar", "de"), ("fr", "fr")])
def test_the_menu_is_marked_as_text_of_its_language(tmp_path: Path, lang: str, words: str) -> None:
    """The menu is in the site's language on every page, the theme's words in the page's where it has these."""
    menu = "menu: [{title: Ort, url: /category/town/, children: [{title: Hafen, url: /tag/harbour/}]}]\n"
    files = TOWN | {"c.md": article("C", more=f"lang: {lang}\n")}
    root = site(tmp_path, files, CONFIG.replace("language: en", "language: de") + menu)
    published(root)

    other = page(root / "output", "/2026/05/c/")

    assert marked(other, "//header/nav/ul") == ("de", "ltr")
    assert marked(other, "//header//summary/span") == (words, "ltr")


def marked(root: html.HtmlElement, path: str) -> tuple[str, str]:
    """The language and the direction around what stands there."""
    [lang] = root.xpath(f"{path}/ancestor-or-self::*[@lang][1]/@lang")
    return lang, (root.xpath(f"{path}/ancestor-or-self::*[@dir][1]/@dir") or ["ltr"])[0]

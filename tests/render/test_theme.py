"""The default theme's weight, its safety, and how a site changes it."""

import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgen.build import build
from newsgen.project import Options
from tests.render.theme import ROOT, theme_sources

CLOCK = datetime(2026, 11, 23, 12, tzinfo=UTC)
ARTICLE = """\
---
title: Die Überschrift
date: 2026-11-20 09:15
categories: [Wasser]
authors: [Anna, Bert, Carl]
---
Der Text.
"""


def built(folder: Path, config: str = "", templates: dict[str, str] | None = None, article: str = ARTICLE) -> Path:
    files = {"newsgen.yaml": f"title: Blatt\nlanguage: de\nbase_url: https://blatt.example\n{config}"}
    files |= {"content/eins.md": article}
    files |= {f"templates/{name}": text for name, text in (templates or {}).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    result = build(Options(folder, at=CLOCK, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return folder / "output"


def test_style_and_script_are_light() -> None:
    """Budgets of a page that opens at once on a bad line: bytes as hosts send them."""
    sheets, scripts = (ROOT / "static/css").iterdir(), (ROOT / "static/js").iterdir()
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in sheets}

    # Only pages that have a gallery, or show what another host has, load their own.
    assert sizes.pop("gallery.css") < 1_700
    assert sizes.pop("embed.css") < 900
    assert sum(sizes.values()) < 12_500
    weights = {path.name: len(gzip.compress(path.read_bytes())) for path in scripts}
    assert weights.pop("embed.js") < 1_000
    assert sum(weights.values()) < 6_000


@pytest.mark.parametrize("name", sorted(name for name in theme_sources() if name.endswith(".html")))
def test_no_script_or_style_stands_in_a_page(name: str) -> None:
    """The Content-Security-Policy forbids it, so it would not work."""
    text = theme_sources()[name]

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("ld+json" in tag or "src=" in tag for tag in re.findall(r"<script[^>]*>", text))


SHEETS = pytest.mark.parametrize("path", sorted((ROOT / "static/css").iterdir()), ids=lambda path: path.name)


@SHEETS
def test_nothing_is_loaded_from_another_host(path: Path) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r"@import|url\((?!\.\./fonts/)|//", sheet)


@SHEETS
def test_style_knows_no_left_and_right(path: Path) -> None:
    """Logical properties alone, so that a page that runs from the right needs no second sheet."""
    sides = r"(margin|padding|border)-(left|right)\b|text-align: (left|right)|float: (left|right)"

    assert not re.search(sides, path.read_text("utf-8"))


@SHEETS
def test_every_class_in_a_style_sheet_is_used(path: Path) -> None:
    sheet = re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]", "{}", path.read_text("utf-8"))
    script = "\n".join(each.read_text("utf-8") for each in (ROOT / "static/js").iterdir())
    templates = "\n".join(theme_sources().values())
    # What bodies bring, sections' colours, the number of stories at the top, and the heights of galleries.
    from_elsewhere = re.compile(
        r"tone-\d|top-\d|kind-\w+|level-\d|pullquote|table|quantity|footnote|footnote-backref"
        r"|align-(right|center)|low|middle|high"
    )

    classes = set(re.findall(r"\.([a-z][a-z0-9-]*)", sheet)) - {"newsgen"}
    unused = {name for name in classes if name not in templates + script and not from_elsewhere.fullmatch(name)}

    assert not unused


def test_the_manual_names_every_block() -> None:
    manual = (ROOT / "docs/theme.md").read_text("utf-8")
    blocks = {name for text in theme_sources().values() for name in re.findall(r"{%-? block (\w+)", text)}
    table = manual.partition("| template | its blocks |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", table))

    assert named == blocks


def test_a_site_overrides_one_block_of_one_template(tmp_path: Path) -> None:
    own = '{% extends "theme/article.html" %}{% block article_after %}<p>Eigenes</p>{% endblock %}'

    output = built(tmp_path, templates={"article.html": own})

    page = (output / "2026/11/eins/index.html").read_text("utf-8")
    assert "<p>Eigenes</p>" in page
    assert 'Von <a rel="author" href="/author/anna/">Anna</a>, <a' in page
    assert "Aktuelle Beiträge" in page


def test_a_site_overrides_one_block_of_a_fragment(tmp_path: Path) -> None:
    own = '{% extends "theme/fragments/footer.html" %}{% block house %}<p>© Wir</p>{% endblock %}'

    output = built(tmp_path, templates={"fragments/footer.html": own})

    for page in ("index.html", "2026/11/eins/index.html", "404.html"):
        assert "<p>© Wir</p>" in (output / page).read_text("utf-8")


@pytest.mark.parametrize(
    ("placement", "held"),
    [
        ("inline", "Noch gibt es keine weiteren Artikel."),
        (
            "client",
            '<div data-fragment="/fragments/recent.html"><p class="more"><a href="/latest/">Neueste Artikel</a>',
        ),
        ("ssi", '<!--#include virtual="/fragments/recent.html" -->'),
        ("esi", '<esi:include src="/fragments/recent.html"/>'),
    ],
)
def test_the_sidebar_is_held_as_newsgen_yaml_says(tmp_path: Path, placement: str, held: str) -> None:
    output = built(tmp_path, f"placement: {placement}\n")

    page = (output / "2026/11/eins/index.html").read_text("utf-8")
    aside = page.partition('<aside class="recent"')[2]
    assert "Aktuelle Beiträge</h2>" in aside
    assert held in aside


@pytest.mark.parametrize("placement", ["client", "ssi", "esi"])
def test_a_new_article_leaves_the_404_page_alone(tmp_path: Path, placement: str) -> None:
    before = (built(tmp_path, f"placement: {placement}\n") / "404.html").read_bytes()
    (tmp_path / "content/zwei.md").write_text(ARTICLE.replace("Die Überschrift", "Noch eine"), "utf-8")

    output = built(tmp_path, f"placement: {placement}\n")

    assert "Noch eine" in (output / "latest/index.html").read_text("utf-8")
    assert (output / "404.html").read_bytes() == before


def test_the_404_page_names_the_newest_articles(tmp_path: Path) -> None:
    page = (built(tmp_path) / "404.html").read_text("utf-8")

    assert '<a href="/2026/11/eins/">Die Überschrift</a>' in page.partition("<main")[2]


def test_the_sidebar_leaves_out_its_own_article_unless_told(tmp_path: Path) -> None:
    for told, n_links in (("", 0), (", exclude_current: false", 1), (", exclude_current: true", 0)):
        output = built(tmp_path, f"recent_posts: {{count: 6{told}}}\n")

        aside = (output / "2026/11/eins/index.html").read_text("utf-8").partition('<aside class="recent"')[2]
        assert aside.count('<a href="/2026/11/eins/">') == n_links


def test_a_story_of_another_language_says_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    english = ARTICLE.replace("---\n", "---\nlang: en\n", 1).replace("Die Überschrift", "The headline")
    (tmp_path / "content/two.md").write_text(english, "utf-8")

    output = built(tmp_path)

    front = (output / "index.html").read_text("utf-8")
    assert re.search(
        r'<article class="story[^>]*lang="en" dir="ltr">(?:(?!</article>).)*The headline', front, re.DOTALL
    )
    page = (output / "2026/11/two/index.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "20 November 2026, 09:15" in page and "Recent Posts" in page
    assert '<div class="brand" lang="de" dir="ltr">' in page


def test_machines_read_what_readers_read(tmp_path: Path) -> None:
    page = (built(tmp_path) / "2026/11/eins/index.html").read_text("utf-8")
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]

    article, way = sorted(blocks, key=lambda block: block["@type"] == "BreadcrumbList")
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Die Überschrift"
    assert article["datePublished"] == article["dateModified"] == "2026-11-20T09:15:00+00:00"
    assert [author["name"] for author in article["author"]] == ["Anna", "Bert", "Carl"]
    assert article["mainEntityOfPage"] == "https://blatt.example/2026/11/eins/"
    assert article["publisher"]["logo"]["url"] == "https://blatt.example/icon-512.png"
    assert [item["name"] for item in way["itemListElement"]] == ["Startseite", "Wasser", "Die Überschrift"]
    assert '<link rel="canonical" href="https://blatt.example/2026/11/eins/">' in page
    assert '<meta property="og:locale" content="de_DE">' in page


def test_a_desk_is_an_organization_to_machines(tmp_path: Path) -> None:
    """The publisher by its name, another desk because its page says so."""
    for name, more in (("anna", ""), ("bert", "organization: true\n")):
        (tmp_path / "content/authors").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"content/authors/{name}.md").write_text(f"---\ntitle: {name.title()}\n{more}---\n", "utf-8")

    page = (built(tmp_path, "publisher: {name: Carl}\n") / "2026/11/eins/index.html").read_text("utf-8")

    authors = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["author"]
    assert [(author["name"], author["@type"]) for author in authors] == [
        ("Anna", "Person"),
        ("Bert", "Organization"),
        ("Carl", "Organization"),
    ]


def test_the_paper_is_named_by_its_title_and_the_house_is_whom_it_belongs_to(tmp_path: Path) -> None:
    """News readers compare the publisher's name with that of the paper; a company's is nobody's they know."""
    house = "publisher: {name: Blatt Verlag GmbH, url: 'https://verlag.example/'}\n"

    output = built(tmp_path, house)

    for path in ("2026/11/eins/index.html", "index.html"):
        page = (output / path).read_text("utf-8")
        blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
        data = next(block for block in blocks if block.get("@type") != "BreadcrumbList")
        publisher = data["publisher"] if "publisher" in data else data["@graph"][1]
        assert (publisher["name"], publisher["url"]) == ("Blatt", "https://blatt.example/")
        owner = {"@type": "Organization", "name": "Blatt Verlag GmbH", "url": "https://verlag.example/"}
        assert publisher["parentOrganization"] == owner


def test_no_story_stands_twice_on_the_front(tmp_path: Path) -> None:
    """Whatever leads, and however many stories a page of the list has."""
    (tmp_path / "content").mkdir()
    for number in range(40):
        more = "featured: true\n" if number == 3 else ""
        text = ARTICLE.replace("2026-11-20", f"2026-0{number % 9 + 1}-{number % 27 + 1:02d}")
        text = text.replace("---\n", f"---\n{more}", 1).replace("Wasser", f"Ressort {number % 7}")
        (tmp_path / f"content/a{number}.md").write_text(text, "utf-8")

    front = (built(tmp_path) / "index.html").read_text("utf-8")

    links = re.findall(r'class="headline"><a href="([^"]+)"', front)
    assert len(links) == len(set(links)) > 20
    assert links[0].endswith("/a3/")


def test_without_a_theme_in_newsgen_yaml_there_is_no_second_sheet(tmp_path: Path) -> None:
    output = built(tmp_path)

    assert not (output / "css/theme.css").exists()
    assert "theme.css" not in (output / "index.html").read_text("utf-8")


def test_colour_type_and_logo_come_from_newsgen_yaml(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/marke.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    theme = 'theme: {accent: "#0a5", heading_font: "Georgia, serif", logo: marke.svg}\n'

    output = built(tmp_path, theme)

    sheets = [path.read_text("utf-8") for path in (output / "css").glob("theme*.css")]
    assert sheets and all(
        "--house: light-dark(#0a5, " in text and "--heading-font: Georgia, serif;" in text for text in sheets
    )
    page = (output / "index.html").read_text("utf-8")
    assert re.search(r'<link rel="stylesheet" href="/css/theme[^"]*\.css">', page)
    assert '<img class="logo" src="/marke.svg" alt="Blatt"' in page


def test_a_colour_that_would_leave_its_place_is_an_error(tmp_path: Path) -> None:
    built(tmp_path)
    with (tmp_path / "newsgen.yaml").open("a", encoding="utf-8") as file:
        file.write('theme: {accent: "red; } body { display: none"}\n')

    result = build(Options(tmp_path, at=CLOCK, jobs=1))

    assert result.exit_code != 0
    assert any("style sheet" in each.text for each in result.diagnostics)


def test_the_versions_of_an_article_name_each_other(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    german = ARTICLE.replace("---\n", "---\ntranslation_key: eins\n", 1)
    (tmp_path / "content/one.md").write_text(german.replace("---\n", "---\nlang: en\n", 1), "utf-8")

    output = built(tmp_path, article=german)

    for slug in ("eins", "one"):
        page = (output / f"2026/11/{slug}/index.html").read_text("utf-8")
        assert re.findall(r'hreflang="([\w-]+)" href="(https[^"]*)"', page) == [
            ("de", "https://blatt.example/2026/11/eins/"),
            ("x-default", "https://blatt.example/2026/11/eins/"),
            ("en", "https://blatt.example/2026/11/one/"),
        ]
    assert '<a rel="alternate" hreflang="en" lang="en" dir="ltr" href="/2026/11/one/">English</a>' in (
        output / "2026/11/eins/index.html"
    ).read_text("utf-8")
    assert '<meta property="og:locale:alternate" content="de_DE">' in page


def test_no_page_is_described_in_three_words(tmp_path: Path) -> None:
    page = (built(tmp_path, "subtitle: Nachrichten aus dem Kreis\n") / "2026/index.html").read_text("utf-8")

    assert '<meta name="description" content="Alle Artikel: 2026 – Blatt: Nachrichten aus dem Kreis">' in page


def test_the_first_picture_of_a_list_does_not_wait(tmp_path: Path) -> None:
    """It is the largest thing that a reader sees first."""
    for number in range(4):
        (tmp_path / "content").mkdir(exist_ok=True)
        text = ARTICLE.replace("2026-11-20", f"2026-10-2{number}").replace("---\n", "---\nimage: /icon-512.png\n", 1)
        (tmp_path / f"content/a{number}.md").write_text(text, "utf-8")

    page = (built(tmp_path) / "latest/index.html").read_text("utf-8")

    pictures = re.findall(r"<img[^>]*>", page)
    assert len(pictures) == 4
    assert ["lazy" in picture for picture in pictures] == [False, True, True, True]

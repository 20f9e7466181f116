"""What networks show where an address is passed on: the article's own picture, else a card that says whose it is."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsgen.colours import contrast, rgb
from newsgen.kinds.cards import TONES
from newsgen.make.cards import FONT
from newsgen.site.cards import drawable
from tests.sample import ROOT
from tests.sites.built import CONFIG, article, built, output, page, published, site, written, xml

MEDIA = "{http://search.yahoo.com/mrss/}content"


def picture(width: int, height: int, format_: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), "navy").save(made, format_)
    return made.getvalue()


def shared(folder: Path, url: str) -> dict[str, str]:
    """What a page says of its picture, by the property."""
    tags = page(folder, url).xpath("//meta[starts-with(@property, 'og:image') or starts-with(@name, 'twitter:')]")
    return {each.get("property") or each.get("name"): each.get("content") for each in tags}


def in_data(folder: Path, url: str) -> str:
    """The first picture of the article's JSON-LD."""
    [text] = page(folder, url).xpath("//script[@type='application/ld+json'][contains(., '\"headline\"')]/text()")
    image = json.loads(text)["image"]
    image = image[0] if isinstance(image, list) else image
    return image if isinstance(image, str) else image["url"]


def in_feeds(folder: Path) -> set[str]:
    """The picture of the only article, as each feed has it."""
    [item] = json.loads((folder / "feed.json").read_bytes())["items"]
    named = [each.get("url") for name in ("feed.xml", "atom.xml") for each in xml(folder / name).iter(MEDIA)]
    assert len(named) == 2
    return {item["image"], *named}


@pytest.mark.parametrize(
    ("name", "data", "size", "card"),
    [
        ("small.png", picture(160, 120), ("160", "120"), "summary"),
        ("wide.jpg", picture(1600, 900, "JPEG"), ("1600", "900"), "summary_large_image"),
        ("old.gif", picture(400, 300, "GIF"), ("400", "300"), "summary_large_image"),
        ("new.webp", picture(640, 200, "WEBP"), ("640", "200"), "summary_large_image"),
    ],
)
def test_an_articles_own_picture_is_shared_whatever_its_size(
    tmp_path: Path, name: str, data: bytes, size: tuple[str, str], card: str
) -> None:
    """A grey placeholder stood in its place: it looked as if the page had failed to load."""
    content = {"a.md": article("A", more=f"image: {{src: {name}, alt: A cup}}\ncategories: [Town]\n"), name: data}

    folder = output(tmp_path, content)

    said = shared(folder, "/2026/05/a/")
    assert said["og:image"] == f"https://example.org/{name}"
    assert (said["og:image:width"], said["og:image:height"]) == size
    assert (said["og:image:alt"], said["twitter:card"]) == ("A cup", card)
    assert {in_data(folder, "/2026/05/a/")} | in_feeds(folder) == {said["og:image"]}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://cdn.example/cup.jpg", "https://cdn.example/cup.jpg"),
        ("//cdn.example/cup.jpg?w=9&h=5", "https://cdn.example/cup.jpg?w=9&h=5"),
        ("'https://cdn.example/Ein Bild für \"uns\".png'", "https://cdn.example/Ein%20Bild%20f%C3%BCr%20%22uns%22.png"),
    ],
)
def test_so_is_one_of_another_host_of_which_nothing_more_is_told(tmp_path: Path, written: str, address: str) -> None:
    folder = output(tmp_path, {"a.md": article("A", more=f"image: {written}\n")})

    said = shared(folder, "/2026/05/a/")
    assert said == {"og:image": address, "og:image:alt": "A", "twitter:card": "summary_large_image"}
    assert {in_data(folder, "/2026/05/a/")} | in_feeds(folder) == {address}


def test_pages_and_terms_have_their_own_pictures_as_well(tmp_path: Path) -> None:
    content = {
        "a.md": article("A", more="authors: [Ada]\n"),
        "ada.png": picture(200, 200),
        "authors/ada.md": "---\ntitle: Ada\nimage: ../ada.png\n---\n",
        "pages/us.md": "---\ntitle: Us\nimage: https://cdn.example/us.jpg\n---\nWe.\n",
    }

    folder = output(tmp_path, content)

    assert shared(folder, "/author/ada/")["og:image"] == "https://example.org/ada.png"
    assert shared(folder, "/us/")["og:image"] == "https://cdn.example/us.jpg"


def test_without_one_there_is_a_card_of_the_section_or_of_the_site(tmp_path: Path) -> None:
    content = {
        "a.md": article("A", more="categories: [Stadt & Kreis, Sport]\n"),
        "b.md": article("B"),
        "c.md": article("C", more="image: plan.svg\ncategories: [Sport]\nunlisted: true\n"),
        "d.md": article("D", more="categories: [東京]\n"),
        "plan.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    config = CONFIG.replace("https://example.org", "https://example.org/news")

    folder = output(tmp_path, content, config)

    town, sport, site_card = (
        f"https://example.org/news/{each}.png" for each in ("og-cards/stadt-kreis", "og-cards/sport", "og-default")
    )
    told = {
        url: shared(folder, url) for url in ("", "2026/05/a", "2026/05/b", "2026/05/c", "2026/05/d", "category/sport")
    }
    assert {url: each["og:image"] for url, each in told.items()} == {
        "": site_card,
        "2026/05/a": town,
        "2026/05/b": site_card,
        "2026/05/c": sport,
        "2026/05/d": site_card,
        "category/sport": sport,
    }
    assert {(each["og:image:width"], each["og:image:height"], each["og:image:type"]) for each in told.values()} == {
        ("1200", "630", "image/png")
    }
    assert told["2026/05/a"]["og:image:alt"] == "Stadt & Kreis – Gazette"
    assert told["2026/05/d"]["og:image:alt"] == told[""]["og:image:alt"] == "Gazette"
    for name in ("og-default.png", "og-cards/stadt-kreis.png", "og-cards/sport.png"):
        with Image.open(folder / name) as card:
            assert card.size == (1200, 630)
    assert (folder / "og-default.png").stat().st_size < 100_000


def test_a_card_has_the_colour_of_its_section_and_the_site_that_of_the_house(tmp_path: Path) -> None:
    config = CONFIG + "theme: {accent: oklch(0.6 0.2 250)}\n"

    folder = output(tmp_path, {"a.md": article("A", more="categories: [Town]\n")}, config)

    for name, colour in (
        ("og-cards/town", rgb(TONES[0])),
        ("og-default", rgb("oklch(0.6 0.2 250)")),
    ):
        with Image.open(folder / f"{name}.png") as card:
            assert card.convert("RGB").getpixel((2, 2)) == colour


def test_the_colours_of_cards_are_those_of_the_style_sheet() -> None:
    sheet = (ROOT / "static/css/newsgen.css").read_text("utf-8")

    assert re.findall(r"\.tone-\d \{ --tone: light-dark\((#\w+),", sheet) == list(TONES)
    assert all(contrast(rgb(each) or (0, 0, 0), (255, 255, 255)) > 4.5 for each in TONES)


def test_a_picture_of_the_sites_own_stands_before_all_that_are_drawn(tmp_path: Path) -> None:
    content = {"a.md": article("A", more="categories: [Town]\n"), "b.md": article("B", more="categories: [Sport]\n")}
    root = site(tmp_path, content)
    own = {"static/og-default.png": picture(1280, 640), "static/og-cards/town.png": picture(1200, 600)}

    published(written(root, own))

    folder = root / "output"
    assert sorted(path.name for path in (folder / "og-cards").iterdir()) == ["town.png"]
    assert (folder / "og-default.png").read_bytes() == own["static/og-default.png"]
    assert shared(folder, "/2026/05/a/")["og:image"] == "https://example.org/og-cards/town.png"
    sport = shared(folder, "/2026/05/b/")
    assert (sport["og:image"], sport["og:image:width"]) == ("https://example.org/og-default.png", "1280")


def test_a_new_article_makes_no_card_anew(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article("A", more="categories: [Town]\n")})
    published(root)
    cards = {path: path.stat().st_mtime_ns for path in (root / "output").rglob("*.png")}

    (root / "content/b.md").write_text(article("B", more="categories: [Town]\n", date="2026-05-02"), "utf-8")
    result = published(root)

    assert not [each.path for each in result.changes if each.path.endswith(".png")]
    assert {path: path.stat().st_mtime_ns for path in cards} == cards


def test_a_renamed_paper_or_section_makes_its_cards_anew_as_a_build_from_nothing_does(tmp_path: Path) -> None:
    root = site(tmp_path / "warm", {"a.md": article("A", more="categories: [Town]\n")})
    published(root)
    before = (root / "output/og-cards/town.png").read_bytes()
    config = CONFIG.replace("Gazette", "Post")
    described = {"a.md": article("A", more="categories: [Town]\n"), "categories/town.md": "---\ntitle: Our Town\n---\n"}

    warm = published(site(root, described, config))
    cold = published(site(tmp_path / "cold", described, config))

    made = (root / "output/og-cards/town.png").read_bytes()
    assert made == (tmp_path / "cold/output/og-cards/town.png").read_bytes() != before
    assert warm.diagnostics == cold.diagnostics == ()


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Die Zeitung", "Die Zeitung"),
        ("Żółć, Ěščř, Ñandú, İstanbul, Tiếng Việt", "Żółć, Ěščř, Ñandú, İstanbul, Tiếng Việt"),
        ("Ελλάδα, Москва, Київ", "Ελλάδα, Москва, Київ"),
        ("Bru\u0308cke", "Brücke"),
        ("Post \U0001f4f0 am\u00adSonntag", "Post amSonntag"),
        ("新聞", ""),
        ("אתר", ""),
        ("Gazette 新聞", ""),
        ("⚡", ""),
    ],
)
def test_what_the_font_lacks_is_not_drawn_as_boxes(written: str, drawn: str) -> None:
    assert drawable(written) == drawn


def test_the_font_has_every_letter_that_is_taken_for_drawn() -> None:
    """Of another version it might lack some."""
    from PIL import ImageFont

    font = ImageFont.truetype(FONT, 20)
    missing = bytes(font.getmask("\uffff"))
    letters = [chr(code) for code in range(0x21, 0x2200) if drawable(chr(code))]

    assert len(letters) > 1000
    assert [each for each in letters if bytes(font.getmask(each)) == missing] == []


@pytest.mark.parametrize("title", ["新聞", "", "\U0001f4f0", "A" * 300, "A b " * 100])
def test_any_title_has_a_card(tmp_path: Path, title: str) -> None:
    config = CONFIG.replace("title: Gazette", f"title: '{title}'")

    folder = output(tmp_path, {"a.md": article("A", more="categories: ['Übersicht']\n")}, config)

    assert (folder / "og-default.png").stat().st_size > 1000
    assert (folder / "og-cards").is_dir()


@pytest.mark.parametrize("colour", ["nocolor", "#12345", "rgb(1 2 3", "red; x", "url(x.png)", "javascript:x", "hsl"])
@pytest.mark.parametrize("key", ["accent", "background", "text"])
def test_a_colour_that_no_browser_knows_is_told_at_its_place(tmp_path: Path, key: str, colour: str) -> None:
    """The accent was left out by browsers, and nothing said so."""
    result = built(site(tmp_path, {}, f"{CONFIG}theme:\n  {key}: '{colour}'\n"))

    assert [(each.code, str(each.place)) for each in result.diagnostics] == [
        ("config-value", f"newsgen.yaml:6:{len(key) + 5}")
    ]


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("#0a5", (0, 170, 85)),
        ("#00aa5580", (0, 170, 85)),
        ("RebeccaPurple", (102, 51, 153)),
        ("rgb(163, 21, 29)", (163, 21, 29)),
        ("rgb(100% 0% 50% / 0.5)", (255, 0, 128)),
        ("hsl(120deg 100% 25%)", (0, 128, 0)),
        ("hwb(0.5turn 20% 40%)", (51, 153, 153)),
        ("oklch(62.8% 0.25768 29.234)", (255, 0, 0)),
        ("oklab(0.86644 -0.23389 0.1795)", (0, 255, 0)),
        ("lab(50% 20 30)", None),
        ("color-mix(in oklab, red 20%, #fff)", None),
        ("light-dark(var(--a), rgb(0 0 0))", None),
        ("currentcolor", None),
    ],
)
def test_colours_are_read_as_css_writes_them(tmp_path: Path, colour: str, said: tuple[int, int, int] | None) -> None:
    """What only a browser could tell is no mistake, and the card has the theme's own colour then."""
    assert rgb(colour) == said
    result = published(site(tmp_path, {}, f"{CONFIG}theme: {{accent: '{colour}'}}\n"))

    assert result.exit_code == 0

"""Sections in the menu's order: their blocks on the front, their colours, and what the menu marks."""

import re
from pathlib import Path

import pytest

from newsgen.site.index import Site
from newsgen.site.sections import N_TONES, sections, tone
from tests.kinds.making import site_at
from tests.sites.built import CONFIG, article, output, page, site

NAMES = ["Wasser", "Recht", "Netz", "Bahn", "Kultur", "Sport", "Meinung", "Leute", "Reise"]


def slugs(*names: str) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def menu(*urls: str) -> str:
    return CONFIG + "menu:\n" + "".join(f"  - {{title: T, url: '{url}'}}\n" for url in urls)


def with_sections(root: Path, names: list[str], config: str) -> Site:
    texts = {f"{name}.md": article(name, more=f"categories: [{name}]\n") for name in names}
    return site_at(site(root, texts | {"pages/imprint.md": "---\ntitle: Imprint\n---\n"}, config))


def test_sections_of_the_menu_have_the_eight_colours_in_its_order(tmp_path: Path) -> None:
    found = with_sections(tmp_path, NAMES, menu(*(f"/category/{name.lower()}/" for name in NAMES)))

    assert sections(found) == slugs(*NAMES)
    assert [tone(found, slug) for slug in slugs(*NAMES)] == [0, 1, 2, 3, 4, 5, 6, 7, 0]


def test_sections_below_others_in_the_menu_follow_them(tmp_path: Path) -> None:
    item = "  - {title: T, url: /category/netz/, children: [{title: U, url: /category/bahn/}]}\n"
    found = with_sections(tmp_path, NAMES[:4], CONFIG + f"menu:\n{item}  - {{title: V, url: /category/recht/}}\n")

    assert sections(found) == ("netz", "bahn", "recht", "wasser")
    assert [tone(found, slug) for slug in ("netz", "bahn", "recht")] == [0, 1, 2]


def test_other_sections_have_a_colour_that_the_menu_leaves_and_keep_it(tmp_path: Path) -> None:
    """A section that comes or goes changes no other one's pages."""
    config = menu("/category/recht/", "/category/netz/", "/category/none-yet/")
    few = with_sections(tmp_path / "few", ["Wasser", "Recht", "Netz"], config)
    many = with_sections(tmp_path / "many", NAMES, config)

    assert sections(many)[:2] == ("recht", "netz")
    assert [tone(many, slug) for slug in ("recht", "netz", "none-yet")] == [0, 1, 2]
    assert all(tone(many, slug) in range(3, N_TONES) for slug in sections(many)[2:])
    assert tone(few, "wasser") == tone(many, "wasser")


def test_without_a_menu_all_sections_are_one(tmp_path: Path) -> None:
    found = with_sections(tmp_path, NAMES[:8], CONFIG)

    assert {tone(found, slug) for slug in slugs(*NAMES[:8])} == set(range(N_TONES))


@pytest.mark.parametrize(
    "url",
    [
        "/category/netz",
        "/category/netz/index.html",
        "/category/netz/?x=1#y",
        "/category/n%65tz/",
        "/categories/netz.md",
        "/news/category/netz/",
    ],
)
def test_a_section_is_known_however_the_menu_names_it(tmp_path: Path, url: str) -> None:
    config = menu("/", "https://example.com/category/wasser/", url)
    config = config.replace("https://example.org", "https://example.org/news")
    texts = {"a.md": article(more="categories: [Netz, Wasser]\n"), "categories/netz.md": "---\ntitle: Netz\n---\n"}
    found = site_at(site(tmp_path, texts, config))

    assert sections(found) == ("netz", "wasser")
    assert tone(found, "netz") == 0


def test_a_page_in_the_menu_takes_no_colour_from_sections(tmp_path: Path) -> None:
    """Where sections stand at the root, the addresses of both look alike."""
    config = menu("/imprint/", "/recht/", "/netz/") + "permalinks: {category: '/{slug}/'}\n"
    found = with_sections(tmp_path, ["Recht", "Netz"], config)

    assert [tone(found, slug) for slug in ("recht", "netz")] == [0, 1]


def test_blocks_of_the_front_stand_in_the_menus_order(tmp_path: Path) -> None:
    config = menu("/category/wasser/", "/category/netz/", "/category/bahn/")
    names = ["Bahn", "Netz", "Recht", "Wasser", "Ende"]
    texts = {
        f"{name}-{day}.md": article(f"{name} {day}", more=f"categories: [{name}]\n", date=f"2026-05-{day:02d}")
        for name in names
        for day in range(1, 6 if name != "Ende" else 2)
    }

    front = page(output(tmp_path, texts, config + "page_size: 40\n"), "/")

    blocks = [each.text_content().strip() for each in front.xpath("//section[contains(@class, 'block')]/h2")]
    assert blocks == ["Wasser", "Netz", "Bahn", "Recht"]
    assert [re.findall(r"tone-\d", each.get("class")) for each in front.xpath("//section[contains(@class, 'block')]")][
        :3
    ] == [
        ["tone-0"],
        ["tone-1"],
        ["tone-2"],
    ]


def test_the_menu_marks_the_section_on_its_pages_and_articles(tmp_path: Path) -> None:
    config = menu("/category/wasser/", "/category/netz/") + "page_size: 1\n"
    texts = {f"{n}.md": article(more="categories: [Recht, Netz]\n", date=f"2026-05-0{n}") for n in (1, 2)}

    built = output(tmp_path, texts, config)

    for url, mark in (("/category/netz/", "page"), ("/category/netz/page/1/", "true"), ("/2026/05/1/", "true")):
        links = page(built, url).xpath("//nav[@class='sections']//a")
        assert [each.get("aria-current") for each in links] == [None, mark], url
    assert not page(built, "/").xpath("//nav[@class='sections']//a[@aria-current]")

"""Links from the root: to folders named like the base path, to pages without suffix, to what is lost."""

from pathlib import Path

import pytest

from newsgen.project import Options
from newsgen.urls import answer_redirect
from tests.kinds.making import PNG
from tests.sites.built import CLOCK, CONFIG, article, codes, page, published, site, written

BLOG = CONFIG.replace("https://example.org", "https://example.org/blog")


def links(folder: Path) -> list[str]:
    return page(folder, "/2026/05/a/").xpath("//div[@class='body']//a/@href | //div[@class='body']//img/@src")


def test_a_folder_that_is_named_like_the_base_path_is_found(tmp_path: Path) -> None:
    text = "[x](/blog/x/) [only](/blog/only/) [in](/blog/2026/05/a/) ![p](/blog/p.png)"
    content = {
        "a.md": article("A", text, "slug: a\n"),
        "x.md": article("X", more="url: /blog/x/\n"),
        "only.md": article("Only", more="url: /only/\n"),
    }
    root = written(site(tmp_path, content, BLOG), {"newsgen.yaml": BLOG, "static/blog/p.png": PNG})

    assert codes(published(root, strict=True)) == []
    assert links(root / "output") == ["/blog/blog/x/", "/blog/only/", "/blog/2026/05/a/", "/blog/blog/p.png"]


def test_an_old_address_leads_to_a_folder_that_is_named_like_the_base_path(tmp_path: Path) -> None:
    root = site(tmp_path, {"x.md": article("X", more="url: /blog/x/\n")}, BLOG)
    answer_redirect(Options(root, at=CLOCK), "/old/", "/blog/blog/x/")

    published(root, strict=True)

    assert 'url=/blog/blog/x/"' in (root / "output/old/index.html").read_text()


def test_a_page_of_static_is_there_without_its_suffix(tmp_path: Path) -> None:
    """Hosts serve /form of form.html, and writers copy that from the bar of a browser."""
    files = {
        "content/a.md": article("A", "[x](/form) [y](/form/)", "slug: a\n"),
        "static/form.html": "<title>x</title>",
    }
    root = written(tmp_path, files)

    (told,) = published(root).diagnostics

    assert (told.code, told.text.split('"')[1]) == ("link-broken", "/form/")


@pytest.mark.parametrize("address", ["/img/none", "/img/none.png"])
def test_no_page_shows_a_lost_picture_where_that_is_a_warning(tmp_path: Path, address: str) -> None:
    config = f"{CONFIG}links: warn\n"
    root = site(tmp_path, {"a.md": article("A", f"Text ![alt]({address}) goes [on](/nowhere/).", "slug: a\n")}, config)

    assert codes(published(root)) == ["image-missing", "link-broken"]
    assert links(root / "output") == ["/nowhere/"]


def test_the_menu_knows_the_sites_own_whole_addresses(tmp_path: Path) -> None:
    menu = "menu: [{title: Later, url: 'https://example.org/later/'}, {title: No, url: 'http://www.example.org/no/'}]\n"
    content = {"a.md": article("A", more="slug: a\n"), "l.md": article("L", more="url: /later/\n", date="2027-01-01")}
    root = site(tmp_path, content, CONFIG + menu)

    assert codes(published(root)) == ["link-not-public", "link-broken"]
    assert "/later/" not in (root / "output/index.html").read_text()

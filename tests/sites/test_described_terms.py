"""What the file of a category, tag or author says: search engines are asked as it says, and nothing in it is lost."""

from pathlib import Path

import pytest

from tests.content.reader import reading
from tests.sites.built import CONFIG, article, built, published, site

NOINDEX = '<meta name="robots" content="noindex">'
FOLDERS = {"tag": "tags", "category": "categories", "author": "authors"}


def folder(root: Path, kind: str, keys: str) -> Path:
    """Seven articles of one term, whose list has three pages, and of another one that has no file."""
    named = "tags: [Cup, Other]\ncategory: [Cup, Other]\nauthors: [Cup, Other]\n"
    articles = {f"a{n}.md": article(f"A{n}", more=named, date=f"2026-05-0{n}") for n in range(1, 8)}
    described = {f"{FOLDERS[kind]}/cup.md": f"---\ntitle: The Cup\n{keys}---\nAbout it.\n"}
    return site(root, {**articles, **described}, f"{CONFIG}page_size: 2\n")


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize(
    "keys", ["noindex: true\n", "sitemap: false\n", "robots: noindex\n", "in_search_index: false\n"]
)
def test_search_engines_leave_out_every_page_of_a_list_that_asks_for_it(tmp_path: Path, kind: str, keys: str) -> None:
    root = folder(tmp_path, kind, keys)
    published(root)
    pages = [f"{kind}/cup/", f"{kind}/cup/page/1/", f"{kind}/cup/page/2/"]
    texts = {page: (root / "output" / page / "index.html").read_text("utf-8") for page in pages}
    sitemap = (root / "output/sitemap-pages.xml").read_text("utf-8")

    assert [page for page, text in texts.items() if NOINDEX not in text or 'rel="canonical"' in text] == []
    assert f"/{kind}/cup/" not in sitemap
    assert f"/{kind}/other/page/1/" in sitemap
    assert NOINDEX not in (root / "output" / kind / "other/index.html").read_text("utf-8")


def test_a_list_that_search_engines_leave_out_has_its_feed(tmp_path: Path) -> None:
    """Who follows a subject is no search engine."""
    root = folder(tmp_path, "tag", "noindex: true\n")
    published(root)

    assert "A7" in (root / "output/tag/cup/feed.xml").read_text("utf-8")


def test_a_list_is_found_again_when_its_file_says_so_no_longer(tmp_path: Path) -> None:
    """The sitemap asks the file of every term, so that a build after an edit is as one from nothing."""
    root = folder(tmp_path, "author", "noindex: true\n")
    published(root)
    (root / "content/authors/cup.md").write_text("---\ntitle: The Cup\n---\nAbout it.\n")
    published(root)

    assert "/author/cup/page/1/" in (root / "output/sitemap-pages.xml").read_text("utf-8")
    assert NOINDEX not in (root / "output/author/cup/page/1/index.html").read_text("utf-8")


def said(keys: str) -> list[tuple[str, str, int]]:
    result, _ = reading(f"---\ntitle: The Cup\n{keys}\n---\nText.\n", "content/tags/cup.md")
    assert result.head is not None
    return [(each.code, each.level, each.place.line) for each in result.diagnostics]


@pytest.mark.parametrize(
    "keys",
    [
        *("url: /elsewhere/", "permalink: /cups/", "aliases: [/old/]", "redirect_from: /old/"),
        *("redirect_to: /x/", "canonical_url: https://example.org/x/", "unlisted: true", "hidden: true"),
        *("status: hidden", "build: {list: never}", "feed: false", "email_only: true"),
    ],
)
def test_a_key_of_articles_that_a_writer_trusts_in_is_a_warning(keys: str) -> None:
    """It was left out in silence: the old address was gone, and the list stood where it stood."""
    assert said(keys) == [("term-key-unused", "warning", 3)]


@pytest.mark.parametrize("keys", ["tags: [one]", "kicker: Sport", "layout: author", "weight: 3", "menu: footer"])
def test_any_other_key_of_articles_is_a_notice_and_kept_for_templates(keys: str) -> None:
    result, _ = reading(f"---\ntitle: The Cup\n{keys}\n---\nText.\n", "content/tags/cup.md")

    assert [(each.code, each.level) for each in result.diagnostics] == [("term-key-unused", "notice")]
    assert result.head is not None
    assert keys.partition(":")[0] in result.head.extra


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "slug: cup",
            "url: /tag/cup/",
            "permalink: tag/cup",
            "unlisted: false",
            "feed: true",
            "toc: false",
            "tags: []",
        ),
        *("description: D", "date: 2026-05-01", "outputs: [html]", "lang: en", "aliases:"),
        *("status: published", "build: {list: always}", "image: cup.jpg\nimage_license: CC0", "noindex: false"),
    ],
)
def test_what_a_term_can_have_or_has_is_no_mistake(keys: str) -> None:
    assert said(keys) == []


def test_a_term_stands_where_links_to_its_file_lead(tmp_path: Path) -> None:
    """The two were spelled differently where the pattern holds a sign that may be encoded."""
    texts = {
        "a.md": article(more="authors: [Ada]\n", text="By [Ada](authors/ada.md)."),
        "authors/ada.md": "---\ntitle: Ada\n---\nShe writes.\n",
    }
    root = site(tmp_path, texts, f"{CONFIG}permalinks: {{author: '/@{{slug}}/'}}\n")
    page = "output/2026/05/a/index.html"

    assert built(root).exit_code == 0
    assert (root / page).read_text("utf-8").count('href="/%40ada/"') >= 2
    assert (root / "output/@ada/index.html").exists()

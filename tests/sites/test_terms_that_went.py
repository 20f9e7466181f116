"""The addresses of terms that a description has made its own, or that only unlisted articles name."""

from pathlib import Path

import pytest

from tests.sites.built import CONFIG, article, built, published, site

FEEDS = CONFIG + "feeds: {terms: [tag]}\n"
PELICAN = (
    CONFIG
    + "page_size: 1\npermalinks: {author: '/a/{slug}.html'}\nfeeds: {terms: [author], term_formats: [rss, atom]}\n"
)


def target(root: Path, path: str) -> str:
    return (root / "output" / path).read_text().partition("url=")[2].partition('"')[0]


def test_a_tag_that_became_another_one_leads_there(tmp_path: Path) -> None:
    """Tags that nobody describes are in no line of newsgen.urls; what they became is known all the same."""
    content = {
        "a.md": article("A", more="tags: [NRW]\n"),
        "tags/x.md": "---\ntitle: Rhineland\nslug: x\nalso: [NRW]\n---\n",
    }
    root = site(tmp_path, content, FEEDS)
    (root / "newsgen.urls").write_text("/other/ gone\n")

    published(root, strict=True)

    assert target(root, "tag/nrw/index.html") == "/tag/x/"
    assert (root / "output/tag/nrw/feed.xml").read_text() == (root / "output/tag/x/feed.xml").read_text()


def test_what_somebody_has_said_of_it_goes_before(tmp_path: Path) -> None:
    content = {
        "a.md": article("A", more="tags: [NRW]\n"),
        "tags/x.md": "---\ntitle: Rhineland\nslug: x\nalso: [NRW]\n---\n",
    }
    root = site(tmp_path, content)
    (root / "newsgen.urls").write_text("/tag/nrw/ gone\n")

    published(root, strict=True)

    assert not (root / "output/tag/nrw").exists()


def test_a_term_of_unlisted_articles_alone_is_told_as_that(tmp_path: Path) -> None:
    content = {"a.md": article("A"), "b.md": article("B", more="categories: [Town]\nunlisted: true\n")}
    root = site(tmp_path, content)
    (root / "newsgen.urls").write_text("/category/town/ = category:town\n")

    (told,) = built(root).diagnostics

    assert told.text.endswith('and only what no list shows names the category "town" now: content/b.md')


def test_feeds_and_pages_of_a_list_that_is_a_file_stand_in_a_folder_of_its_name(tmp_path: Path) -> None:
    """Pelican's authors stand at /a/ann.html; "/a/ann.htmlfeed.xml" is nobody's address."""
    content = {f"{n}.md": article(str(n), more="authors: [Ann]\n") for n in range(3)}
    root = site(tmp_path, content, PELICAN)
    (root / "newsgen.urls").write_text("/a/ann/page/4/ = list:author:ann\n/a/bob.html gone\n")

    published(root, strict=True)

    output = root / "output"
    found = sorted(path.relative_to(output).as_posix() for path in (output / "a").rglob("*") if path.is_file())
    assert found == [
        "a/ann.html",
        "a/ann/atom.xml",
        "a/ann/feed.xml",
        *(f"a/ann/page/{n}/index.html" for n in (1, 2, 3, 4)),
    ]
    assert target(root, "a/ann/page/4/index.html") == "/a/ann.html"
    assert "https://example.org/a/ann/page/2/" in (output / "sitemap-pages.xml").read_text()
    assert 'href="/a/ann/page/2/"' in (output / "a/ann.html").read_text()


@pytest.mark.parametrize("kind", ["tags", "categories", "authors"])
def test_an_unsafe_name_is_told_where_it_is_written(tmp_path: Path, kind: str) -> None:
    root = site(tmp_path, {"a.md": article("A", more=f"{kind}: [CON]\n")})

    found = {each.place.file for each in built(root).diagnostics if each.code == "url-unsafe"}

    assert found == {"content/a.md"}

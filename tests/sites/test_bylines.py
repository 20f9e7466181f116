"""Who wrote an article, told alike on its page, in feeds and to search engines."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.sites.built import ATOM, CONFIG, article, output, page, published, site, xml

DC = "{http://purl.org/dc/elements/1.1/}creator"


def graph(document: html.HtmlElement, type_: str) -> dict[str, object]:
    texts = document.xpath("//script[@type='application/ld+json']/text()")
    (found,) = [each for each in map(json.loads, texts) if each["@type"] == type_]
    return dict(found)


@pytest.mark.parametrize("byline", ["Ada Lind and the desk", "dpa", "Redaktion <Kultur> & Co"])
def test_a_byline_without_authors_is_the_author(tmp_path: Path, byline: str) -> None:
    """Search engines were told that the publisher wrote it."""
    root = output(tmp_path, {"a.md": article(more=f"byline: {json.dumps(byline)}\n")})
    document = page(root, "/2026/05/a/")

    assert document.xpath("//*[@class='by']/text()") == [byline]
    assert graph(document, "NewsArticle")["author"] == [{"@type": "Person", "name": byline}]
    assert document.xpath("//meta[@name='author']/@content") == [byline]
    assert [each.text for each in xml(root / "feed.xml").iter(DC)] == [byline]
    assert byline in [each.findtext(f"{ATOM}name") for each in xml(root / "atom.xml").iter(f"{ATOM}author")]
    assert json.loads((root / "feed.json").read_bytes())["items"][0]["authors"] == [{"name": byline}]


@pytest.mark.parametrize("name", ["Gazette", "The Publisher"])
def test_the_paper_itself_is_no_person(tmp_path: Path, name: str) -> None:
    config = f"{CONFIG}publisher: {{name: The Publisher}}\n"
    root = output(tmp_path, {"a.md": article(more=f"byline: {name}\n")}, config)

    assert graph(page(root, "/2026/05/a/"), "NewsArticle")["author"] == [{"@type": "Organization", "name": name}]


AUTHORS = {
    "authors/ada.md": "---\ntitle: Ada\nrole: Editor\nemail: ada@news.example\nprofiles: {Mastodon: https://s.example/@ada}\n---\n",
    "authors/desk.md": "---\ntitle: Desk\nrole: All of us\norganization: true\nprofiles: {Site: https://desk.example/}\n---\n",
}


def test_what_is_told_of_authors_stands_in_data(tmp_path: Path) -> None:
    """By it search engines know one writer from another of the same name; of who is not described nothing is said."""
    root = output(tmp_path, {"a.md": article(more="authors: [Ada, Bo, Desk]\n"), **AUTHORS})
    people: Any = graph(page(root, "/2026/05/a/"), "NewsArticle")["author"]
    of_ada: Any = graph(page(root, "/author/ada/"), "ProfilePage")["mainEntity"]
    ada, bo, desk = people

    assert (ada["jobTitle"], ada["sameAs"]) == ("Editor", ["https://s.example/@ada"])
    assert sorted(bo) == ["@type", "name", "url"]
    assert (desk["@type"], "jobTitle" in desk, desk["sameAs"]) == ("Organization", False, ["https://desk.example/"])
    assert {**ada, **of_ada} == of_ada
    assert page(root, "/author/bo/").xpath("//script[contains(., 'ProfilePage')]") == []


def test_authors_stand_in_data_beside_a_byline(tmp_path: Path) -> None:
    """The byline says how the page puts it, the authors who they are."""
    root = output(tmp_path, {"a.md": article(more="byline: Ada for the desk\nauthors: [Ada Lind, Bo Berg]\n")})
    people = graph(page(root, "/2026/05/a/"), "NewsArticle")["author"]

    assert [each["name"] for each in people] == ["Ada Lind", "Bo Berg"]  # type: ignore[attr-defined]  # a list


def test_an_article_without_anybody_is_the_publisher_s(tmp_path: Path) -> None:
    document = page(output(tmp_path, {"a.md": article()}), "/2026/05/a/")

    assert graph(document, "NewsArticle")["author"] != []
    assert document.xpath("//meta[@name='author']") == []


LONE = "categories: [Lone]\ntags: [Lone Tag, Shared]\nauthors: [Lone Writer, Ada]\nunlisted: true\n"


def test_an_unlisted_article_links_to_no_list_that_is_not_there(tmp_path: Path) -> None:
    """Lists show no unlisted article, so that what it alone names has none."""
    content = {"a.md": article("A", more=LONE), "b.md": article("B", more="tags: [shared]\nauthors: [Ada]\n")}
    root = output(tmp_path, content)
    document = page(root, "/2026/05/a/")
    links = set(document.xpath("//main//a/@href"))
    text = html.tostring(document, encoding="unicode")

    assert {url for url in links if url.startswith(("/author/", "/tag/", "/category/"))} == {
        "/author/ada/",
        "/tag/shared/",
    }
    assert "" not in links
    assert all(name in text for name in ("Lone Writer", "Lone Tag", ">Lone<"))
    assert all(address not in text for address in ("/author/lone", "/tag/lone", "/category/lone"))
    assert [each["name"] for each in graph(document, "BreadcrumbList")["itemListElement"]] == ["Home", "A"]  # type: ignore[attr-defined]  # a list
    assert graph(document, "NewsArticle")["author"] == [
        {"@type": "Person", "name": "Lone Writer"},
        {"@type": "Person", "name": "Ada", "url": "https://example.org/author/ada/"},
    ]


@pytest.mark.parametrize("described", [{}, {"authors/lone-writer.md": "---\ntitle: Lone Writer\n---\nShe writes.\n"}])
def test_the_links_come_with_the_list(tmp_path: Path, described: dict[str, str]) -> None:
    """A build that knows the unlisted article, which is as it was, writes what one from nothing does."""
    root = site(tmp_path, {"a.md": article("A", more=LONE), **described})
    published(root)
    before = page(root / "output", "/2026/05/a/").xpath("//main//a[@rel='author']/@href")
    (root / "content/b.md").write_text(article("B", more="authors: [Lone Writer]\n"))
    published(root)
    between = page(root / "output", "/2026/05/a/").xpath("//main//a[@rel='author']/@href")
    (root / "content/b.md").unlink()
    published(root)

    assert (before, between) == ([], ["/author/lone-writer/"])
    assert page(root / "output", "/2026/05/a/").xpath("//main//a[@rel='author']/@href") == []


@pytest.mark.parametrize(
    ("updated", "shown"),
    [
        ("2026-05-01 21:15", "21:15"),
        ("2026-05-02 21:15", "2 May 2026, 21:15"),
        ("2026-05-02", "2 May 2026"),
    ],
)
def test_of_its_own_day_an_update_names_the_time_alone(tmp_path: Path, updated: str, shown: str) -> None:
    root = output(tmp_path, {"a.md": article(date="2026-05-01 10:00", more=f"updated: {updated}\n")})

    (found,) = page(root, "/2026/05/a/").xpath("//*[@class='updated']/time")
    assert " ".join((found.text or "").split()) == shown
    assert found.get("datetime", "").startswith(updated[:10])

"""What a file says of an author or a series is on its page, in the box below articles, and in data, pictures too."""

import json
from pathlib import Path

import pytest
from lxml import html

from tests.content.reader import reading
from tests.sites.built import CONFIG, article, output, page
from tests.states.state import drawn

ADA = """\
title: Ada Lind
role: Editor
description: Writes of rivers.
email: ada@example.org
profiles: ["https://ada.example/"]
image: ada.png
image_caption: At the lock
image_credit: Jo Karl
image_license: CC BY 4.0
"""
FILES: dict[str, str | bytes] = {
    "a.md": article("A", more="authors: [Ada Lind, Bo Berg, Cy]\nseries: Rhine\n"),
    "b.md": article("B", more="authors: Ada Lind\nseries: Rhine\n", date="2026-05-02"),
    "c.md": article("C", more="authors: Ada Lind\n", date="2026-05-03"),
    "authors/ada-lind.md": f"---\n{ADA}---\nShe writes.\n",
    "authors/ada.png": drawn(900, 900),
    "authors/bo-berg.md": "---\ntitle: Bo Berg\nimage: https://cdn.example/bo.jpg\n---\n",
    "authors/cy.md": "---\ntitle: Cy\n---\nNothing but a text.\n",
    "series/rhine.md": "---\ntitle: Rhine\nimage: rhine.png\nimage_credit: River Archive\n---\n",
    "series/rhine.png": drawn(900, 600),
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return output(tmp_path_factory.mktemp("paper"), FILES, f"{CONFIG}page_size: 1\n")


def header(folder: Path, url: str) -> html.HtmlElement:
    return page(folder, url).find(".//header[@class='list-header']")


def test_an_authors_page_says_all_that_the_file_says(paper: Path) -> None:
    """The box said more than the page that it leads to."""
    found = header(paper, "/author/ada-lind/")
    links = [each.get("href") for each in found.findall("p[@class='contact']/a")]

    assert found.findtext("p[@class='role']") == "Editor"
    assert links == ["mailto:ada@example.org", "https://ada.example/"]
    assert header(paper, "/author/ada-lind/page/1/").find("p[@class='contact']") is None


def test_who_made_a_picture_is_told_wherever_it_is_shown(paper: Path) -> None:
    """Credits are owed; front matter took them, and they were nowhere."""
    caption = header(paper, "/author/ada-lind/").find("figure/figcaption")
    box = page(paper, "/2026/05/a/").find(".//section[@class='authors']")
    of_series = header(paper, "/series/rhine/").findtext("figure/figcaption/span[@class='credit']")

    assert [each.text_content() for each in caption] == ["At the lock", "Jo Karl · CC BY 4.0"]
    assert [each.text for each in box.iterfind(".//figcaption")] == ["Jo Karl · CC BY 4.0"]
    assert of_series == "River Archive"


def test_a_picture_from_elsewhere_is_shown_as_in_articles(paper: Path) -> None:
    url = "https://cdn.example/bo.jpg"
    told = [json.loads(each.text) for each in page(paper, "/author/bo-berg/").iterfind(".//script[@type]")]
    (data,) = [each for each in told if each.get("@type") == "ProfilePage"]

    assert header(paper, "/author/bo-berg/").find("figure/img").get("src") == url
    assert data["mainEntity"]["image"] == url


def test_a_picture_alone_says_something_of_an_author(paper: Path) -> None:
    """A text alone has its place on the author's page."""
    box = page(paper, "/2026/05/a/").find(".//section[@class='authors']")

    assert [each.text_content() for each in box.iterfind(".//p[@class='name']")] == ["Ada Lind Editor", "Bo Berg"]
    assert [each.get("src") for each in box.iterfind(".//img")] == [
        "/authors/ada.png",
        "https://cdn.example/bo.jpg",
    ]


def test_the_picture_of_a_series_is_whole(paper: Path) -> None:
    """It was cut to a square, as a portrait."""
    assert header(paper, "/series/rhine/").find("figure").get("class") == "portrait whole"
    assert header(paper, "/author/ada-lind/").find("figure").get("class") == "portrait"


@pytest.mark.parametrize("email", ["ada@x.example?subject=Hi", "a?b@x.example", "a%40b@x.example", "a@x.example#b"])
def test_what_would_be_more_than_an_address_is_none(email: str) -> None:
    """Behind "mailto:" it is a subject, or another address."""
    found, _ = reading(f"---\ntitle: Ada\nemail: {email}\n---\n", "content/authors/ada.md")

    assert [(each.code, each.level) for each in found.diagnostics] == [("email-unreadable", "warning")]


def told(kind: str, key: str) -> list[tuple[str, str, int]]:
    found, _ = reading(f"---\ntitle: Ada\n{key}: x\n---\n", f"content/{kind}/ada.md")
    return [(each.code, each.level, each.place.line) for each in found.diagnostics]


@pytest.mark.parametrize(
    ("kind", "key"),
    [("authors", "emial"), ("authors", "rôle"), ("series", "ordre"), ("tags", "aslo"), ("authors", "profiels")],
)
def test_a_mistyped_key_of_a_description_is_told(kind: str, key: str) -> None:
    """Four letters are near to no key among the hundreds of articles."""
    assert told(kind, key) == [("key-unknown", "warning", 3)]


@pytest.mark.parametrize("key", ["avatar", "bio", "twitter", "website", "photo", "position", "name"])
def test_what_other_themes_show_of_authors_is_told(key: str) -> None:
    """The picture was published, and stood nowhere."""
    assert told("authors", key) == [("term-key-unused", "notice", 3)]


@pytest.mark.parametrize(
    ("kind", "key"), [("authors", "born"), ("tags", "bio"), ("authors", "score"), ("tags", "colour")]
)
def test_a_key_of_ones_own_is_nobodys_mistake(kind: str, key: str) -> None:
    assert told(kind, key) == []

"""Agencies are a source and nobody, desks are houses, and a paper may give pages to described authors alone."""

import json
from pathlib import Path

import pytest

from tests.sites.built import CLOCK, CONFIG, article, built, output, outputs, page, published, site

AGENCIES = f"{CONFIG}agencies: [dpa, AFP]\nfeeds: {{term_formats: [rss]}}\n"
DESCRIBED = f"{CONFIG}authors: {{pages: described}}\n"
ADA = "---\ntitle: Ada Lind\n---\nShe writes.\n"


def data(folder: Path, url: str, type_: str) -> dict[str, object]:
    scripts = (
        json.loads(each.text or "") for each in page(folder, url).iterfind(".//script[@type='application/ld+json']")
    )
    found: dict[str, object] = next(each for each in scripts if each.get("@type") == type_)
    return found


def news(folder: Path, url: str) -> dict[str, object]:
    return data(folder, url, "NewsArticle")


def types(people: object) -> list[tuple[str, str]]:
    assert isinstance(people, list)
    return [(each["@type"], each["name"]) for each in people]


def text(folder: Path, url: str, name: str) -> str:
    return " ".join(each.text_content() for each in page(folder, url).iterfind(f".//p[@class='{name}']"))


@pytest.mark.parametrize("keys", ["authors: [DPA]\n", "byline: dpa\n", "author: dpa, dpa\n"])
def test_an_agency_alone_is_the_source_and_has_no_page(tmp_path: Path, keys: str) -> None:
    folder = output(tmp_path, {"a.md": article(more=keys)}, AGENCIES)

    assert (text(folder, "/2026/05/a/", "by"), text(folder, "/2026/05/a/", "agencies")) == ("", "Source: dpa")
    assert types(news(folder, "/2026/05/a/")["author"]) == [("NewsMediaOrganization", "dpa")]
    assert not (folder / "author").exists()
    assert "<dc:creator>dpa</dc:creator>" in (folder / "feed.xml").read_text("utf-8")
    assert page(folder, "/").findtext(".//bdi[@class='writers']") == "dpa"


def test_who_wrote_with_the_help_of_an_agency_is_the_author(tmp_path: Path) -> None:
    folder = output(tmp_path, {"a.md": article(more="authors: [Ada Lind, afp, dpa]\n")}, AGENCIES)
    data = news(folder, "/2026/05/a/")

    assert text(folder, "/2026/05/a/", "by") == "By Ada Lind"
    assert text(folder, "/2026/05/a/", "agencies") == "Source: AFP and dpa"
    assert types(data["author"]) == [("Person", "Ada Lind")]
    assert types(data["sourceOrganization"]) == [("NewsMediaOrganization", "AFP"), ("NewsMediaOrganization", "dpa")]
    assert [path.name for path in (folder / "author").iterdir()] == ["ada-lind"]


@pytest.mark.parametrize(
    ("keys", "by", "source"),
    [
        ("authors: dpa/AFP\n", "", "Source: dpa and AFP"),
        ('authors: ["dpa/AFP"]\n', "", "Source: dpa and AFP"),
        ("byline: (dpa)\n", "", "Source: dpa"),
        ('authors: [Ada Lind, "(dpa/afp)"]\n', "By Ada Lind", "Source: dpa and AFP"),
        ("authors: [dpa/Lind]\n", "By dpa/Lind", ""),
    ],
)
def test_agencies_between_signs_are_agencies(tmp_path: Path, keys: str, by: str, source: str) -> None:
    """ "dpa/AFP" was a person where it stood among the authors, with a page."""
    folder = output(tmp_path, {"a.md": article(more=keys)}, AGENCIES)

    assert (text(folder, "/2026/05/a/", "by"), text(folder, "/2026/05/a/", "agencies")) == (by, source)


def test_an_agency_of_the_paper_behind_a_name_is_in_no_doubt(tmp_path: Path) -> None:
    """One word behind a whole name may be a role; this one is known."""
    config = f"{CONFIG}agencies: [idowa]\n"
    result = published(site(tmp_path, {"a.md": article(more="author: Ada Lind, idowa\n")}, config))

    assert result.diagnostics == ()


def test_a_byline_that_names_a_person_too_stands_as_it_is_written(tmp_path: Path) -> None:
    folder = output(tmp_path, {"a.md": article(more="byline: Ada Lind, with dpa\n")}, AGENCIES)

    assert text(folder, "/2026/05/a/", "by") == "Ada Lind, with dpa"


def test_who_is_no_agency_to_this_paper_is_an_author(tmp_path: Path) -> None:
    folder = output(tmp_path, {"a.md": article(more="authors: [dpa]\n")})

    assert (folder / "author/dpa/index.html").exists()


def test_agencies_come_and_go_with_the_configuration(tmp_path: Path) -> None:
    """Their names are read with the heads, so that all of these are read again."""
    files = {"a.md": article(more="authors: [dpa]\n")}
    published(site(tmp_path, files))
    published(site(tmp_path, files, AGENCIES))

    assert not (tmp_path / "output/author").exists()


def test_a_desk_is_a_house_and_no_word_of_others(tmp_path: Path) -> None:
    files = {
        "a.md": article(more="authors: [Desk]\norganization: ACME\n"),
        "authors/desk.md": "---\ntitle: Desk\norganization: true\n---\n",
    }
    root = site(tmp_path, files)
    result = published(root)

    own = data(root / "output", "/author/desk/", "ProfilePage")["mainEntity"]
    assert types(news(root / "output", "/2026/05/a/")["author"]) == types([own]) == [("Organization", "Desk")]
    assert result.diagnostics == ()


def test_described_authors_alone_have_a_page_where_the_paper_wants_it_so(tmp_path: Path) -> None:
    files = {"a.md": article(more="authors: [Ada Lind, Bo Berg]\n"), "authors/ada-lind.md": ADA}
    folder = output(tmp_path, files, DESCRIBED)
    links = page(folder, "/2026/05/a/").iterfind(".//p[@class='by']/a")
    named = [path for path in outputs(tmp_path) if b"/author/bo-berg" in (folder / path).read_bytes()]

    assert [path.name for path in (folder / "author").iterdir()] == ["ada-lind"]
    assert [each.get("href") for each in links] == ["/author/ada-lind/"]
    assert text(folder, "/2026/05/a/", "by") == "By Ada Lind and Bo Berg"
    assert named == []
    assert "Bo Berg" in (folder / "feed.xml").read_text("utf-8")


def test_an_author_who_is_described_gets_the_page_in_the_next_build(tmp_path: Path) -> None:
    """As from nothing: pages that named the author as text link to the page."""
    files = {"a.md": article(text="[Bo](/author/bo-berg/)", more="authors: [Bo Berg]\n")}
    root = site(tmp_path / "warm", files, DESCRIBED)
    built(root)
    site(root, {"authors/bo-berg.md": "---\ntitle: Bo Berg\n---\n"}, DESCRIBED)
    published(root)
    cold = site(tmp_path / "cold", {**files, "authors/bo-berg.md": "---\ntitle: Bo Berg\n---\n"}, DESCRIBED)
    published(cold, CLOCK)
    made = {path: (root / "output" / path).read_bytes() for path in outputs(root)}

    assert "author/bo-berg/index.html" in made
    assert made == {path: (cold / "output" / path).read_bytes() for path in outputs(cold)}


def test_the_address_of_a_page_that_is_not_wanted_any_more_is_to_be_answered(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article(more="authors: [Bo Berg]\n")}, DESCRIBED)
    (root / "newsgen.urls").write_text("/author/bo-berg/ = author:bo-berg\n", "utf-8")
    lost = built(root)
    (root / "newsgen.urls").write_text("/author/bo-berg/ -> /2026/05/a/\n", "utf-8")
    published(root)

    assert [each.code for each in lost.diagnostics] == ["address-vanished"]
    assert "authors.pages" in lost.diagnostics[0].text
    assert "/2026/05/a/" in (root / "output/author/bo-berg/index.html").read_text("utf-8")


def test_the_page_of_who_became_an_agency_is_told_as_that(tmp_path: Path) -> None:
    """ "Let articles name it again", it said, and they all did."""
    root = site(tmp_path, {"a.md": article(more="authors: [dpa]\n")}, AGENCIES)
    (root / "newsgen.urls").write_text("/author/dpa/ = author:dpa\n", "utf-8")
    (found,) = built(root).diagnostics

    assert '"dpa" is an agency by newsgen.yaml' in found.text


def test_one_agency_is_a_list_too(tmp_path: Path) -> None:
    root = site(tmp_path, {"a.md": article()}, f"{CONFIG}agencies: dpa\n")
    (found,) = built(root).diagnostics

    assert found.hint == "write a list: agencies: [one, another]"

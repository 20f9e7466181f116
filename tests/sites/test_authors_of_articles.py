"""The box of authors under an article: what files of content/authors/ say of them, and what is wrong there."""

from pathlib import Path

import pytest
from lxml import html

from newsgen.diagnostics import Diagnostic
from tests.sites.built import article, built, output, published, site

ADA = "title: Ada Lind\nrole: Editor\ndescription: Writes about ports.\nemail: ada@example.org\n"


def described(keys: str) -> str:
    return f"---\n{keys}---\nA life.\n"


def box(folder: Path) -> list[list[str]]:
    """The texts of each author's entry, and the addresses that it links to."""
    root = html.parse(folder / "2026/05/one/index.html").getroot()
    entries = root.xpath("//section[@class='authors']//li")
    return [
        [*(text.strip() for text in each.itertext() if text.strip()), *each.xpath(".//a/@href")] for each in entries
    ]


def told(root: Path, keys: str, name: str = "authors/ada.md") -> list[Diagnostic]:
    result = built(site(root, {"one.md": article(more="authors: [Ada]\ntags: [budget]\n"), name: described(keys)}))
    return [each for each in result.diagnostics if name in str(each.place)]


def test_an_article_ends_with_who_wrote_it_and_how_to_reach_them(tmp_path: Path) -> None:
    content = {
        "one.md": article(more="authors: [Ada Lind, Bo Berg, Cy Dahl]\n"),
        "authors/ada-lind.md": described(f"{ADA}profiles: {{Mastodon: '@ada@social.example'}}\n"),
        "authors/bo-berg.md": described("title: Bo Berg\nrole: Reporter\n"),
    }

    folder = output(tmp_path, content)

    assert box(folder) == [
        [
            *("Ada Lind", "Editor", "Writes about ports.", "ada", "@example.org", "Mastodon"),
            *("/author/ada-lind/", "mailto:ada@example.org", "https://social.example/@ada"),
        ],
        ["Bo Berg", "Reporter", "/author/bo-berg/"],
    ], "who has no description has no entry"


def test_no_box_stands_where_nothing_is_told(tmp_path: Path) -> None:
    """Neither for a file without a word about the author, nor for one that is no longer public."""
    content = {
        "one.md": article(more="authors: [Ada Lind, Bo Berg]\n"),
        "authors/ada-lind.md": described("title: Ada Lind\n"),
        "authors/bo-berg.md": described("title: Bo Berg\nrole: Reporter\ndraft: true\n"),
    }

    assert box(output(tmp_path, content)) == []


def test_an_author_who_is_told_of_anew_is_so_under_each_article(tmp_path: Path) -> None:
    """The box is asked for with the page, so that a warm build gives what a cold one does."""
    content = {"one.md": article(more="authors: [Ada Lind]\n"), "authors/ada-lind.md": described(ADA)}
    root = site(tmp_path, content)
    published(root)

    published(site(tmp_path, {"authors/ada-lind.md": described(ADA.replace("Editor", "Publisher"))}))

    assert box(root / "output")[0][1] == "Publisher"


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("[https://www.ada.example/x]", [("ada.example", "https://www.ada.example/x")]),
        ("https://ada.example/", [("ada.example", "https://ada.example/")]),
        ("'@ada@social.example'", [("@ada@social.example", "https://social.example/@ada")]),
        ("[{label: Blog, url: 'https://ada.example/'}]", [("Blog", "https://ada.example/")]),
        (
            "{Blog: 'https://ada.example/', Film: 'https://f.example/'}",
            [("Blog", "https://ada.example/"), ("Film", "https://f.example/")],
        ),
        ("[https://ada.example/, https://ada.example/]", [("ada.example", "https://ada.example/")]),
    ],
)
@pytest.mark.parametrize("key", ["profiles", "links", "social"])
def test_profiles_are_written_as_other_systems_do(
    tmp_path: Path, key: str, written: str, links: list[tuple[str, str]]
) -> None:
    content = {
        "one.md": article(more="authors: [Ada Lind]\n"),
        "authors/ada-lind.md": described(f"title: Ada Lind\nrole: Editor\n{key}: {written}\n"),
    }

    root = html.parse(output(tmp_path, content) / "2026/05/one/index.html").getroot()

    found = root.xpath("//p[@class='contact']/a")
    assert [(each.text, each.get("href")) for each in found] == links


@pytest.mark.parametrize(
    ("keys", "code", "column"),
    [
        ("email: ada at example.org\n", "email-unreadable", 8),
        ("email: [a@example.org]\n", "value-type", 8),
        ("profiles: ada.example\n", "url-unsafe", 11),
        ("profiles: [javascript:alert(1)]\n", "url-unsafe", 12),
        ("profiles: {Mail: 'mailto:ada@example.org'}\n", "url-unsafe", 18),
    ],
)
def test_what_cannot_be_linked_is_told_at_its_place(tmp_path: Path, keys: str, code: str, column: int) -> None:
    (found,) = told(tmp_path, f"title: Ada\n{keys}")

    assert (found.code, found.level, found.place.line, found.place.column) == (code, "warning", 3, column)
    assert found.hint


@pytest.mark.parametrize("key", ["role: Editor", "email: a@example.org", "profiles: [https://a.example/]"])
def test_other_terms_have_no_role_and_no_address(tmp_path: Path, key: str) -> None:
    (found,) = told(tmp_path, f"title: Budget\n{key}\n", "tags/budget.md")

    assert (found.code, found.level) == ("term-key-unused", "notice")


def test_articles_keep_these_words_for_templates(tmp_path: Path) -> None:
    """Other themes have them for whatever they like: `links:` below a text, `social:` for its pictures."""
    keys = "role: editor\nemail: x\nlinks: [a, b]\nsocial: {twitter: y}\n"
    root = site(tmp_path, {"one.md": article(more=keys)})
    (root / "templates").mkdir()
    printed = "{% extends 'theme/article.html' %}{% block article_after %}{{ article.extra|json }}{% endblock %}"
    (root / "templates/article.html").write_text(printed, "utf-8")

    published(root)

    page = (root / "output/2026/05/one/index.html").read_text("utf-8")
    assert '{"role":"editor","email":"x","links":["a","b"],"social":{"twitter":"y"}}' in page

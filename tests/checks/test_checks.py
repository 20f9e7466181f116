"""Each check on a site of real files: what it says, where, and that a good site is silent."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic, Level
from newsgen.project import Options, opened
from newsgen.standard import standard
from tests.kinds.making import CLOCK, CONFIG, PNG, article, planned, read, site_folder

# From the least to the worst.
LEVELS: tuple[Level, ...] = ("notice", "warning", "error")


def found(root: Path, articles: Mapping[str, str], config: str = CONFIG) -> list[Diagnostic]:
    """What the checks say of a site with these articles."""
    project, diagnostics = opened(Options(site_folder(root, articles, config), at=CLOCK, jobs=1))
    assert project is not None, diagnostics
    _, readings, site = read(project, CLOCK)
    found = [
        (check, list(check.run(site, planned(site), readings))) for check in standard().checks if check.name != "unused"
    ]
    for check, diagnostics in found:
        # What a build decides by a check's own words has to be true wherever one finds something.
        assert {each.code for each in diagnostics} <= check.codes
        assert all(LEVELS.index(each.level) <= LEVELS.index(check.level) for each in diagnostics)
    return [each for _, diagnostics in found for each in diagnostics]


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    return sorted((each.code, str(each.place)) for each in diagnostics)


def test_a_good_site_is_silent(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "cup.png").write_bytes(PNG)
    articles = {
        "a.md": article("A", "2026-05-01", "[b](b.md#x) ![cup](cup.png)", "image: cup.png\naliases: [/old/]\n"),
        "b.md": article("B", "2026-05-02", "[a](./a.md) [mail](mailto:a@b.example) [top](#x)"),
        "c.md": "---\ntitle: C\ndate: 2026-05-02\nstatus: draft\n---\n[nowhere](nowhere.md)\n",
    }

    assert found(tmp_path, articles) == []


def test_two_articles_at_one_address_are_both_named(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="slug: cup\n"),
        "x/b.md": article("B", "2026-05-02", more="slug: cup\n"),
    }

    diagnostics = found(tmp_path, articles)

    assert said(diagnostics) == [("url-clash", "content/a.md:4:7"), ("url-clash", "content/x/b.md:4:7")]
    assert all("content/a.md" in each.text and "content/x/b.md" in each.text for each in diagnostics)
    assert all("/2026/05/cup/" in each.text for each in diagnostics)


def test_an_article_at_the_address_of_a_list_is_named(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {"a.md": article("A", "2026-05-01", more="url: /2026/\n")})

    assert said(diagnostics) == [("url-clash", "content/a.md:4:6")]
    assert "the year page 2026" in diagnostics[0].text


def test_a_file_cannot_be_a_folder(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="url: /x.html\n"),
        "b.md": article("B", "2026-05-02", more="url: /x.html/y/\n"),
    }

    diagnostics = found(tmp_path, articles)

    assert said(diagnostics) == [("url-clash", "content/a.md:4:6"), ("url-clash", "content/b.md:4:6")]


@pytest.mark.parametrize("name", ["cup", "sport/cup", "v1.2/cup"])
def test_a_file_without_a_dot_cannot_be_a_folder(tmp_path: Path, name: str) -> None:
    file = tmp_path / "static" / name
    file.parent.mkdir(parents=True)
    file.write_text("x")

    diagnostics = found(tmp_path, {"a.md": article("A", "2026-05-01", more=f"url: /{name}/final/\n")})

    assert said(diagnostics) == [("url-clash", "content/a.md:4:6"), ("url-clash", f"static/{name}")]


def test_addresses_that_differ_in_case_alone_are_told(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="url: /Cup/\n"),
        "b.md": article("B", "2026-05-02", more="url: /cup/\n"),
    }

    diagnostics = found(tmp_path, articles)

    assert said(diagnostics) == [("url-case", "content/a.md:4:6"), ("url-case", "content/b.md:4:6")]
    assert {each.level for each in diagnostics} == {"warning"}


def test_files_that_differ_in_case_alone_are_to_be_renamed(tmp_path: Path) -> None:
    """A file of static/ has no slug."""
    (tmp_path / "static").mkdir()
    for name in ("Logo.svg", "logo.SVG"):
        (tmp_path / "static" / name).write_text("<svg/>")

    diagnostics = found(tmp_path, {"a.md": article("A", "2026-05-01")})

    told = {(each.code, each.hint) for each in diagnostics}
    assert told == {("url-case", "give one of them another name")}


def test_a_link_to_nothing_stands_at_its_line_with_what_was_meant(tmp_path: Path) -> None:
    articles = {
        "2026/a.md": article("A", "2026-05-01", "One\n\nTwo [cup](cup-finale.md) and [b](b.md)"),
        "2026/cup-final.md": article("B", "2026-05-02"),
        "2025/b.md": article("C", "2025-05-02"),
    }

    diagnostics = found(tmp_path, articles)

    assert said(diagnostics) == [("link-broken", "content/2026/a.md:8:11"), ("link-broken", "content/2026/a.md:8:34")]
    assert [each.hint for each in diagnostics] == ['did you mean "cup-final.md"?', 'did you mean "../2025/b.md"?']
    assert {each.level for each in diagnostics} == {"error"}


@pytest.mark.parametrize(
    ("more", "why", "level"),
    [
        ("status: draft\n", "is a draft", "error"),
        ("publish_at: 2026-07-01\n", "is not public before 2026-07-01", "warning"),
        ("expires: 2026-05-20\n", "expired on 2026-05-20", "warning"),
    ],
)
def test_a_link_to_what_is_not_public_is_told(tmp_path: Path, more: str, why: str, level: str) -> None:
    """No build fails because of the clock alone: nobody would be there to mend it."""
    articles = {
        "a.md": article("A", "2026-05-01", "[b](b.md)"),
        "b.md": article("B", "2026-05-02", more=more),
    }

    (diagnostic,) = found(tmp_path, articles)

    assert (diagnostic.code, diagnostic.level) == ("link-not-public", level)
    assert why in diagnostic.text


def test_missing_pictures_are_named_in_front_matter_and_text(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "Cup.png").write_bytes(PNG)
    articles = {"a.md": article("A", "2026-05-01", "![x](other.png)", "image: cup.png\n")}

    diagnostics = found(tmp_path, articles)

    assert [each.code for each in diagnostics] == ["image-missing", "image-missing"]
    assert {each.place.line for each in diagnostics} == {4, 7}
    assert 'did you mean "Cup.png"?' in {each.hint for each in diagnostics}


@pytest.mark.parametrize("name", ["aux.txt", "a\\b.txt", "x\ny.txt"])
def test_names_that_other_systems_cannot_hold_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / name).write_text("x")

    diagnostics = found(tmp_path, {"a.md": article("A", "2026-05-01")})

    assert [each.code for each in diagnostics] == ["url-unsafe"]


def test_an_old_address_has_one_owner(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="aliases: [/old/, /2026/05/b/]\n"),
        "b.md": article("B", "2026-05-02", more="aliases: [/old/]\n"),
    }

    diagnostics = found(tmp_path, articles)

    assert said(diagnostics) == [
        ("alias-taken", "content/a.md:4:10"),
        ("alias-taken", "content/a.md:4:10"),
        ("alias-taken", "content/b.md:4:10"),
    ]
    assert any("the address of content/b.md" in each.text for each in diagnostics)


def test_redirects_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="redirect_to: /2026/05/b/\n"),
        "b.md": article("B", "2026-05-02", more="redirect_to: /2026/05/a/\n"),
        "c.md": article("C", "2026-05-02", more="redirect_to: /nowhere/\n"),
        "d.md": article("D", "2026-05-02", more="redirect_to: https://example.com/\n"),
        "e.md": article("E", "2026-05-02", more="redirect_to: /old/\naliases: /old/\n"),
    }

    assert said(found(tmp_path, articles)) == [
        ("redirect-broken", "content/c.md:4:14"),
        ("redirect-loop", "content/a.md:4:14"),
        ("redirect-loop", "content/b.md:4:14"),
        ("redirect-loop", "content/e.md:4:14"),
    ]


def test_two_articles_with_one_id_are_told(tmp_path: Path) -> None:
    articles = {
        "a.md": article("A", "2026-05-01", more="id: cup\n"),
        "b.md": article("B", "2026-05-02", more="id: cup\n"),
    }

    assert said(found(tmp_path, articles)) == [("id-taken", "content/a.md:4:5"), ("id-taken", "content/b.md:4:5")]


def test_a_logo_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/marke.svg").write_text("<svg/>", "utf-8")
    config = f"{CONFIG}publisher: {{logo: static/house.png}}\ntheme: {{logo: markke.svg, logo_dark: marke.svg}}\n"

    diagnostics = found(tmp_path, {"a.md": article("A", "2026-05-01")}, config)

    assert said(diagnostics) == [("image-missing", "newsgen.yaml:6:19"), ("image-missing", "newsgen.yaml:7:15")]
    assert diagnostics[0].text == 'theme.logo: "markke.svg" is not there'
    assert diagnostics[0].hint == 'did you mean "static/marke.svg"?'
    assert diagnostics[1].text == 'publisher.logo: "static/house.png" is not there'


def test_a_source_of_many_dead_links_is_helped_with_twenty(tmp_path: Path) -> None:
    """Looking for what is alike takes time by the files beside it, for each link."""
    dead = " ".join(f"[x](b{number}x.md)" for number in range(30))
    articles = {f"b{number}.md": article(f"B{number}", "2026-05-01") for number in range(30)}

    diagnostics = found(tmp_path, {**articles, "a.md": article("A", "2026-05-02", dead)})

    assert [each.code for each in diagnostics] == ["link-broken"] * 30
    assert sum("did you mean" in each.hint for each in diagnostics) == 20

"""Articles where each file describes a term, and descriptions of what nobody names: none is lost in silence."""

from pathlib import Path

import pytest

from newsgen.diagnostics import Diagnostic
from tests.content.reader import reading
from tests.sites.built import CONFIG, article, built, published, site

AGENCIES = f"{CONFIG}agencies: [dpa]\n"


def said(name: str, head: str) -> list[Diagnostic]:
    found, _ = reading(f"---\ntitle: Part one\n{head}\n---\nText.\n", f"content/{name}")
    return [each for each in found.diagnostics if each.code == "description-like-article"]


def told(root: Path, files: dict[str, str], config: str = CONFIG) -> list[tuple[str, str, str, str]]:
    found = published(site(root, files, config)).diagnostics
    return [(each.code, each.level, each.place.file, each.hint) for each in found]


@pytest.mark.parametrize(
    ("name", "head", "line"),
    [
        ("series/rhine-1.md", "date: 2026-05-01\nauthor: Ada\ntags: [river]\nseries: Rhine", 3),
        ("series/rhine-1.md", "series: Rhine", 3),
        ("authors/interview.md", "author: Ada", 3),
        ("tags/old.md", "part: 3", 3),
        ("categories/old.md", "description: D\ndate: 2026-05-01\ntags: [a]", 4),
        ("tags/old.md", "description: D\npubDate: 2026-05-01\nsubtitle: S", 4),
        ("series/2026-05-01-rhine.md", "description: D", 1),
        ("authors/2026-05-01-interview.de.md", "description: D", 1),
    ],
)
def test_what_looks_like_an_article_among_descriptions_is_told(name: str, head: str, line: int) -> None:
    """A folder of an archive may be called "series"; all of it vanished, and the build said that all was well."""
    (found,) = said(name, head)

    assert (found.level, found.place.line) == ("warning", line)
    assert f"content/{name.partition('/')[0]}/" in found.text
    assert "move it into another folder" in found.hint


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("series/rhine.md", "date: 2026-05-01\norder: newest"),
        ("tags/2026-05-01.md", "description: D"),
        ("authors/ada.md", "role: Editor\ntags: [one]"),
        ("authors/ada.md", "date: 2026-05-01\ntags: []\nauthor:"),
        ("series/rhine.md", "draft: true\nseries: Rhine"),
        ("2026/rhine-1.md", "date: 2026-05-01\nseries: Rhine"),
        ("series/rhine/part-1.md", "date: 2026-05-01\nseries: Rhine"),
    ],
)
def test_what_describes_and_what_is_no_description_is_left_alone(name: str, head: str) -> None:
    assert said(name, head) == []


def test_each_key_is_told_once() -> None:
    found, _ = reading("---\ntitle: A\nauthor: Ada\nseries: S\n---\n", "content/tags/a.md")

    assert [(each.code, each.place.line) for each in found.diagnostics] == [("description-like-article", 3)]
    assert found.head is not None
    assert found.head.extra == {"author": "Ada", "series": "S"}


@pytest.mark.parametrize(
    ("name", "code"), [("authors/interview.md", "term-empty"), ("series/interview.md", "series-empty")]
)
def test_a_dated_description_of_nobody_may_be_an_article(tmp_path: Path, name: str, code: str) -> None:
    files = {"a.md": article(), name: article("Interview")}
    ((*found, hint),) = told(tmp_path, files)

    assert found == [code, "warning", f"content/{name}"]
    assert "move it into another folder" in hint


@pytest.mark.parametrize("more", ["unlisted: true\n", "publish_at: 2027-01-01\n"])
def test_a_description_of_what_will_be_named_or_is_in_no_list_is_in_no_doubt(tmp_path: Path, more: str) -> None:
    files = {"a.md": article(more=f"author: Ada\n{more}"), "authors/ada.md": article(), "b.md": article()}

    assert told(tmp_path, files) == []


def test_a_dated_description_that_articles_name_is_in_no_doubt(tmp_path: Path) -> None:
    """Hugo writes a date into every file that it begins."""
    files = {"a.md": article(more="author: Ada\nseries: S\n"), "authors/ada.md": article(), "series/s.md": article()}

    assert told(tmp_path, files) == []


@pytest.mark.parametrize(
    ("name", "title", "level", "hint"),
    [
        ("authors/alind.md", "Ada Lind", "warning", "ada-lind.md"),
        ("authors/jm.md", "Jürgen Müller", "warning", "jurgen-muller.md"),
        ("authors/bo.md", "Bo Berg", "notice", "also: [that name]"),
        ("authors/dpa.md", "DPA", "warning", "agencies:"),
        ("categories/stadt.md", "Town", "warning", "town.md"),
        ("tags/rivers.md", "", "notice", "also: [that name]"),
    ],
)
def test_a_description_that_no_article_names_is_told(
    tmp_path: Path, name: str, title: str, level: str, hint: str
) -> None:
    """Other systems call these files by a login; role, picture and text were nowhere, and nobody said so."""
    more = "authors: [Ada Lind, Jürgen Müller]\ncategories: [Town]\nbyline: dpa\n"
    head = f"title: {title}\n" if title else "description: D\n"
    ((code, *found, remedy),) = told(tmp_path, {"a.md": article(more=more), name: f"---\n{head}---\nT\n"}, AGENCIES)

    assert (code, found) == ("term-empty", [level, f"content/{name}"])
    assert hint in remedy


def test_what_is_told_of_a_description_holds_in_later_builds(tmp_path: Path) -> None:
    """Also where nothing but a text was edited, and nothing is planned or checked again."""
    root = site(tmp_path, {"a.md": article(), "authors/bo.md": "---\ntitle: Bo\n---\n", "series/s.md": article()})
    first = published(root).diagnostics
    site(root, {"a.md": article(text="Another text.")})

    assert published(root).diagnostics == first
    assert len(first) == 2


@pytest.mark.parametrize("folder", ["series", "tags"])
def test_a_name_that_another_description_takes_is_told(tmp_path: Path, folder: str) -> None:
    """Its own description had no page, though articles name it as its file is called."""
    files = {
        "a.md": article(more="series: Beta\ntags: [Beta]\n"),
        f"{folder}/alpha.md": "---\ntitle: Alpha\nalso: [Beta]\n---\n",
        f"{folder}/beta.md": "---\ntitle: Beta\n---\n",
    }
    found = built(site(tmp_path, files)).diagnostics

    assert [each.place.file for each in found if each.code == "term-claimed-twice"] == [f"content/{folder}/beta.md"]


@pytest.mark.parametrize(
    ("name", "level", "place"),
    [
        ("authors/ada/_index.md", "warning", "content/authors/ada.md"),
        ("series/big-one/_index.de.md", "warning", "content/series/big-one.md"),
        ("authors/_index.md", "notice", ""),
        ("town/news/_index.md", "notice", ""),
    ],
)
def test_a_description_in_the_form_of_hugo_is_told(name: str, level: str, place: str) -> None:
    """Who moves in has all authors there, and none of them had a role or a picture here."""
    (found,) = reading("---\ntitle: Ada\n---\nText.\n", f"content/{name}")[0].diagnostics

    assert (found.code, found.level) == ("section-left-alone", level)
    assert place in found.hint


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("authors/bo/index.md", "content/authors/bo.md"),
        ("authors/b/bo.md", "content/authors/bo.md"),
        ("Authors/bo.md", "content/authors/bo.md"),
        ("author/bo.md", "content/authors/bo.md"),
        ("category/town.md", "content/categories/town.md"),
    ],
)
def test_who_lacks_a_date_may_be_no_article(name: str, place: str) -> None:
    """Who followed the hint published a biography as news."""
    (found,) = reading("---\ntitle: Bo\n---\nText.\n", f"content/{name}")[0].diagnostics

    assert found.code == "date-missing"
    assert found.hint.endswith(f"it belongs at {place}")


@pytest.mark.parametrize(
    "keys", ["layout: page", "type: page", "layout: layouts/page.njk", "layout: Page", "type: about", "layout: 'about'"]
)
def test_a_dated_page_of_another_system_is_told(tmp_path: Path, keys: str) -> None:
    """Imprint and contact stood among the news."""
    key = keys.partition(":")[0]
    result = published(site(tmp_path, {"about.md": article("About", more=f"{keys}\n")}))

    (found,) = [each for each in result.diagnostics if each.level == "warning"]
    assert (found.code, found.place.line) == ("page-dated", 4)
    assert found.hint == f"move it into content/pages/; if it is an article, leave {key} out"

    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/about.md").rename(tmp_path / "content/pages/about.md")
    assert [each for each in published(tmp_path).diagnostics if each.level == "warning"] == []
    assert (tmp_path / "output/about/index.html").is_file()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("_posts/2026-05-01-cup.md", "layout: page"),
        ("blog/_posts/cup.md", "type: page"),
        ("_Posts/cup.md", "layout: page"),
        ("cup.md", "layout: post"),
        ("cup.md", "type: post"),
        ("cup.md", "type: [page]"),
        ("pages/about.md", "layout: page"),
    ],
)
def test_what_is_an_article_or_lies_among_pages_is_no_such(name: str, keys: str) -> None:
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\n{keys}\n---\nText.\n", f"content/{name}")

    assert [each for each in found.diagnostics if each.code == "page-dated"] == []

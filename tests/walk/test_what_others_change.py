"""A page that is not edited is made again where what it shows of other pages has changed."""

from pathlib import Path

import pytest

from newsgen.state import stamps
from tests.walk.sites import CONFIG, article, cold, tree, warm, written

# Pages that show nothing but what is tested, so that no other question makes them anew.
TEMPLATES = {
    "article.html": "{{ site.body(article)|safe }}",
    "page.html": "{{ site.body(article)|safe }}",
    "category.html": "{{ term.name }}",
}
TRANSLATED = "{% for each in site.translations(article) %}{{ each.lang }} {{ each.url }};{% endfor %}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An old article that links to a category's description, and newer ones between it and any edit."""
    root = tmp_path / "site"
    written(root, {"newsgen.yaml": f"{CONFIG}links: warn\n"})
    written(root / "templates", TEMPLATES)
    written(root / "content", {"old.md": article("Old", "2020-01-01", "See [water](categories/wasser.md).")})
    written(root / "content", {f"b{n}.md": article(f"B {n}", f"2026-05-0{n}", "Text.") for n in range(1, 6)})
    written(root / "content/categories", {"wasser.md": "---\ntitle: Water\n---\nAll about it.\n"})
    return root


def is_as_from_nothing(root: Path) -> bool:
    result = warm(root)
    made, diagnostics, exit_code = cold(root)
    assert result.notes == ()
    return (tree(root / "output"), result.diagnostics, result.exit_code) == (made, diagnostics, exit_code)


def shown(root: Path, path: str = "2020/01/old") -> str:
    return (root / "output" / path / "index.html").read_text()


def test_a_link_to_a_term_lives_while_the_term_has_articles(root: Path) -> None:
    """A described term without articles has no page, so that a link to it would lead nowhere."""
    assert is_as_from_nothing(root)
    without = shown(root)
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.", "categories: [Wasser]\n")})
    assert is_as_from_nothing(root)
    with_one = shown(root)
    (root / "content/new.md").unlink()
    assert is_as_from_nothing(root)

    assert "/category/wasser/" not in without
    assert 'href="/category/wasser/"' in with_one
    assert shown(root) == without


def test_a_description_that_comes_with_an_article_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has stood there all the time, and its page is as new as the article's."""
    # Young files are looked at again, edited or not.
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    root = tmp_path / "site"
    written(root, {"newsgen.yaml": f"{CONFIG}links: warn\n"})
    written(root / "templates", TEMPLATES)
    written(root / "content", {"old.md": article("Old", "2020-01-01", "Text.")})
    written(root / "content/categories", {"wasser.md": "---\ntitle: Water\n---\nSee [this](gone.md).\n"})
    assert is_as_from_nothing(root)
    before = warm(root).diagnostics
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.", "categories: [Wasser]\n")})

    assert is_as_from_nothing(root)
    assert "link-broken" not in {each.code for each in before}
    assert "link-broken" in {each.code for each in warm(root).diagnostics}


def test_a_link_to_a_term_goes_with_its_description(root: Path) -> None:
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.", "categories: [Wasser]\n")})
    assert is_as_from_nothing(root)
    before = shown(root)
    (root / "content/categories/wasser.md").unlink()
    assert is_as_from_nothing(root)

    assert 'href="/category/wasser/"' in before
    assert "/category/wasser/" not in shown(root)


def test_an_article_learns_of_its_first_translation(root: Path) -> None:
    """Nothing but the key of the other one has changed, which is in no list beside it."""
    written(root / "templates", {"article.html": TRANSLATED})
    written(root / "content", {"one.md": article("One", "2019-01-01", "Text.", "translation_key: k\n")})
    written(root / "content", {"two.md": article("Two", "2026-05-21", "Text.", "lang: en\n")})
    assert is_as_from_nothing(root)
    alone = shown(root, "2019/01/one")
    written(root / "content", {"two.md": article("Two", "2026-05-21", "Text.", "lang: en\ntranslation_key: k\n")})
    assert is_as_from_nothing(root)

    assert alone == ""
    assert shown(root, "2019/01/one") == "de /2019/01/one/;en /2026/05/two/;"


def test_a_pattern_of_terms_moves_the_links_to_them(root: Path) -> None:
    """No head says another thing, and the pages link to where the lists stand now."""
    written(root / "templates", {"article.html": "{% for tag in site.tags_of(article) %}{{ tag.url }}{% endfor %}"})
    written(root / "content", {"new.md": article("New", "2026-05-20", "Text.", "tags: [x]\n")})
    assert is_as_from_nothing(root)
    before = shown(root, "2026/05/new")
    written(root, {"newsgen.yaml": f"{CONFIG}links: warn\npermalinks: {{tag: '/about/{{slug}}/'}}\n"})
    assert is_as_from_nothing(root)

    assert (before, shown(root, "2026/05/new")) == ("/tag/x/", "/about/x/")


def test_a_page_that_asks_for_a_file_learns_when_some_text_makes_it_public(root: Path) -> None:
    """The file is as it was; whether it may be shown has changed by what another page refers to."""
    asked = "{% set file = site.asset('content/plan.csv') %}{{ file.url if file else 'none' }}"
    written(root / "templates", {"404.html": asked})
    written(root / "content", {"plan.csv": "A plan"})
    assert is_as_from_nothing(root)
    before = (root / "output/404.html").read_text()
    written(root / "content", {"b1.md": article("B 1", "2026-05-01", "See [it](plan.csv).")})
    assert is_as_from_nothing(root)

    assert (before, (root / "output/404.html").read_text()) == ("none", "/plan.csv")


def test_a_template_that_has_begun_to_include_another_one_changes_with_it(root: Path) -> None:
    """Which templates each one reaches is remembered, and was another set when it was found first."""
    written(root / "templates", {"404.html": "nothing here", "part.html": "{% set unused = 1 %}one"})
    assert is_as_from_nothing(root)
    written(root / "templates", {"404.html": '{% include "part.html" %}'})
    assert is_as_from_nothing(root)
    before = (root / "output/404.html").read_text()
    written(root / "templates", {"part.html": "two"})
    assert is_as_from_nothing(root)

    assert (before, (root / "output/404.html").read_text()) == ("one", "two")


def test_a_warning_about_one_text_stays_whatever_other_text_is_edited(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build looks at edited texts alone only where all others are without fault."""
    # Young files are looked at again, edited or not.
    monkeypatch.setattr(stamps, "YOUNG_NS", 0)
    written(root / "content", {"old.md": article("Old", "2020-01-01", "See [nowhere](nowhere.md).")})
    written(root / "content", {"b1.md": article("B 1", "2026-05-01", "Text.", "teaser: Short\n")})
    first = warm(root)
    written(root / "content", {"b1.md": article("B 1", "2026-05-01", "Another text.", "teaser: Short\n")})

    assert [each.code for each in first.diagnostics if each.level == "warning"] == ["link-broken"]
    assert warm(root).diagnostics == first.diagnostics == cold(root)[1]


FIELDS = {
    "featured: true": "{{ site.count(featured=true) }}",
    "lang: en": "{{ site.count(lang='en') }}",
    "series: S": "{{ site.count(series='S') }}",
    "unlisted: true": "{{ site.count() }}",
    "tags: [x]": "{{ site.count(tag='x') }}",
    "authors: [Ada]": "{{ site.count(author='ada') }}",
    "categories: [Neu]": "{{ site.count(category='neu') }}",
    "weight: 1": "{{ site.lead(1)|map(attribute='title')|join }}",
    "aliases: [/was/]": "{{ site.destination('/was/') }}",
    "menu: main": "{{ site.pages('main')|length }}",
}


@pytest.mark.parametrize("line", FIELDS)
def test_a_key_that_queries_read_changes_what_they_count(root: Path, line: str) -> None:
    """A page that only counts shows no head of the edited article, and is made again all the same."""
    name = "pages/p.md" if line.startswith("menu") else "new.md"
    written(root / "templates", {"404.html": FIELDS[line]})
    written(root / "content", {name: article("New", "2026-04-20", "Text.")})
    assert is_as_from_nothing(root)
    before = (root / "output/404.html").read_text()
    written(root / "content", {name: article("New", "2026-04-20", "Text.", f"{line}\n")})
    assert is_as_from_nothing(root)

    assert (root / "output/404.html").read_text() != before


def test_a_page_that_an_article_leaves_by_its_date_tells_the_other_numbers(root: Path) -> None:
    written(root / "templates", {"404.html": "{{ site.count(year=2026) }} {{ site.count(year=2026, month=5) }}"})
    assert is_as_from_nothing(root)
    before = (root / "output/404.html").read_text()
    written(root / "content", {"b1.md": article("B 1", "2025-05-01", "Text.")})
    assert is_as_from_nothing(root)

    assert (before, (root / "output/404.html").read_text()) == ("5 5", "4 4")


def test_pages_at_the_edge_of_the_newest_change_how_they_hold_the_list(root: Path) -> None:
    """The fifty newest hold the list of recent articles themselves: those that come in and drop out are made again."""
    written(root / "templates", {"article.html": "{{ site.placement(article) }}"})
    texts = {f"n{n:02}.md": article(f"N {n}", f"2026-04-{n % 28 + 1:02} {n % 24:02}:00", "Text.") for n in range(60)}
    written(root / "content", texts)
    assert is_as_from_nothing(root)
    before = len(inline(root))
    written(root / "content", {f"c{n}.md": article(f"C {n}", f"2026-05-2{n}", "Text.") for n in range(3)})
    assert is_as_from_nothing(root)
    dropped_out = inline(root)
    for n in range(3):
        (root / f"content/c{n}.md").unlink()
    assert is_as_from_nothing(root)

    assert before == len(dropped_out) == len(inline(root)) == 50
    assert dropped_out != inline(root)


def inline(root: Path) -> set[str]:
    """The articles whose pages hold the list themselves."""
    found = (root / "output").glob("*/*/*/index.html")
    return {path.parent.name for path in found if path.read_text() == "inline"}

"""What a template asks with a wrong name or a wrong kind of value is an error at its line, with what is accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgen.build import build
from newsgen.make.oracle import Oracle
from newsgen.mistakes import Mistake
from newsgen.model import Head
from newsgen.project import Options, opened
from newsgen.questions.answers import Answers
from newsgen.questions.view import View, questions
from newsgen.standard import standard
from tests.kinds.making import CLOCK, article, read, site_folder


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A site of one article with a category and a tag."""
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more="categories: [Netz]\ntags: [x]\n")})
    project, diagnostics = opened(Options(root, at=CLOCK, jobs=1))
    assert project is not None, diagnostics
    inputs, _, site = read(project, CLOCK)
    return View(Answers(site, Oracle(standard(), inputs.templates, project.cache_file)))


def the(view: Any) -> Head:
    head: Head = view.recent(1)[0]
    return head


# As templates ask: no type checker sees what is given.
WRONG: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "list": (lambda v: v.page("categori", "netz", 1), 'no list "categori"', '"category"'),
    "list, for its number of pages": (lambda v: v.n_pages("tags", "x"), 'no list "tags"', '"tag"'),
    "page": (lambda v: v.page("home", "", 0), "site.page needs a whole number from 1, not the value 0", ""),
    "kind of term": (lambda v: v.term("categories", "netz"), 'no kind of term "categories"', '"category"'),
    "format": (lambda v: v.feed_url("rsss"), 'no feed "rsss"', '"rss"'),
    "term": (lambda v: v.feed_url("rss", "netz"), 'needs a term, not the text "netz"', "site.categories"),
    "fragment": (lambda v: v.fragment("hedder", "de"), 'no fragment "hedder"', '"header"'),
    "shared fragment": (lambda v: v.fragment_url("head", "de"), 'no shared fragment "head"', "known here: recent"),
    "file": (lambda v: v.static("css/nwsgen.css"), 'no file in static/ named "css/nwsgen.css"', "css/newsgen.css"),
    "article": (lambda v: v.body("content/a.md"), 'site.body needs an article, not the text "', "site.article("),
    "no article": (lambda v: v.newer(None), "site.newer needs an article, not nothing (none)", ""),
    "article for its tags": (lambda v: v.tags_of("a"), "site.tags_of needs an article", ""),
    "article for its words": (lambda v: v.words(v.categories[0]), "site.words needs an article, not a term", ""),
    "article for its place": (lambda v: v.placement("x"), "site.placement needs an article", ""),
    "picture": (lambda v: v.asset(the(v)), "site.asset needs a picture or the path of a file", "article.image"),
    "term for its text": (lambda v: v.term_body("netz"), "site.term_body needs a term", ""),
    "limit": (lambda v: v.articles(limit="6"), 'a whole number, 0 or more, not the text "6"', ""),
    "limit below 0": (lambda v: v.recent(-1), "limit of site.articles needs a whole number, 0 or more", ""),
    "offset": (lambda v: v.articles(offset=1.5), "offset of site.articles needs a whole number", ""),
    "year": (lambda v: v.count(year="2026"), "year of site.count needs a whole number from 1", ""),
    "featured": (lambda v: v.articles(featured="yes"), "featured of site.articles needs true or false", ""),
    "category": (lambda v: v.articles(category=["netz"]), "category of site.articles needs a text, not a list", ""),
    "months": (lambda v: v.months("2026"), "site.months needs a whole number from 1", ""),
    "lead": (lambda v: v.lead(-3), "site.lead needs a whole number, 0 or more", ""),
    "menu": (lambda v: v.pages(3), "site.pages needs a text, not the value 3", ""),
    "template": (lambda v: v.has_template(None), "site.has_template needs a text", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_answered_is_told(view: View, name: str) -> None:
    """A wrong word would be an empty list or an empty address on every page, which nobody sees but readers."""
    question, text, hint = WRONG[name]

    with pytest.raises(Mistake) as caught:
        question(view)

    assert text in caught.value.text
    assert hint in caught.value.hint


def test_a_term_stands_for_its_slug(view: Any) -> None:
    """Only plain values can be kept and asked again; what an author has in hand is the term."""
    (netz,) = view.categories

    assert view.articles(category=netz) == view.articles(category="netz") == (the(view),)
    assert [question for question in view.asked if question[0] == "articles" and netz in question] == []


def test_what_may_be_missing_is_nothing_and_no_mistake(view: View) -> None:
    assert view.term("tag", "nobody") is None
    assert view.article("content/none.md") is None
    assert view.asset("static/none.css") is None
    assert view.articles(category="nobody") == view.page("home", "", 9) == ()
    assert not view.has_template("none.html")


def test_a_key_that_newsgen_yaml_does_not_have_is_never_asked(view: View) -> None:
    """A question that has no answer could not be asked again by the next build."""
    assert not hasattr(view.config, "titel")
    assert ("config", "titel") not in view.asked


def test_the_manual_has_every_question() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "theme.md").read_text("utf-8")

    assert [name for name in questions() if f"site.{name}" not in manual and f"`{name}" not in manual] == []


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        (
            '{{ site.static("css/none-such.css") }}',
            'there is no file in static/ named "css/none-such.css"',
            "",
        ),
        ('{{ site.fragment("head") }}', "site.fragment() missing 1 required argument: 'lang'", "newsgen manual theme"),
        ("{{ site.articles(categry='x') }}", "site.articles() got an unexpected keyword argument 'categry'", "manual"),
        ("{{ site.config[article.slug] }}", "has no attribute 'a'", ""),
        ("{{ site.config.theme.acent }}", "has no attribute 'acent'", 'did you mean "accent"?'),
        ("{{ site.config.extra.colour }}", "has no attribute 'colour'", 'did you mean "color"?'),
        ("{% for each in site.recent(1) %}{{ each.titel }}{% endfor %}", "has no attribute 'titel'", '"title"'),
        ("{{ article.extra.rating|date }}", '|date needs a date, not the text "good"', "article.date"),
        ('{{ "\\ud800" }}', "half a character", ""),
    ],
)
def test_a_build_tells_the_template_its_line_and_the_page(tmp_path: Path, text: str, said: str, hint: str) -> None:
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more="rating: good\n")}, "extra: {color: red}\n")
    (root / "templates").mkdir()
    (root / "templates/article.html").write_text(f"\n\n{text}\n")

    result = build(Options(root, at=CLOCK, jobs=1))

    (found,) = result.diagnostics
    assert result.exit_code == 1
    assert said in found.text
    assert hint in found.hint
    assert "while making 2026/05/a/index.html" in found.hint
    assert str(found.place) == "templates/article.html:3" or "half a character" in said

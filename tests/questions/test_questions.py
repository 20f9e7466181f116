"""What a template asks with a wrong name or a wrong kind of value is an error at its line, with what is accepted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

import newsgen.questions.view
from newsgen.build import build
from newsgen.make.oracle import Oracle
from newsgen.mistakes import Mistake
from newsgen.model import Head
from newsgen.project import Options, opened
from newsgen.questions.answers import Answers
from newsgen.questions.view import View, asked, once, questions
from newsgen.standard import standard
from tests.kinds.making import CLOCK, CONFIG, PNG, article, read, site_folder

SHORT = "base_url: https://example.org\nextra: {color: red}\n"
HEAD = "categories: [Netz]\ntags: [x]\nseries: {name: Serie, part: 1}\nimage: {src: b.jpg, alt: B}\n"


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A site of one article with a category, a tag, a series and a picture."""
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more=HEAD)}, CONFIG + "extra: {color: red}\n")
    (root / "content/b.jpg").write_bytes(PNG)
    project, diagnostics = opened(Options(root, at=CLOCK, jobs=1))
    assert project is not None, diagnostics
    inputs, _, site = read(project, CLOCK)
    return View(Answers(site, Oracle(standard(), inputs.templates, project.cache_file), standard().families))


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
    "limit below 0": (lambda v: v.recent(-1), "site.recent needs a whole number, 0 or more", ""),
    "offset": (lambda v: v.articles(offset=1.5), "offset of site.articles needs a whole number", ""),
    "year": (lambda v: v.count(year="2026"), "year of site.count needs a whole number from 1", ""),
    "featured": (lambda v: v.articles(featured="yes"), "featured of site.articles needs true or false", ""),
    "category": (lambda v: v.articles(category=["netz"]), "category of site.articles needs a text, not a list", ""),
    "months": (lambda v: v.months("2026"), "site.months needs a whole number from 1", ""),
    "lead": (lambda v: v.lead(-3), "site.lead needs a whole number, 0 or more", ""),
    "menu": (lambda v: v.pages(3), "site.pages needs a text, not the value 3", ""),
    "template": (lambda v: v.has_template(None), "site.has_template needs a text", ""),
    "another kind of term": (
        lambda v: v.articles(category=v.tags[0]),
        'category of site.articles needs a category, not the tag "x"',
        "site.categories",
    ),
    "another kind of term, counted": (lambda v: v.count(author=v.tags[0]), 'needs an author, not the tag "x"', ""),
    "another kind of term, paged": (lambda v: v.page("category", v.tags[0], 1), 'a category, not the tag "x"', ""),
    "another kind of term, named": (lambda v: v.term("author", v.tags[0]), 'an author, not the tag "x"', ""),
    "article for a category": (
        lambda v: v.articles(category=the(v)),
        "category of site.articles needs a text, not an article",
        "a category, or the slug of one",
    ),
    "category for a series": (lambda v: v.articles(series=v.categories[0]), "series of site.articles needs", "series"),
    "article for a series": (lambda v: v.articles(series=the(v)), "series of site.articles needs a text", ""),
    "series for a tag": (lambda v: v.count(tag=the(v).series), "tag of site.count needs a text, not a series", ""),
    "name of a term for a term": (
        lambda v: v.feed_url("rss", the(v).tags[0]),
        "site.feed_url needs a term, not the name of a term",
        "site.tags_of",
    ),
    "term for an article": (lambda v: v.body(v.tags[0]), "site.body needs an article, not a term", "site.term_body"),
    "slug of the home page": (lambda v: v.page("home", "netz", 1), 'the slug "" for "home"', ""),
    "no slug of a tag": (lambda v: v.n_pages("tag", ""), "site.n_pages needs a tag or the slug of one", ""),
    "kind of list": (lambda v: v.page(["tag"], "x", 1), "there is no list a list", '"tag"'),
    "no number": (lambda v: v.page("home", "", None), "site.page needs a whole number from 1, not nothing", ""),
    "no number of leads": (lambda v: v.lead(None), "site.lead needs a whole number, 0 or more, not nothing", ""),
    "no limit of related ones": (lambda v: v.related(the(v), None), "limit of site.related needs a whole number", ""),
    "no offset": (lambda v: v.articles(offset=None), "offset of site.articles needs a whole number", ""),
    "true for a number": (lambda v: v.lead(True), "site.lead needs a whole number, 0 or more, not the value true", ""),
    "number for true": (lambda v: v.articles(featured=1), "featured of site.articles needs true or false", ""),
    "year as a text": (lambda v: v.months("2026"), 'from 1 to 9999, not the text "2026"', "write 2026 without quotes"),
    "date for a year": (lambda v: v.months(the(v).date), "not a date", "article.date.year"),
    "year of nobody": (lambda v: v.year_url(10_000), "a whole number from 1 to 9999, not the value 10000", ""),
    "month of nobody": (lambda v: v.count(month=13), "month of site.count needs a whole number from 1 to 12", ""),
    "number that no cache keeps": (lambda v: v.lead(2**60), "site.lead needs a whole number, 0 or more", ""),
    "language": (lambda v: v.articles(lang=the(v)), "lang of site.articles needs a text, not an article", ""),
    "half a character": (lambda v: v.count(tag="\ud800"), "tag of site.count was given half a character", "ud800"),
    "half a file": (lambda v: v.asset("\udfff"), "site.asset was given half a character", ""),
    "term for a picture": (lambda v: v.srcset(v.tags[0]), "needs a picture or the path of a file, not a term", ""),
    "list for a source": (lambda v: v.article([]), "site.article needs a text, not a list", "a path such as"),
    "map for an address": (lambda v: v.destination({}), "site.destination needs a text, not a map", "article.url"),
    "article for a language": (lambda v: v.fragment("header", the(v)), "site.fragment needs a text", ""),
    "the site itself": (lambda v: v.pages(v), "site.pages needs a text, not the site itself", ""),
    "a question": (lambda v: v.pages(v.recent), "site.pages needs a text, not a question that is not asked", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_answered_is_told(view: View, name: str) -> None:
    """A wrong word would be an empty list or an empty address on every page, which nobody sees but readers."""
    question, text, hint = WRONG[name]

    with pytest.raises(Mistake) as caught:
        question(view)

    assert text in caught.value.text
    assert hint in caught.value.hint


# What an author has in hand, and the plain value that it stands for.
MEANT: dict[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    "category": (lambda v: v.articles(category=v.categories[0]), lambda v: v.articles(category="netz")),
    "tag of an article": (lambda v: v.articles(tag=the(v).tags[0]), lambda v: v.articles(tag="x")),
    "series": (lambda v: v.articles(series=the(v).series), lambda v: v.articles(series="Serie")),
    "counted": (lambda v: v.count(category=v.categories[0]), lambda v: v.count(category="netz")),
    "page": (lambda v: v.page("category", v.categories[0], 1), lambda v: v.page("category", "netz", 1)),
    "pages": (lambda v: v.n_pages("tag", the(v).tags[0]), lambda v: v.n_pages("tag", "x")),
    "term": (lambda v: v.term("category", v.categories[0]), lambda v: v.term("category", "netz")),
    "article": (lambda v: v.article(the(v)), lambda v: v.article("content/a.md")),
    "excluded": (lambda v: v.fragment("recent", "de", the(v)), lambda v: v.fragment("recent", "de", "content/a.md")),
    "address": (lambda v: v.destination(the(v)), lambda v: v.destination("/2026/05/a/")),
    "address of a term": (lambda v: v.destination(v.tags[0]), lambda v: v.destination("/tag/x/")),
    "picture": (lambda v: v.asset(the(v).image), lambda v: v.asset("content/b.jpg")),
    "file": (lambda v: v.asset(v.asset(the(v).image)), lambda v: v.asset("content/b.jpg")),
    "markup": (lambda v: v.count(tag=Markup("x")), lambda v: v.count(tag="x")),
    "key below extra": (lambda v: v.config.color, lambda v: v.config.extra["color"]),
}


@pytest.mark.parametrize("name", MEANT)
def test_what_an_author_has_in_hand_stands_for_its_plain_value(view: View, name: str) -> None:
    """Only plain values can be kept and asked again: each question is what the cache makes of it."""
    in_hand, plain = MEANT[name]

    answer = in_hand(view)
    questions = list(asked(view))

    assert answer == plain(view)
    assert answer
    assert list(asked(view)) == questions
    assert [tuple(json.loads(json.dumps(question))) for question in questions] == questions
    assert {type(value) for question in questions for value in question} <= {str, int, bool, type(None)}


def test_a_term_without_a_description_has_no_source(view: Any) -> None:
    assert view.article(view.categories[0]) is None


def test_what_may_be_missing_is_nothing_and_no_mistake(view: View) -> None:
    assert view.term("tag", "nobody") is None
    assert view.article("content/none.md") is None
    assert view.asset("static/none.css") is None
    assert view.articles(category="nobody") == view.page("home", "", 9) == ()
    assert not view.has_template("none.html")


def test_a_key_that_newsgen_yaml_does_not_have_is_asked_below_extra(view: View) -> None:
    """There it can be added, and who asked for it then wants it; a question of its own would have no answer."""
    assert not hasattr(view.config, "titel")
    assert list(asked(view)) == [("config", "extra")]


def test_what_newsgen_yaml_says_is_not_changed(view: Any) -> None:
    with pytest.raises(Mistake):
        view.config.extra["color"] = "blue"


def test_the_view_has_questions_and_nothing_else(view: View) -> None:
    """What else it had, a template could read without a record."""
    names = {name for name in dir(view) if not name.startswith("_")}

    assert names == questions().keys() | {"config"}
    assert (repr(view), repr(view.config)) == ("site", "site.config")


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        (
            '{{ site.static("css/none-such.css") }}',
            'there is no file in static/ named "css/none-such.css"',
            "",
        ),
        ('{{ site.fragment("head") }}', "site.fragment() missing 1 required argument: 'lang'", "newsgen manual theme"),
        (
            "{{ site.srcset(article.image, 3) }}",
            "site.srcset() takes 1 argument but 2 were given",
            "newsgen manual theme",
        ),
        ("{{ site.related() }}", "site.related() missing 1 required argument: 'head'", "newsgen manual theme"),
        ("{{ site.related(article, 1, 2) }}", "takes from 1 to 2 arguments but 3 were given", "newsgen manual theme"),
        ('{{ site.recent("3")|length }}', 'site.recent needs a whole number, 0 or more, not the text "3"', ""),
        ("{% set s = site %}{{ s.years() }}", '"s.years" is not called', "write s.years"),
        ("{{ site.articles(categry='x') }}", "unexpected keyword argument 'categry'", "newsgen manual theme"),
        ("{{ site.config[article.slug] }}", "newsgen.yaml has no attribute 'a'", ""),
        (
            "{{ site.config.theme.acent }}",
            "this part of newsgen.yaml has no attribute 'acent'",
            'did you mean "accent"?',
        ),
        ("{{ site.config.extra.colour }}", "has no attribute 'colour'", 'did you mean "color"?'),
        ("{% for each in site.recent(1) %}{{ each.titel }}{% endfor %}", "has no attribute 'titel'", '"title"'),
        ("{{ article.extra.rating|date }}", '|date needs a date, not the text "good"', "article.date"),
        ('{{ "\\ud800" }}', "half a character", ""),
    ],
)
def test_a_build_tells_the_template_its_line_and_the_page(tmp_path: Path, text: str, said: str, hint: str) -> None:
    root = site_folder(tmp_path, {"a.md": article("A", "2026-05-01", more="rating: good\n")}, SHORT)
    (root / "templates").mkdir()
    (root / "templates/article.html").write_text(f"\n\n{text}\n")

    result = build(Options(root, at=CLOCK, jobs=1))

    (found,) = result.diagnostics
    assert result.exit_code == 1
    assert said in found.text
    assert hint in found.hint
    assert "while making 2026/05/a/index.html" in found.hint
    assert str(found.place) == "templates/article.html:3" or "half a character" in said


@pytest.mark.parametrize("n_kept", [1, 2])
def test_what_is_made_once_is_asked_by_all_and_not_kept_for_ever(
    view: View, monkeypatch: pytest.MonkeyPatch, n_kept: int
) -> None:
    monkeypatch.setattr(newsgen.questions.view, "MAX_SHARED", n_kept)
    made = []

    def title(alone: View) -> str:
        made.append(alone)
        return alone.config.title

    others = [View(view._answers) for _ in range(4)]
    for other, key in zip(others, ("a", "b", "a", "a"), strict=True):
        assert once(other, (key,), title) == view.config.title
        assert [*asked(other)] == [("config", "title")]

    assert len(made) == {1: 3, 2: 2}[n_kept]
    assert len(view._answers.shared) == n_kept

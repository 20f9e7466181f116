"""What a renderer finds in templates before a page is made: unknown names, and what Jinja drops without a word."""

from collections.abc import Mapping

import pytest

from newsgen.questions.view import questions
from newsgen.render.templates import TemplateProblem
from tests.render.theme import renderer

THEME = {
    "theme/base.html": "<title>{% block title %}{% endblock %}</title>{% block head %}{% endblock %}{{ self.extra() }}",
    "theme/article.html": '{% extends "base.html" %}{% block head %}{% block inner %}{% endblock %}{% endblock %}',
    "theme/partials/story.html": "",
    "theme/macros.html": "{% macro story(head) %}{% endmacro %}{% set WIDTH = 3 %}",
}


def found(own: Mapping[str, str]) -> list[tuple[str, int, str, str]]:
    """Template, line, text and hint of what is wrong in a site's own templates over a small theme."""
    sources = {name.removeprefix("theme/"): text for name, text in THEME.items()} | THEME | own
    return [(each.name, each.line, each.text, each.hint) for each in renderer(sources).check(questions())]


def remarked(own: Mapping[str, str]) -> list[tuple[str, int, str, str]]:
    sources = {name.removeprefix("theme/"): text for name, text in THEME.items()} | THEME | own
    return [(each.name, each.line, each.level, each.hint) for each in renderer(sources).remarks()]


def test_a_block_that_no_parent_has_is_told_with_the_near_name() -> None:
    """Jinja never shows it: the house's imprint would be missing from every page, and nothing would say so."""
    own = {"article.html": '{% extends "theme/article.html" %}\n{% block hed %}x{% endblock %}'}

    assert found(own) == [
        (
            "article.html",
            2,
            'no template that this one extends has a block "hed", so that it is never shown',
            'did you mean "head"?',
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "theme/article.html" %}{% block title %}x{% endblock %}{% block inner %}y{% endblock %}',
        '{% extends "theme/article.html" %}{% block head %}{% block mine %}x{% endblock %}{% endblock %}',
        '{% extends "theme/article.html" %}{% block extra %}x{% endblock %}',
        "{% extends layout %}{% block any %}x{% endblock %}",
        '{% extends "own.html" %}{% block any %}x{% endblock %}',
        '{% if lang %}{% extends "base.html" %}{% endif %}{% block any %}x{% endblock %}',
        "{% block any %}x{% endblock %}",
        '{% extends "theme/article.html" %}{% block head %}x{% endblock %}',
    ],
)
def test_a_block_that_can_be_shown_is_no_mistake(text: str) -> None:
    assert found({"a.html": text, "own.html": "{% extends layout %}"}) == []


def test_a_smaller_base_of_the_site_loses_no_block_of_its_own() -> None:
    """Who replaces base.html leaves out what the theme's pages put into it."""
    assert found({"base.html": "<title>{% block title %}{% endblock %}</title>"}) == []


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("{% if false %}{{ 1|nubmer }}{% endif %}", 'there is no filter "nubmer"', 'did you mean "number"?'),
        ("{{ 1 is evn }}", 'there is no test "evn"', 'did you mean "even"?'),
        ("{{ site.recnt(3) }}", '"site" answers no question "recnt"', 'did you mean "recent"?'),
        ("{{ site.title }}", '"site" answers no question "title"', "write site.config.title"),
        ("{{ site.base_url }}", '"site" answers no question "base_url"', "write site.config.base_url"),
        ("{{ site.menu }}", '"site" answers no question "menu"', "write site.config.menu, or site.pages(menu)"),
        ("{{ site.years()|length }}", '"site.years" is not called', "write site.years"),
        ("{{ site.config() }}", '"site.config" is not called', "write site.config.KEY"),
        (
            "{{ 1|strftime }}",
            'there is no filter "strftime"',
            'write article.date|date("day"), or article.date.strftime("%Y")',
        ),
        ("{{ 1|absolute_url }}", 'there is no filter "absolute_url"', "write |absolute"),
        ("{{ site.articles|length }}", 'the question "site.articles" is not asked here', "write site.articles(…)"),
        (
            "{{ x if 0 else site.config.titel }}",
            '"titel" is not a key of newsgen.yaml',
            'did you mean "title"?',
        ),
        ('{% from "macros.html" import stroy %}', '"macros.html" has no macro "stroy"', 'did you mean "story"?'),
        ('{% import "marcos.html" as m %}', 'there is no template "marcos.html"', 'did you mean "macros.html"?'),
    ],
)
def test_an_unknown_name_is_told_even_where_no_page_comes(text: str, said: str, hint: str) -> None:
    """A branch that is taken once a year must not fail on that day."""
    assert found({"a.html": f"\n{text}"}) == [("a.html", 2, said, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "{% if site.serach is defined %}{% endif %}{{ site.serach|default('') }}",
        "{% if site.config.search is defined %}{{ site.config.title }}{% endif %}",
        "{% if 'newer' is filter %}{{ 1|newer }}{% endif %}",
        "{% set site = {'x': 1} %}{{ site.x }}",
        '{% from "macros.html" import story, WIDTH as w with context %}{{ site.recent(3)|length }}{{ site.home_url }}',
    ],
)
def test_what_asks_whether_there_is_such_a_name_is_no_mistake(text: str) -> None:
    assert found({"a.html": text}) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{% extends "base.html" %}\n\n  <p>lost</p>\n', 3),
        ('{% extends "base.html" %}\n{% block title %}x{% endblock %}\n{{ lang }}', 3),
        ('{% extends "base.html" %}\n{% if lang %}\nlost{% endif %}', 3),
    ],
)
def test_text_outside_of_blocks_is_a_warning(text: str, line: int) -> None:
    """Jinja drops it: who writes it wonders where it is."""
    assert [each[:3] for each in remarked({"article.html": text})] == [("article.html", line, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        '<!doctype html>{% extends "base.html" %}\n{# words #}\n{% set x %}text{% endset %}',
        '{% extends "base.html" %}{% macro m() %}text{% endmacro %}{% block title %}text{% endblock %}',
        "text",
    ],
)
def test_text_that_is_shown_or_kept_is_no_warning(text: str) -> None:
    assert remarked({"article.html": text}) == []


@pytest.mark.parametrize(
    ("own", "remarks"),
    [
        ({"artcle.html": "x"}, [("artcle.html", 0, "warning", 'did you mean "article.html"?')]),
        ({"partials/stroy.html": "x"}, [("partials/stroy.html", 0, "warning", 'did you mean "partials/story.html"?')]),
        (
            {"partials/own.html": "x"},
            [("partials/own.html", 0, "notice", "name it in front matter (template: …), or remove it")],
        ),
        ({"article.html": '{% include "partials/own.html" %}', "partials/own.html": "x"}, []),
        ({"article.html": "{% include ['partials/' ~ lang, 'x'] %}", "partials/own.html": "x"}, []),
        ({"article.html": '{{ site.fragment("own", lang) }}', "fragments/own.html": "x"}, []),
        ({"article.html": '{% if site.has_template("own.html") %}{% endif %}', "own.html": "x"}, []),
        ({"article.html": "{% if %}", "base.html": "x"}, []),
    ],
)
def test_a_template_that_nothing_names_is_told(own: dict[str, str], remarks: list[tuple[str, int, str, str]]) -> None:
    """A file with a slip in its name changes nothing, and its author looks for the mistake in it."""
    assert remarked(own) == remarks


@pytest.mark.parametrize(
    ("text", "values", "hint"),
    [
        ("{{ artcle }}", {"article": 1}, 'did you mean "article"?'),
        ("{{ rnage(3) }}", {}, 'did you mean "range"?'),
        ("{% for each in [extra] %}{{ each.colour }}{% endfor %}", {"extra": {"color": 1}}, 'did you mean "color"?'),
        ("{{ nothing_like_it_at_all }}", {}, ""),
    ],
)
def test_an_undefined_name_is_told_with_the_near_one(text: str, values: dict[str, object], hint: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        renderer({"a.html": text}).render("a.html", {"lang": "en", **values}, lambda name: None)

    assert caught.value.hint == hint

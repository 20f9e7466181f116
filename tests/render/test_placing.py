"""Which templates show fragments as they are, so that a preview may fill them in when it serves a page."""

from collections.abc import Mapping

import pytest

from tests.render.theme import renderer, theme_sources

SHOWN = '{{ site.fragment("recent", lang)|safe }}'


def is_shown(sources: Mapping[str, str], name: str = "a.html") -> bool:
    return renderer(sources).shows_fragments(name)


def gapped(text: str) -> str:
    """What is made of a template where every fragment is a gap."""

    class Site:
        def fragment(self, name: str, lang: str) -> str:
            return "<list>"

    values = {"lang": "en", "site": Site()}
    return renderer({"a.html": text}).render("a.html", values, lambda name: None, lambda name, lang: "GAP")


@pytest.mark.parametrize("name", ["article.html", "home.html", "category.html", "404.html", "page.html"])
def test_the_theme_shows_its_fragments_as_they_are(name: str) -> None:
    assert is_shown(theme_sources(), name)


@pytest.mark.parametrize(
    "sources",
    [
        {"a.html": SHOWN},
        {"a.html": '{% include "b.html" %}', "b.html": SHOWN},
        {"a.html": '{% include ["none.html", "b.html"] ignore missing %}', "b.html": SHOWN},
        {
            "a.html": '{% extends "b.html" %}{% block x %}{{ super() }}!{% endblock %}',
            "b.html": "{% block x %}%s{% endblock %}",
        },
        {"a.html": "{% for each in [1, 2] %}" + SHOWN + "{% endfor %}"},
        {"a.html": SHOWN + "{% set x %}<b>{% endset %}{% filter upper %}a{% endfilter %}"},
        {
            "a.html": SHOWN + '{% from "m.html" import m %}{% macro n() %}{{ m() }}{% endmacro %}',
            "m.html": "{% macro m() %}1{% endmacro %}",
        },
    ],
)
def test_what_is_shown_alone_is_a_part_of_the_page(sources: Mapping[str, str]) -> None:
    assert is_shown({name: text.replace("%s", SHOWN) for name, text in sources.items()})


@pytest.mark.parametrize(
    "sources",
    [
        {"a.html": "{% set x %}%s{% endset %}{{ x|length }}"},
        {
            "a.html": '{% set x %}{% include "b.html" %}{% endset %}',
            "b.html": '{% include "c.html" %}',
            "c.html": SHOWN,
        },
        {"a.html": '{% set x %}{% include ["c.html"] %}{% endset %}', "c.html": SHOWN},
        {"a.html": "{% filter upper %}%s{% endfilter %}"},
        {"a.html": "{% macro m() %}%s{% endmacro %}{{ m()|upper }}"},
        {"a.html": "{% call m() %}%s{% endcall %}"},
        {"a.html": "{% for x in y recursive %}%s{{ loop(x)|upper }}{% endfor %}"},
        {"a.html": "{% set x %}{% block y %}{% endblock %}{% endset %}%s"},
        {
            "a.html": '{% extends "b.html" %}{% block x %}{{ super()|upper }}{% endblock %}',
            "b.html": "{% block x %}%s{% endblock %}",
        },
        {"a.html": "{% block x %}%s{% endblock %}{{ self.x()|length }}"},
        {"a.html": '{% import "b.html" as b %}{{ b }}', "b.html": SHOWN},
        {"a.html": '{% from "b.html" import m %}', "b.html": SHOWN + "{% macro m() %}{% endmacro %}"},
        {"a.html": "{% include article.template %}%s"},
        {"a.html": '{% include ["b.html", name] %}%s'},
        {"a.html": '{% extends "b" ~ ".html" %}%s'},
        {"a.html": "{% set site = other %}%s"},
        {"a.html": "{% for site in sites %}%s{% endfor %}"},
        {"a.html": '{% include "b.html" %}', "b.html": "{% macro m(site) %}{% endmacro %}%s"},
    ],
)
def test_what_may_be_looked_at_is_none(sources: Mapping[str, str]) -> None:
    """A page would show what a template found in the mark of a gap."""
    assert not is_shown({name: text.replace("%s", SHOWN) for name, text in sources.items()})


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (SHOWN, "GAP"),
        (SHOWN + SHOWN, "GAPGAP"),
        ('{{ site.fragment("recent", lang=lang)|safe -}} x', "GAPx"),
        ('{{ site.fragment(*["recent", lang])|safe }}', "GAP"),
        ('{% autoescape false %}{{ site.fragment("recent", lang)|safe }}{% endautoescape %}', "GAP"),
        ('{{ site.fragment("recent", lang) }}', "&lt;list&gt;"),
        ('{{ site.fragment("recent", lang)|safe|upper }}', "<LIST>"),
        ('{{ site.fragment("recent", lang)|upper|safe }}', "<LIST>"),
        ('{{ (site.fragment("recent", lang)|safe)[1:3] }}', "li"),
        ('{{ site.fragment("recent", lang)|length }}', "6"),
        ('{{ "" ~ site.fragment("recent", lang)|safe }}', "<list>"),
        ('{% if site.fragment("recent", lang) == "<list>" %}same{% endif %}', "same"),
    ],
)
def test_a_gap_stands_where_a_fragment_is_shown_and_nowhere_else(text: str, made: str) -> None:
    assert gapped(text) == made

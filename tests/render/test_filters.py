"""The filters of templates, where a wrong one would be wrong on every page."""

import json
from datetime import UTC, datetime

import pytest

from newsgen.model import Head
from newsgen.render.filters import css, current, json_data
from newsgen.render.templates import TemplateProblem
from tests.render.theme import rendered


def test_json_cannot_leave_its_script() -> None:
    """A headline may hold anything: data must stay data (HTML, "restrictions for contents of script elements")."""
    nasty = "</script><script>alert(1)</script><!-- & ]]> \u2028 \" '"

    text = json_data({"headline": nasty})

    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == {"headline": nasty}


def test_json_leaves_out_what_is_empty() -> None:
    data = {"a": None, "b": "", "c": [], "d": {"e": None}, "f": [None, {"g": ""}, 0], "h": False, "i": 0}

    assert json.loads(json_data(data)) == {"f": [0], "h": False, "i": 0}


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("/news/a/", "https://example.org/news/a/"),
        ("https://other.example/x.jpg", "https://other.example/x.jpg"),
        ("//other.example/x.jpg", "https://other.example/x.jpg"),
    ],
)
def test_addresses_become_absolute(address: str, absolute: str) -> None:
    assert rendered("{{ address|absolute }}", address=address) == absolute


@pytest.mark.parametrize(
    ("address", "rooted"),
    [("/tag/a/", "/news/tag/a/"), ("/news/tag/a/", "/news/tag/a/"), ("https://a.example/", "https://a.example/")],
)
def test_addresses_of_the_menu_get_the_base_path(address: str, rooted: str) -> None:
    assert rendered("{{ address|rooted }}", address=address) == rooted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Die Brücke", "Die Brücke"),
        ("Die Brücke ist offen", "Die…"),
        ("Donaudampfschiff", "Donaudamp…"),
        ("", ""),
    ],
)
def test_a_text_that_runs_wild_is_cut_at_a_word(text: str, shown: str) -> None:
    assert rendered("{{ text|cut(10) }}", text=text) == shown
    assert len(shown) <= 10


def test_a_link_to_the_page_itself_is_marked() -> None:
    html = '<a href="/a/">A</a><a href="/a/b/">B</a>'

    assert current(html, "/a/") == '<a href="/a/" aria-current="page">A</a><a href="/a/b/">B</a>'


@pytest.mark.parametrize(
    ("address", "within", "marked"),
    [
        ("/x/", ["/b/"], '<a href="/a/">A</a><a href="/b/" aria-current="true">B</a>'),
        ("/x/", ["/c/", "/b/", "/a/"], '<a href="/a/">A</a><a href="/b/" aria-current="true">B</a>'),
        ("/a/", ["/b/"], '<a href="/a/" aria-current="page">A</a><a href="/b/">B</a>'),
        ("/x/", ["", "/c/"], '<a href="/a/">A</a><a href="/b/">B</a>'),
    ],
)
def test_a_link_to_what_the_page_is_in_is_marked(address: str, within: list[str], marked: str) -> None:
    """One of them: the first of its sections that the menu has."""
    assert current('<a href="/a/">A</a><a href="/b/">B</a>', address, within) == marked


@pytest.mark.parametrize(
    "value",
    [
        "#a3151d",
        "oklch(40% 0.1 30deg / .5)",
        '"Iowan Old Style", Georgia, serif',
        "Times New Roman",
        "color-mix(in srgb, red, blue)",
    ],
)
def test_values_of_style_sheets_pass(value: str) -> None:
    assert css(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "red; } body { display: none",
        "red}",
        "</style>",
        "url(https://evil.example/x)",
        '"open',
        "a(b",
        "/* x",
        "a\nb",
        "\\3c",
    ],
)
def test_values_that_would_leave_their_place_do_not(value: str) -> None:
    with pytest.raises(TemplateProblem, match="under theme"):
        rendered("{{ value|css }}", value=value)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ '2026-05-01'|date }}", '|date needs a date, not the text "2026-05-01"'),
        ("{{ none|date }}", "|date needs a date, not nothing (none)"),
        ("{{ value|date }}", "|date needs a date, not an article"),
        ("{{ nowhere|date }}", "'nowhere' is undefined"),
        ("{{ day|date('shrt') }}", '"shrt" is no style of date'),
        ("{{ 'x'|iso }}", '|iso needs a date, not the text "x"'),
        ("{{ 13|month_name }}", "|month_name needs the number of a month, 1 to 12, not the value 13"),
        ("{{ '5'|month_name }}", '|month_name needs the number of a month, 1 to 12, not the text "5"'),
        ("{{ '5'|number }}", '|number needs a number, not the text "5"'),
        ("{{ 'abc'|names }}", '|names needs a list of texts, not the text "abc"'),
        ("{{ [value]|names }}", "|names needs a text, not an article"),
        ("{{ 5|names }}", "|names needs a list of texts, not the value 5"),
        ("{{ none|absolute }}", "|absolute needs a text, not nothing (none)"),
        ("{{ value|rooted }}", "|rooted needs a text, not an article"),
        ("{{ none|current('/') }}", "|current needs a text, not nothing (none)"),
        ("{{ ''|current(none) }}", "|current needs a text, not nothing (none)"),
        ("{{ none|cut(3) }}", "|cut needs a text, not nothing (none)"),
        ("{{ 'x'|cut('3') }}", '|cut needs a number of letters, 1 or more, not the text "3"'),
        ("{{ none|tone }}", "|tone needs a text, not nothing (none)"),
        ("{{ none|css }}", "|css needs a text, not nothing (none)"),
        ("{{ none|language_name }}", "|language_name needs a text, not nothing (none)"),
        ("{{ [1]|og_locale }}", "|og_locale needs a text, not a list"),
        ("{{ site|json }}", "|json needs data, not a SimpleNamespace"),
        ("{{ [1]|map('string')|json }}", "|json needs data, not a generator"),
        ("{{ {'a': nowhere}|json }}", "'nowhere' is undefined"),
    ],
)
def test_a_value_of_another_kind_is_told_as_its_author_knows_it(template: str, text: str) -> None:
    """`'str' object has no attribute 'time'` tells the author of a theme nothing."""
    head = Head(source="a", form="article", id="a", url="/", slug="a", title="A", lang="de")

    with pytest.raises(TemplateProblem) as caught:
        rendered(f"\n{template}", value=head, day=datetime(2026, 5, 1, tzinfo=UTC))

    assert (caught.value.name, caught.value.line, caught.value.text) == ("a.html", 2, text)

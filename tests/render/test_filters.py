"""The filters of templates, where a wrong one would be wrong on every page."""

import json

import pytest

from newsgen.render import TemplateProblem
from newsgen.render.filters import css, current, json_data, tone
from tests.render.theme import ROOT, rendered


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
        ("//other.example/x.jpg", "//other.example/x.jpg"),
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


def test_a_link_to_the_page_itself_is_marked() -> None:
    html = '<a href="/a/">A</a><a href="/a/b/">B</a>'

    assert current(html, "/a/") == '<a href="/a/" aria-current="page">A</a><a href="/a/b/">B</a>'


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


def test_a_section_has_one_of_the_colours_of_the_style_sheet_for_ever() -> None:
    sheet = (ROOT / "static/css/newsgen.css").read_text("utf-8")
    slugs = ["wasser", "fernwaerme", "recht", "meinung", "stromnetz", "a", "b", "c", "d", "e", "f", "g"]

    assert all(f".{tone(slug)} {{" in sheet for slug in slugs)
    assert tone("wasser") == "tone-6"

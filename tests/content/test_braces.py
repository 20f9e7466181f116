"""Braces are attributes only where all in them is, and text everywhere else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.engines import both_engines
from tests.content.reader import Config, body_of

# Each holds one pair of braces, in another place of Markdown.
PLACES = [
    "# Kopf {}\n\nText",
    "Kopf {}\n----\n\nText",
    "Ein Absatz {}",
    "Ein Absatz\n{}",
    "{} am Anfang",
    "- Punkt {}\n- Punkt",
    "- Punkt\n  {}\n- Punkt",
    "1. Punkt\n\n    Absatz\n    {}\n",
    "| a {} | b |\n|---|---|\n| c | d |",
    "| a | b |\n|---|---|\n| c {} | d |",
    "Wort {}\n: Sinn",
    "Wort\n: Sinn {}",
    "Text[^1]\n\n[^1]: Note {}",
    "[Link](https://a.example/){}",
    "![Bild](https://a.example/b.jpg){}",
    "Ein *Wort*{} hier",
    "`Code`{}",
    "> Zitat\n> {}",
    '<div markdown="1">\n\nAbsatz\n{}\n\n</div>',
]
NO_LISTS = [
    "{ab 5 Euro}",
    "{siehe oben}",
    "{}",
    "{ }",
    "{:}",
    "{% raw %}",
    "{{ x }}",
    "{{x}}",
    "{.5 Prozent}",
    "{.klasse und Text}",
    "{#id und Text}",
    "{a = b}",
    "{a==b}",
    "{1, 2, 3}",
    "{w}",
    "{title}",
    "{.a, .b}",
    "{: siehe oben }",
    "{a}{b}",
]
TEXTS = st.text(alphabet="abcXÄ 1.,#:=%/-", max_size=20)
ITEM = re.compile(r"#[^\s{}#=,]+|\.[A-Za-z_-][^\s{}#=,]*|[A-Za-z_][\w:.-]*=[^\s{}=][^\s{}]*")


def text_of(html: str) -> str:
    """Its dashes and dots as they were typed."""
    return re.sub(r"<[^>]*>", "", html).replace("—", "---").replace("–", "--").replace("…", "...")


def is_list(inside: str) -> bool:
    items = inside.removeprefix(":").split()
    return bool(items) and all(ITEM.fullmatch(item) for item in items)


@pytest.mark.parametrize("braces", NO_LISTS)
@both_engines
def test_braces_that_are_no_list_are_text(braces: str, config: Config) -> None:
    """`# Prices {from 5 euros}` loses its price where any word is an attribute."""
    made = [body_of(place.replace("{}", braces), config=config).html for place in PLACES]

    assert [html for html in made if braces not in text_of(html)] == []


@settings(deadline=None)
@given(st.sampled_from(PLACES), TEXTS.filter(lambda inside: not is_list(inside)))
def test_no_text_in_braces_is_lost(place: str, inside: str) -> None:
    """Whatever it is: only what is an attribute list from end to end goes into the tag."""
    made = text_of(body_of(place.replace("{}", f"{{{inside}}}")).html)

    assert without_blanks(f"{{{inside}}}") in without_blanks(made)


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Kopf {#ziel}", '<h2 id="ziel">Kopf</h2>'),
        ("# Kopf # {.a .b}", '<h2 class="a b" id="kopf">Kopf</h2>'),
        ("Text\n{: .lead #x }", '<p class="lead" id="x">Text</p>'),
        ("Text\n{:.lead}", '<p class="lead">Text</p>'),
        ("*a*{.b} c", '<p><em class="b">a</em> c</p>'),
        ("*a*{title='Ein \"Wort\"'}", '<em title="Ein &quot;Wort&quot;">'),
        ('*a*{title="a } b"}', '<em title="a } b">a</em>'),
        ("*a*{lang=en .x}{.y}", '<em class="x" lang="en">a</em>{.y}'),
        ("| a {.x} |\n|---|\n| b |", '<th class="x" scope="col">a</th>'),
        ("- a\n{: .x }\n- b", '<li class="x">a</li>'),
        ("- a\n{: .x }\n    - b", '<li class="x">a<ul>'),
        ("Wort {.x}\n: Sinn", '<dt class="x">Wort</dt>'),
    ],
)
def test_lists_dress_what_they_stand_behind(text: str, expected: str) -> None:
    assert expected in body_of(text).html

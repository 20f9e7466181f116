"""Ids of a text: each stands once, none is the theme's, and old anchors lead where they led."""

import re
from pathlib import Path

import pytest
from lxml import html as parser

from tests.content.engines import both_anyhow, both_engines, both_safely, both_trusting
from tests.content.reader import Config, Told, body_of, told
from tests.sites.built import CONFIG, article, page, published, site

TEMPLATES = Path(__file__).parents[2] / "templates"


def ids(html: str) -> list[str]:
    return parser.fragment_fromstring(html, "div").xpath(".//@id") if html else []


@pytest.mark.parametrize("engine", ["markdown", "commonmark"])
def test_headings_named_like_the_theme_s_ids_do_not_meet_them(tmp_path: Path, engine: str) -> None:
    """A link to "Content" leads to the heading, and not to the frame of the page."""
    names = ["Content", "Recent title", "Foot house", "Toc title", "Theme:content", "Corrections title"]
    text = "\n\n".join(f"## {name}\n\nText." for name in names)
    config = f"{CONFIG}markdown: {{engine: {engine}}}\n"
    published(
        site(tmp_path, {"a.md": article("A", text, "toc: true\ncorrections: [{date: 2026-05-02, text: x}]\n")}, config)
    )

    found = page(tmp_path / "output", "/2026/05/a/")
    every = found.xpath("//@id")
    assert len(every) == len(set(every))
    assert [each.tag for each in found.xpath("//*[@id='content']")] == ["h2"]
    links = found.xpath("//nav[@class='toc']//a/@href")
    assert [found.xpath(f"//*[@id='{link[1:]}']")[0].text for link in links] == names


def test_all_of_the_theme_s_ids_have_its_mark() -> None:
    """No id that newsgen makes of a heading holds a colon."""
    written = [
        id_ for path in TEMPLATES.rglob("*.html") for id_ in re.findall(r'\sid="([^"]*)"', path.read_text("utf-8"))
    ]

    assert len(written) > 10
    assert [id_ for id_ in written if not id_.startswith("theme:")] == []


@both_engines
def test_a_writer_s_id_cannot_be_one_of_the_theme_s(config: Config) -> None:
    text = "## A {#theme:content}\n\n<p id='theme:toc-title'>x</p>\n"

    assert ids(body_of(text, config=config).html) == ["theme-content", "theme-toc-title"]
    assert [heading.id for heading in body_of(text, config=config).headings] == ["theme-content"]
    assert [(each.code, each.line, each.what) for each in told(text, config)] == [
        ("id-twice", 1, "theme:content"),
        ("id-twice", 3, "theme:toc-title"),
    ]


@both_engines
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a name="old"></a>Text', ["old"]),
        ("<A NAME=old>Text</A>", ["old"]),
        ('Text <a name="a&amp;b" href="https://example.org/">x</a>', ["a&b"]),
        ('<a name="my old">x</a>', ["my-old"]),
        ('<a id="old" name="old">x</a>', ["old"]),
        ('<a id="new" name="old">x</a>', ["new", "old"]),
        ('<a name="">x</a>', []),
    ],
)
def test_the_name_of_a_link_is_kept_as_its_id(config: Config, text: str, expected: list[str]) -> None:
    """Pages of before HTML 5 have their anchors so, and others link to them."""
    assert ids(body_of(text, config=config).html) == expected
    assert told(text, config) == []


@both_trusting
def test_where_html_is_allowed_the_name_stays_beside_it(config: Config) -> None:
    """A script may look for it."""
    assert '<a id="old" name="old">' in body_of('<a name="old"></a>Text', config=config).html


@both_engines
def test_a_heading_makes_way_for_an_anchor(config: Config) -> None:
    """The writer's own id is the one that others may link to."""
    made = body_of('<a name="intro"></a>\n\n## Intro\n\n<div id="end">x</div>\n\n## End\n', config=config)

    assert ids(made.html) == ["intro", "intro_1", "end", "end_1"]
    assert [heading.id for heading in made.headings] == ["intro_1", "end_1"]


@both_anyhow
def test_no_id_stands_twice_whoever_gives_it(config: Config) -> None:
    """In braces, in HTML, as a note's, as a heading's."""
    text = (
        "## A {#x}\n\n## B {#x}\n\n## X\n\nOne[^1] [two](b.md){#x}\n\n## Fn 1\n\n## N {#fn-1}\n\n"
        "<p id='y'>p</p><p id='y'>q</p>\n\nThree\n{#fnref-1}\n\n[^1]: Note\n"
    )
    made = body_of(text, config=config)

    found = ids(made.html)
    assert len(found) == len(set(found))
    assert {"x", "fn-1", "fnref-1"} <= set(found)
    assert [heading.id for heading in made.headings] == [each for each in found if f'<h2 id="{each}"' in made.html]
    assert '<li id="fn-1">' in made.html


@both_safely
def test_what_is_not_kept_is_said_at_its_place(config: Config) -> None:
    text = "## A {#x}\n\n## B {#x}\n\nOne[^1]\n\n## N {#fn-1}\n\n[^1]: Note\n"

    assert [each for each in told(text, config) if each.code == "id-twice"] == [
        Told("warning", "id-twice", 3, 8, "x"),
        Told("warning", "id-twice", 7, 8, "fn-1"),
    ]


@both_engines
def test_a_value_that_speaks_of_ids_is_left_alone(config: Config) -> None:
    """What is written anew is the id, never what looks like one in another value."""
    text = '<p id="x onclick=y z">a</p>\n\n<p title=" id=q" id="x onclick=y z">b</p>\n'
    made = parser.fragment_fromstring(body_of(text, config=config).html, "div")

    assert [dict(each.attrib) for each in made.iter("p")] == [{"id": "x onclick=y z"}, {"title": " id=q"}]


@both_anyhow
def test_the_outline_has_no_heading_that_the_page_has_not(config: Config) -> None:
    """A script or a drawing goes with all that is in it."""
    text = "## One\n\n<div><script>\n\n## Two\n\n</script></div>\n\n## Three\n"
    made = body_of(text, config=config)

    there = re.findall(r'<h2 id="([^"]*)"', re.sub(r"(?s)<script>.*?</script>", "", made.html))
    assert [heading.id for heading in made.headings] == there
    assert "three" in there

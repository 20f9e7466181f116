"""What Markdown drops, or shows with its marks, is said at its place."""

import pytest

from newsgen.content.markup.definitions import unused
from newsgen.content.markup.fences import code, loose
from newsgen.content.markup.noted import Noted
from newsgen.content.markup.python_markdown import body
from newsgen.content.markup.raw import unread
from newsgen.content.markup.undefined import undefined
from tests.content.engines import both_anyhow, both_engines
from tests.content.reader import ALLOW, CONFIG, ESCAPE, HEAD, Config, body_of, reading, told


def said(text: str, config: Config = CONFIG) -> list[tuple[str, int, int, str]]:
    """All that is said is a warning: code, line and column in the text, and what it speaks of."""
    found = told(text, config)
    assert {each.level for each in found} <= {"warning"}
    return [(each.code, each.line, each.column, each.what) for each in found]


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | LOST |", 3, 1, "LOST"),
        ("a | b\n--|--\n1 | 2 | LOST | TOO", 3, 1, "LOST | TOO"),
        ("- Punkt\n\n    | a | b |\n    |---|---|\n    | 1 | 2 | 3 |", 5, 5, "3"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", 3, 3, "3"),
        ("| a |\n|---|\n| b | c |", 3, 1, "c"),
        ("| Jahr | Wert |\n|---|\n| 1 | 2 |", 2, 1, "|---|"),
        ("| Jahr |\n|:--|--:|\n| 1 | 2 |", 2, 1, "|:--|--:|"),
        ("Davor:\n| a | b |\n|---|---|\n| 1 | 2 |", 3, 1, "|---|---|"),
    ],
)
@pytest.mark.parametrize("config", [CONFIG, ALLOW, ESCAPE])
def test_cells_without_a_head_are_said(text: str, line: int, column: int, what: str, config: Config) -> None:
    """The last column of a table is often what the article is about."""
    assert said(text, config) == [("table-cells", line, column, what)]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 | |\n| 1 |",
        "| a | b |\n|---|---|\n| `x|y` | z\\|z |",
        "# Kopf\n| a | b |\n|---|---|\n| 1 | 2 |",
        "a | b\n--|--\n1 | 2 |",
        "Text\n---\n\nEin | Strich\n\n- a | b\n- c | d",
        "```\n| a |\n|---|---|\n```\n\n    | a |\n    |---|---|\n",
    ],
)
def test_tables_that_lose_nothing_are_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("[Foto]: dpa", 1, 1, "[Foto]: dpa"),
        ("Text.\n[Anm. d. Red.]: Hinweis\nMehr.", 2, 1, "[Anm. d. Red.]: Hinweis"),
        ("[Update]: 12:30", 1, 1, "[Update]: 12:30"),
        ("> [Autor]: Mustermann (dpa)", 1, 3, "[Autor]: Mustermann (dpa)"),
        ("- Punkt\n\n    [Foto]: dpa", 3, 5, "[Foto]: dpa"),
        ("*[Anmerkung der Redaktion]: Ein ganzer Satz.", 1, 1, "*[Anmerkung der Redaktion]: Ein ganzer Satz."),
        ("Die EU.\n\n*[EU]: eins\n*[EU]: zwei", 3, 1, "*[EU]:"),
        ("[x]\n\n[x]: https://a.example/\n[x]: https://b.example/", 3, 1, "[x]:"),
        ("Text[^1]\n\n[^1]: Da.\n[^2]: Weg.", 4, 1, "[^2]: Weg."),
        ("Text[^1]\n\n[^1]: Eins.\n[^1]: Zwei.", 3, 1, "[^1]:"),
        ("```\n[Foto]: afp\n```\n\n[Foto]: dpa", 5, 1, "[Foto]: dpa"),
    ],
)
def test_a_definition_that_nothing_uses_is_said(text: str, line: int, column: int, what: str) -> None:
    """Its line stands on no page: to Markdown it is the address of a link."""
    assert said(text) == [("definition-unused", line, column, what)]


@pytest.mark.parametrize(
    "text",
    [
        "[x][a], [b], ![y][c]\n\n[a]: https://a.example/\n[B]: https://b.example/ 'x'\n[c]: https://c.example/x.png",
        "[ein\nlanges Wort]\n\n[ein langes Wort]: https://a.example/",
        "Die EU[^1-a]\n\n[^1-a]: Da.\n\n*[EU]: Union",
        "[//]: # (niemand sieht das)\n[comment]: <> (das auch nicht)",
        "<!--\n[Foto]: dpa\n-->\n\n`[Foto]: dpa`\n\n    [Foto]: dpa\n",
        "\\[Foto]: dpa\n\n[Foto]: dpa und mehr Wörter",
        "[x]\n\n[x]: https://a.example/\n[x]: https://a.example/",
    ],
)
def test_a_definition_in_use_is_left_alone(text: str) -> None:
    assert said(text) == []


@both_engines
def test_the_way_to_write_such_a_line_as_text_works(config: Config) -> None:
    """The hint says so."""
    assert body_of("\\[Foto]: dpa", config=config).html == "<p>[Foto]: dpa</p>"
    assert "[Anm.]: Satz" in body_of("\\*[Anm.]: Satz", config=config).html


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("<details>\n\n**fett**\n</details>", 3, 1, "**fett**"),
        ("<p>Ein *Wort*</p>", 1, 8, "*Wort*"),
        ("<div>\n![x](p.png)\n</div>", 2, 1, "![x](p.png)"),
        ("<section>siehe [Link](b.md)</section>", 1, 16, "[Link](b.md)"),
        ("<figure>\n<figcaption>_Bild_</figcaption>\n</figure>", 2, 13, "_Bild_"),
        ("<aside>\n\n## Kopf\n\n</aside>", 3, 1, "## Kopf"),
        ("<div>\n\n- a\n- b\n\n</div>", 3, 1, "- a"),
        ("*Wort*\n\n<div>*Wort*</div>", 3, 6, "*Wort*"),
    ],
)
@pytest.mark.parametrize("config", [CONFIG, ALLOW])
def test_markdown_in_html_is_said(text: str, line: int, column: int, what: str, config: Config) -> None:
    """Other systems read it; here it is shown with its marks."""
    assert said(text, config) == [("markdown-in-html", line, column, what)]


@pytest.mark.parametrize(
    "text",
    [
        '<div markdown="1">\n\n**fett** [x](https://a.example/)\n\n</div>',
        "<div>2 * 3 * 4, Leser*innen und Autor*innen, ein_name_hier, Preis* (*) ab Werk (*)</div>",
        "<pre>**x**</pre>\n\n<div><code>*x*</code></div>\n\n<div><kbd># a</kbd></div>",
        "Ein <b>*Wort*</b>",
        "<!-- **x** -->",
        "<p>https://a.example/_x_/y [1] #1 [sic]</p>",
        "<p>- so sagte er</p>",
    ],
)
@both_engines
def test_signs_in_the_prose_of_html_are_left_alone(text: str, config: Config) -> None:
    assert said(text, config) == []


def test_escaped_html_holds_markdown() -> None:
    assert said("<div>**x**</div>", ESCAPE) == []
    assert "<strong>x</strong>" in body_of("<div>**x**</div>", config=ESCAPE).html


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("Ein [Text][ref].", 1, 5, "[Text][ref]"),
        ("Ein [**fetter** Text][ref].", 1, 5, "[**fetter** Text][ref]"),
        ("![Foto][fehlt]", 1, 1, "![Foto][fehlt]"),
        ("![][1]", 1, 1, "![][1]"),
        ("> Ein [Text][].", 1, 7, "[Text][]"),
        ("Ein Satz.[^9] `[^8]`", 1, 10, "[^9]"),
        ("Wort[^note]: mehr.\n\n[x]: https://a.example/\n\n[x]", 1, 5, "[^note]"),
    ],
)
@both_anyhow
def test_a_reference_without_a_definition_is_said(text: str, line: int, column: int, what: str, config: Config) -> None:
    """Readers see the brackets, and no link."""
    assert said(text, config) == [("reference-undefined", line, column, what)]


@pytest.mark.parametrize(
    "text",
    [
        "[Anm.] [1] [x] [y] a[i][j] Text [1][2] [...][...] [ ][x]",
        "`[a][b]` und `[^1]`\n\n    [c][d]\n\n```\n[e][f]\n```",
        "Das Muster [^a-z] oder [^abc]+ gilt.",
        "\\[a][b] [e][f](https://a.example/)",
        "[Text][REF] ![x][Ref] [a\nb][ref] [^1][^2]\n\n[ref]: https://a.example/\n\n[^1]: x\n[^2]: y",
        "<!-- [a][b] -->",
    ],
)
@both_engines
def test_brackets_that_are_text_are_left_alone(text: str, config: Config) -> None:
    assert said(text, config) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("Vor.\n\n```\ncode\n\n*mehr*", 3, 1, "```"),
        ("~~~ py\ncode", 1, 1, "~~~ py"),
        ("```\na\n```\n\n```js\nb", 5, 1, "```js"),
        ("```js title=x\na\n```", 1, 1, "```js title=x"),
        ("> ```\n> x", 1, 3, "```"),
        ("````\nx\n```", 1, 1, "````"),
    ],
)
@pytest.mark.parametrize("config", [CONFIG, ALLOW, ESCAPE])
def test_a_fence_that_begins_no_code_is_said(text: str, line: int, column: int, what: str, config: Config) -> None:
    """All that follows is read as Markdown, and the fence is shown."""
    assert said(text, config) == [("code-unclosed", line, column, what)]


@pytest.mark.parametrize(
    "text",
    [
        "```py\nx\n```\n\n~~~\n```\n~~~",
        "```in einer Zeile```",
        "- a\n\n    ```\n    b\n    ```",
        "````\n```\n````",
        "```{.py #x}\nx\n```",
        "    ```\n    x\n",
    ],
)
@both_engines
def test_code_with_an_end_is_left_alone(text: str, config: Config) -> None:
    assert said(text, config) == []


@both_engines
def test_hundreds_of_one_kind_are_few_warnings(config: Config) -> None:
    result, _ = reading(f"---\n{HEAD}---\n| a |\n|---|\n" + "| b | c |\n" * 300, config=config)

    assert [each.code for each in result.diagnostics] == ["table-cells"] * 5
    assert result.diagnostics[-1].text.endswith("(and 295 more)")


def test_one_text_says_nothing_of_another() -> None:
    """One parser reads all texts."""
    first, second = "[Foto]: dpa\n\n*[EU]: x\n\n[^1]: y", "[Foto] EU [^1]"
    body(first, "content", "de", "sanitize")

    assert [each.code for each in body(second, "content", "de", "sanitize").findings] == ["reference-undefined"]
    assert len(body(first, "content", "de", "sanitize").findings) == 3


@pytest.mark.parametrize(
    "part",
    ["[a", "[^a", "[a][", "![a\n", "```\n> ", "```\nx\n```\n", "*[a]: b\n", "> - ", "*a ", "_a", "- a\n", "\n[a]: b"],
)
def test_any_text_is_looked_through_in_time_that_grows_with_its_length(part: str) -> None:
    """Twice as long a text in which nothing ends takes twice as long; it would be minutes otherwise."""
    text = part * (200_000 // len(part))
    noted = Noted(frozenset({"b"}), raw=(f"<div>{text}</div>",))

    list(undefined(text, ()))
    unused(text, noted, code(text))
    loose(text)
    list(unread(noted.raw))

"""Markup of other systems is said where it stands, and nothing else is taken for it."""

import pytest

from tests.content.engines import both_anyhow, both_engines
from tests.content.reader import CONFIG, HEAD, Config, Markdown, body_of, reading

ALLOW = Config(language="de", markdown=Markdown(html="allow"))
ESCAPE = Config(language="de", markdown=Markdown(html="escape"))


def said(text: str, config: Config = CONFIG) -> list[tuple[int, int]]:
    """Line and column in the text of each warning."""
    result, _ = reading(f"---\n{HEAD}---\n{text}", config=config)
    found = [each for each in result.diagnostics if each.code == "foreign-markup"]
    assert all(each.level == "warning" and each.hint for each in found)
    return [(each.place.line - HEAD.count("\n") - 2, each.place.column) for each in found]


FOREIGN = [
    ('{{< youtube id="abc" >}}', 1, 1),
    ("Text {{% note %}} Text", 1, 6),
    ("{{<figure src=a.jpg\n  title='x'>}}", 1, 1),
    ("{{% /note %}}", 1, 1),
    ('{{ youtube(id="x") }}', 1, 1),
    ("Vor {{ page.title }}", 1, 5),
    ("{{{ roh }}}", 1, 1),
    ("{{> partial}} {{#if x}}", 1, 1),
    ("{% include figure.html src='a.jpg' %}", 1, 1),
    ("{%- raw -%}", 1, 1),
    ("* Punkt {% post_url 2020-01-01-a %}", 1, 9),
    ("{# Notiz #}", 1, 1),
    ("<%= name %>", 1, 1),
    ("[Link]({{ site.url }}/a.md)", 1, 8),
    ('<a href="{{ url }}">x</a>', 1, 10),
    ('[caption id="a" align="left"]Text[/caption]', 1, 1),
    ("[gallery ids=1,2]", 1, 1),
    ("[gallery]", 1, 1),
    ("[embed]https://a.example/[/embed]", 1, 1),
    ("[youtube https://a.example/]", 1, 1),
    ("[vc_row full=1]", 1, 1),
    ('[mein_code name="x"]', 1, 1),
    ('[button url="x"]Los[/button]', 1, 1),
    ("Ein [b]altes[/b] Forum", 1, 5),
    ("[url=https://a.example/]x[/url]", 1, 1),
    ("[youtube dQw4w9WgXcQ]", 1, 1),
    ("[table id=3]", 1, 1),
    ("Eine Tabelle: [table id=3 /]", 1, 15),
    ("[nggallery id=5]", 1, 1),
    ("[wpvideo abc12345]", 1, 1),
    ("[latexpage]", 1, 1),
    ("[ad#oben]", 1, 1),
    ("[podlove-episode-web-player]", 1, 1),
    ("[recent_posts]", 1, 1),
    ("[one_half]Links[/one_half]", 1, 1),
    ("Text[footnote]Anmerkung[/footnote]", 1, 5),
    ("[php]echo 1[/php]", 1, 1),
    ('[et_pb_section bb_built="1"][et_pb_row]', 1, 1),
    ('[tabs][tab title="a"]x[/tab][/tabs]', 1, 1),
    (
        '\\[caption id="" width="300"\\][![Pegel](https://a.example/a.jpg)](https://a.example/) Pegel\\[/caption\\]',
        1,
        1,
    ),
    ('\\[vc\\_row\\]\\[vc\\_column width="1/2"\\]Text\\[/vc\\_column\\]\\[/vc\\_row\\]', 1, 1),
    ("Text {/* Notiz */}", 1, 6),
    ("Text %%Notiz%%", 1, 6),
    ("Text {>>Notiz<<} {--alt--}", 1, 6),
    ("Ein {--altes--}{++neues++} Wort", 1, 5),
    ("Vor.\n\n<!-- TEASER_END -->\n\nNach.", 3, 1),
    ('<!-- wp:latest-posts {"n":5} /-->', 1, 1),
    ("import Film from '../film'", 1, 1),
    ("import './a.css';", 1, 1),
    ("export const meta = {}", 1, 1),
    ('Hier <Film id="x" />', 1, 6),
    ("<Film/>", 1, 1),
    ("> ::: warning\n> Text\n> :::", 1, 3),
    (":::note[Titel]\nText\n:::", 1, 1),
    ("::: {.callout}\nText\n:::", 1, 1),
    ("::youtube[Film]{id=x}", 1, 1),
    ('!!! note "Titel"\n\n    Text', 1, 1),
    ("!!! warning inline end\n\n    Text", 1, 1),
    ("??? tip\n\n    Text", 1, 1),
    ('???+ note "Titel"\n\n    Text', 1, 1),
    ('=== "Reiter"\n\n    Text', 1, 1),
    ('--8<-- "includes/abbr.md"', 1, 1),
    (".. image:: a.jpg", 1, 1),
    ("{ref}`ziel`", 1, 1),
    ("Siehe [[Andere Seite]]", 1, 7),
    ("![[bild.png]]", 1, 1),
    ("[TOC]", 1, 1),
    ("* TOC\n{:toc}", 2, 1),
    ("{::comment}", 1, 1),
    ("> [!NOTE]\n> Text", 1, 3),
]


@pytest.mark.parametrize(("text", "line", "column"), FOREIGN)
@both_anyhow
def test_foreign_markup_is_said_where_it_stands(text: str, line: int, column: int, config: Config) -> None:
    """A reader would see it as text, or not at all."""
    assert said(f"Ein Absatz.\n\n{text}\n", config)[:1] == [(line + 2, column)]


@pytest.mark.parametrize("text", [text for text, _, _ in FOREIGN])
@both_engines
def test_in_code_it_is_text(text: str, config: Config) -> None:
    """An article about Hugo shows shortcodes."""
    assert said(f"```\n{text}\n```", config) == []
    assert said("".join(f"    {line}\n" for line in text.split("\n")), config) == []
    if "\n" not in text and "`" not in text:
        assert said(f"Siehe `{text}` dort", config) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ein Zitat [1] und [Anm. d. Red.] und [sic!] und [...]",
        "[Link](a.md) [Bild][1] [1]: x [^1] [x] Aufgabe\n\n- [ ] offen\n- [x] getan",
        "[gallery](galerie.md) [video][v] [Galerie] [caption]: x\n\n[v]: https://a.example/",
        "[embed][e]\n\n[e]: https://a.example/",
        "[[1]](https://a.example/) [[2]] [[1, 2], [3]]",
        "Preise {ab 5 Euro}, Mengen {1, 2}, \\{x\\}",
        "$\\frac{{a}}{b}$ und $x^{{2}}_{{n}}$",
        "a :: b, 10:30, Verhältnis 1:::2, std::vector",
        "100 % { 5 % } <3 a < b /> c",
        "import von Waren aus 'China' steigt\nexport nach Japan",
        "Er importiert. Import 'x'",
        "Text... .. und so weiter",
        "> [!] Achtung\n> [Anm.]",
        "<br/> <hr /> <img src='https://a.example/b.jpg'/> <Br/>",
        '<!-- wp:paragraph {"a":1} -->\n<p>Text</p>\n<!-- /wp:paragraph -->',
        "<!-- {{ x }} -->",
        "Text\n{: .lead #x }\n\n## Kopf {#ziel}",
        "Platz [audio] und [map] und [button]",
        "[video plays] [audio unavailable] [list of names] [quote from X] [map of x]",
        "Umfrage [n=12], [bei n=12], [p = 0.05, n = 200] und [für a=b]",
        "[privat] [geheim] [intern] [Werbung] FAZ [Paywall] [Abo] und [so-called] [Premium-Artikel]",
        "[Ironie]Das ist toll[/Ironie]",
        "[my_name](https://a.example/) [my_name] [gallery][my_name] ![my_name]\n\n[my_name]: https://a.example/b.png",
        "\\[sic\\] \\[Anm. d. Red.\\] \\[1\\] \\[…\\]",
        "[i am] [b 2] [caption missing] [tab 2] [code 5] [u. a.] [s. o.]",
        "20 %% und 5%% mehr, {a -- b}",
        "<!-- eine Notiz -->",
        "Die Formel {x} und 5 %} oder {{",
    ],
)
@both_engines
def test_prose_is_not_foreign(text: str, config: Config) -> None:
    """A false alarm fails a strict build."""
    assert said(f"{text}\n", config) == []


@both_engines
def test_each_name_is_said_once_a_file(config: Config) -> None:
    """With how often it stands there."""
    result, _ = reading(f"---\n{HEAD}---\n" + "{{< film 1 >}}\n\n{{< karte >}}\n\n" * 40, config=config)

    assert [(each.place.line, "(40 times)" in each.text) for each in result.diagnostics] == [(5, True), (7, True)]


@both_engines
def test_what_is_in_code_first_is_said_where_it_is_not(config: Config) -> None:
    assert said("`{{ x }}`\n\n    {{ x }}\n\n{{ x }}", config) == [(5, 1)]


@both_engines
def test_its_text_is_not_lost(config: Config) -> None:
    assert "{% include x %}" in body_of("Vor {% include x %} nach", config=config).html


@pytest.mark.parametrize(
    "text", ["{{< youtube tPEE9ZwTmy0 >}}", "[youtube https://youtu.be/x]", "{% vimeo 76979871 %}"]
)
@both_engines
def test_what_shows_a_film_elsewhere_is_told_how_to_here(text: str, config: Config) -> None:
    result, _ = reading(f"---\n{HEAD}---\n{text}\n", config=config)

    assert ["alone in a line" in each.hint for each in result.diagnostics] == [True]


@both_engines
def test_escaped_shortcodes_are_shown_as_they_were(config: Config) -> None:
    """Exporters write them so; nobody looks for a backslash."""
    result, _ = reading(f"---\n{HEAD}---\n\\[vc\\_row\\]Text\\[/vc\\_row\\]\n", config=config)

    assert [each.text.partition(" is ")[0] for each in result.diagnostics] == ['"[vc_row]"']


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ('[x]({{< ref "cup.md" >}})', "write the file of the article"),
        ("Siehe {% post_url 2020-01-01-cup %}.", "write the file of the article"),
        ("[x]({{ site.baseurl }}/cup/)", "leave it out: an address that begins with a slash"),
        ('{{< figure src="a.jpg" >}}', "write it as ![what it shows]"),
        ("{% highlight ruby %}", "write three backticks"),
        ("{{ x }}", "write what it stands for"),
    ],
)
@both_engines
def test_the_remedy_is_that_of_what_is_written(text: str, remedy: str, config: Config) -> None:
    """An archive has hundreds of each, and whoever mends them looks for what to put in their place."""
    result, _ = reading(f"---\n{HEAD}---\n{text}\n", config=config)

    assert [each.hint.startswith(remedy) for each in result.diagnostics] == [True]


@pytest.mark.parametrize("text", ["Wow!!! so many", "!!!", "??? What", "=== Titel ===", 'a === "b"', "Titel\n==="])
@both_engines
def test_signs_of_prose_are_no_blocks(text: str, config: Config) -> None:
    assert said(text, config) == []

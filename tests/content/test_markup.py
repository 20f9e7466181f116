"""Markdown becomes HTML that may stand in any page."""

import re

import pytest

from newsgen.content.markup.python_markdown import body
from newsgen.model import Heading, Link
from tests.content.engines import both_anyhow, both_engines, both_safely, both_trusting
from tests.content.reader import Config, Markdown, body_of, reading

ALLOW = Config(language="de", markdown=Markdown(html="allow"))
ESCAPE = Config(language="de", markdown=Markdown(html="escape"))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ('"Ja", sagte er', "de", "„Ja“, sagte er"),
        ("'Ja', sagte er", "de", "‚Ja‘, sagte er"),
        ("So geht's, wie's war in '68", "de", "So geht’s, wie’s war in ’68"),
        ("Hans' Auto", "de", "Hans’ Auto"),
        ("\"Er sagte: 'Nein'\"", "de", "„Er sagte: ‚Nein‘“"),
        ('Ein *"kursives"* Wort', "de", "Ein <em>„kursives“</em> Wort"),
        ('"*kursiv*"', "de", "„<em>kursiv</em>“"),
        ('("Klammer")', "de", "(„Klammer“)"),
        ('"Link" [„x“ "y"](https://a.example/)', "de", '„Link“ <a href="https://a.example/">„x“ „y“</a>'),
        ('"Oui"', "fr", "«\u202fOui\u202f»"),
        ("\"It's\" 'so'", "en", "“It’s” ‘so’"),
        ('"Sí"', "es", "«Sí»"),
        ('"Sì"', "it", "«Sì»"),
        ('"Ja"', "nl", "“Ja”"),
        ('"Tak"', "pl", "„Tak”"),
        ("\"Ja\" und 'so'", "de-CH", "«Ja» und ‹so›"),
        ("2019--2024 --- so...", "de", "2019–2024 — so…"),
        ('`"x" -- y...`', "de", '<code>"x" -- y...</code>'),
        ('\\"gerade\\"', "de", '"gerade"'),
        ('27" breit', "de", '27" breit'),
        ('„Schon“ "so"', "de", "„Schon“ „so“"),
        ("<https://a.example/x--y>", "de", '<a href="https://a.example/x--y">https://a.example/x--y</a>'),
    ],
)
@both_engines
def test_quotes_are_those_of_the_language(text: str, lang: str, expected: str, config: Config) -> None:
    """Writers type straight quotes; readers expect their own."""
    assert body_of(text, lang, config=config).html.replace("&nbsp;", "\u00a0") == f"<p>{expected}</p>"


@both_engines
def test_a_picture_alone_is_a_figure(config: Config) -> None:
    """Its title is the caption."""
    html = body_of('Vor.\n\n![Alt](a.jpg "Ein & Bild")\n\nIm Text ![b](b.jpg) steht.', config=config).html

    assert (
        '<figure>\n<img alt="Alt" src="newsgen:content/2026/05/a.jpg" loading="lazy" decoding="async">\n'
        "<figcaption>Ein &amp; Bild</figcaption>\n</figure>" in html
    )
    assert html.count("<figure>") == 1


@both_engines
def test_headings_stand_below_the_page_and_skip_no_level(config: Config) -> None:
    """The page has the one h1 (WCAG 1.3.1)."""
    made = body_of("# Eins\n\n#### Tief\n\n#### Zwei\n\n## Über *Maß*\n\n## Über Maß\n\n#\n\nText\n", config=config)

    assert made.headings == (
        Heading(2, "eins", "Eins"),
        Heading(3, "tief", "Tief"),
        Heading(3, "zwei", "Zwei"),
        Heading(3, "ueber-mass", "Über Maß"),
        Heading(3, "ueber-mass_1", "Über Maß"),
    )
    assert "<h1" not in made.html


@both_engines
def test_tables_scroll_and_have_heads(config: Config) -> None:
    """WCAG 1.3.1 and 2.1.1; no style attribute, which a content security policy forbids."""
    html = body_of("| | Ort |\n|---|--:|\n| a | b |\n", config=config).html

    assert '<div aria-label="Ort" class="table" role="region" tabindex="0">' in html
    assert '<th class="align-right" scope="col">Ort</th>' in html
    assert "style=" not in html
    assert "<th></th>" not in html


@both_engines
@pytest.mark.parametrize(
    ("cell", "is_whole"),
    [
        ("12 000 €", True),
        ("1.200 Mio. Euro", False),
        ("1.200 Mio.", True),
        ("ca. 5 km", True),
        ("EUR 12 000", True),
        ("− 3,5 %", True),
        ("15–20 °C", True),
        ("*12* Monate", True),
        ("1. Juli 2007", True),
        ("12000", False),
        ("3 von 40 Städten", False),
        ("Ende 2005", True),
        ("12 000 Haushalte ohne Strom", False),
    ],
)
def test_numbers_and_their_units_stay_together_in_tables(config: Config, cell: str, is_whole: bool) -> None:
    """However narrow the column, and whichever side it is set to; sentences may break."""
    html = body_of(f"| Was | Wert |\n|:--|:--|\n| a | {cell} |\n", config=config).html

    assert ('class="align-left quantity"' in html) is is_whole
    assert ("quantity" in html) is is_whole


@both_engines
def test_footnotes_link_both_ways_without_a_word_of_english(config: Config) -> None:
    """Every id once, every link with its target."""
    html = body_of("A[^a] und[^a].\n\n[^a]: Note\n", config=config).html
    ids = re.findall(r'\bid="([^"]*)"', html)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)
    assert "Jump" not in html
    assert "title=" not in html


def test_the_state_of_one_text_does_not_reach_the_next() -> None:
    """One engine makes them all."""
    first = body_of("# A\n\nX[^1]\n\n[^1]: Y\n\n*[HTML]: Hyper\n\n[a]: https://a.example/\n")
    second = body_of("# A\n\nX[^1] HTML [a]\n")

    assert "footnote" in first.html
    assert second.html == '<h2 id="a">A</h2>\n<p>X[^1] HTML [a]</p>'


def test_the_rest_of_extra_works() -> None:
    """Fenced code, attribute lists, definition lists, abbreviations, Markdown in HTML."""
    html = body_of(
        "```python\na < b\n```\n\nP\n{: .lead #x}\n\nWort\n: Sinn\n\nHTML\n\n*[HTML]: Hyper\n\n"
        '<div class="box" markdown="1">\n*so*\n</div>\n'
    ).html

    assert '<pre tabindex="0"><code class="language-python">a &lt; b\n</code></pre>' in html
    assert '<p class="lead" id="x">P</p>' in html
    assert "<dt>Wort</dt>\n<dd>Sinn</dd>" in html
    assert '<abbr title="Hyper">HTML</abbr>' in html
    assert '<div class="box">\n<p><em>so</em></p>\n</div>' in html


EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href=' &#1; JaVaScRiPt:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JAVA&#115;cript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "![x](javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "Text\n{: onclick=alert(1) style=color:red }",
    "[x](#a){: onclick=alert(1) }",
    "![x](a.jpg){: onerror=alert(1) }",
    '<p style="position:fixed">x</p>',
    '<iframe src="https://a.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<form action="javascript:alert(1)"><button>x</button></form>',
    "<object data='javascript:alert(1)'></object>",
    "<style>@import 'x';</style>",
    "<base href='https://a.example/'>",
    "<meta http-equiv=refresh content='0;url=x'>",
    '<div markdown="1" onclick="alert(1)">*x*</div>',
    '<a href="x" title=\'"><img src=x onerror=alert(1)>\'>y</a>',
]
ACTIVE = re.compile(
    r"<(?:script|iframe|style|object|embed|base|meta|form|svg|math)\b|<[a-z][^>]*\s(?:on\w+|style|srcdoc)\s*=|"
    r"""=\s*["']?\s*(?:javascript|vbscript|data):""",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", EVIL)
@both_safely
def test_nothing_that_runs_survives(text: str, config: Config) -> None:
    """Whether raw HTML is sanitised or shown as text."""
    html = body_of(text, config=config).html

    assert not ACTIVE.search(re.sub(r'"[^"]*(?:&lt;)[^"]*"', '""', html)), html


@pytest.mark.parametrize(
    "text", [text for text in EVIL if "script:" in text.lower() or "data:" in text or "&#" in text]
)
@both_trusting
def test_script_addresses_die_even_where_html_is_allowed(text: str, config: Config) -> None:
    """`allow` trusts writers with tags; nobody needs a javascript: link."""
    html = body_of(text, config=config).html

    assert not re.search(r"""=\s*["']?[\s&#;x\d]*(?:java|vb)script:|data:text""", html, re.IGNORECASE), html


@both_trusting
def test_allowed_html_stays_as_written(config: Config) -> None:
    """A frame or a script of the writer's own."""
    html = body_of('<iframe src="https://a.example/"></iframe>\n\n<script>x < 1 && y</script>\n', config=config).html

    assert '<iframe src="https://a.example/" loading="lazy"></iframe>' in html
    assert "<script>x < 1 && y</script>" in html


def test_escaped_html_is_shown() -> None:
    """So a text about HTML needs no code marks."""
    assert body_of("Ein <b>Tag</b>", config=ESCAPE).html == "<p>Ein &lt;b&gt;Tag&lt;/b&gt;</p>"


@both_engines
def test_relative_links_are_bound_to_sources_and_keep_their_place(config: Config) -> None:
    """The page that shows them makes addresses of them; what is missing is reported at file, line and column."""
    text = "[a](../04/a.md#x) ![b](b%20c.jpg)\n\n"
    text += "[d](https://d.example/) [e](/e/) [f](#f) [g](mailto:g@h.example)\n\n[h][]\n\n[h]: ../../h.md\n"
    result, made = reading(f"---\ntitle: A\ndate: 2026-05-01\n---\n{text}", config=config)

    assert made is not None
    assert re.findall(r'(?:href|src)="([^"]*)"', made.html) == [
        "newsgen:content/2026/04/a.md#x",
        "newsgen:content/2026/05/b%20c.jpg",
        "https://d.example/",
        "newsgen:/e/",
        "#f",
        "mailto:g@h.example",
        "newsgen:content/h.md",
    ]
    assert result.links == (
        Link("content/2026/04/a.md", 5, 5, "../04/a.md", "x"),
        Link("content/2026/05/b c.jpg", 5, 24, "b c.jpg", is_shown=True),
        Link("/e/", 7, 29),
        Link("content/h.md", 11, 6, "../../h.md"),
    )


@both_engines
def test_pictures_in_raw_html_are_bound_and_load_late(config: Config) -> None:
    """Whole bodies come in HTML from other systems; a size is written by the page, once."""
    html = body_of(
        '<p><img src="a.jpg" width="10" height=20><img src="https://b.example/b.jpg" width="3"></p>', config=config
    ).html

    assert '<img src="newsgen:content/2026/05/a.jpg" alt="" loading="lazy" decoding="async">' in html
    assert '<img src="https://b.example/b.jpg" width="3" alt="" loading="lazy" decoding="async">' in html


@both_engines
def test_what_looks_like_an_address_inside_a_text_is_left_alone(config: Config) -> None:
    """To rewrite it there would end the attribute early, and what follows would be live."""
    html = body_of("""[a](b.md "<img src=x onerror=alert(1)>") <i title=' href="y" '>c</i>""", config=config).html

    assert 'title="&lt;img src=x onerror=alert(1)&gt;"' in html or 'title="<img src=x onerror=alert(1)>"' in html
    assert html.count("newsgen:") == 1


@both_anyhow
def test_nobody_can_write_the_inner_scheme(config: Config) -> None:
    """`newsgen:` is resolved to any source."""
    assert "newsgen:" not in body_of("[x](newsgen:content/secret.md)", config=config).html


@both_anyhow
def test_what_stands_before_more_is_the_teaser(config: Config) -> None:
    """And the mark itself leaves no trace."""
    made = body_of("# T\n\nEins *zwei*.\n\nDrei.[^1]\n\n<!--more-->\n\nVier.\n\n[^1]: Note\n", config=config)

    assert made.teaser == "Eins zwei. Drei."
    assert "more" not in made.html


@pytest.mark.parametrize(
    ("text", "teaser"),
    [
        ("## Kopf\n\nEins *zwei*[^1].\n\nDrei.\n\n[^1]: Note", "Eins zwei."),
        ("> Zitat\n\nEins.", "Eins."),
        ("![a](b.jpg)\n\nEins.", "Eins."),
        ("- Punkt\n\nEins.", "Eins."),
        ("- nur\n- Punkte", "nur Punkte"),
        ("| a |\n|---|\n| b |", ""),
        ('<p>Roh &amp; "gut"</p>', 'Roh & "gut"'),
        ("", ""),
    ],
)
@both_engines
def test_else_the_first_paragraph_is(text: str, teaser: str, config: Config) -> None:
    """Not a quote, a caption or a list, if there is a paragraph."""
    assert body_of(text, config=config).teaser == teaser


@both_engines
def test_words_are_counted_without_notes(config: Config) -> None:
    """For the time a text takes to read."""
    assert body_of("## Eins\n\nzwei drei[^1]\n\n[^1]: viele andere Wörter", config=config).words == 3


@pytest.mark.parametrize(
    "text",
    [
        "<![",
        "<!",
        "<?",
        "<div",
        "</div>",
        "<div><p></div>",
        "<!DOCTYPE",
        "<![CDATA[",
        "<a href=",
        '<div markdown="1">',
        "&#xFFFFFFFF;",
        "<div markdown=1><div markdown=1></div>",
        "> " * 400 + "x",
        "- " * 300 + "x",
        "[" * 3000,
        "*" * 3000,
        "<b>" * 2000,
        "`" * 2001,
        "\x02wzxhzdk:0\x03",
        "\x02",
        "[^1]: [^1]\n\n[^1]",
        "[^1]",
        "|\n|-",
        "{:",
        "![](",
        "[]()",
    ],
)
def test_broken_markup_breaks_nothing(text: str) -> None:
    """Writers paste what they find."""
    for mode in ("sanitize", "allow", "escape"):
        assert body(text, "content", "de", mode).html is not None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Titel {#anker}", "Titel"),
        ("# Titel {: .a lang=en} ##", "Titel"),
        ("Titel {.a}\n==========", "Titel"),
        ("# Titel\n{: #anker .a}", "Titel"),
        ("# **Titel** <em>hier</em> {#a}", "Titel hier"),
        ("# Preise {ab 5 Euro}", "Preise {ab 5 Euro}"),
    ],
)
@both_engines
def test_a_headline_that_becomes_the_title_has_no_attributes(text: str, title: str, config: Config) -> None:
    """Lists and feeds show the title as text; braces that are no attributes are the writer's."""
    result, made = reading(f"---\ndate: 2026-05-01\n---\n{text}\n\nText.\n", config=config)

    assert result.head is not None
    assert result.head.title == title
    assert made is not None
    assert made.html == "<p>Text.</p>"


def test_a_tag_in_a_title_is_a_notice() -> None:
    """Its words stay, its looks do not."""
    result, _ = reading("---\ndate: 2026-05-01\n---\n\n# Ein <em>Titel</em>\n")

    found = [(each.level, each.code, each.place.line, each.place.column) for each in result.diagnostics]
    assert found == [("notice", "html-removed", 5, 7)]


@both_engines
def test_a_headline_that_repeats_the_title_may_have_attributes(config: Config) -> None:
    assert body_of("# Der Pokal {#pokal}\n\nText.", config=config).html == "<p>Text.</p>"

"""What sanitising takes out of a text is said where it stands, and a film leaves a link."""

import re
from html import unescape

import pytest

from newsgen.content.markup.python_markdown import body
from newsgen.tags import attributes, tags
from tests.content.engines import both_anyhow, both_engines, both_safely, both_trusting
from tests.content.reader import ALLOW, CONFIG, ESCAPE, HEAD, Config, body_of, reading, told


def said(text: str, config: Config = CONFIG) -> list[tuple[str, int, int, str]]:
    """What is said to be left out: level, line and column in the text, and what it is."""
    found = told(text, config)
    return [(each.level, each.line, each.column, each.what) for each in found if each.code == "html-removed"]


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ('Vor.\n\n<iframe src="https://a.example/"></iframe>', 3, 1, "<iframe>"),
        ("Ein <form action=/x>Formular</form>", 1, 5, "<form>"),
        ("* Punkt <button>Los</button>", 1, 9, "<button>"),
        ("| a | b |\n|---|---|\n| c | <select></select> |", 3, 7, "<select>"),
        ("Text[^1]\n\n[^1]: <textarea>x</textarea>", 3, 7, "<textarea>"),
        ('<div markdown="1">\n\n*so* <object data=""></object>\n\n</div>', 3, 6, "<object>"),
        ("> Zitat <EMBED>", 1, 9, "<EMBED>"),
        ("<script>\nlet x = '<b>';\n</script>", 1, 1, "<script>"),
        ("<style>p {}</style>", 1, 1, "<style>"),
        ('<link rel="stylesheet" href="x.css">', 1, 1, "<link>"),
        ("<svg><path d=''/></svg>", 1, 1, "<svg>"),
        ("ein <center>alter</center> Brauch", 1, 5, "<center>"),
        ("ein <my-card>eigenes</my-card>", 1, 5, "<my-card>"),
        ("Eine List<String> hier", 1, 10, "<String>"),
        ("<?php echo 1; ?>", 1, 1, "<?php"),
        ('Ein <b onclick="x()">Wort</b>', 1, 5, "onclick"),
        ("Ein <b ONCLICK=x>Wort</b>", 1, 5, "onclick"),
        ('<p\n  style="color: red">Rot</p>', 1, 1, "style"),
        ("Ein Absatz\n{: .a onclick=x }", 2, 1, "onclick"),
        ("## Kopf {style='color:red'}", 1, 9, "style"),
        ("![Bild](https://a.example/b.jpg){: data-src=x }", 1, 33, "data-src"),
        ("<p name=oben>x</p>", 1, 1, "name"),
        ("Ein [Link](javascript:alert(1))", 1, 12, "javascript:alert(1)"),
        ("Ein <b>x</b> [Link](ftp://a.example/b)", 1, 21, "ftp://a.example/b"),
        ("![](data:image/png;base64,AAAA)", 1, 5, "data:image/png;base64,AAAA"),
    ],
)
@both_engines
def test_what_is_left_out_is_a_warning_at_its_place(
    text: str, line: int, column: int, what: str, config: Config
) -> None:
    """A film or a form that is missing from the page is missed by readers first."""
    assert ("warning", line, column, what) in said(text, config)


@pytest.mark.parametrize(
    "text",
    [
        "`<iframe>` und ``<form>``",
        "    <iframe src=x>\n",
        "```html\n<form onclick=x>\n```",
        "- Punkt\n\n        <script>x</script>\n",
        "a < b und c > d, <3, x<y",
        "<https://a.example/> <post@a.example>",
        "&lt;iframe&gt;",
        "<!-- Notiz <iframe> -->",
        "<!-- wp:paragraph -->\n<p>Text</p>\n<!-- /wp:paragraph -->",
        "<!--more-->",
        '<figure class="a"><img src="https://a.example/b.jpg" alt=""><figcaption>x</figcaption></figure>',
        '<a href="https://a.example/" target="_blank" rel="noopener" data-x="1">x</a>',
        "Text\n{: .lead #x title='Ein Titel' }",
        "# A\n\n| a |\n|:--|\n| b |\n\nWort\n: Sinn\n\nX[^1]\n\n[^1]: Y\n\n*[X]: Z\n",
    ],
)
@both_engines
def test_nothing_is_said_of_what_stays(text: str, config: Config) -> None:
    """A false alarm fails a strict build, and teaches to overlook the next."""
    assert said(text, config) == []


@both_engines
def test_a_script_without_an_end_is_said_to_take_the_rest(config: Config) -> None:
    """As browsers read it, the whole article is a script."""
    result, made = reading(f"---\n{HEAD}---\nVor.\n\n<script>\n\nDer Rest.", config=config)

    assert made is not None
    assert "Rest" not in made.html
    assert ["with all that follows" in each.text for each in result.diagnostics] == [True]


@both_engines
def test_words_of_old_html_for_looks_are_one_notice(config: Config) -> None:
    """Exports are full of them, and nothing is lost but what the theme decides."""
    text = '<p align="right">a</p>\n\n<table border="1" cellpadding="3"><tr><td bgcolor="red">b</td></tr></table>'

    assert said(text, config) == [("notice", 1, 1, "align")]


@both_engines
def test_hundreds_of_one_kind_are_few_warnings(config: Config) -> None:
    """An archive that came from elsewhere must still be readable in a terminal."""
    result, _ = reading(f"---\n{HEAD}---\n" + "<font>a</font> <font>b</font>\n\n" * 300, config=config)

    links, _ = reading(f"---\n{HEAD}---\n" + "[x](javascript:y)\n\n" * 300, config=config)

    assert len(links.diagnostics) == 5
    lines = [(each.place.line, "295 more lines" in each.text) for each in result.diagnostics]
    assert lines == [(5, False), (7, False), (9, False), (11, False), (13, True)]


@both_anyhow
def test_an_address_that_runs_is_said_in_every_mode(config: Config) -> None:
    """`allow` removes nothing in silence either."""
    assert said("Ein [Link](javascript:x)", config) == [("warning", 1, 12, "javascript:x")]


def test_allowed_and_escaped_html_lose_nothing_else() -> None:
    text = "<iframe src='https://a.example/'></iframe>\n\n<b onclick=x style=y>x</b> <form></form>"

    assert said(text, ALLOW) == []
    assert said(text, ESCAPE) == []


def test_a_text_that_breaks_markdown_is_said_to_be_shown_as_it_is() -> None:
    deep = "\n".join("    " * level + "- x" for level in range(300))
    result, made = reading(f"---\n{HEAD}---\n{deep}")

    assert [each.code for each in result.diagnostics] == ["markup-unreadable"]
    assert made is not None
    assert made.html.startswith("<pre")


FILM = "https://films.example/embed/abc"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            f'<iframe src="{FILM}" title="Der <Film>"></iframe>',
            f'<p class="embed-link"><a href="{FILM}">Der &lt;Film&gt;</a></p>',
        ),
        (f"<iframe src={FILM}></iframe>", f'<p class="embed-link"><a href="{FILM}">films.example</a></p>'),
        ("<iframe src='//films.example/x'></iframe>", '<a href="https://films.example/x">films.example</a>'),
        (
            f"Hier <iframe src={FILM}></iframe> lief er.",
            f'<a class="embed-link" href="{FILM}">films.example</a> lief er',
        ),
        (
            f"<div><span>x</span><span><iframe src={FILM}></iframe></span></div>",
            f'<span><a class="embed-link" href="{FILM}">films.example</a></span>',
        ),
        (f"<p><b>x</b> <iframe src={FILM}></iframe></p>", f'</b> <a class="embed-link" href="{FILM}">'),
        (f"<iframe data-src='{FILM}'></iframe>", f'<a href="{FILM}">films.example</a>'),
        (f"<embed src='{FILM}'>", f'href="{FILM}">films.example</a>'),
        (f"<object data='{FILM}'></object>", f'<a href="{FILM}">films.example</a>'),
        (f"<object><param name=movie value='{FILM}'></object>", f'<a href="{FILM}">films.example</a>'),
        (f"<video data-src='{FILM}'></video>", f'<a href="{FILM}">films.example</a>'),
        ("<object data='plan.pdf'></object>", '<a href="newsgen:content/2026/05/plan.pdf">plan.pdf</a>'),
        (f"<iframe src='{FILM}?a=1&amp;b=2'></iframe>", f'<a href="{FILM}?a=1&amp;b=2">'),
    ],
)
@both_engines
def test_a_film_leaves_a_link_in_its_place(text: str, link: str, config: Config) -> None:
    """A reader can still see it, on a page and in a feed."""
    assert link in body_of(text, config=config).html


@pytest.mark.parametrize(
    "text",
    [
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe src='data:text/html,x'></iframe>",
        "<iframe srcdoc='<b>x</b>'></iframe>",
        "<iframe src='https://[x'></iframe>",
        "<iframe src=' &#1;java\nscript:x'></iframe>",
        "<iframe src='mailto:a@b.example'></iframe>",
        "<iframe></iframe>",
    ],
)
@both_engines
def test_a_frame_without_a_web_address_leaves_nothing(text: str, config: Config) -> None:
    assert "<a" not in body_of(f"Text.\n\n{text}", config=config).html


@both_engines
def test_a_frame_without_an_end_takes_no_text_with_it(config: Config) -> None:
    """Browsers would read the rest of the article as the frame's own text."""
    html = body_of(f'<iframe src="{FILM}">\n\nDer *Rest*.', config=config).html

    assert "Rest" in html
    assert "&lt;" not in html


@both_engines
def test_an_old_film_in_two_elements_is_one_link(config: Config) -> None:
    """As players were embedded for browsers of two kinds."""
    html = body_of(f'<object><param name="movie" value="{FILM}"><embed src="{FILM}"></object>', config=config).html

    assert html.count("<a") == 1


@both_engines
def test_a_paid_link_stays_one(config: Config) -> None:
    """Search engines ask for `rel`, and so does the law in places."""
    for text in ('<a href="https://a.example/" rel="sponsored">x</a>', "[x](https://a.example/){rel=sponsored}"):
        assert 'rel="sponsored"' in body_of(text, config=config).html
        assert said(text, config) == []


@both_engines
def test_a_player_that_works_stays(config: Config) -> None:
    html = body_of(
        '<video controls><source src="a.mp4"><track src="a.vtt" kind="captions"></video>', config=config
    ).html

    assert '<source src="newsgen:content/2026/05/a.mp4">' in html
    assert 'src="newsgen:content/2026/05/a.vtt"' in html
    assert "embed-link" not in html


@both_engines
def test_what_stands_in_noscript_is_shown(config: Config) -> None:
    """Plugins that load pictures late keep them there; as text, their tags would be shown."""
    html = body_of('<p><noscript><img src="https://a.example/b.jpg"></noscript></p>', config=config).html

    assert '<img src="https://a.example/b.jpg"' in html
    assert "&lt;" not in html


@both_engines
def test_a_film_is_no_teaser(config: Config) -> None:
    assert body_of(f'<iframe src="{FILM}" title="Film"></iframe>\n\nDer Text.', config=config).teaser == "Der Text."


TRICKS = [
    "<a title='<img src=x onerror=alert(1)>' href='b.md'>x</a>",
    '<a title="--><script>x</script>" href="b.md">x</a>',
    "<img alt='\"><script>alert(1)</script>' src=a.jpg>",
    "<img src=a.jpg srcset='javascript:alert(1) 2x'>",
    "<img srcset='a.jpg 1x, java\nscript:alert(1) 2x'>",
    "<IMG SRC='JaVaScRiPt:alert(1)'>",
    "<a HREF='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<video poster='javascript:alert(1)'></video>",
    "<track src='javascript:alert(1)'>",
    "<source srcset='data:text/html,x 1x'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<iframe title='</iframe><img src=x onerror=alert(1)>' src=https://a.example></iframe>",
    "<iframe src='https://a.example/\"onclick=alert(1)'></iframe>",
    "<object data='https://a.example/\"><script>x</script>'></object>",
    "<p title=`<iframe src=x>`>x</p>",
]
DEAD_TAGS = re.compile("script|iframe|object|embed|svg", re.IGNORECASE)
DEAD_NAMES = re.compile(r"on\w+|style|srcdoc")
DEAD_VALUES = re.compile(r"""["']?\s*(?:java|vb)script:|["']?\s*data:|[^"]*\s(?:javascript|data):""", re.IGNORECASE)


@pytest.mark.parametrize("text", TRICKS)
@both_safely
def test_no_trick_brings_a_script_to_life(text: str, config: Config) -> None:
    """Looked at as browsers do, tag by tag: what stands in a value is text."""
    html = body_of(text, config=config).html

    for tag in tags(html):
        assert not DEAD_TAGS.fullmatch(tag.name), html
        assert "<" not in tag.attributes, html
        for name, value in attributes(tag.attributes):
            assert not DEAD_NAMES.fullmatch(name), html
            assert not DEAD_VALUES.match(unescape(value or "")), html


@both_trusting
def test_allowed_html_is_changed_in_no_value(config: Config) -> None:
    """A title that speaks of pictures, headings or code is a text."""
    text = "<a title='<h1> <pre> <img src=\"a.jpg\"> <iframe src=x>' href='https://a.example/'>x</a>"

    assert text in body_of(text, config=config).html


@both_anyhow
def test_nobody_can_write_a_bound_address_as_text(config: Config) -> None:
    """The page that shows it would lead to a source that is not public."""
    texts = ['`src="newsgen:content/secret.md"`', "<b title='href=\"newsgen:content/secret.md\"'>x</b>"]
    for text in [*texts, '`srcset="newsgen&#58;content/secret.md"`', 'x srcset="newsgen:content/secret.md"']:
        assert '="newsgen:' not in body_of(text, config=config).html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a title="x>y" b>', [("a", [("title", '"x>y"'), ("b", None)])]),
        ("<a title='<b>'><i/>", [("a", [("title", "'<b>'")]), ("i", [])]),
        ("<a x=y'z>", [("a", [("x", "y'z")])]),
        ('<a "b c" = d>', [("a", [('"b', None), ('c"', "d")])]),
        ("<!-- <a> --><b>", [("!--", []), ("b", [])]),
        ("<!--><b>", [("!--", []), ("b", [])]),
        ("<script>'<b>'</script><i>", [("script", []), ("script", []), ("i", [])]),
        ("<a href=x", [("a", [("href", "x")])]),
        ('<a href="x><b>', [("a", [("href", '"x><b>')])]),
        ("a < b <3", []),
    ],
)
def test_tags_are_those_that_browsers_see(html: str, expected: list[tuple[str, list[tuple[str, str | None]]]]) -> None:
    """By the tokenizer of the HTML standard."""
    assert [(tag.name, list(attributes(tag.attributes))) for tag in tags(html)] == expected


def test_findings_are_part_of_the_body() -> None:
    """A body that is stored says what it said when it was made."""
    made = body("Vor.\n\n<form>x</form>", "content", "de", "sanitize")

    assert [(each.code, each.line, each.column) for each in made.findings] == [("html-removed", 3, 1)]


@pytest.mark.parametrize(
    "text", ["<svg><text>Balken</text></svg>", "<math><mi>Balken</mi></math>", "<template>Balken</template>"]
)
@both_engines
def test_what_takes_its_text_with_it_says_so(text: str, config: Config) -> None:
    """Of all else that goes, the text stays."""
    result, made = reading(f"---\n{HEAD}---\n{text}", config=config)

    assert made is not None
    assert "Balken" not in made.html
    assert "is left out with all that is in it" in result.diagnostics[0].text


@pytest.mark.parametrize(
    "name", ["select", "textarea", "canvas", "title", "datalist", "dialog", "map", "xmp", "object", "button", "my-card"]
)
@both_engines
def test_of_all_else_the_text_stays(name: str, config: Config) -> None:
    result, made = reading(f"---\n{HEAD}---\nVor <{name}>Balken</{name}> nach", config=config)

    assert made is not None
    assert "Balken" in made.html
    assert "all that is in it" not in result.diagnostics[0].text


@pytest.mark.parametrize(
    "text", ["wo a<b und b>c gilt", "Vor <s oder t> nach", "<main und so> hier", "Eine List<String>"]
)
@both_engines
def test_a_sign_for_less_is_told_how_to_be_written(text: str, config: Config) -> None:
    """Whoever writes of numbers or of code means no tag."""
    result, _ = reading(f"---\n{HEAD}---\n{text}", config=config)

    assert result.diagnostics
    assert all("&lt; for <" in (each.hint or "") for each in result.diagnostics)


@both_engines
def test_a_tag_with_words_of_html_is_a_tag(config: Config) -> None:
    result, _ = reading(
        f"---\n{HEAD}---\n<b hidden onclick='x' data-x>a</b> <iframe allowfullscreen></iframe>", config=config
    )

    assert result.diagnostics
    assert not any("&lt;" in (each.hint or "") for each in result.diagnostics)


@pytest.mark.parametrize("name", ["title", "textarea", "xmp", "plaintext", "noembed", "noframes"])
@both_engines
def test_no_tag_makes_a_text_of_the_rest(name: str, config: Config) -> None:
    """Browsers, and what sanitises, read no HTML behind one that has no end."""
    text = f"Ein <{name}> in Prosa.\n\nDer *Rest* <b onclick=x>hier</b>."
    html = body_of(text, config=config).html

    assert "<p>Der <em>Rest</em> <b>hier</b>.</p>" in html
    assert "&lt;" not in html
    assert [what for *_, what in said(text, config)] == [f"<{name}>", "onclick"]


@both_engines
def test_what_is_left_of_a_tag_within_a_tag_runs_nothing(config: Config) -> None:
    html = body_of("<scr<title>ipt>alert(1)</scr</title>ipt> <im<xmp>g src=x onerror=alert(1)>", config=config).html

    assert not any(DEAD_TAGS.fullmatch(tag.name) or "onerror" in tag.attributes for tag in tags(html))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "<iframe width=560 src='https://www.youtube.com/embed/tPEE9ZwTmy0?si=x' title='Film'></iframe>",
            "write its address alone in a line: https://www.youtube.com/watch?v=tPEE9ZwTmy0",
        ),
        (f"<iframe src='{FILM}'></iframe>", "to show it within the page, set markdown.html: allow"),
    ],
)
@both_engines
def test_a_frame_that_goes_is_told_how_to_show_its_film(text: str, hint: str, config: Config) -> None:
    """Those who come from a system that pastes frames into texts would trust all writers with HTML for it."""
    result, _ = reading(f"---\n{HEAD}---\n{text}\n", config=config)

    assert [hint in each.hint for each in result.diagnostics] == [True]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("<div hidden>Geheim</div>", 1, 1),
        ('Vor <span style="display:none">Geheim</span> nach', 1, 5),
        ("<span style='color:red; DISPLAY : none'>Geheim</span>", 1, 1),
        ("<p style='visibility:hidden'>Geheim", 1, 1),
        ('<div hidden="hidden">\n\nGeheim\n\n</div>', 1, 1),
        ('<div style="display: none"><div></div>Geheim</div>', 1, 1),
        ('<center style="display:none">Geheim</center>', 1, 1),
        ('Geheim\n{: style="display:none"}', 2, 1),
        ('## Geheim {style="display:none"}', 1, 11),
    ],
)
@both_engines
def test_what_html_hides_is_an_error(text: str, line: int, column: int, config: Config) -> None:
    """The attribute is left out, and everyone would read the text."""
    (error,) = told(f"{text}\n", config)

    assert (error.level, error.code, error.line, error.column) == ("error", "html-removed", line, column)


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://a.example/zaehler.gif" alt="" width="1" style="display:none">',
        '<div id="x" style="display:none"></div>',
        '<span style="color:red">rot</span>',
        '<div hidden><img src="https://a.example/b.gif" alt=""></div>',
    ],
)
@both_engines
def test_what_holds_no_text_hides_none(text: str, config: Config) -> None:
    """Counters of readers stand in many texts."""
    assert "error" not in {each.level for each in told(f"{text}\n", config)}


@both_engines
def test_in_a_draft_hidden_html_is_a_warning(config: Config) -> None:
    result, _ = reading(f"---\n{HEAD}draft: true\n---\n<div hidden>Geheim</div>\n", config=config)

    assert [(each.level, each.code) for each in result.diagnostics] == [("warning", "html-removed")]

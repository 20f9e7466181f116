"""The engine `commonmark`: what writers meet in it, as editors, GitHub, Hugo, Zola and Jekyll read it."""

import re

import pytest

from newsgen.content.markup.commonmark.engine import body
from newsgen.model import Heading
from newsgen.tags import tags
from tests.content.engines import COMMONMARK, COMMONMARK_ALLOW, COMMONMARK_ESCAPE
from tests.content.reader import HEAD, Config, body_of, reading

# What writers meet: a text, what is on the page by CommonMark, and by the other engine.
DIALECT = [
    ("See https://example.com/a now.", '<a href="https://example.com/a">', "See https://example.com/a now."),
    ("One\\\ntwo", "<p>One<br>\ntwo</p>", "One\\\ntwo"),
    ("- a\n  - b", "<li>a\n<ul>\n<li>b</li>", "<li>a</li>\n<li>b</li>"),
    ("Text:\n- a\n- b", "<p>Text:</p>\n<ul>\n<li>a</li>", "<p>Text:\n- a\n- b</p>"),
    ("1. a\n\n   ```\n   x --y\n   ```\n2. b", "<code>x --y\n</code></pre>\n</li>\n<li>", "<code>x --y</code>"),
    ("- a\n\n      x --y", "<code>x --y\n</code></pre>\n</li>", "x –y"),
    ("> a\n\n> b", "</blockquote>\n<blockquote>", "<p>a</p>\n<p>b</p>\n</blockquote>"),
    ("Text.\n\n#1 in the list", "<p>#1 in the list</p>", ">1 in the list</h2>"),
    ("~~old~~ new", "<del>old</del> new", "~~old~~ new"),
    ("- [ ] open\n- [x] done", 'type="checkbox"> done</li>', "[x] done"),
    ("1) a\n2) b", "<ol>\n<li>a</li>", "1) a\n2) b"),
    ("Text\n| a |\n|---|\n| b |", "<td>b</td>", "| b |"),
    ("<div>\n\n*a*\n\n</div>", "<em>a</em>", "*a*"),
    ("A[^b] and[^a].\n\n[^a]: x\n[^b]: y", 'noteref">1</a></sup> and', 'noteref">2</a></sup> and'),
    ("[x][a]\n\n[a]: /first/\n[a]: /second/", 'href="newsgen:/first/"', 'href="newsgen:/second/"'),
    ("Text.\n\n# C#", ">C#</h2>", ">C</h2>"),
    ("```js title=x\na\n```", '<code class="language-js">a', "js title=x"),
]
LISTS = [
    ("We asked:\n- the mayor\n- the police", "<p>We asked:</p>\n<ul>\n<li>the mayor</li>\n<li>the police</li>\n</ul>"),
    ("We asked:\n* a\n+ b", "<p>We asked:</p>\n<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>"),
    ("Order:\n1. a\n2. b", "<p>Order:</p>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ("In the year\n1984. It was cold.", "<p>In the year\n1984. It was cold.</p>"),
    ("> Said:\n> - a", "<blockquote>\n<p>Said:</p>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>"),
    ("- Town\n  - Hall\n- Land", "<ul>\n<li>Town\n<ul>\n<li>Hall</li>\n</ul>\n</li>\n<li>Land</li>\n</ul>"),
    ("1. a\n   - b\n2. c", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>"),
    ("* a\n  1. b\n     - c", "<ul>\n<li>a\n<ol>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n</li>\n</ul>"),
    ("1) a\n2) b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("- a\n\n  b\n- c", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>"),
    ("- a\n\n      code\n", '<ul>\n<li>\n<p>a</p>\n<pre tabindex="0"><code>code\n</code></pre>\n</li>\n</ul>'),
    (
        '1. a\n\n   ```\n   make "all"\n   make -- test\n   ```\n\n2. b',
        '<ol>\n<li>\n<p>a</p>\n<pre tabindex="0"><code>make "all"\nmake -- test\n</code></pre>\n</li>\n<li>\n<p>b</p>\n'
        "</li>\n</ol>",
    ),
    (
        "- a\n  ~~~ py\n  x = 'y'\n  ~~~\n- b",
        '<ul>\n<li>a\n<pre tabindex="0"><code class="language-py">x = \'y\'\n</code></pre>\n</li>\n<li>b</li>\n</ul>',
    ),
    ("> ```\n> a -- b\n> ```", '<blockquote>\n<pre tabindex="0"><code>a -- b\n</code></pre>\n</blockquote>'),
]


@pytest.mark.parametrize(("text", "by_commonmark", "by_markdown"), DIALECT)
def test_the_manual_says_how_the_engines_differ(text: str, by_commonmark: str, by_markdown: str) -> None:
    """Its table has these rows."""
    one, other = body_of(text, config=COMMONMARK).html, body_of(text).html

    assert by_commonmark in one
    assert by_commonmark not in other
    assert by_markdown in other
    assert by_markdown not in one


@pytest.mark.parametrize(("text", "html"), LISTS)
def test_lists_and_code_in_them_are_those_of_commonmark(text: str, html: str) -> None:
    """Elsewhere a list needs no blank line above it, two blanks nest one, and a fence belongs to its item."""
    assert body_of(text, config=COMMONMARK).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("#1 in the list", "<p>#1 in the list</p>"),
        ("# C#\n\n# F# #", '<h2 id="c-sharp">C#</h2>\n<h2 id="f-sharp">F#</h2>'),
        ("> a\n\n> b", "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("~~old~~ new", "<p><del>old</del> new</p>"),
        ("snake_case_name, 2*3*4", "<p>snake_case_name, 2<em>3</em>4</p>"),
        ("**a**b, **„a“**b", "<p><strong>a</strong>b, **„a“**b</p>"),
        ("    code", '<pre tabindex="0"><code>code\n</code></pre>'),
        ("&copy; &#169; &nope;", "<p>© © &amp;nope;</p>"),
        ("``` js title=x\na\n```", '<pre tabindex="0"><code class="language-js">a\n</code></pre>'),
        ("```{.py #x}\na\n```", '<pre id="x" tabindex="0"><code class="language-py">a\n</code></pre>'),
    ],
)
def test_what_writers_meet_reads_as_elsewhere(text: str, html: str) -> None:
    assert (
        body_of(f"Vor.\n\n{text}" if text[0] == "#" else text, config=COMMONMARK).html.removeprefix("<p>Vor.</p>\n")
        == html
    )


def test_tasks_have_boxes_that_nobody_can_tick() -> None:
    """Nobody can tick the boxes; they stay where HTML is sanitised, which takes a writer's own."""
    text = "- [ ] offen\n- [x] getan\n  <input>\n"
    html = body_of(text, config=COMMONMARK).html

    assert html == (
        '<ul>\n<li class="task-list-item"><input disabled="" type="checkbox"> offen</li>\n'
        '<li class="task-list-item"><input checked="" disabled="" type="checkbox"> getan\n</li>\n</ul>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"https://a.example/" -- "x"', '„<a href="https://a.example/">https://a.example/</a>“ – „x“'),
        ("https://a.example/x--y...z", '<a href="https://a.example/x--y...z">https://a.example/x--y...z</a>'),
        ('<code>"x" -- y</code> "z"', '<code>"x" -- y</code> „z“'),
        ('<kbd>"</kbd> "a"', '<kbd>"</kbd> „a“'),
        ('<b title="a -- b">"c"</b>', '<b title="a -- b">„c“</b>'),
        ("\\-\\-\\- a \\.\\.\\. b \\- c", "--- a ... b - c"),
        ("&quot;a&quot; &#39;b&#39;", "\"a\" 'b'"),
        ('[\\"a\\"](https://a.example/) "b"', '<a href="https://a.example/">"a"</a> „b“'),
        ('a  \n"b"\\\n"c"', "a<br>\n„b“<br>\n„c“"),
        ('"a *b* `c` d"', "„a <em>b</em> <code>c</code> d“"),
        ("~~\"a\"~~ 'b'", "<del>„a“</del> ‚b‘"),
    ],
)
def test_quotes_are_dressed_in_prose_alone(text: str, expected: str) -> None:
    """Never in code, addresses or the attributes of raw HTML, and an escaped one is what was written."""
    assert body_of(text, config=COMMONMARK).html == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("text", "line", "column", "target"),
    [
        ("a.md [x](a.md)", 1, 10, "a.md"),
        ("[a.md](a.md)", 1, 8, "a.md"),
        ("[x]( <a b.md> 'a b.md')", 1, 7, "a b.md"),
        ("ä [ü *ö*](ä.md)", 1, 11, "ä.md"),
        ("[![x](a.jpg)](a.jpg)", 1, 15, "a.jpg"),
        ("> - a\n>   [x](a.md)", 2, 9, "a.md"),
        ("[a](\nb.md)", 2, 1, "b.md"),
        ("`[x](a.md)` [x](a.md)", 1, 17, "a.md"),
        ("[x][Ä b]\n\n[ä  B]: <a.md> (T)", 3, 10, "a.md"),
        ("[a]\n\n> [a]: a.md", 3, 8, "a.md"),
        ("![](a.jpg)", 1, 5, "a.jpg"),
        ("| a |\n|---|\n| [x](a.md) |", 3, 7, "a.md"),
        ("[^1]\n\n[^1]: [x](a.md)", 3, 11, "a.md"),
        ("a.jpg <img src='a.jpg'>", 1, 17, "a.jpg"),
        ('> <div>\n> <a href="ü.md">\n> </div>', 2, 12, "ü.md"),
        ("<a title='b.md' href=b.md>", 1, 22, "b.md"),
    ],
)
def test_links_have_the_very_place_of_their_address(text: str, line: int, column: int, target: str) -> None:
    """Also where the same words stand in front of them."""
    _, made = reading(f"---\n{HEAD}---\n{text}", config=COMMONMARK)

    assert made is not None
    assert (f"content/2026/05/{target}", line, column, target) in {
        (link.target, link.line, link.column, link.text) for link in made.links
    }


def test_two_links_in_one_another_keep_their_places() -> None:
    made = body_of("[![x](a.jpg)](a.jpg) a.jpg [y](a.jpg)", config=COMMONMARK)

    assert [link.column for link in made.links] == [15, 7, 32]


def test_notes_are_numbered_as_they_are_referred_to() -> None:
    """Whatever the order of their lines; a note within a note comes last."""
    html = body_of("A[^z], B[^a b], C[^Z].\n\n[^a b]: Eins[^tief]\n[^z]: Zwei\n\n[^tief]: Drei", config=COMMONMARK).html
    ids = re.findall(r'\bid="([^"]*)"', html)

    assert [re.sub("<[^>]*>", "", part)[:1] for part in html.split('role="doc-noteref">')[1:]] == ["1", "2", "1", "3"]
    assert ids == ["fnref-z", "fnref-a-b", "fnref2-z", "fn-z", "fn-a-b", "fnref-tief", "fn-tief"]
    assert set(re.findall(r'href="#([^"]*)"', html)) == set(ids)


@pytest.mark.parametrize("labels", [("a b", "a-b"), ("a  b", "a_b"), ("1", "2")])
def test_ids_of_notes_are_each_ones_own(labels: tuple[str, str]) -> None:
    first, second = labels
    html = body_of(f"A[^{first}] B[^{second}]\n\n[^{first}]: x\n[^{second}]: y", config=COMMONMARK).html
    ids = re.findall(r'\bid="([^"]*)"', html)

    assert len(set(ids)) == len(ids) == 4
    assert not any(" " in each for each in ids)


def test_a_note_may_refer_to_itself() -> None:
    html = body_of("A[^1]\n\n[^1]: B[^1]", config=COMMONMARK).html

    assert html.count('role="doc-backlink"') == 2


def test_ids_of_headings_make_way_for_those_that_are_given() -> None:
    """Also for one that comes later; equal ones are numbered as the other engine does."""
    made = body_of("## A\n\n## A\n\n## B {#a_1}\n\n> ## A\n\n##", config=COMMONMARK)

    assert [heading.id for heading in made.headings] == ["a", "a_2", "a_1", "a_3"]
    assert made.headings[3] == Heading(2, "a_3", "A")
    assert re.findall(r'<h\d id="([^"]*)"', made.html) == ["a", "a_2", "a_1", "a_3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<figure>\n\n![a](b.jpg)\n\n<figcaption>\n\n*Bild*\n\n</figcaption>\n</figure>", "<em>Bild</em>"),
        ("<div class=box>\n\n- *a*\n\n</div>", "<li><em>a</em></li>"),
        ("<details>\n<summary>Mehr</summary>\n\n**Text**\n\n</details>", "<p><strong>Text</strong></p>"),
        ("Ein <mark>*Wort*</mark>", "<mark><em>Wort</em></mark>"),
    ],
)
def test_markdown_stands_in_html_behind_a_blank_line(text: str, expected: str) -> None:
    result, made = reading(f"---\n{HEAD}---\n{text}", config=COMMONMARK)

    assert made is not None
    assert expected in made.html
    assert [each.code for each in result.diagnostics if each.code != "link-broken"] == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("EU EUR\n\n*[EU]: Union", '<p><abbr title="Union">EU</abbr> EUR</p>'),
        ("*[EU]: Union\nEU *EU*", '<p><abbr title="Union">EU</abbr> <em><abbr title="Union">EU</abbr></em></p>'),
        ('"z. B."\n\n*[z. B.]: "ä"', '<p>„<abbr title="&quot;ä&quot;">z. B.</abbr>“</p>'),
        ("A AB\n\n*[A]: eins\n*[A B]: zwei", '<p><abbr title="eins">A</abbr> AB</p>'),
        ("A B\n\n*[A]: eins\n*[A B]: zwei", '<p><abbr title="zwei">A B</abbr></p>'),
        ("`EU` https://a.example/EU\n\n> *[EU]: x\n", None),
        ("```\n*[EU]: x\n```\nEU", '<pre tabindex="0"><code>*[EU]: x\n</code></pre>\n<p>EU</p>'),
        ("Ein *[EU]: x*", "<p>Ein <em>[EU]: x</em></p>"),
        ("\\*[EU]: x EU", "<p>*[EU]: x EU</p>"),
    ],
)
def test_abbreviations_are_those_of_the_other_engine(text: str, html: str | None) -> None:
    """Whoever changes the engine keeps them; in code and in addresses they are no words."""
    made = body_of(text, config=COMMONMARK)

    assert "<abbr" not in made.html if html is None else made.html == html


def test_a_link_in_html_holds_no_other() -> None:
    """Of two within one another browsers make two beside one another."""
    text = '<a href="https://a.example/">https://a.example/</a> https://b.example/'

    assert body_of(text, config=COMMONMARK).html.count("<a ") == 2


def test_an_address_that_no_page_may_have_stays_text() -> None:
    """Nobody wrote a link; where HTML is allowed, so are these."""
    assert "<a" not in body_of("ftp://a.example/b", config=COMMONMARK).html
    assert '<a href="ftp://a.example/b">' in body_of("ftp://a.example/b", config=COMMONMARK_ALLOW).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<div>**x**</div>", "<p>&lt;div&gt;<strong>x</strong>&lt;/div&gt;</p>"),
        (
            "`<b>` <https://a.example/>",
            '<p><code>&lt;b&gt;</code> <a href="https://a.example/">https://a.example/</a></p>',
        ),
        ("[x](<a b.md>)", '<p><a href="newsgen:content/2026/05/a%20b.md">x</a></p>'),
        ("[x]\n\n[x]: <a b.md>", '<p><a href="newsgen:content/2026/05/a%20b.md">x</a></p>'),
        ("<pre>\n- a\n</pre>", "<p>&lt;pre&gt;</p>\n<ul>\n<li>a\n&lt;/pre&gt;</li>\n</ul>"),
        ("```\n<b>\n```", '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>'),
        ("<a@b.example>", '<p><a href="mailto:a@b.example">a@b.example</a></p>'),
    ],
)
def test_escaped_tags_are_text_around_markdown(text: str, html: str) -> None:
    """As with the other engine: nothing in a text is HTML, and all of it is Markdown."""
    assert body_of(text, config=COMMONMARK_ESCAPE).html == html


@pytest.mark.parametrize(
    ("text", "config", "code", "line", "column"),
    [
        ("Vor.\n\n<!-- Notiz\n\nDer Rest.", COMMONMARK, "html-removed", 3, 1),
        ("> <!-- Notiz", COMMONMARK_ALLOW, "html-removed", 1, 3),
        ("Die EU.\n\n*[EU]: eins\n*[EU]: zwei", COMMONMARK, "definition-unused", 3, 1),
        ("[x]\n\n[x]: https://a.example/\n[X]: https://b.example/", COMMONMARK, "definition-unused", 4, 1),
        ("A[^1]\n\n[^1]: Eins.\n[^1]: Zwei.", COMMONMARK, "definition-unused", 4, 1),
        ("A\n\n> [^1]: Eins.", COMMONMARK, "definition-unused", 3, 3),
        ("[x]\n\n> [x]: a.md", COMMONMARK, "", 0, 0),
        ("| a |\n|---|\n| `x|y` |", COMMONMARK, "table-cells", 3, 1),
        ("<div>\n> *a*\n</div>", COMMONMARK, "markdown-in-html", 2, 3),
        ("> <div>\n> ä *ö*\n> </div>", COMMONMARK, "markdown-in-html", 2, 5),
        ("- ```\n  a\n- b", COMMONMARK, "code-unclosed", 1, 3),
        ("~~~\n```", COMMONMARK, "code-unclosed", 1, 1),
        ("> ```\n> a\n> ```\nb", COMMONMARK, "", 0, 0),
        ("ä <b onclick=x>y</b>", COMMONMARK, "html-removed", 1, 3),
        ("<b onclick=x>a</b> `<b onclick=x>` <b onclick=x>b</b>\n\n<b onclick=x>", COMMONMARK, "html-removed", 1, 1),
        ("`{onclick=x}` *a*{onclick=x}", COMMONMARK, "html-removed", 1, 18),
        ('<img srcset="https://a.example/a.jpg 1x, file:///b.jpg 2x">', COMMONMARK, "html-removed", 1, 42),
    ],
)
def test_what_is_lost_is_said_at_its_place(text: str, config: Config, code: str, line: int, column: int) -> None:
    """What CommonMark drops, hides or shows with its marks, by its own rules."""
    result, _ = reading(f"---\n{HEAD}---\n{text}", config=config)
    found = [each for each in result.diagnostics if each.code != "link-broken"]
    n_before = HEAD.count("\n") + 2

    assert [(each.code, each.place.line - n_before, each.place.column) for each in found[:1]] == (
        [(code, line, column)] if code else []
    )
    assert all(each.hint and each.excerpt for each in found)


@pytest.mark.parametrize("text", ["- " * 900 + "x", ">" * 900 + " x", "*a " * 200 + "b*" * 200])
def test_what_nests_without_end_is_shown_as_written(text: str) -> None:
    """What reads HTML gives up, or ends its process."""
    made = body_of(text, config=COMMONMARK)

    assert [each.code for each in made.findings] == ["markup-unreadable"]
    assert made.html.startswith('<pre tabindex="0">')


def test_no_text_can_forge_what_the_engine_writes_for_itself() -> None:
    """It keeps references to notes as two control characters and a number."""
    references = "&#1;b> &#2;99&#3; &#2;0&#3; ![&#2;0&#3;](a&#2;0&#x3; '&#2;0&#3;') &#8;"
    for mode in ("sanitize", "allow", "escape"):
        html = body(
            f"[x](a.md 't&#2;0&#3;') A[^1] \x020\x03 \x01b\x01 \0 \ud800 {references}\n\n[^1]: x", "content", "de", mode
        ).html

        assert html.count("<sup") == 1
        assert not set("\0\x01\x02\x03\x08\ud800") & set(html)


@pytest.mark.parametrize(
    "text",
    [
        "[^1]: <b>\n\nx[^1]",
        "[Photo]: <em>dpa</em>",
        "[x]: <script>\nAll\n\nmore",
        "[](<img src=x onerror=alert(1)>)",
        "](<b>x</b>",
        "<div>\n```\n</div>\n\n<b>\n```\n\n<i>",
        "<!-- x\n\n<b>",
        "> <div>\n> <p>\n\n<pre>\n\n<a\nhref=x>",
    ],
)
def test_nothing_is_html_where_it_is_escaped(text: str) -> None:
    """Wherever a tag stands: only newsgen's own are tags."""
    html = body_of(text, config=COMMONMARK_ESCAPE).html
    own = {"p", "a", "code", "pre", "sup", "div", "hr", "ol", "li", "blockquote"}

    assert {tag.name for tag in tags(html)} <= own
    assert "onerror=" not in re.sub(r'"[^"]*"', "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[x]( <a.md>)", '<p><a href="newsgen:content/2026/05/a.md">x</a></p>'),
        ("[x]\n\n[x]:<a.md>", '<p><a href="newsgen:content/2026/05/a.md">x</a></p>'),
        ("\\<b> 5 \\< 6", "<p>&lt;b&gt; 5 &lt; 6</p>"),
    ],
)
def test_what_is_no_tag_means_where_html_is_escaped_what_it_always_means(text: str, html: str) -> None:
    assert body_of(text, config=COMMONMARK_ESCAPE).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![B](a.jpg)\nUnterschrift", "Unterschrift</p>"),
        ('![B](a.jpg "T") Text', "Text</p>"),
        ("<video src=a.mp4></video> Text", "Text</p>"),
        ("Text ![B](a.jpg)", "<p>Text"),
    ],
)
def test_a_picture_with_text_beside_it_stands_in_a_paragraph(text: str, html: str) -> None:
    made = body_of(text, config=COMMONMARK)

    assert html in made.html
    assert "<figure" not in made.html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x\n\n[^a]: see[^b]\n\n[^b]: y", [3, 5]),
        ("[^a]: see[^b]\n\n[^b]: y[^a]", [1, 3]),
        ("[^1]: x[^1]", [1]),
        ("x\n\n[^a]: # Head\n\n    [x](a.md)", [3]),
    ],
)
def test_notes_that_only_notes_refer_to_are_said(text: str, lines: list[int]) -> None:
    """No page leads to them: nothing of them is shown, and no heading, link or box is left of them."""
    made = body_of(text, config=COMMONMARK)

    assert [(each.code, each.line) for each in made.findings] == [("definition-unused", line) for line in lines]
    assert "footnote" not in made.html
    assert made.headings == ()
    assert made.links == ()


def test_ids_of_headings_are_none_of_a_note() -> None:
    html = body_of("x[^1]\n\n## Fn 1\n\n## Fnref 1\n\n[^1]: y", config=COMMONMARK).html
    ids = re.findall(r'\bid="([^"]*)"', html)

    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/pkg/__init__.py", "https://a.example/pkg/__init__.py"),
        ("www.a.example/_x_/y", "http://www.a.example/_x_/y"),
        ("https://a.example/*x*/_y_/~z~ *b*", "https://a.example/*x*/_y_/~z"),
        ("Leser*innen: https://a.example/Leser*innen und *b*", "https://a.example/Leser*innen"),
        ("**https://a.example/x_y_z** und **b**", "https://a.example/x_y_z"),
        ("[_x_ https://a.example/_x_](https://a.example/_y_)", "https://a.example/_y_"),
        ("[x]\n\n[x]: https://a.example/_b_", "https://a.example/_b_"),
        ("<https://a.example/_b_> *x*", "https://a.example/_b_"),
        ('<a href="https://a.example/_b_">*x*</a>', "https://a.example/_b_"),
        ("| https://a.example/a_b|*c*_|\n|-|-|", "https://a.example/a_b"),
    ],
)
def test_no_mark_cuts_an_address(text: str, address: str) -> None:
    html = body_of(text, config=COMMONMARK).html

    assert f'<a href="{address}">' in html
    assert html.count("<a ") == 1
    assert not set("\x01\x04\x05\x06\x07") & set(html)


def test_addresses_in_code_are_what_was_written() -> None:
    assert "<code>https://a.example/_b_ *c*</code>" in body_of("`https://a.example/_b_ *c*`", config=COMMONMARK).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (":rocket: Start\n:bug: Fix", "<p>:rocket: Start\n:bug: Fix</p>"),
        ("Text\n:-)", "<p>Text\n:-)</p>"),
        ("> Text\n> :x", "<blockquote>\n<p>Text\n:x</p>\n</blockquote>"),
        ("Wort\n: Sinn", "<dl>\n<dt>Wort</dt>\n<dd>Sinn</dd>\n</dl>"),
    ],
)
def test_a_meaning_has_a_blank_behind_its_point(text: str, html: str) -> None:
    """As with the other engine: emoji, containers of other systems and smileys are none."""
    assert body_of(text, config=COMMONMARK).html == html


def test_a_row_of_dashes_may_begin_with_a_point() -> None:
    assert "<th" in body_of("a|b\n:-|-:\nc|d", config=COMMONMARK).html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n- b\n*[EU]: x\n- c EU", '<ul>\n<li>a</li>\n<li>b</li>\n<li>c <abbr title="x">EU</abbr></li>\n</ul>'),
        ("> a\n> *[EU]: x\n> EU", '<blockquote>\n<p>a\n<abbr title="x">EU</abbr></p>\n</blockquote>'),
        ("EU\n*[EU]: 2*3 *x*", '<p><abbr title="2*3 *x*">EU</abbr></p>'),
        ("EU\n\n*[EU]: x\n*[US]: y", '<p><abbr title="x">EU</abbr></p>'),
    ],
)
def test_the_line_of_an_abbreviation_leaves_no_trace(text: str, html: str) -> None:
    """A list around it stays the list it is."""
    assert body_of(text, config=COMMONMARK).html == html


def test_lists_in_braces_have_each_its_place() -> None:
    made = body_of("*a*{onclick=x}\n*b*{onclick=y}\n\n## C {onclick=z}", config=COMMONMARK)

    assert [(each.line, each.column) for each in made.findings] == [(1, 4), (2, 4), (4, 6)]


def test_a_tag_and_an_address_of_one_name_have_each_their_place() -> None:
    made = body_of("<b onclick=x>x</b> [y](b)", config=COMMONMARK)

    assert [(each.line, each.column) for each in made.findings] == [(1, 1)]
    assert [(link.line, link.column) for link in made.links] == [(1, 24)]


def test_a_link_holds_no_other() -> None:
    """CommonMark has one there, HTML has none."""
    made = body_of("[a <https://b.example> c](d.md) [x](y.md)", config=COMMONMARK)

    assert made.html.count("<a ") == made.html.count("</a>") == 2


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("![x](my pic.jpg)", 1),
        ("![x](a.jpg =100x)", 1),
        ("Siehe [x](my file.md).", 7),
        ("[x](../a b/c.md#d)", 1),
        ("[sic](sagt er)", 0),
        ("[x](<my file.md>)", 0),
        ("[x](a.md 'my title')", 0),
        ('[x](a.md "my file.md")', 0),
        ("`[x](my file.md)`", 0),
    ],
)
def test_a_blank_in_an_address_is_said(text: str, column: int) -> None:
    """Other editors write it so, and the other engine reads it."""
    found = [(each.code, each.column) for each in body_of(text, config=COMMONMARK).findings]

    assert found == ([("address-blank", column)] if column else [])


@pytest.mark.parametrize(
    "text", ['See <a href="A">abs</a>', "<a href='A'>abs</a>", "<a href=A>abs</a>", '<img src="A"x>', 'He "A"said']
)
@pytest.mark.parametrize("config", [COMMONMARK_ESCAPE, COMMONMARK])
def test_a_bare_address_ends_where_an_attribute_or_a_tag_does(text: str, config: Config) -> None:
    """Of a tag that is shown as it is written, what follows is no part of the address."""
    address = "https://elsewhere.example/x"

    found = re.findall("href=[\"']([^\"']*)", body_of(text.replace("A", address), config=config).html)

    assert [each for each in found if each] == [address]

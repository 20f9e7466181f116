"""CommonMark 0.31.2 by its own examples, and GFM 0.29 by examples written from its rules."""

import json
from pathlib import Path

import pytest

from newsgen.content.markup.commonmark.plain import html_of

EXAMPLES = json.loads((Path(__file__).parent / "commonmark-0.31.2.json").read_text("utf-8"))["examples"]
# GFM makes links of bare addresses, which CommonMark alone leaves as text.
BARE_ADDRESSES = frozenset({602, 606, 608, 611, 612})


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(each["example"]) for each in EXAMPLES])
def test_an_example_of_commonmark_reads_as_the_standard_has_it(example: dict[str, str | int]) -> None:
    """What a writer sees in an editor's preview, or on another site, is what newsgen makes of it."""
    is_equal = html_of(str(example["markdown"])) == example["html"]

    assert is_equal == (example["example"] not in BARE_ADDRESSES)


def test_what_differs_is_a_link_alone() -> None:
    differing = [each for each in EXAMPLES if each["example"] in BARE_ADDRESSES]

    for each in differing:
        html = html_of(each["markdown"])
        assert html.count("<a ") == each["html"].count("<a ") + 1
        assert html.replace("</a>", "").partition("<a ")[0] in each["html"]


CELLS = "<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("| a | b |\n| - | - |\n", f"<table>\n{CELLS}</table>\n"),
        ("a | b\n-|-\n1 | 2\n", f"<table>\n{CELLS}<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"),
        (
            "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n",
            f"<table>\n{CELLS}<tbody>\n<tr>\n<td>1</td>\n<td></td>\n</tr>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n"
            "</tbody>\n</table>\n",
        ),
        (
            "| a | b |\n|:-:|--:|\n| `x\\|y` | *z*\\| |\n",
            '<table>\n<thead>\n<tr>\n<th align="center">a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n'
            "<tr>\n"
            '<td align="center"><code>x|y</code></td>\n<td align="right"><em>z</em>|</td>\n</tr>\n</tbody>\n</table>\n',
        ),
        ("| a | b |\n|---|\n| c |\n", "<p>| a | b |\n|---|\n| c |</p>\n"),
        (
            "Text\n| a | b |\n|---|---|\n> Zitat\n",
            f"<p>Text</p>\n<table>\n{CELLS}</table>\n<blockquote>\n<p>Zitat</p>\n</blockquote>\n",
        ),
        (
            "| a | b |\n|---|---|\n| c\nd\n\ne\n",
            f"<table>\n{CELLS}<tbody>\n<tr>\n<td>c</td>\n<td></td>\n</tr>\n<tr>\n<td>d</td>\n<td></td>\n</tr>\n</tbody>\n"
            "</table>\n<p>e</p>\n",
        ),
    ],
)
def test_tables_are_those_of_gfm(markdown: str, html: str) -> None:
    """GFM 4.10: a head, dashes with as many cells, rows that are filled up or cut."""
    assert html_of(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("~~alt~~ neu", "<del>alt</del> neu"),
        ("~alt~ neu", "<del>alt</del> neu"),
        ("~~~alt~~~ neu", None),
        ("~~alt~ neu", "~~alt~ neu"),
        ("~~ alt~~", "~~ alt~~"),
        ("~~*a* b~~", "<del><em>a</em> b</del>"),
        ("`~~a~~`", "<code>~~a~~</code>"),
    ],
)
def test_what_is_struck_is_what_gfm_strikes(markdown: str, html: str | None) -> None:
    """GFM 6.5; three tildes begin a block of code where they begin a line."""
    made = html_of(markdown)

    assert made.startswith("<pre>") if html is None else made == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- [ ] a\n", '<li><input disabled="" type="checkbox"> a</li>\n'),
        ("- [x] a\n", '<li><input checked="" disabled="" type="checkbox"> a</li>\n'),
        ("- [X] a\n", '<li><input checked="" disabled="" type="checkbox"> a</li>\n'),
        (
            "* [ ] a\n  * [x] b\n",
            '<li><input disabled="" type="checkbox"> a\n<ul>\n'
            '<li><input checked="" disabled="" type="checkbox"> b</li>\n'
            "</ul>\n</li>\n",
        ),
        ("- [] a\n", "<li>[] a</li>\n"),
        ("- [y] a\n", "<li>[y] a</li>\n"),
        ("- a [ ] b\n", "<li>a [ ] b</li>\n"),
        ("- \\[ ] a\n", "<li>[ ] a</li>\n"),
    ],
)
def test_tasks_are_those_of_gfm(markdown: str, html: str) -> None:
    """GFM 5.3."""
    assert html_of(markdown) == f"<ul>\n{html}</ul>\n"


def link(address: str, text: str = "") -> str:
    return f'<a href="{address}">{text or address}</a>'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("www.example.org", link("http://www.example.org", "www.example.org")),
        ("Siehe www.example.org/hilfe.", f"Siehe {link('http://www.example.org/hilfe', 'www.example.org/hilfe')}."),
        ("(www.example.org)", f"({link('http://www.example.org', 'www.example.org')})"),
        ("xwww.example.org", "xwww.example.org"),
        ("www.", "www."),
        ("https://example.org/a_(b)", link("https://example.org/a_(b)")),
        ("(https://example.org/a_(b))", f"({link('https://example.org/a_(b)')})"),
        ("https://example.org/a)))", f"{link('https://example.org/a')})))"),
        ("https://example.org/(a))b", link("https://example.org/(a))b")),
        ("https://example.org/?a=b&c=d", link("https://example.org/?a=b&amp;c=d")),
        ("https://example.org/?a=b&c;", f"{link('https://example.org/?a=b')}&amp;c;"),
        ("https://example.org/a<b", f"{link('https://example.org/a')}&lt;b"),
        ("https://example.org/a?!.,:*_~", f"{link('https://example.org/a')}?!.,:*_~"),
        ('"https://example.org/a"', f"&quot;{link('https://example.org/a')}&quot;"),
        ("„https://example.org/a“ und «https://example.org/b»", None),
        ("HTTP://EXAMPLE.ORG", link("HTTP://EXAMPLE.ORG")),
        ("https://exämple.org/ü", link("https://ex%C3%A4mple.org/%C3%BC", "https://exämple.org/ü")),
        ("http://localhost:8000/a", link("http://localhost:8000/a")),
        ("ftp://example.org/a", link("ftp://example.org/a")),
        ("xhttps://example.org", "xhttps://example.org"),
        ("https:// https://. http://", "https:// https://. http://"),
        ("https://a.b_c.d/ https://a_b.c.d/", f"https://a.b_c.d/ {link('https://a_b.c.d/')}"),
        ("**https://example.org/**", f"<strong>{link('https://example.org/')}</strong>"),
        ("~~www.example.org~~", f"<del>{link('http://www.example.org', 'www.example.org')}</del>"),
        ("`https://example.org/`", "<code>https://example.org/</code>"),
        ("<https://example.org/>", link("https://example.org/")),
        ("[https://example.org/](/a)", link("/a", "https://example.org/")),
        ("[a *https://example.org/*](/a)", link("/a", "a <em>https://example.org/</em>")),
        ("![https://example.org/](/a.jpg)", '<img src="/a.jpg" alt="https://example.org/" />'),
        ("a.b+c-d_e@example.org", link("mailto:a.b+c-d_e@example.org", "a.b+c-d_e@example.org")),
        ("a@b.example.org.", f"{link('mailto:a@b.example.org', 'a@b.example.org')}."),
        ("a@b+c.example", "a@b+c.example"),
        ("a@b.c- a@b.c_ @b.c a@b 1@2.3", "a@b.c- a@b.c_ @b.c a@b 1@2.3"),
        ("mailto:a@b.c", link("mailto:a@b.c")),
        ("xmpp:a@b.c/raum und mehr", f"{link('xmpp:a@b.c/raum')} und mehr"),
        ("max.müller@example.org", "max.müller@example.org"),
        ("a\\@b.example", "a@b.example"),
        ("https\\://example.org", "https://example.org"),
        ("https://example.org/a\\_b", link("https://example.org/a_b")),
    ],
)
def test_bare_addresses_are_links_as_in_gfm(markdown: str, html: str | None) -> None:
    """GFM 6.9; quotes of a language end an address, and an escaped sign makes none."""
    if html is None:
        html = f"„{link('https://example.org/a')}“ und «{link('https://example.org/b')}»"

    assert html_of(markdown) == f"<p>{html}</p>\n"

"""What is not written again for feeds is what a parser of HTML would write."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.kinds.feedtext import _written_again, feed_html
from newsgen.kinds.plainhtml import is_plain

PAGE = "https://e.org/town/a/"
TEXTS = st.sampled_from(["Text", "„ä“ 漢 𝄞", "&amp; &lt;p&gt;", ' href="x"', "a\tb\nc", "<br>", "", "\u2028", "\ufffe"])
ADDRESSES = st.sampled_from(["/a/", "b.html?x=1&amp;y=2", "#n", "https://f.org/?a&amp;b", "mailto:a@e.org", "//h", ""])
# What a parser writes otherwise.
ODD = st.sampled_from(
    ["&", "\x01", "\x85", ">", "<p>", "</em>", "<a href='x'>", '<a href="ü">', '<a href="javascript:x">']
)
IN_LINES = ("em", "strong", "a", "sup", "code")
HOLDS = {
    **dict.fromkeys(("ul", "ol"), ("li",)),
    "table": ("thead", "tbody"),
    **dict.fromkeys(("thead", "tbody"), ("tr",)),
    "tr": ("td", "th"),
    **dict.fromkeys(("div", "blockquote"), ("p", "ul", "table", "hr")),
    **dict.fromkeys(("p", "h2", "td", "th", "li"), IN_LINES),
    **dict.fromkeys(("em", "strong", "sup"), ("a", "em")),
}
NAMES = (*HOLDS, "hr", "a")


def attributes(name: str) -> st.SearchStrategy[str]:
    some = st.sampled_from(
        ["", "", ' id="a"', ' class="b c" role="d"', ' aria-label="„ä“, 1"', ' title="t"', ' id="a" id="d"']
    )
    return st.builds('{} href="{}"'.format, some, ADDRESSES) if name == "a" else some


@st.composite
def elements(draw: st.DrawFn, name: str, depth: int = 0) -> str:
    """An element that holds what it may, each block in it on a line of its own; now and then something odd."""
    if name == "hr":
        return "<hr>"
    pool = HOLDS.get(name, ()) if draw(st.integers(0, 30)) else NAMES
    n = draw(st.integers(1, 2)) if pool and depth < 5 else 0
    children = [draw(elements(draw(st.sampled_from(pool)), depth + 1)) for _ in range(n)]
    if name in {"p", "h2", "td", "th", "li", *IN_LINES}:
        text = draw(TEXTS) + "".join(child + draw(TEXTS) for child in children)
    else:
        text = "\n".join(["", *children, ""])
    odd = draw(ODD) if draw(st.integers(0, 40)) == 7 else ""
    return f"<{name}{draw(attributes(name))}>{text}{odd}</{name}>"


DOCUMENTS = st.lists(
    st.sampled_from(["p", "h2", "ul", "div", "blockquote", "hr"]).flatmap(elements), min_size=1, max_size=2
).map("\n".join)


@given(DOCUMENTS)
@settings(max_examples=200, deadline=None)
@example('<p>write <code>x</code> href="foo"</p>')
@example('<p id="a" id="b">x</p>')
@example('<p><a href="x"><em><a href="y">z</a></em></a></p>')
@example("<p>a<hr>b</p>")
@example('<p><a rel="<br>" href="javascript:x">x</a></p>')
@example('<p tabinde<br>="0">x</p>')
@example("<ul>\n<li></li>\n<li><em>a</em></li>\n</ul>")
@example("<table>\n<tbody>\n<tr>\n<td>x</td>\n</tr>\n</tbody>\n</table>")
@example("<div>\n<table>\n<tr>\n<td>x</td>\n</tr>\n</table>\n</div>")
def test_plain_html_is_what_a_parser_writes(html: str) -> None:
    assert feed_html(html, PAGE) == _written_again(html, PAGE) or not html.strip()


@pytest.mark.parametrize("reference", ["&#4;", "&#x1b;", "&#12", "&#xffff;", "&#xD800;", "&#99999999999999;"])
def test_a_reference_to_what_xml_forbids_is_no_part_of_a_feed(reference: str) -> None:
    """A parser makes the character of it, which nothing can write."""
    html = f'<p><a href="/x{reference}y">a</a><!-- b -->{reference}<img src="c" srcset="d{reference} 2x"></p>'

    assert feed_html(html, PAGE).startswith('<p><a href="https://e.org/xy">a</a><img src="')


def test_what_articles_consist_of_is_plain() -> None:
    """Else every feed would be parsed and written, which takes ten times as long."""
    html = (
        '<h2 id="a">A</h2>\n<p>„B“ <a href="/c/">c</a><sup id="fnref-1"><a href="#fn-1">1</a></sup></p>\n<hr>\n'
        "<ul>\n<li>a <strong>b</strong></li>\n<li>\n<p>c</p>\n</li>\n</ul>\n<blockquote>\n<p>d</p>\n</blockquote>\n"
        '<div aria-label="e, f" class="table" role="region" tabindex="0">\n<table>\n<thead>\n<tr>\n'
        '<th scope="col">e</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>\n</div>'
    )

    assert is_plain(html)

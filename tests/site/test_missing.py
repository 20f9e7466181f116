"""What a reader sees in place of a link or a picture that leads nowhere: no dead link, no broken frame."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.site.links import resolved
from newsgen.site.missing import without_missing

CUP = '<img alt="The &quot;cup&quot;" src="newsgen:content/cup.png">'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p>See <a href="newsgen:a.md" title="t">the <em>plan</em></a>.</p>', "<p>See the <em>plan</em>.</p>"),
        ('<p><a href="newsgen:a.md#x">a</a> <a href="/b/">b</a></p>', '<p>a <a href="/b/">b</a></p>'),
        ('<p><a id="top" href="newsgen:a.md">a</a></p>', '<p><a id="top">a</a></p>'),
        ("""<a title='x > "newsgen:y"' href="newsgen:a.md">a</a>""", "a"),
        ('<a href="newsgen:a.md">never closed', "never closed"),
        ('<a href="newsgen:a.md"><img alt="b" src="/b.png"></a>', '<img alt="b" src="/b.png">'),
        (
            '<code>href="newsgen:a"</code> newsgen:b <a href="newsgen:c">c</a>',
            '<code>href="newsgen:a"</code> newsgen:b c',
        ),
    ],
)
def test_a_link_to_nothing_becomes_its_text(html: str, shown: str) -> None:
    """`href="#"` is a link that leads the reader to the top of the page, and tells nobody why."""
    assert without_missing(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (f"<figure>\n{CUP}\n<figcaption>In the hall</figcaption>\n</figure>\n<p>x</p>", "<p>x</p>"),
        (f'<figure>\n<a href="newsgen:big.png">{CUP}</a>\n</figure>\n<p>x</p>', "<p>x</p>"),
        (f"<p>{CUP} <br>\n{CUP}</p><p>x</p>", "<p>x</p>"),
        (f"<p>Win the {CUP} now</p>", '<p>Win the The "cup" now</p>'),
        (f'<figure>\n<a href="/win/">{CUP}</a>\n</figure>', '<p><a href="/win/">The "cup"</a></p>\n'),
        ('<p>a <a href="/b/"><img alt="" src="newsgen:b.png"></a></p>', "<p>a </p>"),
        (f'<figure><img src="/a.png" alt="a">{CUP}</figure>', '<figure><img src="/a.png" alt="a"></figure>'),
        ('<img alt="a &lt;b&gt;" src="newsgen:b.png">', "a &lt;b&gt;"),
        ('<p>a <picture><source srcset="newsgen:a.webp"><img src="newsgen:a.png" alt="b"></picture></p>', "<p>a b</p>"),
        ('<img srcset="newsgen:a.png 1x, /b.png 2x" src="/a.png">', '<img srcset="/b.png 2x" src="/a.png">'),
    ],
)
def test_a_picture_that_is_not_there_goes_or_leaves_its_alternative_text(html: str, shown: str) -> None:
    """Alone it is nothing; among words, or as a link, its text is what a reader without pictures has anyway."""
    assert without_missing(html) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<video src="newsgen:a.mp4" poster="newsgen:a.png">Get <a href="newsgen:a.mp4">it</a></video>x', "x"),
        ('<figure><audio><source src="newsgen:a.mp3"></audio><figcaption>c</figcaption></figure>x', "x"),
        (
            '<video poster="newsgen:a.png"><source src="/b.mp4"><source src="newsgen:a.mp4"></video>',
            '<video><source src="/b.mp4"></video>',
        ),
        ('<iframe src="newsgen:map.html" title="Map"></iframe>x', "x"),
        ('<svg><use href="newsgen:a.svg"></use></svg>', "<svg><use></use></svg>"),
        ('<!-- <a href="newsgen:secret.md">s</a> -->', "<!-- s -->"),
    ],
)
def test_whatever_loads_nothing_goes(html: str, shown: str) -> None:
    assert without_missing(html) == shown


def test_what_is_there_stays_to_the_byte() -> None:
    html = '<p>1 < 2 <a class=x href="newsgen:content/a.md#y">a</a> <a href="newsgen:b.md">b</a></p>'

    text = resolved(html, lambda source: "/a/" if source == "content/a.md" else "", lambda _: None, lambda _: "")

    assert text == '<p>1 < 2 <a class=x href="/a/#y">a</a> b</p>'


PIECES = st.sampled_from(
    [
        *(
            '<a href="newsgen:s">',
            '<a id="x" href="newsgen:s">',
            '<a href="/b/">',
            "</a>",
            "<p>",
            "</p>",
            "text",
            "<br>",
        ),
        *('<img src="newsgen:s" alt="&lt;b&gt;">', '<img src="/b.png" alt="">', "<figure>", "</figure>", "</video>"),
        *("<figcaption>", "</figcaption>", '<video src="newsgen:s">', '<source src="newsgen:s">', '<source src="/b">'),
        *("<picture>", "</picture>", '<iframe src="newsgen:s">', "</iframe>", "<!--", "-->", "'", '"', "<", ">"),
        *('<img srcset="newsgen:s 1x, /b 2x" src="newsgen:s">', "<video poster='newsgen:s'>", "<newsgen-gone>"),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_tag_holds_a_hidden_path_however_torn_the_text_is(html: str) -> None:
    """With `markdown.html: allow` a body is whatever its writer left open."""
    tags = re.findall(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", without_missing(html))

    assert [tag for tag in tags if "newsgen:s" in tag] == []

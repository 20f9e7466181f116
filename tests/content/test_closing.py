"""HTML that is cut in the middle ends there, whatever stands open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsgen.content.closing import closed

_PIECES = (
    *(
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "<li>",
        "</ul>",
        "<br>",
        "<img src=x>",
        "<table>",
        "<td>",
    ),
    *(
        "<details>",
        "<summary>",
        "</details>",
        "<!-- ",
        "-->",
        "<!-->",
        "<a title='",
        '<a href="x',
        ">",
        "'",
        '"',
        "text",
    ),
    *("<textarea>", "</textarea>", "<style>", "</style>", "<svg>", "<path/>", "</svg>", "<?x ", "</", "<", "<DIV/>"),
)


_element = st.sampled_from(
    ["div", "details", "SECTION", "b", "span class='a>b'", 'aside title="<div>"', "table><tr><td"]
)
_whole = st.recursive(
    st.sampled_from(["text", "<br>", "<img src=x>", "<!-- <div> -->"]),
    lambda inner: st.tuples(_element, st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split()[0].split('>')[0]}>"
    ),
    max_leaves=12,
)


@given(_whole, st.floats(0, 1))
def test_what_follows_stands_outside(whole: str, share: float) -> None:
    """Wherever the cut is, the line behind is seen, and is in none of the elements before it."""
    part = whole[: int(len(whole) * share)]

    root = html.document_fromstring(f"<main><div>{closed(part)}</div><hr id=box></main>")

    (box,) = root.xpath("//hr[@id='box']")
    assert box.getparent().tag == "main"


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_what_is_closed_stays_as_it_is(written: str) -> None:
    assert closed(closed(written)) == closed(written)


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("<details><p>a", "<details><p>a</details>"),
        ("<p>a</p><!-- b", "<p>a</p>"),
        ("a <!-- b --!>", "a <!-- b --!>"),
        ("<p title='x", ""),
        ('<i>a</i> <a title="x>', "<i>a</i> "),
        ("<a title='x'>", "<a title='x'></a>"),
        ("a<plaintext>b", "a"),
        ("<script>a('<b>')", "<script>a('<b>')</script>"),
        ("<svg><path/><g>", "<svg><path/><g></g></svg>"),
        ("<div/>a", "<div/>a</div>"),
        ("a</div></b>", "a</div></b>"),
        ("<br><img src=x><li>a", "<br><img src=x><li>a"),
        ("<B><I>a</b>", "<B><I>a</b></i>"),
        ("<b><div>a</b>", "<b><div>a</b></div>"),
        ("<div><b>a</div>", "<div><b>a</div></b>"),
        ("<details><b><div>a", "<details><b><div>a</div></b></details>"),
    ],
)
def test_the_ends_that_are_missing(written: str, whole: str) -> None:
    assert closed(written) == whole


@pytest.mark.parametrize("piece", ["<div>", "</b>", "<div></b>", "<svg><a/>", "<!--", "<a '", "<textarea>"])
def test_a_long_text_is_read_once(piece: str) -> None:
    """By the square of its length this would take an hour."""
    assert len(closed(piece * 60_000)) < 1_500_000

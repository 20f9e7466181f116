"""Links that somebody has paid for say so, and nothing else of what is written changes."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsgen.questions.paidlinks import with_sponsored

OWN = "https://example.org"

# What attributes look like, wherever it may stand.
_PIECES = (
    *(" ", "\t", "\n", "/", ">", "<", "=", '"', "'", "\\", "&quot;", "&#34;", "\xa0", "\x0b", "x", "-->", "<!--"),
    *("rel=", "rel=a", ' rel="b"', "rel='c", "rel", "sponsored", "REL", "href=", "href=/own/", "data-x=", "title="),
    *("https://o.example/", "//o.example", "/own/", "https:", "onclick=alert(1)", "<a ", "</a>", "<textarea>"),
)
_text = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)
_names = st.sampled_from(["href", "title", "rel", "data-x", "class", "HREF", "Rel", "data-href", "x-rel"])
_double = _text.map(lambda text: '"{}"'.format(text.replace('"', "&quot;")))
_single = _text.map(lambda text: "'{}'".format(text.replace("'", "&#39;")))
# The standard library's parser ends a bare value at every blank that Unicode has, browsers at those of ASCII.
_bare = _text.map(lambda text: "".join(each for each in text if each not in " \t\n\f\r\x0b\xa0\"'>=<`") or "x")
_value = st.one_of(_double, _single, _bare).map(lambda value: f"={value}")
_attribute = st.tuples(st.sampled_from([" ", "\n"]), _names, st.one_of(st.just(""), _value)).map("".join)
_tag = st.lists(_attribute, max_size=5).map(lambda given: f"<a{''.join(given)} >x</a>")


class Seen(HTMLParser):
    """The tags and texts that the standard library's parser finds, without rel."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [each for each in attrs if each[0] != "rel"]))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def shape(text: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Elements as browsers' kin has them, in order."""
    root = html.fragment_fromstring(f"<div>{text}</div>")
    return [
        (str(each.tag), [pair for pair in each.attrib.items() if pair[0] != "rel"], each.text or "")
        for each in root.iter()
    ]


@given(_tag)
def test_whatever_stands_in_values_stays(written: str) -> None:
    """A sponsor who writes attributes into a title would otherwise run a script in every reader's browser."""
    marked = with_sponsored(written, OWN)

    assert Seen(marked).found == Seen(written).found
    assert with_sponsored(marked, OWN) == marked


@given(_text)
def test_any_text_keeps_its_elements(text: str) -> None:
    written = f"a <a href='https://o.example/'>b</a> {text} c"

    assert shape(with_sponsored(written, OWN)) == shape(written)


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        (
            '<a href="https://o.example/" title="x rel=a onmouseover=alert(1) y">',
            '<a rel="sponsored" href="https://o.example/" title="x rel=a onmouseover=alert(1) y">',
        ),
        (
            '<a href="https://o.example/path/rel=nofollow/offer">',
            '<a rel="sponsored" href="https://o.example/path/rel=nofollow/offer">',
        ),
        (
            '<a title="x rel=sponsored" href="//o.example/">',
            '<a rel="sponsored" title="x rel=sponsored" href="//o.example/">',
        ),
        (
            '<a title="x href=/own/ y" href="https://o.example/">',
            '<a rel="sponsored" title="x href=/own/ y" href="https://o.example/">',
        ),
        ("<a href=https://o.example/six/>six</a>", '<a rel="sponsored" href=https://o.example/six/>six</a>'),
        (
            """<a data-x="href='/own/'" href="https://o.example/">""",
            """<a rel="sponsored" data-x="href='/own/'" href="https://o.example/">""",
        ),
        (
            "<a rel='a\"b' href=https://o.example/ rel=sponsored>",
            '<a rel="a&quot;b sponsored" href=https://o.example/ rel=sponsored>',
        ),
        ("<a rel href=//o.example>", '<a rel="sponsored" href=//o.example>'),
        (
            "<a title=x\xa0href=/own/ href=//o.example/>",
            '<a rel="sponsored" title=x\xa0href=/own/ href=//o.example/>',
        ),
        (
            "<a title=x\x0bhref=/own/ href=//o.example/>",
            '<a rel="sponsored" title=x\x0bhref=/own/ href=//o.example/>',
        ),
        ("<a href=//o.example/ href=/own/>", '<a rel="sponsored" href=//o.example/ href=/own/>'),
        ("<a href=/own/ href=//o.example/>", "<a href=/own/ href=//o.example/>"),
        (
            '<svg><a xlink:href="https://o.example/">',
            '<svg><a rel="sponsored" xlink:href="https://o.example/">',
        ),
        (
            "<script>x = \"<a href='//o.example/'>\"</script>",
            "<script>x = \"<a href='//o.example/'>\"</script>",
        ),
        ("<!-- <a href='//o.example/'> -->", "<!-- <a href='//o.example/'> -->"),
    ],
)
def test_a_tag_is_taken_apart_as_browsers_do(written: str, marked: str) -> None:
    assert with_sponsored(written, OWN) == marked


LINK = "<a href=//o.example/>x</a>"
MARKED = '<a rel="sponsored" href=//o.example/>x</a>'


@pytest.mark.parametrize(
    "before",
    [
        "<svg><style><p>",
        "<svg><title><b>",
        "<SVG><g><script><br>",
        "<math><style><div>",
        "<math><mtext><svg><textarea></br>",
        "<svg><xmp><font color=red>",
        "<svg><desc><p>a</p></desc><style></p>",
        "<svg width=1/><style><p>",
        "<svg><![CDATA[ > <a title=']]><p>",
        "<svg><foreignObject><style>p { }</style>",
        "<svg><style/><style></style></svg>",
        "<math><annotation-xml encoding='text/HTML'><style></style>",
        "<svg/><style></style>",
        "<script><!-- <script></script> <a title='--></script>",
        "<script><!--></script>",
        "<script><!-- --> <script></script>",
    ],
)
def test_no_drawing_formula_or_script_hides_a_link(before: str) -> None:
    """In SVG and MathML no element holds text alone, and much of HTML ends them; in a script "<!--" changes its end."""
    assert with_sponsored(before + LINK, OWN) == before + MARKED


@pytest.mark.parametrize(
    "before",
    [
        "<svg></svg><style>",
        "<svg><p><style>",
        "<svg><foreignObject><style>",
        "<math><mi><title>",
        "<svg/><style>",
        "<script><!-- <script></script>",
        "<svg><![CDATA[",
    ],
)
def test_what_is_text_to_browsers_stays_as_it_is(before: str) -> None:
    assert with_sponsored(before + LINK, OWN) == before + LINK


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https:///o.example/",
            "https:o.example/",
            r"/\/o.example/",
            r"\/o.example/",
            "///o.example",
            "https:/o.example",
        ),
        *(r"https:\o.example", "/\t/o.example/", "ht\ntps://o.example/", "\x00 //o.example/", "HTTP:////o.example"),
        *("https://example.org:80@o.example/", r"https://o.example\@example.org/", "//o.example?@example.org"),
        *("//o.example#@example.org", "https&colon;//o.example", "&#47;/o.example", "ftp://o.example/x", "https://[o/"),
    ],
)
def test_whatever_leads_to_another_host_says_so(address: str) -> None:
    """Browsers mend addresses before they follow them."""
    assert with_sponsored(f'<a href="{address}">', OWN) == f'<a rel="sponsored" href="{address}">'


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/own/",
            "own",
            "#x",
            "?x",
            "",
            "./x//o.example",
            "/x//o.example",
            "mailto:a@o.example",
            "tel:1",
            "x//o.example",
        ),
        *(
            "https://example.org/",
            "https:///example.org/",
            "//EXAMPLE.org",
            r"\\example.org\x",
            "https://a@example.org/",
        ),
    ],
)
def test_what_stays_here_says_nothing(address: str) -> None:
    assert with_sponsored(f'<a href="{address}">', OWN) == f'<a href="{address}">'


@pytest.mark.parametrize("piece", ["<a ", "<a href=", '<a href="', "<a x='", "<!--", "<a rel=a ", "<textarea>", "<a/"])
def test_a_long_text_is_read_once(piece: str) -> None:
    """By the square of its length this would take hours."""
    text = f"href {piece * 300_000}"

    assert with_sponsored(text, OWN).count("<a") == text.count("<a")

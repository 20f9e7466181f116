"""What is an address, or stands in code, is no prose: its quotes, dashes and dots stay as they are written."""

import pytest
from lxml import html as parser

from tests.content.engines import both_anyhow, both_engines
from tests.content.reader import Config, body_of

ADDRESSES = (
    "https://example.org/a--b",
    "http://example.org/a...b?c=d--e#f--g",
    "HTTPS://EXAMPLE.ORG/A--B",
    "ftp://example.org/it's",
    "www.example.org/a--b",
    "example.org/a--b",
    "sub.example.co.uk:8080/~ada/a--b_(c)",
    "https://example.org/wiki/O'Neil_(a--b)",
    "o'neil@example.org",
    "a--b@example.org",
    "mailto:o'neil@example.org",
)


def text_of(text: str, config: Config) -> str:
    return " ".join(parser.fromstring(body_of(text, "en", config).html).text_content().split())


@both_anyhow
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See {}.", "See {}."),
        ('See "{}" -- it\'s there...', "See “{}” – it’s there…"),
        ("It's ('{}'), or *{}*!", "It’s (‘{}’), or {}!"),
        ("[{}](https://example.org/x--y) 'x'", "{} ‘x’"),
        ('**{}**: "a"', "{}: “a”"),
    ],
)
def test_an_address_stays_as_it_is_written(config: Config, address: str, text: str, shown: str) -> None:
    """In running text, in quotes, as the text of a link: whoever copies it gets what works."""
    assert text_of(text.replace("{}", address), config) == shown.replace("{}", address)


@both_engines
def test_in_headings_and_tables_too(config: Config) -> None:
    made = body_of("## On https://example.org/a--b\n\n| it's |\n|---|\n| https://example.org/c--d |\n", "en", config)

    assert "https://example.org/a--b" in made.html
    assert "https://example.org/c--d" in made.html
    assert made.headings[0].text == "On https://example.org/a--b"
    assert "it’s" in made.html


@both_engines
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a/b--c, and/or -- it's 10:30--11:00", "a/b–c, and/or – it’s 10:30–11:00"),
        ("Wait... e.g. this -- or @home's", "Wait… e.g. this – or @home’s"),
        ("End of sentence.Next/one--two", "End of sentence.Next/one--two"),
        ("see: 'x' -- \"y\"", "see: ‘x’ – “y”"),
    ],
)
def test_prose_is_dressed_as_ever(config: Config, text: str, shown: str) -> None:
    """What looks like a host with a path is one; a slash, a colon or an @ alone makes no address."""
    assert text_of(text, config) == shown


@both_engines
def test_of_a_mail_address_with_an_apostrophe_no_half_becomes_a_link(config: Config) -> None:
    """A letter to neil@ would reach somebody else than o'neil@."""
    assert "mailto:" not in body_of("Write to o'neil@example.org.", config=config).html


@both_engines
@pytest.mark.parametrize("name", ["code", "kbd", "samp", "var", "KBD"])
def test_text_in_code_stays_as_it_is_written_also_as_html(config: Config, name: str) -> None:
    """`tool --fast "x"` is what has to be typed."""
    text = f"It's <{name}>tool --fast \"x\"...</{name}>, \"so\" -- <{name} class='a'>'</{name}> it is..."

    assert text_of(text, config) == 'It’s tool --fast "x"..., “so” – \' it is…'


@both_engines
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<code>a *b--c* "d" <em>e--f</em> g--h</code> -- "x"', 'a b--c "d" e--f g--h – “x”'),
        ("<kbd>a--<kbd>b--c</kbd>--d</kbd>--e", "a--b--c--d–e"),
        ("<samp>a--b and -- all that follows", "a--b and -- all that follows"),
        ("a--b</samp> c--d", "a–b c–d"),
        ('- <code>--x</code> -- "y"', "--x – “y”"),
        ('`--x` <var>a--b</var> "y"', "--x a--b “y”"),
        ("\"<code>x</code>\" and '<kbd>y</kbd>'", "“x” and ‘y’"),
    ],
)
def test_whatever_stands_in_it_and_nothing_else(config: Config, text: str, shown: str) -> None:
    assert text_of(text, config) == shown


@both_engines
def test_many_addresses_and_marks_take_the_time_of_their_number(config: Config) -> None:
    """A long paragraph of them is no square."""
    text = "a-" * 20_000 + "://x " + "https://e.org/a--b 'x' -- " * 4_000 + "a." * 20_000 + "/ '"

    assert body_of(text, config=config).words > 8_000

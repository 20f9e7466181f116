"""A sieve never holds back a file in which the search would find something, nor does a print deny that."""

import json
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.digests import digest_of_bytes
from newsgen.proofs.needles import Needle, Sort, needle
from newsgen.proofs.prints import N_FILES, Probe, print_of
from newsgen.proofs.search import File, Finder, Text, Wanted
from newsgen.proofs.sieve import Sieve, Sifter
from newsgen.proofs.tokens import as_plain, certain, tokens
from newsgen.proofs.words import decoded, joined, words

FILE = File("a.html", digest_of_bytes(b"x"))
ORIGIN = "https://example.org"

# Letters that are others in small or together, that are not seen, and of each sort of writing; signs of each escape.
ODD = "ßẞİŉſẚKΩÅµǰﬁﬆıȺÉéñžÆøДж政ーΣςאבगि๑²½①ⅧﾊＡ🄰🯰👍‰„“–…\u00ad\u200b\u2060\ufe0e\ufeff\u0308\u0338\u0345"
LETTERS = st.one_of(
    st.sampled_from(ODD), st.characters(exclude_categories=("Cs",)), st.sampled_from("abz0-_'&;%\\<>/#")
)
WORDS = st.one_of(
    st.sampled_from(["der", "Rat", "tagt", "Größe", "STRASSE", "x-y", "政府は", "Москва", "amp", "copy", "lt", "2026"]),
    st.text(LETTERS, min_size=1, max_size=5),
)
SAYINGS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def in_references(text: str) -> str:
    return "".join(f"&#{ord(each)};" for each in text)


def in_feed(text: str) -> str:
    return escape(in_references(text))


def in_tags(text: str) -> str:
    return "<p>" + " ".join(f'<b class="x">{word}</b>' for word in text.split(" ")) + "</p>"


WRITINGS: Sequence[Callable[[str], str]] = (
    str,
    escape,
    lambda text: escape(escape(text)),
    in_references,
    in_feed,
    in_tags,
    lambda text: escape(in_tags(text)),
    quote,
    lambda text: quote(text).lower(),
    lambda text: quote(text, safe="").replace("%20", "+"),
    json.dumps,
    lambda text: json.dumps(text, ensure_ascii=False).replace("/", "\\/"),
    lambda text: json.dumps(in_tags(text)).replace("<", "\\u003c").replace("/", "\\u002f"),
    str.upper,
    lambda text: text.replace(" ", "\n"),
    lambda text: f'<img src="x.png" alt="{escape(text)}">',
    lambda text: text.replace(" ", "&nbsp;"),
    lambda text: text.replace(" ", "&#8617;&#xFE0E;"),
)
FILLING = st.sampled_from(
    ["", "\n", " ", "<p>", "&", "&amp;", "&copy", "%", "\\", "\\u00", "<!--", "a", "ss", "<", "</p>\n"]
)


@st.composite
def pages(draw: st.DrawFn, sayings: Sequence[str]) -> bytes:
    """A file in which some of these stand, written in whatever way, between bytes of any sort."""
    said = draw(st.lists(st.tuples(st.sampled_from(sayings), st.sampled_from(WRITINGS), FILLING), max_size=4))
    text = "".join(f"{filling}{write(saying)}{filling}\n" for saying, write, filling in said)
    return text.encode("utf-8", "replace") + draw(st.sampled_from([b"", b"\xc3", b"\xff\n", b"<footer>\nder Rat\n"]))


def needles_of(sayings: Sequence[str], sorts: Sequence[Sort]) -> list[Needle]:
    found = (needle("content/a.md", sort, each) for each, sort in zip(sayings, sorts, strict=False))
    return [each for each in found if each is not None]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.lists(SAYINGS, min_size=1, max_size=4), st.booleans())
def test_what_the_search_finds_goes_through(data: st.DataObject, sayings: list[str], has_sample: bool) -> None:
    """Whatever the files before were, and whether it is known what is rare."""
    sorts: list[Sort] = ["sentence", "headline", "address", "id"]
    wanted = needles_of(sayings, data.draw(st.permutations(sorts)))
    files = data.draw(st.lists(pages(sayings), min_size=1, max_size=5))
    sample = [tokens(each) for each in files] if has_sample else ()
    sieve, finder = Sieve(wanted, sample), Finder(Wanted(wanted), ORIGIN)
    sifter = Sifter(sieve)
    sifted = [sifter.page(each) for each in files]

    found = [bool(finder.hits(FILE, Text(each))) for each in files]

    held = [sifter.holds(page, each, "") for page, each in zip(sifted, files, strict=True)]
    admitted = Probe(wanted).files(print_of(sifted))
    assert [here for here, is_found in zip(held, found, strict=True) if is_found] == [True] * sum(found)
    assert all(admitted >> number & 1 for number, is_found in enumerate(found) if is_found)


@settings(max_examples=500, deadline=None)
@given(SAYINGS, st.sampled_from(WRITINGS), FILLING, FILLING)
@example("x&#38;#102;y", str, "", "")
@example("a%2Db", str, "", "")
def test_the_tokens_of_bytes_are_those_of_what_they_say(
    said: str, write: Callable[[str], str], before: str, after: str
) -> None:
    data = f"{before}{write(said)}{after}".encode("utf-8", "replace")

    there = joined(words(decoded(data.decode())))

    assert certain(Needle("content/a.md", "sentence", said, there, "")) <= tokens(data)


def test_lines_of_other_pages_are_asked_too() -> None:
    """The first page has made them known; the second has the rest."""
    wanted = needles_of(["der Rat tagt heute wohl im neuen Rathaus"], ["sentence"])
    sifter = Sifter(Sieve(wanted))
    sifter.page(b"<p>der Rat tagt\nheute wohl im neuen")
    data = b"<p>der Rat tagt\nheute wohl im neuen\nRathaus"

    assert sifter.holds(sifter.page(data), data, "")


# Between two words that readers see side by side: what begins or ends a tag only once it is decoded, or begins none.
HALF_TAGS = (
    *("%3Cb x>", "%3cb x>", r"\u003cb x>", "<b x%3E", "<b x%3e", r"<b x\u003e", "%3Cb x%3E", r"\u003cb x\u003e"),
    *("<!x%5B", "<!x%5b", r"<!x\u005b", "<%2Fb>", "<%2fb>", r"<\/b>", r"<\u002fb>", r"<\u0021-x>", "<%3Fxml x>"),
    *("&lt;b x&gt;", "<!x&#91;", "<&#47;b>"),
)


@pytest.mark.parametrize("tag", HALF_TAGS)
def test_a_tag_that_is_one_only_when_it_is_decoded_parts_no_words(tag: str) -> None:
    wanted = needles_of(["der Rat tagt heute wohl im neuen Rathaus"], ["sentence"])
    data = f"<p>der {tag} Rat tagt heute wohl im neuen Rathaus".encode()
    sifter = Sifter(Sieve(wanted))

    assert Finder(Wanted(wanted), ORIGIN).hits(FILE, Text(data))
    assert sifter.holds(sifter.page(data), data, "")


@pytest.mark.parametrize("written", ["Straße", "Stra%C3%9Fe", "stra%c3%9fe", "STRASSE"])
def test_a_sharp_s_is_two_letters_and_read_without_decoding(written: str) -> None:
    """It is in many words of German, and so in many addresses."""
    (street,) = needles_of(["Straße"], ["headline"])

    plain = as_plain(f"/thema/{written}/".encode())

    assert plain is not None
    assert certain(street) <= {*plain.split()}


def test_words_that_stand_there_in_another_order_do_not_go_through() -> None:
    """Nearly every page of a site has all of the words that are used most."""
    wanted = needles_of(["das ist nicht so wie es sein soll"], ["sentence"])
    data = b"<p>so ist es nicht</p><p>wie das sein soll</p>"
    sifter = Sifter(Sieve(wanted, [tokens(data)]))

    assert not sifter.holds(sifter.page(data), data, "")


def test_a_word_without_a_letter_of_ascii_makes_nothing_blind() -> None:
    wanted = needles_of(["Größe Übermut zögerlich", "Москва слезам не верит", "政府は昨日の夜に発表"], ["headline"] * 3)
    data = "<p>Über die Größe der Städte</p><p>Москва</p>".encode()
    sifter = Sifter(Sieve(wanted))

    assert not sifter.holds(sifter.page(data), data, "")


def test_what_does_not_stand_there_is_denied_by_prints() -> None:
    sifter = Sifter(Sieve(()))
    texts = [f"Der Gemeinderat hat gestern über {n} Anträge lange beraten." for n in range(N_FILES)]
    print_ = print_of([sifter.page(each.encode()) for each in texts])
    others = [f"Das Stadtwerk erneuert im Jahr {n} viele Leitungen am Hafen." for n in range(300)]

    assert Probe(needles_of(others, ["sentence"] * 300)).files(print_) == 0
    assert Probe(needles_of(texts[7:8], ["sentence"])).files(print_) == 1 << 7

"""Teasers, plain text and slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.content.slugs import is_url_safe, slug_of
from newsgen.content.texts import cut, unmarked


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Kurz.", 20, "Kurz."),
        ("Der Rat hat am Abend entschieden", 20, "Der Rat hat am…"),
        ("Der Rat, hat am Abend", 10, "Der Rat…"),
        ("Der Rat – hat am Abend", 11, "Der Rat…"),
        ("Donaudampfschifffahrtsgesellschaft", 20, "Donaudampfschifffah…"),
        ("„Ja“, sagte sie und ging hinaus", 8, "„Ja…"),
        ("Der Rat hat", 11, "Der Rat hat"),
        ("Der Rat hat es entschieden. Der Streit", 34, "Der Rat hat es entschieden."),
        ("Die Gebühr ist gestiegen, sagt die Stadt. Um ein Drittel", 50, "Die Gebühr ist gestiegen, sagt die Stadt."),
        ("„Das war zu spät.“ Der Rat entscheidet", 28, "„Das war zu spät.“"),
        ("Der Rat hat es entschieden. Der Streit ist alt", 44, "Der Rat hat es entschieden. Der Streit ist…"),
        ("Am Abend kam die Ministerin Dr. Anna Rosenkohl", 40, "Am Abend kam die Ministerin Dr. Anna…"),
        ("Aus Wasser, Wärme, Strom usw. Der Rat entscheidet", 36, "Aus Wasser, Wärme, Strom usw. Der…"),
        ("Es ist aus. Der Rat hat am Abend entschieden", 36, "Es ist aus. Der Rat hat am Abend…"),
    ],
)
def test_cut(text: str, length: int, expected: str) -> None:
    """Between words, with nothing before the ellipsis that would look odd there."""
    assert cut(text, length) == expected


@given(st.text(), st.integers(20, 200))
def test_a_teaser_is_never_longer_than_asked(text: str, length: int) -> None:
    """Lists count on it."""
    assert len(cut(text, length)) <= length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein *Satz* mit `Code` und **Nachdruck**", "Ein Satz mit Code und Nachdruck"),
        ("[Link](https://a.example/x_y_z) und ![Bild](a.jpg)", "Link und Bild"),
        ("snake_case_name bleibt, 2 * 3 * 4 auch", "snake_case_name bleibt, 2 * 3 * 4 auch"),
        ("<b>fett</b> &amp; a < b", "fett & a < b"),
        ("AT&T &copy; &nbsp;x", "AT&T © x"),
        ("List<String> <Em>erklärt</EM>: Vec<u8>", "List<String> erklärt: Vec<u8>"),
    ],
)
def test_unmarked(text: str, expected: str) -> None:
    """Marks go, what only looks like them stays."""
    assert unmarked(text) == expected


@pytest.mark.parametrize(
    ("name", "lang", "slug"),
    [
        ("Größenwahn über Ämter", "de", "groessenwahn-ueber-aemter"),
        ("Größe", "en", "grosse"),
        ("GROẞ", "de-AT", "gross"),
        ("O\u0308l", "de", "oel"),
        ("Élysée", "fr", "elysee"),
        ("C", "de", "c"),
        ("C++", "de", "c-plus-plus"),
        ("C#", "de", "c-sharp"),
        ("#MeToo", "de", "metoo"),
        ("北京", "zh", "bei-jing"),
        ("a\u200bb", "de", "ab"),
        ("!!!", "de", ""),
        ("😀", "de", ""),
        ("cup-2026", "de", "cup-2026"),
    ],
)
def test_slugs(name: str, lang: str, slug: str) -> None:
    """By the rules of the language."""
    assert slug_of(name, lang) == slug


@given(st.text(max_size=300), st.sampled_from(["de", "en", "fr"]))
def test_every_slug_is_safe_and_its_own_slug(name: str, lang: str) -> None:
    """A slug that changes when it is made again would move its page."""
    slug = slug_of(name, lang)

    assert slug == "" or (is_url_safe(slug) and slug.isascii() and slug == slug.lower())
    assert slug_of(slug, lang) == slug

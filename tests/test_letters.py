"""When two names are one: each case and its fellows of the same kind."""

import pytest

from newsgen.letters import is_plain, letters, one_form


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("marlow", "MARLOW", "en"),
        ("Neue Musik", "neue-musik", "de"),
        ("Ost – West", "ost-west", "de"),
        ("Jean‑Luc", "Jean Luc", "fr"),
        ("O\u0308l", "Öl", "de"),
        ("Zei\u00adtung", "Zeitung", "de"),
        ("ΕΛΛΑΔΑ", "ελλαδα", "el"),
        ("ПРАВО", "право", "ru"),
        ("IĞDIR", "Iğdır", "tr"),
    ],
)
def test_case_blanks_and_hyphens_make_no_other_name(one: str, other: str, lang: str) -> None:
    assert one_form(one, lang) == one_form(other, lang)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Zdeněk Říha", "Zdenek Riha", "en"),
        ("Müller", "Mueller", "de"),
        ("Müller", "Muller", "fi"),
        ("Strauß", "Strauss", "de"),
        ("Maße", "Masse", "de"),
        ("Ærø", "aeroe", "da"),
        ("Åse", "Aase", "nb"),
        ("Łódź", "Lodz", "en"),
        ("Đorđe", "Dorde", "en"),
        ("Ελλάδα", "ΕΛΛΑΔΑ", "el"),
        ("Королёв", "Королев", "ru"),
        ("שָׁלוֹם", "שלום", "he"),
        ("Ost/West", "Ost-West", "de"),
        (".NET", "Net", "en"),
        ("AT&T", "ATT", "en"),
        ("#KI", "KI", "de"),
        ("@zeit", "Zeit", "de"),
        ("O’Neil", "O'Neil", "en"),
        ("CO²", "CO2", "en"),
        ("A-", "A", "en"),
        ("🚀 Raumfahrt", "Raumfahrt", "de"),
        ("machine_learning", "machine learning", "en"),
    ],
)
def test_accents_and_punctuation_make_another_spelling_of_the_same_letters(one: str, other: str, lang: str) -> None:
    assert one_form(one, lang) != one_form(other, lang)
    assert letters(one, lang) == letters(other, lang)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("李明", "黎明", "zh"),
        ("李明", "Li Ming", "en"),
        ("Кафе", "Kafe", "ru"),
        ("C++", "C", "en"),
        ("C#", "C", "en"),
        ("C*", "C", "en"),
        ("Q*bert", "Qbert", "en"),
        ("Disney+", "Disney", "en"),
        ("Canal +", "Canal", "fr"),
        ("+1", "1", "en"),
        ("*69", "69", "en"),
        ("नीति", "नीता", "hi"),
        ("ป่า", "ป้า", "th"),
        ("か", "が", "ja"),
    ],
)
def test_other_letters_make_another_name(one: str, other: str, lang: str) -> None:
    assert letters(one, lang) != letters(other, lang)


@pytest.mark.parametrize(
    ("name", "slug", "is_so"),
    [("Neue Musik", "neue-musik", True), ("5G", "5g", True), ("Müller", "mueller", False), (".NET", "net", False)],
)
def test_a_plain_name_is_told_by_its_slug(name: str, slug: str, is_so: bool) -> None:
    """So that articles with plain names alone need not be looked through."""
    assert is_plain(name, slug, "de") == is_so

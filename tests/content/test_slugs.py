"""Slugs of ordinary names are what the library makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from newsgen.content.slugs import MAX_LENGTH, percent_read, slug_of
from tests.content.reader import HEAD, head_of, reading

ORDINARY = st.text("abzABZ059 .:;!?()/_-", max_size=MAX_LENGTH + 5)


@given(ORDINARY)
def test_a_name_in_plain_ascii_has_the_slug_that_the_library_gives_it(name: str) -> None:
    """The tables of all scripts need not be loaded for it, and addresses stay what they were."""
    assert slug_of(name, "en") == slugify(name, max_length=MAX_LENGTH, word_boundary=True, save_order=True)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("m%c3%a4hren", "mähren"),
        ("M%C3%A4hren", "Mähren"),
        ("%d0%bf%d1%80%d0%b8%d0%b2%d0%b5%d1%82", "привет"),
        ("m%c3%a4%c3", "mä"),
        ("m%e4hren", "m%e4hren"),
        ("100%-sicher", "100%-sicher"),
        ("50%", "50%"),
    ],
)
def test_slugs_of_wordpress_are_read_as_the_letters_they_mean(written: str, slug: str) -> None:
    """Its addresses have them so; else each would be a row of hexadecimal numbers."""
    assert percent_read(written) == slug


def test_a_percent_encoded_slug_is_its_letters() -> None:
    assert head_of("slug: m%c3%a4hren").url == "/2026/05/m%C3%A4hren/"
    named = head_of("", source="content/2020-01-01-%d0%bf%d1%80%d0%b8%d0%b2%d0%b5%d1%82.md")
    assert named.slug == "privet"


@pytest.mark.parametrize("slug", ["a%2f..%2fb", "%2e%2e", "%00x", "a%0ab"])
def test_an_encoded_slug_leads_nowhere_else(slug: str) -> None:
    result, _ = reading(f"---\n{HEAD}slug: '{slug}'\n---\nText.\n")

    assert result.head is None or "/" not in result.head.slug

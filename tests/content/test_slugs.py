"""Slugs of ordinary names are what the library makes of them."""

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from newsgen.content.slugs import MAX_LENGTH, slug_of

ORDINARY = st.text("abzABZ059 .:;!?()/_-", max_size=MAX_LENGTH + 5)


@given(ORDINARY)
def test_a_name_in_plain_ascii_has_the_slug_that_the_library_gives_it(name: str) -> None:
    """The tables of all scripts need not be loaded for it, and addresses stay what they were."""
    assert slug_of(name, "en") == slugify(name, max_length=MAX_LENGTH, word_boundary=True, save_order=True)

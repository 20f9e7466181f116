"""Lists are cut so that a full page never changes."""

from hypothesis import given
from hypothesis import strategies as st

from newsgen.site.pagination import n_pages, page

SIZES = st.integers(1, 30)
COUNTS = st.integers(0, 400)


def pages(n_items: int, size: int) -> list[list[int]]:
    """Every page of a list whose items are their own age, from the oldest page to the front."""
    newest_first = range(n_items - 1, -1, -1)
    return [list(page(newest_first, number, size)) for number in range(1, n_pages(n_items, size) + 1)]


@given(COUNTS, SIZES)
def test_a_walk_from_the_front_meets_every_item_once_in_order(n_items: int, size: int) -> None:
    walked = [item for each in reversed(pages(n_items, size)) for item in each]

    assert walked == list(range(n_items - 1, -1, -1))


@given(COUNTS, SIZES)
def test_a_new_item_changes_no_page_but_the_front(n_items: int, size: int) -> None:
    before, after = pages(n_items, size), pages(n_items + 1, size)

    assert after[: len(before) - 1] == before[:-1]


@given(st.integers(1, 400), SIZES)
def test_the_front_shows_one_to_two_pages_of_items(n_items: int, size: int) -> None:
    front = pages(n_items, size)[-1]

    assert min(n_items, size) <= len(front) < 2 * size

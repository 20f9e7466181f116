"""Lists cut into pages that are numbered from the oldest, so that a full page never changes."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def n_pages(n_items: int, size: int) -> int:
    """How many pages a list has, its front included; an empty list has a front.

    The front takes the newest `size` to 2 * `size` - 1 items: what is not yet enough for a full page of its own.
    """
    return max(1, n_items // size)


def bounds(number: int, n_items: int, size: int) -> tuple[int, int]:
    """Where page `number` (1 = oldest) stands in a list that is newest first: [start, stop).

    Page n holds the items from (n-1)*size to n*size, counted from the oldest; the front also the newer rest.
    A new item therefore changes the front alone, where numbering from the newest would shift every page.
    """
    last = n_pages(n_items, size)
    stop = n_items - (number - 1) * size
    start = 0 if number == last else n_items - number * size
    return start, stop


def page(newest_first: Sequence[T], number: int, size: int) -> Sequence[T]:
    """The items of page `number`, newest first; nothing behind the last page."""
    start, stop = bounds(number, len(newest_first), size)
    if stop <= 0:
        return newest_first[:0]
    return newest_first[start:stop]

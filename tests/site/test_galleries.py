"""How rows of pictures look: from which height they grow, and how wide each picture is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.site.galleries import elements, is_apart, is_photo, ratio, rows


def widths(ratios: list[float], has_captions: bool = False) -> list[float]:
    return [round(each, 1) for each in rows(ratios, has_captions).widths]


def test_rows_fill_the_width_of_the_text() -> None:
    assert widths([1.5, 1.5]) == [20.8, 20.8]
    assert widths([1.5, 0.75]) == [27.7, 13.8]
    assert widths([9.9]) == [42.0]


def test_no_row_is_much_higher_than_the_others() -> None:
    """Three are a row, four two rows, five three and two: a last one alone would be as high as three."""
    assert widths([1.5] * 3) == [13.7] * 3
    assert widths([1.5] * 4) == [20.8] * 4
    assert widths([1.5] * 5) == [13.7] * 3 + [20.8] * 2


def test_a_picture_alone_is_no_higher_than_a_window() -> None:
    assert widths([0.5]) == [15.0]


@given(st.lists(st.floats(0.4, 9.99), max_size=80), st.booleans())
def test_no_picture_is_wider_than_the_text(ratios: list[float], has_captions: bool) -> None:
    found = widths(ratios, has_captions)

    assert len(found) == len(ratios)
    assert all(0 < each <= 42.1 for each in found)


def test_shapes_end_at_strips() -> None:
    assert [ratio(1600, 1067), ratio(200, 4000), ratio(4000, 10), ratio(0, 0)] == [1.5, 0.4, 9.99, 1.5]
    assert ratio(88, 31) == 1.0


def test_a_small_picture_is_not_blown_up() -> None:
    """It stands in its place as large as it is; so does a strip, and what nobody can measure."""
    assert not is_apart(1600, 900, 42)
    assert not is_apart(240, 180, 15)
    assert is_apart(240, 180, 30)
    assert is_apart(3000, 100, 42)
    assert is_apart(0, 0, 10)


def test_badges_of_other_hosts_are_no_photos() -> None:
    assert is_photo("https://example.org/a/B.JPG?size=2#x")
    assert not any(map(is_photo, ("https://badges.example/build", "https://badges.example/a.svg", "/x.jpg.html")))


@pytest.mark.parametrize(
    "html", ["", "x", "<p>a</p>\n<p>b</p>", "<img><hr><p>a<br>b</p>c", "</p><p>", "<p><div>x", "<!-- <p> --><p>a</p>"]
)
def test_elements_are_all_of_the_html(html: str) -> None:
    found = list(elements(html))

    assert "".join(each for _, each in found) == html
    assert [place for place, _ in found] == [len("".join(each for _, each in found[:n])) for n in range(len(found))]

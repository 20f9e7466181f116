"""What front matter says of a series: a name, a place in it, and what of that is left out."""

import pytest

from newsgen.model import Series
from tests.content.reader import reading


def read(keys: str, source: str = "content/a.md") -> tuple[Series | None, list[tuple[str, str, int]]]:
    found, _ = reading(f"---\ntitle: Cup\ndate: 2026-05-01\n{keys}\n---\nText.\n", source)
    assert found.head is not None
    return found.head.series, [(each.code, each.level, each.place.line) for each in found.diagnostics]


@pytest.mark.parametrize(
    ("keys", "series"),
    [
        ("series: Rhine\nSeries_index: 9", Series("Rhine", 9, "rhine")),
        ("series: Rhine\nseries_number: 9", Series("Rhine", 9, "rhine")),
        ("series: {name: Rhine, number: 4}", Series("Rhine", 4, "rhine")),
        ("series: {title: Rhine, order: 4}", Series("Rhine", 4, "rhine")),
        ("taxonomies: {series: [Rhine]}", Series("Rhine", 0, "rhine")),
        ("series: [Rhine]", Series("Rhine", 0, "rhine")),
        ("series: 2026", Series("2026", 0, "2026")),
        ("series: false", None),
        ("series: none", None),
        ("series: 0", None),
        ("series: []", None),
    ],
)
def test_a_series_is_named_as_other_systems_do(keys: str, series: Series | None) -> None:
    """ "Series: false" stood below both articles, and parts of Pelican's plugin had no number."""
    assert read(keys) == (series, [])


@pytest.mark.parametrize(
    ("keys", "code", "line"),
    [
        ("series: [Rhine, Elbe]", "value-type", 4),
        ("series: Rhine\ntaxonomies: {series: [Elbe]}", "value-type", 5),
        ("series: {name: Rhine, foo: 1}", "value-type", 4),
        ("series: Rhine\npart: 0", "number-unreadable", 5),
        ("series: Rhine\npart: -2", "number-unreadable", 5),
        (f"series: Rhine{'x' * 200}", "text-long", 4),
    ],
)
def test_what_is_left_out_is_told(keys: str, code: str, line: int) -> None:
    """A second name vanished without a word."""
    series, told = read(keys)

    assert series is not None
    assert (series.name[:5], series.part) == ("Rhine", 0)
    assert told == [(code, "warning", line)]


@pytest.mark.parametrize(("keys", "source"), [("part: 4", "content/a.md"), ("series: Rhine", "content/pages/a.md")])
def test_what_means_nothing_there_is_told(keys: str, source: str) -> None:
    assert read(keys, source) == (None, [("value-type", "warning", 4)])

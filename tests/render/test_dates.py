"""Dates, numbers and lists as each language writes them, at the offset they were written with."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsgen.render import dates
from tests.render.theme import rendered

BERLIN = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 22, 18, 40, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "22. November 2026, 18:40 Uhr"),
        ("de-AT", "22. November 2026, 18:40 Uhr"),
        ("en", "22 November 2026, 18:40"),
        ("en-US", "November 22, 2026, 6:40\u202fPM"),
        ("fr", "22 novembre 2026, 18:40"),
        ("es", "22 de noviembre de 2026, 18:40"),
        ("it", "22 novembre 2026, 18:40"),
        ("nl", "22 november 2026, 18:40"),
        ("pl", "22 listopada 2026, 18:40"),
        ("tlh", "22 November 2026, 18:40"),
    ],
)
def test_a_date_with_time(lang: str, text: str) -> None:
    assert dates.written(EVENING, lang) == text


def test_a_date_without_a_time_shows_none() -> None:
    """Nobody published at midnight: the writer gave a day."""
    assert dates.written(datetime(2005, 7, 15, tzinfo=BERLIN), "de") == "15. Juli 2005"
    assert dates.written(datetime(2005, 7, 15, 0, 0, 1, tzinfo=BERLIN), "de") == "15. Juli 2005, 00:00 Uhr"


def test_every_style_in_german() -> None:
    styles = {style: dates.written(EVENING, "de", style) for style in ("day", "short", "month", "time")}

    assert styles == {
        "day": "22. November 2026",
        "short": "22.11.2026",
        "month": "November 2026",
        "time": "18:40 Uhr",
    }


def test_one_moment_at_two_offsets_is_two_texts() -> None:
    """Equal datetimes are one key to a cache: what was shown of one page would be shown of the other."""
    assert dates.written(EVENING, "de", "time") == "18:40 Uhr"
    assert dates.written(EVENING.astimezone(UTC), "de", "time") == "17:40 Uhr"
    assert dates.iso(EVENING) == "2026-11-22T18:40:00+01:00"
    assert dates.iso(EVENING.astimezone(UTC)) == "2026-11-22T17:40:00+00:00"


def test_an_unknown_style_is_told_by_name() -> None:
    with pytest.raises(ValueError, match='"longish" is no style of date'):
        dates.written(EVENING, "de", "longish")


def test_no_language_speaks_for_another() -> None:
    """Whatever pages of a site were made before, in the same process: a paper in two languages has one archive."""
    script = (
        "from newsgen.render.dates import month_name\n"
        "print(*(month_name(10, lang) for lang in ('he', 'de', 'fr', 'nb', 'de-AT')))"
    )

    answer = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, check=True)

    assert answer.stdout.decode().split() == ["אוקטובר", "Oktober", "octobre", "oktober", "Oktober"]


def test_months_stand_alone() -> None:
    assert [dates.month_name(5, lang) for lang in ("de", "pl", "fr")] == ["Mai", "maj", "mai"]


def test_numbers_are_grouped_by_language() -> None:
    assert [dates.number(12345.5, lang) for lang in ("de", "en", "pl")] == ["12.345,5", "12,345.5", "12\u00a0345,5"]


@pytest.mark.parametrize(("one", "other"), [(-0.0, 0), (0, -0.0), (-0.0, 0.0)])
def test_nothing_is_written_without_a_sign(one: float, other: float) -> None:
    """Equal numbers are one key to a cache: which of two texts a page had would be a matter of the pages before."""
    assert [dates.number(one, "nl"), dates.number(other, "nl")] == ["0", "0"]


@pytest.mark.parametrize("first", [2**70, 2.0**70])
def test_equal_numbers_of_two_types_are_written_each_in_its_digits(first: float) -> None:
    dates.number(first, "de")

    assert dates.number(2**70, "de") == "1.180.591.620.717.411.303.424"
    assert dates.number(2.0**70, "de") == "1.180.591.620.717.411.300.000"


@pytest.mark.parametrize(
    ("names", "lang", "text"),
    [
        (["A"], "de", "A"),
        (["A", "B"], "de", "A und B"),
        (["A", "B", "C"], "de", "A, B und C"),
        (["A", "B", "C"], "en", "A, B and C"),
        (["A", "B"], "es", "A y B"),
        (["A", "B", "C"], "pl", "A, B i C"),
        (["{}", "<b>"], "de", "{} und &lt;b&gt;"),
    ],
)
def test_names_in_one_line(names: list[str], lang: str, text: str) -> None:
    assert rendered("{{ names|names }}", lang, names=names) == text


@pytest.mark.parametrize(
    ("lang", "locale"),
    [("de", "de_DE"), ("de-AT", "de_AT"), ("en", "en_US"), ("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW")],
)
def test_open_graph_locales(lang: str, locale: str) -> None:
    assert dates.open_graph_locale(lang) == locale

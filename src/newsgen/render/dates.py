"""Dates, numbers and lists of names as each language writes them (CLDR, by Babel)."""

from datetime import datetime
from functools import lru_cache
from typing import Any

# "long" has the time of day; Babel's own names for the others.
DATE_STYLES = {"day": "long", "short": "medium"}


@lru_cache(maxsize=100_000)
def written(value: datetime, lang: str, style: str = "long") -> str:
    """A date in a language: "long" with time, "day", "short", "month" (with year), "time"."""
    from babel.dates import format_date, format_skeleton, format_time

    locale = _locale(lang)
    if style == "month":
        return str(format_skeleton("yMMMM", value, tzinfo=value.tzinfo, locale=locale))
    if style == "time":
        return str(format_time(value, "short", tzinfo=value.tzinfo, locale=locale))
    day = str(format_date(value, DATE_STYLES.get(style, "long"), locale=locale))
    if style != "long":
        return day
    time = str(format_time(value, "short", tzinfo=value.tzinfo, locale=locale))
    # German readers expect the word; CLDR has it only in its longest form.
    return f"{day}, {time} Uhr" if lang.partition("-")[0] == "de" else f"{day}, {time}"


@lru_cache(maxsize=100_000)
def iso(value: datetime) -> str:
    """RFC 3339, to the second."""
    return value.isoformat(timespec="seconds")


@lru_cache(maxsize=1_000)
def month_name(month: int, lang: str) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", context="stand-alone", locale=_locale(lang))[month])


@lru_cache(maxsize=10_000)
def number(value: float, lang: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(lang)))


@lru_cache(maxsize=10_000)
def listed(names: tuple[str, ...], lang: str) -> str:
    """Names in one line: "A, B und C"."""
    from babel.lists import format_list

    return str(format_list(list(names), locale=_locale(lang)))


@lru_cache(maxsize=100)
def _locale(lang: str) -> Any:
    from babel import Locale, UnknownLocaleError

    # English without a country is written as in Britain: day before month, 24 hours.
    tag = "en-GB" if lang == "en" else lang
    for each in (tag, lang.partition("-")[0], "en-GB"):
        try:
            return Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows en-GB")

"""Dates, numbers and lists of names as each language writes them, and from which side (CLDR, by Babel)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from newsgen.mistakes import Mistake, choice

STYLES = ("long", "day", "short", "month", "time")

_MIDNIGHT = time()


def written(value: datetime, lang: str, style: str = "long") -> str:
    """A date in a language, at its own offset: "long" (with the time of day), "day", "short", "month", "time".

    Midnight to the second is what a date without a time is read as, so "long" leaves it out.
    """
    if style == "long" and value.time() != _MIDNIGHT:
        return f"{_day(value.date(), lang, 'day')}, {_time(value.hour, value.minute, lang)}"
    if style == "time":
        return _time(value.hour, value.minute, lang)
    return _day(value.date(), lang, "day" if style == "long" else style)


@lru_cache(maxsize=10_000)
def span(first: date, last: date, lang: str) -> str:
    """From one day to another, as a list is called by what it holds: "Juli 2005 – Juli 2021", "1.–3. Mai 2020".

    By months where these differ, else by days.
    """
    from babel.dates import format_interval

    if first == last:
        return _day(first, lang, "day")
    is_within_month = (first.year, first.month) == (last.year, last.month)
    written = format_interval(first, last, "yMMMMd" if is_within_month else "yMMMM", locale=_locale(lang))
    # CLDR has thin blanks about the dash, which search for a title as it is typed does not find.
    return str(written).replace("\u2009", " ")


def iso(value: datetime) -> str:
    """RFC 3339, to the second."""
    return _iso(value, value.utcoffset())


# What is the same moment by two clocks is the same key, but for the offset. A date stands on a dozen pages.
@lru_cache(maxsize=10_000)
def _iso(value: datetime, offset: timedelta | None) -> str:
    return value.isoformat(timespec="seconds")


@lru_cache(maxsize=1_000)
def month_name(month: int, lang: str) -> str:
    """The name of a month (1 to 12) that stands alone."""
    from babel.dates import get_month_names

    return str(get_month_names("wide", context="stand-alone", locale=_locale(lang))[month])


def number(value: float, lang: str) -> str:
    # What is equal is one key to a cache, and -0.0 equals 0.
    return _number(value or 0, lang)


# By type: 2.0**70 equals 2**70 and is written in fewer digits.
@lru_cache(maxsize=10_000, typed=True)
def _number(value: float, lang: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_locale(lang)))


@lru_cache(maxsize=1_000)
def file_size(n_bytes: int, lang: str) -> str:
    """How large a file is: "840 kB", "1,2 MB" (units of thousands, as systems and shops count)."""
    from babel.units import format_unit

    kilobytes = -(-n_bytes // 1_000)
    is_large = kilobytes >= 1_000
    value, unit = (round(n_bytes / 1_000_000, 1), "megabyte") if is_large else (kilobytes, "kilobyte")
    return str(format_unit(value, f"digital-{unit}", length="short", locale=_locale(lang))).replace(" ", "\u00a0")


@lru_cache(maxsize=1_000)
def duration(n_seconds: int, lang: str) -> str:
    """How long a recording lasts: "45 Sek.", "24 Min."."""
    from babel.units import format_unit

    value, unit = (n_seconds, "second") if n_seconds < 60 else (round(n_seconds / 60), "minute")
    written = format_unit(value, f"duration-{unit}", length="short", locale=_locale(lang))
    return str(written).replace(" ", "\u00a0")


@lru_cache(maxsize=1_000)
def list_pattern(n_items: int, lang: str) -> str:
    """How a language joins `n_items` items, as a format string: "{}, {} und {}"."""
    from babel.lists import format_list

    return str(format_list(["{}"] * n_items, locale=_locale(lang)))


@lru_cache(maxsize=100)
def language_name(lang: str) -> str:
    """What a language calls itself: "English", "Deutsch"."""
    locale = _locale(lang)
    name = str(locale.get_language_name(str(locale)) or lang)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=100)
def is_right_to_left(lang: str) -> bool:
    """Whether the lines of a language run from the right, in the script that its tag names or that it mostly has."""
    from babel.core import get_global

    script = next((part.title() for part in lang.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    # The language that is mostly written so stands for the script: CLDR has no Kurdish in Arabic letters.
    likely = str(get_global("likely_subtags").get(f"und_{script}", "")).replace("_", "-")
    return bool(_locale(likely or lang).text_direction == "rtl")


@lru_cache(maxsize=100)
def attributes(lang: str) -> Markup:
    """What an element says of the language of its text, and of where its lines run from (HTML, `lang` and `dir`)."""
    return Markup(' lang="{}" dir="{}"').format(lang, "rtl" if is_right_to_left(lang) else "ltr")


@lru_cache(maxsize=100)
def open_graph_locale(lang: str) -> str:
    """`xx_XX` of a language tag, with the likeliest country where the tag names none (CLDR, likely subtags)."""
    from babel.core import get_global

    language, *rest = lang.replace("_", "-").split("-")
    country = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    if not country:
        country = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    return f"{language}_{country.upper()}" if len(country) == 2 else language


# Days and times apart: an archive of 100,000 articles has some 8,000 days and 1,440 times.
@lru_cache(maxsize=50_000)
def _day(day: date, lang: str, style: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = _locale(lang)
    if style == "month":
        return str(format_skeleton("yMMMM", datetime.combine(day, time()), tzinfo=None, locale=locale))
    if style not in {"day", "short"}:
        raise Mistake(f'"{style}" is no style of date', choice(style, STYLES))
    return str(format_date(day, "long" if style == "day" else "medium", locale=locale))


@lru_cache(maxsize=10_000)
def _time(hour: int, minute: int, lang: str) -> str:
    from babel.dates import format_time

    text = str(format_time(time(hour, minute), "short", locale=_locale(lang)))
    # German readers expect the word; CLDR has it in no pattern.
    return f"{text} Uhr" if lang.partition("-")[0] == "de" else text


@lru_cache(maxsize=100)
def _locale(lang: str) -> Any:
    from babel import Locale, UnknownLocaleError, localedata

    # English without a country is written as in Britain: day before month, 24 hours.
    tag = "en-GB" if lang == "en" else lang
    for each in (tag, lang.partition("-")[0], "en-GB"):
        try:
            locale = Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        # Babel writes what one language has looked up into what it shares with others, so that months of a German page
        # were Hebrew once a Hebrew one had been made (python-babel/babel#1234).
        data = localedata.load(str(locale))
        data.update(_unshared(data))
        return locale
    raise AssertionError("Babel knows en-GB")


def _unshared(data: Mapping[Any, Any]) -> dict[Any, Any]:
    return {key: _unshared(value) if isinstance(value, dict) else value for key, value in data.items()}

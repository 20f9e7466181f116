"""Questions about the years and months that have articles."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial

from newsgen.questions.change import Change
from newsgen.questions.family import NOTHING, Arguments, Family, Known, Question, Scope, Telling, no_arguments
from newsgen.questions.lists import by_order
from newsgen.site.index import Site
from newsgen.site.lists import month_name, year_name


def _years(known: Known) -> tuple[int, ...]:
    return tuple(known.site.by_year)


def _years_words(telling: Telling) -> str:
    return "a year has its first article, or none any more"


years = Family(
    name="years",
    answer=_years,
    bound=by_order,
    examples=no_arguments,
    words=_years_words,
)


def _months(known: Known, year: int) -> tuple[tuple[int, int], ...]:
    """The months of a year that have articles, newest first, each with their number."""
    prefix = f"{year_name(year)}-"
    by_month = known.site.by_month.items()
    return tuple((int(month[len(prefix) :]), len(heads)) for month, heads in by_month if month.startswith(prefix))


def _months_bound(change: Change) -> Scope:
    return Scope(frozenset(str(head.date.year) for head in change.moved))


def _months_examples(site: Site) -> Iterable[Arguments]:
    return ((year,) for year in site.by_year)


def _months_words(telling: Telling, year: int) -> str:
    return f"the months of {year} have other numbers of articles"


months = Family(
    name="months",
    answer=_months,
    bound=_months_bound,
    examples=_months_examples,
    words=_months_words,
)


def _names(site: Site, of_months: bool) -> Sequence[str]:
    """The months or years that have articles, oldest first."""
    return sorted(site.by_month) if of_months else sorted(map(year_name, site.by_year))


def _around(names: Sequence[str], name: str) -> tuple[str, str]:
    """The names before and after one, whether or not it is among them; "" for none."""
    position = bisect_left(names, name)
    after = position + (names[position : position + 1] == [name])
    return names[position - 1] if position else "", names[after] if after < len(names) else ""


def _beside(known: Known, name: str) -> tuple[str, str]:
    """The month or year with articles before one and that after it, "" where there is none: "2026-05", "2026"."""
    return _around(_names(known.site, "-" in name), name)


def _beside_bound(change: Change) -> Scope:
    """Where an article has moved: what stands between the month before its own and the one after, and years alike."""
    if not change.moved:
        return NOTHING
    all_months, all_years = _names(change.site, of_months=True), _names(change.site, of_months=False)
    months = {month_name(head.date.year, head.date.month) for head in change.moved}
    years = {year_name(head.date.year) for head in change.moved}
    spans = (*(_around(all_months, month) for month in months), *(_around(all_years, year) for year in years))
    return Scope(None, partial(_is_within, spans))


def _is_within(spans: Sequence[tuple[str, str]], question: Question) -> bool:
    name = str(question[1])
    return any(first <= name and (not last or name <= last) for first, last in spans)


def _beside_examples(site: Site) -> Iterable[Arguments]:
    return ((name,) for name in (*site.by_month, *_names(site, of_months=False), "1999", "1999-01"))


def _beside_words(telling: Telling, name: str) -> str:
    return f"another {'month' if '-' in name else 'year'} with articles stands beside {name}"


beside = Family(
    name="beside",
    answer=_beside,
    bound=_beside_bound,
    examples=_beside_examples,
    words=_beside_words,
)

FAMILIES = (years, months, beside)

"""Questions about the years and months that have articles."""

from collections.abc import Iterable

from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Scope, Telling, no_arguments
from newsgen.questions.lists import by_order
from newsgen.site.index import Site
from newsgen.site.lists import year_name


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

FAMILIES = (years, months)

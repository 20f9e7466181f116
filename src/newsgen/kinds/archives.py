"""Archives: a page for every year, its months, and pages for every month, its articles; old ones never change."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Page, Subject, output_of
from newsgen.kinds.lists import list_page, list_pages
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.lists import month_name
from newsgen.site.permalinks import month_url, output_path, year_url


class YearOf(Subject, frozen=True):
    year: int


class MonthOf(Subject, frozen=True):
    """A page of a month's list, 0 being its front."""

    year: int
    month: int
    number: int = 0

    def __str__(self) -> str:
        name = month_name(self.year, self.month)
        return f"{name}, page {self.number}" if self.number else name


class YearKind(Struct, frozen=True):
    name: str = "year"
    version: int = 1
    stage: int = 1
    subject: type[YearOf] = YearOf

    def plan(self, site: Site) -> Iterable[Output]:
        return (
            output_of(self, output_path(site.config, year_url(site.config, year)), YearOf(year))
            for year in site.by_year
        )

    def make(self, subject: YearOf, view: View) -> Page:
        year = subject.year
        values = {"year": year, "months": view.months(year), "kind": self.name, "url": view.year_url(year)}
        return Page("archive.html", values, view.config.language)


class MonthKind(Struct, frozen=True):
    name: str = "month"
    version: int = 2
    stage: int = 1
    subject: type[MonthOf] = MonthOf

    def plan(self, site: Site) -> Iterable[Output]:
        for name, heads in site.by_month.items():
            year, month = int(name[:4]), int(name[5:])
            for path, number in list_pages(site, month_url(site.config, year, month), len(heads)):
                yield output_of(self, path, MonthOf(year, month, number))

    def make(self, subject: MonthOf, view: View) -> Page:
        year, month = subject.year, subject.month
        front = view.month_url(year, month)
        page = list_page(view, self.name, month_name(year, month), subject.number, front)
        values = {"year": year, "month": month, "page": page, "kind": self.name, "url": page.url}
        return Page("month.html", values, view.config.language)

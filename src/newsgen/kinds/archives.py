"""Archives: a page for every year (its months) and every month (its articles); old ones never change."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import ListPage, Output, Page, Subject, output_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import month_url, output_path, year_url


class YearOf(Subject, frozen=True):
    year: int


class MonthOf(Subject, frozen=True):
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


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
    version: int = 1
    stage: int = 1
    subject: type[MonthOf] = MonthOf

    def plan(self, site: Site) -> Iterable[Output]:
        for name in site.by_month:
            year, month = int(name[:4]), int(name[5:])
            yield output_of(self, output_path(site.config, month_url(site.config, year, month)), MonthOf(year, month))

    def make(self, subject: MonthOf, view: View) -> Page:
        year, month = subject.year, subject.month
        url = view.month_url(year, month)
        page = ListPage(1, 1, view.articles(year=year, month=month), url, url, "", "", True)
        values = {"year": year, "month": month, "page": page, "kind": self.name, "url": url}
        return Page("month.html", values, view.config.language)

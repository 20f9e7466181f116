"""The pages of series that are described: their parts, oldest or newest first; full pages do not change."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import ListPage, Output, Page, Subject, output_of
from newsgen.model import Term
from newsgen.questions.view import View, ask, heads
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path, page_url
from newsgen.site.serials import first_number, last_number


class SeriesPage(Subject, frozen=True):
    """A page of a series, 0 being its front."""

    slug: str
    number: int = 0

    def __str__(self) -> str:
        return f"{self.slug}, page {self.number}" if self.number else self.slug


class SeriesKind(Struct, frozen=True):
    """A series without parts has no page."""

    name: str = "series"
    version: int = 1
    stage: int = 1
    subject: type[SeriesPage] = SeriesPage

    def plan(self, site: Site) -> Iterable[Output]:
        for slug, serial in site.serials.by_slug.items():
            if serial.parts:
                yield output_of(self, output_path(site.config, serial.term.url), SeriesPage(slug))
                for number in range(first_number(serial), last_number(serial, site.config.page_size) + 1):
                    path = output_path(site.config, page_url(serial.term.url, number))
                    yield output_of(self, path, SeriesPage(slug, number))

    def make(self, subject: SeriesPage, view: View) -> Page:
        term = next(each for each in view.serials if each.slug == subject.slug)
        newest_first = _is_newest_first(view, term)
        page = _page(view, subject.slug, subject.number, term.url, newest_first)
        values = {"term": term, "page": page, "newest_first": newest_first, "kind": self.name, "url": page.url}
        return Page("series.html", values, view.config.language)


def series_urls(view: View, term: Term) -> Iterable[str]:
    """The addresses of all pages of a series."""
    n_pages = int(ask(view, "n_serial_pages", term.slug, view.config.page_size))  # type: ignore[call-overload]  # a number
    numbers = range(1, n_pages) if _is_newest_first(view, term) else range(2, n_pages + 1)
    return (term.url, *(page_url(term.url, number) for number in numbers))


def _is_newest_first(view: View, term: Term) -> bool:
    described = view.article(term.source)
    return described is not None and described.order == "newest"


def _page(view: View, slug: str, wanted: int, front: str, is_newest_first: bool) -> ListPage:
    """Pages are numbered from the beginning: the front is the last of them, or where the oldest part is first, page 1.

    Full pages know nothing of how many there are but whether there is a next one.
    """
    size = view.config.page_size
    n_pages = int(ask(view, "n_serial_pages", slug, size))  # type: ignore[call-overload]  # a number
    number = wanted or (n_pages if is_newest_first else 1)
    newer, older = "", page_url(front, number - 1) if number > 1 else ""
    if is_newest_first:
        newer = front if wanted else ""
    else:
        newer = page_url(front, number + 1) if number < n_pages else ""
        older = front if number == 2 else older
    return ListPage(
        number=number,
        total=0 if wanted else n_pages,
        articles=heads(view, "serial_page", slug, number, size),
        url=page_url(front, number) if wanted else front,
        first_url=front,
        newer_url=newer,
        older_url=older,
        is_front=not wanted,
    )

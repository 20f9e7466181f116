"""The list of all corrections, in pages numbered from the oldest; none where nothing was corrected."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import ListPage, Output, Page, Subject, output_of
from newsgen.kinds.lists import list_pages
from newsgen.questions.view import View, ask
from newsgen.site.index import Site
from newsgen.site.permalinks import corrections_url, page_url


class CorrectionsPage(Subject, frozen=True):
    """A page of the list, 0 being its front."""

    number: int = 0

    def __str__(self) -> str:
        return f"page {self.number}" if self.number else ""


class CorrectionsKind(Struct, frozen=True):
    name: str = "corrections"
    version: int = 1
    stage: int = 2
    subject: type[CorrectionsPage] = CorrectionsPage

    def plan(self, site: Site) -> Iterable[Output]:
        if site.corrections:
            for path, number in list_pages(site, corrections_url(site.config), len(site.corrections)):
                yield output_of(self, path, CorrectionsPage(number))

    def make(self, subject: CorrectionsPage, view: View) -> Page:
        page = _page(view, subject.number)
        values = {"page": page, "corrections": view.corrections(page.number), "kind": self.name, "url": page.url}
        return Page("corrections.html", values, view.config.language)


def n_correction_pages(view: View) -> int:
    n_all: int = ask(view, "n_correction_pages", view.config.page_size)  # type: ignore[assignment]  # its answer
    return n_all


def _page(view: View, wanted: int) -> ListPage:
    """As kinds.lists.list_page, of what is no list of articles."""
    front = view.corrections_url
    total = 0 if wanted else n_correction_pages(view)
    number = wanted or total
    return ListPage(
        number=number,
        total=total,
        articles=(),
        url=page_url(front, number) if wanted else front,
        first_url=front,
        newer_url=front if wanted else "",
        older_url=page_url(front, number - 1) if number > 1 else "",
        is_front=not wanted,
    )

"""Paginated lists: the home page, categories, tags and authors; those of months are in kinds.archives.

A list's front has the list's own address; page n, counted from the oldest, stands below it at page/n/.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from newsgen.kinds.base import ListPage, Output, Page, Subject, output_of
from newsgen.model import TermKind
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.pagination import n_pages
from newsgen.site.permalinks import home_url, output_path, page_url, page_urls, term_url


class HomePage(Subject, frozen=True):
    """A page of the list of all articles, 0 being its front."""

    number: int = 0

    @property
    def holds_lists(self) -> bool:
        return not self.number

    def __str__(self) -> str:
        return f"page {self.number}" if self.number else ""


class TermPage(Subject, frozen=True):
    """A page of a term's list, 0 being its front; those of categories hold shared lists."""

    kind: TermKind
    slug: str
    number: int = 0

    @property
    def holds_lists(self) -> bool:
        return self.kind == "category" and not self.number

    def __str__(self) -> str:
        return f"{self.slug}, page {self.number}" if self.number else self.slug


class HomeKind(Struct, frozen=True):
    name: str = "home"
    version: int = 1
    stage: int = 2
    subject: type[HomePage] = HomePage

    def plan(self, site: Site) -> Iterable[Output]:
        for path, number in list_pages(site, home_url(site.config), len(site.articles)):
            yield output_of(self, path, HomePage(number))

    def make(self, subject: HomePage, view: View) -> Page:
        page = list_page(view, self.name, "", subject.number, view.home_url)
        return Page("home.html", {"page": page, "kind": self.name, "url": page.url}, view.config.language)


class TermKindOfOutput(Struct, frozen=True):
    """The lists of one kind of term; a term without articles has no page."""

    name: TermKind
    version: int = 1
    stage: int = 1
    subject: type[TermPage] = TermPage

    def plan(self, site: Site) -> Iterable[Output]:
        for slug, heads in site.paged(self.name).items():
            for path, number in list_pages(site, term_url(site.config, self.name, slug), len(heads)):
                yield output_of(self, path, TermPage(self.name, slug, number))

    def make(self, subject: TermPage, view: View) -> Page:
        term = view.term(subject.kind, subject.slug)
        assert term is not None
        page = list_page(view, subject.kind, subject.slug, subject.number, term.url)
        values = {"term": term, "page": page, "kind": self.name, "url": page.url}
        return Page(f"{self.name}.html", values, view.config.language)


def list_pages(site: Site, url: str, n_articles: int) -> Iterator[tuple[str, int]]:
    """Path and number of each page of a list."""
    yield output_path(site.config, url), 0
    for number, page in enumerate(page_urls(url, n_pages(n_articles, site.config.page_size)), 1):
        yield output_path(site.config, page), number


def list_page(view: View, kind: str, slug: str, wanted: int, front_url: str) -> ListPage:
    """A page by its number; the front, 0, is the newest one and alone has the number of all, which changes."""
    total = 0 if wanted else view.n_pages(kind, slug)
    number = wanted or total
    return ListPage(
        number=number,
        total=total,
        articles=view.page(kind, slug, number),
        url=page_url(front_url, number) if wanted else front_url,
        first_url=front_url,
        # Not the next newer page: that one is the front today and a page of its own tomorrow.
        newer_url=front_url if wanted else "",
        older_url=page_url(front_url, number - 1) if number > 1 else "",
        is_front=not wanted,
    )

"""Paginated lists: the home page, categories, tags and authors.

A list's front has the list's own address; page n, counted from the oldest, stands below it at page/n/.
"""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import ListPage, Output, Page
from newsgen.model import TermKind
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.pagination import n_pages
from newsgen.site.permalinks import home_url, output_path, term_url


class HomeKind(Struct, frozen=True):
    name: str = "home"
    version: int = 1
    stage: int = 2

    def plan(self, site: Site) -> Iterable[Output]:
        return _outputs(site, self.name, "", home_url(site.config), len(site.articles))

    def make(self, output: Output, view: View) -> Page:
        page = _list_page(output, view, view.home_url)
        return Page("home.html", {"page": page, "kind": self.name, "url": page.url}, view.config.language)


class TermKindOfOutput(Struct, frozen=True):
    """The lists of one kind of term; a term without articles has no page."""

    name: TermKind
    version: int = 1
    stage: int = 1

    def plan(self, site: Site) -> Iterable[Output]:
        for slug, heads in site.groups(self.name).items():
            yield from _outputs(site, self.name, slug, term_url(site.config, self.name, slug), len(heads))

    def make(self, output: Output, view: View) -> Page:
        term = view.term(self.name, output.subject.partition("#")[0])
        assert term is not None
        page = _list_page(output, view, term.url)
        values = {"term": term, "page": page, "kind": self.name, "url": page.url}
        return Page(f"{self.name}.html", values, view.config.language)


def is_front(output: Output) -> bool:
    """Whether an output holds shared lists itself with `placement: auto`: fronts of home and categories, and 404."""
    return output.kind in {"home", "category", "notfound"} and "#" not in output.subject


def _outputs(site: Site, kind: str, slug: str, url: str, n_articles: int) -> Iterable[Output]:
    yield Output(output_path(site.config, url), kind, slug)
    for number in range(1, n_pages(n_articles, site.config.page_size)):
        yield Output(output_path(site.config, f"{url}page/{number}/"), kind, f"{slug}#{number}")


def _list_page(output: Output, view: View, front_url: str) -> ListPage:
    slug, _, written = output.subject.partition("#")
    total = 0 if written else view.n_pages(output.kind, slug)
    number = int(written) if written else total
    return ListPage(
        number=number,
        total=total,
        articles=view.page(output.kind, slug, number),
        url=f"{front_url}page/{number}/" if written else front_url,
        first_url=front_url,
        # Not the next newer page: that one is the front today and a page of its own tomorrow.
        newer_url=front_url if written else "",
        older_url=f"{front_url}page/{number - 1}/" if number > 1 else "",
        is_front=not written,
    )

"""Pages a site has once: the newest articles, and what a host shows for an address that is not there."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Page, Subject, TheSite, output_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import latest_url, output_path


class NotFound(Subject, frozen=True):
    """Whatever a reader was looking for; to help, the page holds shared lists."""

    @property
    def holds_lists(self) -> bool:
        return True


class LatestKind(Struct, frozen=True):
    name: str = "latest"
    version: int = 1
    stage: int = 1
    subject: type[TheSite] = TheSite

    def plan(self, site: Site) -> Iterable[Output]:
        yield output_of(self, output_path(site.config, latest_url(site.config)), TheSite())

    def make(self, subject: TheSite, view: View) -> Page:
        articles = view.recent(view.config.page_size)
        values = {"articles": articles, "kind": self.name, "url": view.latest_url}
        return Page("latest.html", values, view.config.language)


class NotFoundKind(Struct, frozen=True):
    name: str = "notfound"
    version: int = 1
    stage: int = 1
    subject: type[NotFound] = NotFound

    def plan(self, site: Site) -> Iterable[Output]:
        yield output_of(self, "404.html", NotFound())

    def make(self, subject: NotFound, view: View) -> Page:
        return Page("404.html", {"kind": self.name, "url": f"{view.home_url}404.html"}, view.config.language)

"""Pages a site has once: the newest articles, and what a host shows for an address that is not there."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Page
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import home_url, output_path


class LatestKind(Struct, frozen=True):
    name: str = "latest"
    version: int = 1
    stage: int = 1

    def plan(self, site: Site) -> Iterable[Output]:
        yield Output(output_path(site.config, f"{home_url(site.config)}latest/"), self.name)

    def make(self, output: Output, view: View) -> Page:
        articles = view.recent(view.config.page_size)
        values = {"articles": articles, "kind": self.name, "url": view.latest_url}
        return Page("latest.html", values, view.config.language)


class NotFoundKind(Struct, frozen=True):
    name: str = "notfound"
    version: int = 1
    stage: int = 1

    def plan(self, site: Site) -> Iterable[Output]:
        yield Output("404.html", self.name)

    def make(self, output: Output, view: View) -> Page:
        return Page("404.html", {"kind": self.name, "url": f"{view.home_url}404.html"}, view.config.language)

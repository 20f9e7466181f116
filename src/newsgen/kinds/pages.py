"""Standing pages: imprint, privacy, about."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import Output, Page
from newsgen.kinds.templates import template_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path


class PageKind(Struct, frozen=True):
    name: str = "page"
    version: int = 1
    stage: int = 0

    def plan(self, site: Site) -> Iterable[Output]:
        return (
            Output(output_path(site.config, head.url), self.name, head.source)
            for head in site.pages
            if not head.redirect_to
        )

    def make(self, output: Output, view: View) -> Page:
        page = view.article(output.subject)
        assert page is not None
        return Page(
            template_of(view, page, "page.html"), {"article": page, "kind": self.name, "url": page.url}, page.lang
        )

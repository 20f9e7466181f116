"""Standing pages: imprint, privacy, about."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import OfSource, Output, Page, output_of
from newsgen.kinds.templates import template_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path


class PageKind(Struct, frozen=True):
    name: str = "page"
    version: int = 1
    stage: int = 0
    subject: type[OfSource] = OfSource

    def plan(self, site: Site) -> Iterable[Output]:
        return (
            output_of(self, output_path(site.config, head.url), OfSource(head.source))
            for head in site.pages
            if not head.redirect_to
        )

    def make(self, subject: OfSource, view: View) -> Page:
        page = view.article(subject.source)
        assert page is not None
        return Page(
            template_of(view, page, "page.html"), {"article": page, "kind": self.name, "url": page.url}, page.lang
        )

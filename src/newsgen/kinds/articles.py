"""Article pages: one for every public article, those that no list shows included."""

from collections.abc import Iterable

from msgspec import Struct

from newsgen.kinds.base import OfSource, Output, Page, output_of
from newsgen.kinds.templates import template_of
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.permalinks import output_path


class ArticleKind(Struct, frozen=True):
    name: str = "article"
    version: int = 1
    stage: int = 0
    subject: type[OfSource] = OfSource

    def plan(self, site: Site) -> Iterable[Output]:
        return (
            output_of(self, output_path(site.config, head.url), OfSource(head.source))
            for head in site.all_articles
            if not head.redirect_to
        )

    def make(self, subject: OfSource, view: View) -> Page:
        article = view.article(subject.source)
        assert article is not None
        return Page(
            template_of(view, article, "article.html"),
            {"article": article, "kind": self.name, "url": article.url},
            article.lang,
        )

"""The sitemap for Google News."""

from collections.abc import Iterable, Sequence
from html import escape

from msgspec import Struct

from newsgen.kinds.base import Output, TheSite, output_of
from newsgen.kinds.feedtext import permitted
from newsgen.kinds.sitemapxml import NEWS_NS, NS, file, iso, url_row
from newsgen.model import Head
from newsgen.questions.view import View
from newsgen.site.index import Site
from newsgen.site.indexable import is_news


class NewsSitemapKind(Struct, frozen=True):
    """The articles of two days before the build's clock, as Google News reads them.

    Where there are none it names the front, as no news: the schema of sitemaps forbids that a file names nothing.

    The publication is named as readers know it, not as the house is.
    """

    name: str = "sitemap-news"
    version: int = 2
    stage: int = 3
    subject: type[TheSite] = TheSite

    def plan(self, site: Site) -> Iterable[Output]:
        yield output_of(self, "news-sitemap.xml", TheSite())

    def make(self, subject: TheSite, view: View) -> bytes:
        name = escape(permitted(view.config.title))
        base_url = view.config.base_url
        news = (head for head in view.news() if is_news(head, base_url))
        rows = [_news(view, head, name) for head in news] or [url_row(view, view.home_url)]
        return file("urlset", rows, NS, NEWS_NS)


def _news(view: View, head: Head, publication: str) -> str:
    return url_row(
        view,
        head.url,
        f"<news:news><news:publication><news:name>{publication}</news:name>"
        f"<news:language>{_language(head.lang)}</news:language></news:publication>"
        f"<news:publication_date>{iso(head.date)}</news:publication_date>"
        f"<news:title>{escape(permitted(head.title))}</news:title></news:news>",
    )


def _language(tag: str) -> str:
    """ISO 639 as Google News wants it; Chinese alone is told apart by country."""
    parts: Sequence[str] = tag.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"tw", "hk", "hant"} & set(parts) else "zh-cn"
    return parts[0]

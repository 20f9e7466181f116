"""Sitemaps: an index, a file for every month, one for all other pages, and the one for Google News.

All stand at the root, for a sitemap speaks only of what lies below its own folder (sitemaps.org, "Sitemap file
location"). A month's file is written oldest first and changes only when an article of that month does.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import islice

from msgspec import Struct

from newsgen.kinds.base import Output
from newsgen.kinds.feedtext import permitted
from newsgen.model import Head
from newsgen.questions.view import View
from newsgen.site.index import TERM_KINDS, Site
from newsgen.site.pagination import n_pages

# sitemaps.org allows 50,000 addresses and 50 MB in a file. Articles name pictures and other languages, too: of so many,
# each may take 5 kB.
MAX_URLS = 50_000
MAX_ARTICLES = 10_000

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_IMAGE_NS = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
_XHTML_NS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_NEWS_NS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


class SitemapIndexKind(Struct, frozen=True):
    """The subject says which sitemaps there are, each with its newest change: reading them from every head of an
    archive each time would cost more than the file is worth.

    The newest month has no `lastmod`: it changes with every article, is worth a visit at any time, and would change
    the index each time with it. So the index stays the same until a month begins or an old article is updated.
    """

    name: str = "sitemap-index"
    version: int = 2
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        newest_month = next(iter(site.by_month), "")
        months = (
            name if name.startswith(newest_month) else f"{name}={_iso(newest)}" for name, newest in _month_parts(site)
        )
        names = [*_page_parts(site), *months]
        yield Output("sitemap.xml", self.name, " ".join(names))

    def make(self, output: Output, view: View) -> bytes:
        base_url = view.config.base_url
        rows = []
        for part in output.subject.split():
            name, _, changed = part.partition("=")
            lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
            rows.append(f"<sitemap><loc>{escape(base_url)}/sitemap-{name}.xml</loc>{lastmod}</sitemap>\n")
        return f"{_HEAD}<sitemapindex {_NS}>\n{''.join(rows)}</sitemapindex>\n".encode()


class MonthSitemapKind(Struct, frozen=True):
    name: str = "sitemap-month"
    version: int = 3
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        return (Output(f"sitemap-{name}.xml", self.name, name) for name in _month_names(site))

    def make(self, output: Output, view: View) -> bytes:
        year, month, *part = (int(number) for number in output.subject.split("-"))
        base_url = view.config.base_url
        heads = [head for head in reversed(view.articles(year=year, month=month)) if is_indexable(head, base_url)]
        start = (part[0] - 1) * MAX_ARTICLES if part else 0
        rows = (_article(view, head) for head in heads[start : start + MAX_ARTICLES])
        return f"{_HEAD}<urlset {_NS} {_IMAGE_NS} {_XHTML_NS}>\n{''.join(rows)}</urlset>\n".encode()


class PagesSitemapKind(Struct, frozen=True):
    """The front, terms, each with the pages of its list, archives and standing pages."""

    name: str = "sitemap-pages"
    version: int = 1
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        return (Output(f"sitemap-{name}.xml", self.name, name) for name in _page_parts(site))

    def make(self, output: Output, view: View) -> bytes:
        start = (int(output.subject.partition("-")[2] or 1) - 1) * MAX_URLS
        rows = list(_pages(view))[start : start + MAX_URLS]
        return f"{_HEAD}<urlset {_NS} {_XHTML_NS}>\n{''.join(rows)}</urlset>\n".encode()


class NewsSitemapKind(Struct, frozen=True):
    """The articles of two days before the build's clock, as Google News reads them; it may be empty."""

    name: str = "sitemap-news"
    version: int = 1
    stage: int = 3

    def plan(self, site: Site) -> Iterable[Output]:
        yield Output("news-sitemap.xml", self.name)

    def make(self, output: Output, view: View) -> bytes:
        name = escape(permitted(view.config.publisher.name or view.config.title))
        base_url = view.config.base_url
        rows = (_news(view, head, name) for head in view.news() if is_indexable(head, base_url))
        return f"{_HEAD}<urlset {_NS} {_NEWS_NS}>\n{''.join(rows)}</urlset>\n".encode()


def is_indexable(head: Head, base_url: str) -> bool:
    """Whether search engines shall know a page: listed, no redirect, and itself the canonical one."""
    if head.noindex or head.unlisted or head.redirect_to:
        return False
    return not head.canonical_url or (head.canonical_url.endswith(head.url) and head.canonical_url.startswith(base_url))


def changed_at(head: Head) -> datetime:
    return max(head.date, head.updated) if head.updated else head.date


def _month_names(site: Site) -> Iterator[str]:
    """The names of `_month_parts`."""
    base_url = site.config.base_url
    for month, heads in site.by_month.items():
        listed = (head for head in heads if is_indexable(head, base_url))
        # One is as good as all of them where they fit into one file.
        n_listed = sum(1 for _ in (listed if len(heads) > MAX_ARTICLES else islice(listed, 1)))
        yield from (name for name, _ in _parts(month, n_listed, MAX_ARTICLES))


def _month_parts(site: Site) -> Iterator[tuple[str, datetime]]:
    """Name -> newest change of each month's files, newest month first; a second file is "2026-05-2"."""
    base_url = site.config.base_url
    for month, heads in site.by_month.items():
        listed = [changed_at(head) for head in reversed(heads) if is_indexable(head, base_url)]
        for name, start in _parts(month, len(listed), MAX_ARTICLES):
            yield name, max(listed[start : start + MAX_ARTICLES])


def _page_parts(site: Site) -> Iterator[str]:
    lists = [site.articles, *(heads for kind in TERM_KINDS for heads in site.groups(kind).values())]
    n_list_pages = sum(n_pages(len(heads), site.config.page_size) for heads in lists)
    n_urls = 1 + n_list_pages + len(site.by_year) + len(site.by_month) + len(site.pages)
    return (name for name, _ in _parts("pages", n_urls, MAX_URLS))


def _parts(name: str, n_urls: int, limit: int) -> Iterator[tuple[str, int]]:
    for number, start in enumerate(range(0, n_urls, limit), 1):
        yield name if number == 1 else f"{name}-{number}", start


def _pages(view: View) -> Iterator[str]:
    base_url = view.config.base_url
    yield from _list(view, "home", "", view.home_url)
    yield _url(view, view.latest_url)
    for terms in (view.categories, view.tags, view.authors):
        for term in terms:
            described = view.article(term.source) if term.source else None
            if described is None or not described.noindex:
                yield from _list(view, term.kind, term.slug, term.url)
    for year in view.years:
        yield _url(view, view.year_url(year))
        for month, _ in view.months(year):
            yield _url(view, view.month_url(year, month))
    for page in view.pages():
        if is_indexable(page, base_url):
            yield _url(view, page.url, _alternates(view, page))


def _list(view: View, kind: str, slug: str, front_url: str) -> Iterator[str]:
    front = _loc(view, front_url)
    yield f"<url><loc>{front}</loc></url>\n"
    yield from (f"<url><loc>{front}page/{n}/</loc></url>\n" for n in range(1, view.n_pages(kind, slug)))


def _article(view: View, head: Head) -> str:
    image = view.asset(head.image)
    picture = f"<image:image><image:loc>{_loc(view, image.url)}</image:loc></image:image>" if image else ""
    return _url(view, head.url, f"<lastmod>{_iso(changed_at(head))}</lastmod>{picture}{_alternates(view, head)}")


def _alternates(view: View, head: Head) -> str:
    """The other languages of an article, and itself; readers of none of them get the site's own language."""
    base_url = view.config.base_url
    versions = [each for each in view.translations(head) if is_indexable(each, base_url)]
    if len(versions) < 2:
        return ""
    named = [(each.lang.replace("_", "-"), each) for each in versions]
    named += [("x-default", each) for each in versions if each.lang == view.config.language]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{_loc(view, each.url)}"/>' for lang, each in named
    )


def _news(view: View, head: Head, publication: str) -> str:
    return _url(
        view,
        head.url,
        f"<news:news><news:publication><news:name>{publication}</news:name>"
        f"<news:language>{_language(head.lang)}</news:language></news:publication>"
        f"<news:publication_date>{_iso(head.date)}</news:publication_date>"
        f"<news:title>{escape(permitted(head.title))}</news:title></news:news>",
    )


def _url(view: View, url: str, more: str = "") -> str:
    return f"<url><loc>{_loc(view, url)}</loc>{more}</url>\n"


def _loc(view: View, url: str) -> str:
    config = view.config
    return escape(config.base_url.removesuffix(config.base_path) + url)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _language(tag: str) -> str:
    """ISO 639 as Google News wants it; Chinese alone is told apart by country."""
    parts: Sequence[str] = tag.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-tw" if {"tw", "hk", "hant"} & set(parts) else "zh-cn"
    return parts[0]

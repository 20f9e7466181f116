"""Sitemaps: an index, a file for every month, and one for all other pages.

All stand at the root, for a sitemap speaks only of what lies below its own folder (sitemaps.org, "Sitemap file
location"). A month's file is written oldest first and changes only when an article of that month does.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import islice

from msgspec import Struct

from newsgen.kinds.base import Output, Subject, output_of
from newsgen.kinds.corrections import n_correction_pages
from newsgen.kinds.series import series_urls
from newsgen.kinds.sitemapxml import IMAGE_NS, NS, XHTML_NS, file, iso, loc, url_row
from newsgen.model import TERM_KINDS, Head
from newsgen.questions.view import View, body_pictures, illustrated
from newsgen.site.corrections import changed_at
from newsgen.site.index import Site
from newsgen.site.indexable import is_indexable
from newsgen.site.lists import month_name
from newsgen.site.pagination import n_pages
from newsgen.site.permalinks import page_urls

# sitemaps.org allows 50,000 addresses and 50 MB in a file. Articles name pictures and other languages, too: of so many,
# each may take 5 kB.
MAX_URLS = 50_000
MAX_ARTICLES = 10_000
MAX_PICTURES = 1_000


class MonthPart(Subject, frozen=True):
    """A month, or the second and further files of one with very many articles."""

    year: int
    month: int
    part: int = 1

    def __str__(self) -> str:
        return _numbered(f"{self.year:04}-{self.month:02}", self.part)


class PagesPart(Subject, frozen=True):
    part: int = 1

    def __str__(self) -> str:
        return _numbered("pages", self.part)


class Sitemaps(Subject, frozen=True):
    """The name of each sitemap and its newest change, "" where that is not told."""

    changes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{len(self.changes)} sitemaps"


class SitemapIndexKind(Struct, frozen=True):
    """The subject says which sitemaps there are, each with its newest change: reading them from every head of an
    archive each time would cost more than the file is worth.

    The newest month has no `lastmod`: it changes with every article, is worth a visit at any time, and would change
    the index each time with it. So the index stays the same until a month begins or an old article is updated.
    """

    name: str = "sitemap-index"
    version: int = 2
    stage: int = 3
    subject: type[Sitemaps] = Sitemaps

    def plan(self, site: Site) -> Iterable[Output]:
        newest_month = next(iter(site.by_month), "")
        months = ((str(part), iso(newest)) for part, newest in _month_parts(site))
        told = ((name, "" if name.startswith(newest_month) else changed) for name, changed in months)
        yield output_of(self, "sitemap.xml", Sitemaps((*((str(part), "") for part in _page_parts(site)), *told)))

    def make(self, subject: Sitemaps, view: View) -> bytes:
        base_url = view.config.base_url
        rows = []
        for name, changed in subject.changes:
            lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
            rows.append(f"<sitemap><loc>{escape(base_url)}/sitemap-{name}.xml</loc>{lastmod}</sitemap>\n")
        return file("sitemapindex", rows, NS)


class MonthSitemapKind(Struct, frozen=True):
    name: str = "sitemap-month"
    version: int = 4
    stage: int = 3
    subject: type[MonthPart] = MonthPart

    def plan(self, site: Site) -> Iterable[Output]:
        return (output_of(self, f"sitemap-{part}.xml", part) for part in _months(site))

    def make(self, subject: MonthPart, view: View) -> bytes:
        base_url = view.config.base_url
        articles = view.articles(year=subject.year, month=subject.month)
        heads = [head for head in reversed(articles) if is_indexable(head, base_url)]
        start = (subject.part - 1) * MAX_ARTICLES
        pictured = illustrated(view, subject.year, subject.month)
        part = heads[start : start + MAX_ARTICLES]
        rows = (_article(view, head, head.source in pictured) for head in part)
        return file("urlset", rows, NS, IMAGE_NS, XHTML_NS)


class PagesSitemapKind(Struct, frozen=True):
    """The front, terms, each with the pages of its list, archives and standing pages."""

    name: str = "sitemap-pages"
    version: int = 3
    stage: int = 3
    subject: type[PagesPart] = PagesPart

    def plan(self, site: Site) -> Iterable[Output]:
        return (output_of(self, f"sitemap-{part}.xml", part) for part in _page_parts(site))

    def make(self, subject: PagesPart, view: View) -> bytes:
        start = (subject.part - 1) * MAX_URLS
        rows = list(_pages(view))[start : start + MAX_URLS]
        return file("urlset", rows, NS, IMAGE_NS, XHTML_NS)


def _months(site: Site) -> Iterator[MonthPart]:
    """The files of `_month_parts`."""
    base_url = site.config.base_url
    for month, heads in site.by_month.items():
        listed = (head for head in heads if is_indexable(head, base_url))
        # One is as good as all of them where they fit into one file.
        n_listed = sum(1 for _ in (listed if len(heads) > MAX_ARTICLES else islice(listed, 1)))
        yield from (_part(month, number) for number, _ in _parts(n_listed, MAX_ARTICLES))


def _month_parts(site: Site) -> Iterator[tuple[MonthPart, datetime]]:
    """Each month's files and their newest change, newest month first."""
    base_url = site.config.base_url
    for month, heads in site.by_month.items():
        listed = [changed_at(head) for head in reversed(heads) if is_indexable(head, base_url)]
        for number, start in _parts(len(listed), MAX_ARTICLES):
            yield _part(month, number), max(listed[start : start + MAX_ARTICLES])


def _page_parts(site: Site) -> Iterator[PagesPart]:
    terms = (heads for kind in TERM_KINDS for heads in site.paged(kind).values())
    series = (serial.parts for serial in site.serials.by_slug.values() if serial.parts)
    lists = (site.articles, *terms, *series, *site.by_month.values(), site.corrections)
    n_list_pages = sum(n_pages(len(heads), site.config.page_size) for heads in lists)
    n_urls = 1 + n_list_pages + len(site.by_year) + len(site.pages)
    return (PagesPart(number) for number, _ in _parts(n_urls, MAX_URLS))


def _part(month: str, number: int) -> MonthPart:
    return MonthPart(int(month[:4]), int(month[5:]), number)


def _parts(n_urls: int, limit: int) -> Iterator[tuple[int, int]]:
    """Number and start of each file, the first of all being 1."""
    return enumerate(range(0, n_urls, limit), 1)


def _numbered(name: str, part: int) -> str:
    """The name of a file: "2026-05", and where that is full "2026-05-2"."""
    return name if part == 1 else f"{name}-{part}"


def _pages(view: View) -> Iterator[str]:
    base_url = view.config.base_url
    yield from _list(view, "home", "", view.home_url)
    yield url_row(view, view.latest_url)
    if url := view.corrections_url:
        yield from (url_row(view, page) for page in (url, *page_urls(url, n_correction_pages(view))))
    for terms in (view.categories, view.tags, view.authors):
        for term in terms:
            described = view.article(term.source) if term.source else None
            if term.url and (described is None or not described.noindex):
                yield from _list(view, term.kind, term.slug, term.url)
    for serial in view.serials:
        described = view.article(serial.source)
        if described is None or not described.noindex:
            urls = series_urls(view, serial)
            yield from (f"<url><loc>{loc(view, url)}</loc></url>\n" for url in urls)
    for year in view.years:
        yield url_row(view, view.year_url(year))
        for month, _ in view.months(year):
            yield from _list(view, "month", month_name(year, month), view.month_url(year, month))
    for page in view.pages():
        if is_indexable(page, base_url):
            yield url_row(view, page.url, _pictures(view, page, True) + _alternates(view, page))


def _list(view: View, kind: str, slug: str, front_url: str) -> Iterator[str]:
    front = loc(view, front_url)
    yield f"<url><loc>{front}</loc></url>\n"
    yield from (f"<url><loc>{url}</loc></url>\n" for url in page_urls(front, view.n_pages(kind, slug)))


def _article(view: View, head: Head, is_illustrated: bool) -> str:
    pictures = _pictures(view, head, is_illustrated)
    return url_row(view, head.url, f"<lastmod>{iso(changed_at(head))}</lastmod>{pictures}{_alternates(view, head)}")


def _pictures(view: View, head: Head, is_illustrated: bool) -> str:
    """The picture of a page and those in its text, as far as they are the site's own; Google takes 1,000 of a page."""
    image = view.asset(head.image)
    own = (image.url,) if image else ()
    in_text = body_pictures(view, head) if is_illustrated else ()
    # A part of an address behind # is no picture of its own.
    urls = dict.fromkeys(each.partition("#")[0] for each in (*own, *in_text) if each[:1] == "/" and each[:2] != "//")
    shown = islice(urls, MAX_PICTURES)
    return "".join(f"<image:image><image:loc>{loc(view, url)}</image:loc></image:image>" for url in shown)


def _alternates(view: View, head: Head) -> str:
    """The other languages of an article, and itself; readers of none of them get the site's own language."""
    versions = view.alternates(head)
    named = [(each.lang.replace("_", "-"), each) for each in versions]
    named += [("x-default", each) for each in versions if each.lang == view.config.language]
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(lang)}" href="{loc(view, each.url)}"/>' for lang, each in named
    )

"""What of a site newsgen.urls holds beside articles and pages: terms, lists, feeds and documents, each by an id.

/category/stadt/ = category:stadt                  a category, an author, a tag
/category/stadt/page/12/ = list:category:stadt     the last page that its list ever had; list:home is the front's
/2026/05/page/3/ = list:month:2026-05              the same of a month
/category/stadt/feed.xml = feed:rss:category:stadt a feed; feed:rss is the site's; feed:podcast:… that of a podcast
/series/rhein/ = series:rhein                      a series that is described; list:series:rhein its last page
/2026/05/plan.pdf = file:2026/05/plan.pdf          a document of content/ or static/
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from newsgen.config import ALL_FEEDS, AnyFeed, Config
from newsgen.expressions import expression
from newsgen.model import TERM_KINDS, Asset, DescribedKind, Head, Series, TermKind
from newsgen.site import permalinks
from newsgen.site.pagination import n_pages
from newsgen.site.serials import first_number, last_number
from newsgen.spelling import composed

if TYPE_CHECKING:
    from newsgen.site.index import Site

HOME_LIST = "list:home"

# No name that a term's address is made of has any of these; ids of other systems do (tag:example.org,2005:x).
_NO_SLUG = expression(r"[:,/\s]")
_MONTH = expression(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
# What is looked at in a page, and not fetched by its address.
_SHOWN = ("image/", "audio/", "video/", "font/", "text/vtt", "application/x-subrip", "application/vnd.apple.mpegurl")
# Beside documents, a maintainer puts what programs read into static/.
_FETCHED = (
    *("application/pdf", "application/epub+zip", "application/rtf", "application/msword", "application/vnd."),
    *("application/zip", "application/gzip", "application/x-tar", "application/x-7z", "application/x-xz"),
    *("application/x-bzip2", "application/geo+json", "text/csv", "text/tab-separated", "text/calendar", "text/vcard"),
)


class Thing(Struct, frozen=True):
    """What an id names: a term or its list, a feed, or a file; without a kind or month, those of the whole site."""

    sort: str
    kind: DescribedKind | None = None
    slug: str = ""
    format: AnyFeed | None = None
    path: str = ""
    month: str = ""

    @property
    def term_id(self) -> str:
        """The id of the term that it is about, "" where it is about none."""
        return f"{self.kind}:{self.slug}" if self.kind else ""


def is_unasked(config: Config, feed: Thing) -> bool:
    """Whether newsgen.yaml asks for no such feed of a term; of a podcast, its description does."""
    kind = feed.kind
    if kind is None or kind == "series" or feed.format is None or feed.format == "podcast":
        return False
    return not permalinks.feed_of(config, feed.format, kind, feed.slug)


def thing(id_: str) -> Thing | None:
    """What an id names; None for that of an article or a page."""
    sort, colon, rest = id_.partition(":")
    if not colon:
        return None
    if sort == "file":
        return Thing("file", path=rest)
    if sort == "list":
        if rest.startswith("month:"):
            month = rest.removeprefix("month:")
            return Thing("list", month=month) if _MONTH().fullmatch(month) else None
        return Thing("list") if id_ == HOME_LIST else _of_term("list", rest)
    if sort == "feed":
        format_, _, term = rest.partition(":")
        if format_ not in ALL_FEEDS or (format_ == "podcast" and not term.startswith("category:")):
            return None
        return _of_term("feed", term, format_) if term else Thing("feed", format=format_)
    return _of_term("term", id_)


def _of_term(sort: str, id_: str, format_: AnyFeed | None = None) -> Thing | None:
    kind, _, slug = id_.partition(":")
    is_known = kind in TERM_KINDS or (kind == "series" and format_ is None)
    if not is_known or not slug or _NO_SLUG().search(slug):
        return None
    return Thing(sort, kind, slug, format_)  # type: ignore[arg-type]  # one of DescribedKind


class Standing(Struct, frozen=True, dict=True):
    """Where all these are on a site now."""

    site: "Site"

    def home(self, id_: str) -> str:
        """The root-relative URL of what an id names, a list's front included; "" where there is none."""
        named, config = thing(id_), self.site.config
        if named is None:
            return ""
        if named.sort == "file":
            asset = self._file(named.path)
            return self._address(asset) if asset else ""
        if named.month:
            return self._months.get(named.month, "")
        slug = self._slug(named)
        if named.kind and not slug:
            return ""
        if named.format and named.kind != "series":
            return self.feed_of(named.format, named.kind, slug)
        return permalinks.term_url(config, named.kind, slug) if named.kind else permalinks.home_url(config)

    def numbers(self, id_: str) -> range:
        """The numbers of a list's pages that stand below its front."""
        named = thing(id_)
        if named and named.month:
            heads: Sequence[Head] = self.site.by_month.get(named.month, ())
        elif named is None or named.kind is None:
            heads = self.site.articles
        elif named.kind == "series":
            return self._serial_numbers.get(self._slug(named), range(0))
        else:
            heads = self.site.members(named.kind, self._slug(named))
        return range(1, n_pages(len(heads), self.site.config.page_size))

    def _slug(self, named: Thing) -> str:
        """The slug of a term that has articles: its own, or that of the one whose description has its name; else ""."""
        if named.kind == "series":
            series = self.site.serials
            slug = series.slug(Series(named.slug.replace("-", " "), slug=named.slug), self.site.config.language)
            return slug if slug in self._serial_pages else ""
        if named.kind is None or named.slug in self.site.paged(named.kind):
            return named.slug
        groups, heirs = self.site.paged(named.kind), self.site.claims.get(named.kind, {}).get(named.slug, {}).values()
        # Where the clock may part names, a person who has to answer would hold up what is due.
        return max((heir for heir in sorted(heirs) if heir in groups), key=lambda heir: len(groups[heir]), default="")

    def feed_of(self, format_: AnyFeed, kind: TermKind | None = None, slug: str = "") -> str:
        """The address of a feed, "" where there is none."""
        if format_ != "podcast":
            return permalinks.feed_of(self.site.config, format_, kind, slug)
        is_one = kind == "category" and slug in self.site.podcasts
        return permalinks.feed_url(self.site.config, format_, kind, slug) if is_one else ""

    def has(self, url: str) -> bool:
        """Whether a list, an archive, a feed or a file of content/ stands at an address now.

        The clock can bring all of them back; what lies in static/ is a maintainer's deed.
        """
        if url in self._terms or url in self._urls or url in self._of_series:
            return True
        path = permalinks.output_path(self.site.config, url)
        if f"{self.site.config.content}/{path}" in self.site.assets:
            return True
        page = permalinks.numbered(url)
        list_id = self._lists.get(page[0]) if page else None
        return page is not None and list_id is not None and page[1] in self.numbers(list_id)

    def term_at(self, url: str) -> tuple[TermKind | None, str] | None:
        """The term whose front stands at an address, (None, "") for the site's; None where none does."""
        return self._terms.get(url)

    def promised(self) -> Iterator[tuple[str, str]]:
        """URL and id of all that is to be recorded.

        Of list pages it is the last one of each list, of terms all but tags that nobody has described.
        """
        for kind, slug in self._promised_terms():
            yield permalinks.term_url(self.site.config, kind, slug), f"{kind}:{slug}"
        for slug, pages in self._serial_pages.items():
            yield permalinks.term_url(self.site.config, "series", slug), f"series:{slug}"
            yield from ((page, f"list:series:{slug}") for page in pages[-1:])
        yield from self._feeds()
        for front, id_ in self._lists.items():
            for number in self.numbers(id_)[-1:]:
                yield permalinks.page_url(front, number), id_
        yield from self._documents()

    def _promised_terms(self) -> Iterator[tuple[TermKind, str]]:
        for kind in TERM_KINDS:
            terms = self.site.terms(kind) if kind == "tag" else {}
            yield from ((kind, slug) for slug in self.site.paged(kind) if kind != "tag" or terms[slug].source)

    def _feeds(self) -> Iterator[tuple[str, str]]:
        terms: list[tuple[TermKind | None, str]] = [(None, ""), *self._promised_terms()]
        for kind, slug in terms:
            for format_ in ALL_FEEDS:
                if url := self.feed_of(format_, kind, slug):
                    yield url, f"feed:{format_}:{kind}:{slug}" if kind else f"feed:{format_}"

    def _documents(self) -> Iterator[tuple[str, str]]:
        for source, asset in self.site.assets.items():
            if not asset.type.startswith(_SHOWN):
                yield self._address(asset), f"file:{source.removeprefix(f'{self.site.config.content}/')}"
        for path, asset in self.site.static.items():
            if asset.type.startswith(_FETCHED):
                yield self._address(asset), f"file:{path}"

    def _address(self, asset: Asset) -> str:
        """The URL of a file as newsgen.urls has it: pages encode more of its characters than need be."""
        base_path = self.site.config.base_path
        return base_path + permalinks.encoded(composed(unquote(asset.url.removeprefix(base_path))))

    def _file(self, path: str) -> Asset | None:
        return self.site.assets.get(f"{self.site.config.content}/{path}") or self.site.static.get(path)

    @cached_property
    def feeds(self) -> Mapping[str, tuple[AnyFeed, TermKind | None, str]]:
        """Every feed, by its URL."""
        terms = self._terms.values()
        urls = {self.feed_of(format_, *term): (format_, *term) for term in terms for format_ in ALL_FEEDS}
        urls.pop("", None)
        return urls

    @cached_property
    def _terms(self) -> Mapping[str, tuple[TermKind | None, str]]:
        """The fronts of all lists, by their URLs."""
        config = self.site.config
        found: dict[str, tuple[TermKind | None, str]] = {permalinks.home_url(config): (None, "")}
        for kind in TERM_KINDS:
            found |= {permalinks.term_url(config, kind, slug): (kind, slug) for slug in self.site.paged(kind)}
        return found

    @cached_property
    def _serial_numbers(self) -> Mapping[str, range]:
        """The slug of each series that has a page -> the numbers of all pages but its front."""
        size = self.site.config.page_size
        return {
            slug: range(first_number(serial), last_number(serial, size) + 1)
            for slug, serial in self.site.serials.by_slug.items()
            if serial.parts
        }

    @cached_property
    def _serial_pages(self) -> Mapping[str, Sequence[str]]:
        """The slug of each series that has a page -> the addresses of all pages but its front."""
        fronts = {slug: permalinks.term_url(self.site.config, "series", slug) for slug in self._serial_numbers}
        return {
            slug: [permalinks.page_url(fronts[slug], number) for number in numbers]
            for slug, numbers in self._serial_numbers.items()
        }

    @cached_property
    def _of_series(self) -> frozenset[str]:
        fronts = (permalinks.term_url(self.site.config, "series", slug) for slug in self._serial_pages)
        return frozenset((*fronts, *chain.from_iterable(self._serial_pages.values())))

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        """The ids of all lists, by the folders of their fronts."""
        months = {permalinks.below(url): f"list:month:{name}" for name, url in self._months.items()}
        return months | {
            permalinks.below(url): f"list:{kind}:{slug}" if kind else HOME_LIST
            for url, (kind, slug) in self._terms.items()
        }

    @cached_property
    def _months(self) -> Mapping[str, str]:
        """The URL of each month's front."""
        config = self.site.config
        return {name: permalinks.month_url(config, int(name[:4]), int(name[5:])) for name in self.site.by_month}

    @cached_property
    def _urls(self) -> frozenset[str]:
        """Feeds, archives, the page of the newest articles and that of corrections."""
        site, config = self.site, self.site.config
        corrections = [permalinks.corrections_url(config)] if site.corrections else []
        years = (permalinks.year_url(config, year) for year in site.by_year)
        return frozenset((*self.feeds, *years, *self._months.values(), permalinks.latest_url(config), *corrections))

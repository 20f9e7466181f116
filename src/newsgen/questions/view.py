"""The site as one output sees it: it answers questions and remembers which were asked.

Templates get a View under the name `site`. What it hands out is frozen, so nothing can be read past it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from newsgen.config import Config, Placement
from newsgen.mistakes import unknown
from newsgen.model import Asset, Body, Head, Heading, Image, Term, TermKind
from newsgen.questions import wanted
from newsgen.questions.answers import Answers, Question, body
from newsgen.questions.queries import list_name
from newsgen.site.links import resolved
from newsgen.site.permalinks import home_url, month_url, year_url
from newsgen.site.pictures import Crop, crops, srcset, variants

# The fragments that are published as files of their own (kinds.fragments).
SHARED = ("recent",)

_PLURALS: Mapping[TermKind, str] = {"category": "categories", "tag": "tags", "author": "authors"}


class ConfigView:
    """newsgen.yaml, asked key by key, so that a page depends on the keys it shows alone."""

    __slots__ = ("_view",)

    def __init__(self, view: "View") -> None:
        self._view = view

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        if key == "base_path":
            self._view.ask("config", "base_url")
            return self._view.answers.site.config.base_path
        if key not in Config.__struct_fields__:
            raise AttributeError(key)
        return self._view.ask("config", key)

    def __dir__(self) -> list[str]:
        """The keys, for hints."""
        return [*Config.__struct_fields__, "base_path"]


class View:
    """`asked` has every question in the order of first asking; `fragments` is how this output holds shared lists."""

    __slots__ = ("_holds_lists", "answers", "asked", "config")

    def __init__(self, answers: Answers, holds_lists: bool = False) -> None:
        self.answers = answers
        self.asked: dict[Question, None] = {}
        self.config = ConfigView(self)
        self._holds_lists = holds_lists

    def ask(self, *question: Any) -> Any:
        """The answer to a question of `FAMILIES`, recorded."""
        self.asked[question] = None
        return self.answers.value(question)

    def _heads(self, *question: Any) -> tuple[Head, ...]:
        """The heads of a list; what each of them says is a question of its own."""
        heads: tuple[Head, ...] = self.ask(*question)
        for head in heads:
            self.asked["head", head.source] = None
        return heads

    def _head(self, *question: Any) -> Head | None:
        head: Head | None = self.ask(*question)
        if head is not None:
            self.asked["head", head.source] = None
        return head

    def article(self, source: str) -> Head | None:
        """The head of a public source: an article, a standing page or a term's description."""
        return self._head("head", wanted.text("site.article", source))

    def articles(
        self,
        category: str | None = None,
        tag: str | None = None,
        author: str | None = None,
        year: int | None = None,
        month: int | None = None,
        lang: str | None = None,
        featured: bool | None = None,
        series: str | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[Head, ...]:
        """The listed articles that pass every filter given, newest first; terms by slug."""
        filters = _filters("site.articles", category, tag, author, year, month, lang, featured, series)
        start = wanted.whole("offset of site.articles", offset)
        return self._heads("articles", *filters, start, wanted.whole("limit of site.articles", limit))

    def count(
        self,
        category: str | None = None,
        tag: str | None = None,
        author: str | None = None,
        year: int | None = None,
        month: int | None = None,
        lang: str | None = None,
        featured: bool | None = None,
        series: str | None = None,
    ) -> int:
        """How many articles `articles` would give."""
        filters = _filters("site.count", category, tag, author, year, month, lang, featured, series)
        number: int = self.ask("count", *filters)
        return number

    def recent(self, n: int | None = None) -> tuple[Head, ...]:
        """The newest listed articles; `recent_posts.count` of them unless told."""
        return self.articles(limit=self.config.recent_posts.count if n is None else n)

    def page(self, kind: str, slug: str, number: int) -> tuple[Head, ...]:
        """Page `number` (1 = oldest) of a paginated list: `kind` is "home" or a kind of term."""
        name = list_name(wanted.list_kind(kind), wanted.text("site.page", slug))
        return self._heads("page", name, wanted.whole("site.page", number, 1), self.config.page_size)

    def n_pages(self, kind: str, slug: str) -> int:
        name = list_name(wanted.list_kind(kind), wanted.text("site.n_pages", slug))
        number: int = self.ask("n_pages", name, self.config.page_size)
        return number

    def lead(self, n: int) -> tuple[Head, ...]:
        """Pinned and featured articles first, then the newest."""
        return self._heads("lead", wanted.whole("site.lead", n) or 0)

    def news(self) -> tuple[Head, ...]:
        """The articles of the last two days before the build's clock, newest first."""
        return self._heads("news")

    def related(self, head: Head, limit: int = 4) -> tuple[Head, ...]:
        """Older articles that share most tags and categories."""
        source = wanted.article("site.related", head).source
        return self._heads("related", source, wanted.whole("limit of site.related", limit) or 0)

    def series_of(self, head: Head) -> tuple[Head, ...]:
        """The articles of this one's series, by part."""
        series = wanted.article("site.series_of", head).series
        return self._heads("series", series.name) if series else ()

    def translations(self, head: Head) -> tuple[Head, ...]:
        """The versions of an article or page in all languages, itself too, by language; empty where there is one only.

        Of two versions in one language the second is no one's translation, so that all versions name the same ones.
        """
        wanted.article("site.translations", head)
        heads = self._heads("translations", head.translation_key) if head.translation_key else ()
        return heads if len(heads) > 1 and head in heads else ()

    def newer(self, head: Head) -> Head | None:
        return self._head("newer", wanted.article("site.newer", head).source)

    def older(self, head: Head) -> Head | None:
        return self._head("older", wanted.article("site.older", head).source)

    def pages(self, menu: str | None = None) -> tuple[Head, ...]:
        """Standing pages (those of one menu), by weight, then title."""
        return self._heads("pages", None if menu is None else wanted.text("site.pages", menu))

    def body(self, head: Head) -> str:
        """The HTML of an article's or page's text, links resolved."""
        self.asked["body", wanted.article("site.body", head).source] = None
        return resolved(self._body(head).html, self._url, self.asset, self.srcset)

    def feed_body(self, head: Head) -> str:
        """The text as `body` gives it, its pictures as they are: readers of feeds know no layout to choose for."""
        self.asked["body", head.source] = None
        return resolved(self._body(head).html, self._url, self.asset, lambda source: "")

    def headings(self, head: Head) -> tuple[Heading, ...]:
        self.asked["body", wanted.article("site.headings", head).source] = None
        return self._body(head).headings

    def words(self, head: Head) -> int:
        """How many words an article's text has."""
        self.asked["body", wanted.article("site.words", head).source] = None
        return self._body(head).words

    def _body(self, head: Head) -> Body:
        return body(self.answers, head.source)

    def term_body(self, term: Term) -> str:
        """The HTML of a term's description page, "" where it has none."""
        source = wanted.term("site.term_body", term).source
        description = self.article(source) if source else None
        return self.body(description) if description else ""

    @property
    def categories(self) -> tuple[Term, ...]:
        """The categories that have articles, by name; so `tags` and `authors`."""
        return self._terms("category")

    @property
    def tags(self) -> tuple[Term, ...]:
        return self._terms("tag")

    @property
    def authors(self) -> tuple[Term, ...]:
        return self._terms("author")

    def _terms(self, kind: TermKind) -> tuple[Term, ...]:
        terms: tuple[Term, ...] = self.ask("terms", kind)
        return terms

    def categories_of(self, head: Head) -> tuple[Term, ...]:
        """The categories of an article in its own order; so `tags_of` and `authors_of`."""
        return self._terms_of(head, "category")

    def tags_of(self, head: Head) -> tuple[Term, ...]:
        return self._terms_of(head, "tag")

    def authors_of(self, head: Head) -> tuple[Term, ...]:
        return self._terms_of(head, "author")

    def _terms_of(self, head: Head, kind: TermKind) -> tuple[Term, ...]:
        wanted.article(f"site.{_PLURALS[kind]}_of", head)
        names = head.categories if kind == "category" else head.tags if kind == "tag" else head.authors
        terms = (self.term(kind, slug) for slug in dict.fromkeys(name.slug for name in names))
        return tuple(term for term in terms if term is not None)

    def term(self, kind: TermKind, slug: str) -> Term | None:
        name = wanted.text("site.term", slug)
        term: Term | None = self.ask("term", wanted.term_kind(kind), name)
        return term

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have articles, newest first."""
        years: tuple[int, ...] = self.ask("years")
        return years

    def months(self, year: int) -> tuple[tuple[int, int], ...]:
        """The months of a year that have articles, newest first, each with their number."""
        months: tuple[tuple[int, int], ...] = self.ask("months", wanted.whole("site.months", year, 1))
        return months

    def year_url(self, year: int) -> str:
        wanted.whole("site.year_url", year, 1)
        return year_url(self._addresses(), year)

    def month_url(self, year: int, month: int) -> str:
        wanted.whole("site.month_url", year, 1)
        wanted.whole("site.month_url", month, 1)
        return month_url(self._addresses(), year, month)

    @property
    def home_url(self) -> str:
        return home_url(self._addresses())

    @property
    def latest_url(self) -> str:
        """The page of the newest articles, which a sidebar without a list links to."""
        return f"{self.home_url}latest/"

    @property
    def theme_url(self) -> str:
        """The style sheet made from `theme:` in newsgen.yaml, "" where that is empty."""
        return f"{self.home_url}css/theme.css" if self.config.theme != type(self.config.theme)() else ""

    def _addresses(self) -> Any:
        """The configuration, for addresses: patterns and the base path are recorded."""
        self.ask("config", "base_url")
        self.ask("config", "permalinks")
        return self.answers.site.config

    def feed_url(self, format: str, term: Term | None = None) -> str:
        """The root-relative address of a feed ("rss", "atom", "json"), "" where the configuration has none."""
        wanted.feed_format(format)
        if term is not None:
            wanted.term("site.feed_url", term)
        url: str = self.ask("feed_url", format, term.kind if term else None, term.slug if term else None)
        return url

    def destination(self, url: str) -> str:
        """Where one is in the end who follows an address, itself unless it is an old one."""
        destination: str = self.ask("destination", wanted.text("site.destination", url))
        return destination

    def redirects(self) -> tuple[tuple[str, str], ...]:
        """Every old address and where it leads in the end, by address."""
        redirects: tuple[tuple[str, str], ...] = self.ask("redirects")
        return redirects

    def gone(self) -> tuple[str, ...]:
        """Every address at which there was a page and shall be none any more, in order."""
        gone: tuple[str, ...] = self.ask("gone")
        return gone

    def asset(self, image: Image | str | None) -> Asset | None:
        """The file behind a picture or a source path; None for another host's or what does not exist."""
        source = wanted.picture("site.asset", image)
        asset: Asset | None = self.ask("asset", source) if source and "://" not in source else None
        return asset

    def srcset(self, image: Image | str | None) -> str:
        """The narrower copies of a picture in WebP, as `srcset` names them; "" where it needs or can have none.

        There are copies of all of content/; of static/, only of what front matter names.
        """
        asset = self.asset(image)
        if asset is None or not asset.width:
            return ""
        if not isinstance(image, Image) and not asset.source.startswith(f"{self.config.content}/"):
            return ""
        return srcset(variants(self._pictures(), asset))

    def crops(self, article: Head) -> tuple[Crop, ...]:
        """An article's picture cut to the shapes that search engines ask for; it has the other ones itself."""
        asset = self.asset(wanted.article("site.crops", article).image)
        if article.image is None or asset is None or article.form != "article":
            return ()
        return crops(self._pictures(), asset, article.image.focus)

    def _pictures(self) -> Any:
        """The configuration, for copies of pictures: whether there are any, and the base path are recorded."""
        self.ask("config", "pictures")
        self.ask("config", "base_url")
        return self.answers.site.config

    def static(self, path: str) -> str:
        """The address of a file of static/, with the hash of its content for style sheets and scripts.

        Mistake where there is no such file: an empty `href` would lead to the page itself. `asset` asks whether.
        """
        asset: Asset | None = self.ask("static", wanted.text("site.static", path))
        if asset is None:
            site = self.answers.site
            raise unknown(f"file in {site.config.static}/ named", path, site.static)
        return asset.url

    def _url(self, source: str) -> str:
        url: str = self.ask("url", source)
        return url

    def has_template(self, name: str) -> bool:
        found: bool = self.ask("has_template", wanted.text("site.has_template", name))
        return found

    def placement(self, article: Head | None = None) -> Placement:
        """How this page holds shared fragments: `auto` is `inline` on fronts and the newest articles, else `client`."""
        placement: Placement = self.config.placement
        if placement != "auto":
            return placement
        holds = self._holds_lists
        if article is not None:
            holds = self.ask("newest", wanted.article("site.placement", article).source)
        return "inline" if holds else "client"

    def fragment(self, name: str, lang: str, exclude: str = "") -> str:
        """The HTML of fragments/NAME.html in a language, without the article of source `exclude`."""
        for each in (name, lang, exclude):
            wanted.text("site.fragment", each)
        if not self.answers.outside.has_template(f"fragments/{name}.html"):
            raise unknown("fragment", name, fragments(self.answers.site.templates))
        text: str = self.ask("fragment", name, lang, exclude)
        return text

    def fragment_url(self, name: str, lang: str) -> str:
        if name not in SHARED:
            raise unknown("shared fragment", name, SHARED)
        own = "" if wanted.text("site.fragment_url", lang) == self.config.language else f".{lang}"
        return f"{self.home_url}fragments/{name}{own}.html"


def questions() -> Mapping[str, bool]:
    """What templates may ask of `site` by name, and whether it is called."""
    internal = {"answers", "ask", "asked", "feed_body"}
    names = (name for name in dir(View) if not name.startswith("_") and name not in internal)
    return {name: callable(getattr(View, name)) for name in names}


def fragments(templates: Iterable[str]) -> list[str]:
    """The names of fragments among those of templates."""
    folder = "fragments/"
    return [name.removeprefix(folder).removesuffix(".html") for name in templates if name.startswith(folder)]


def _filters(
    who: str,
    category: str | None,
    tag: str | None,
    author: str | None,
    year: int | None,
    month: int | None,
    lang: str | None,
    featured: bool | None,
    series: str | None,
) -> tuple[str | int | bool | None, ...]:
    """The filters of a question about articles, as it keeps them (queries.FILTERS)."""
    return (
        wanted.slug(f"category of {who}", category),
        wanted.slug(f"tag of {who}", tag),
        wanted.slug(f"author of {who}", author),
        wanted.whole(f"year of {who}", year, 1),
        wanted.whole(f"month of {who}", month, 1),
        wanted.slug(f"lang of {who}", lang),
        wanted.truth(f"featured of {who}", featured),
        wanted.slug(f"series of {who}", series),
    )

"""The site as one output sees it: it answers questions and remembers which were asked.

Templates get a View under the name `site`. What it hands out is frozen, so nothing can be read past it.
"""

from typing import Any

from newsgen.config import Placement
from newsgen.model import Asset, Body, Head, Heading, Image, Term, TermKind
from newsgen.site.answers import Answers, Question, body
from newsgen.site.links import resolved
from newsgen.site.permalinks import home_url, month_url, year_url
from newsgen.site.pictures import Crop, crops, srcset, variants
from newsgen.site.queries import list_name


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
        return self._view.ask("config", key)


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
        return self._head("head", source)

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
        return self._heads("articles", category, tag, author, year, month, lang, featured, series, offset, limit)

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
        number: int = self.ask("count", category, tag, author, year, month, lang, featured, series)
        return number

    def recent(self, n: int | None = None) -> tuple[Head, ...]:
        """The newest listed articles; `recent_posts.count` of them unless told."""
        return self.articles(limit=self.config.recent_posts.count if n is None else n)

    def page(self, kind: str, slug: str, number: int) -> tuple[Head, ...]:
        """Page `number` (1 = oldest) of a paginated list: `kind` is "home" or a kind of term."""
        return self._heads("page", list_name(kind, slug), number, self.config.page_size)

    def n_pages(self, kind: str, slug: str) -> int:
        number: int = self.ask("n_pages", list_name(kind, slug), self.config.page_size)
        return number

    def lead(self, n: int) -> tuple[Head, ...]:
        """Pinned and featured articles first, then the newest."""
        return self._heads("lead", n)

    def news(self) -> tuple[Head, ...]:
        """The articles of the last two days before the build's clock, newest first."""
        return self._heads("news")

    def related(self, head: Head, limit: int = 4) -> tuple[Head, ...]:
        """Older articles that share most tags and categories."""
        return self._heads("related", head.source, limit)

    def series_of(self, head: Head) -> tuple[Head, ...]:
        """The articles of this one's series, by part."""
        return self._heads("series", head.series.name) if head.series else ()

    def translations(self, head: Head) -> tuple[Head, ...]:
        """The versions of an article or page in all languages, itself too, by language; empty where there is one only.

        Of two versions in one language the second is no one's translation, so that all versions name the same ones.
        """
        heads = self._heads("translations", head.translation_key) if head.translation_key else ()
        return heads if len(heads) > 1 and head in heads else ()

    def newer(self, head: Head) -> Head | None:
        return self._head("newer", head.source)

    def older(self, head: Head) -> Head | None:
        return self._head("older", head.source)

    def pages(self, menu: str | None = None) -> tuple[Head, ...]:
        """Standing pages (those of one menu), by weight, then title."""
        return self._heads("pages", menu)

    def body(self, head: Head) -> str:
        """The HTML of an article's or page's text, links resolved."""
        self.asked["body", head.source] = None
        return resolved(self._body(head).html, self._url, self.asset, self.srcset)

    def feed_body(self, head: Head) -> str:
        """The text as `body` gives it, its pictures as they are: readers of feeds know no layout to choose for."""
        self.asked["body", head.source] = None
        return resolved(self._body(head).html, self._url, self.asset, lambda source: "")

    def headings(self, head: Head) -> tuple[Heading, ...]:
        self.asked["body", head.source] = None
        return self._body(head).headings

    def words(self, head: Head) -> int:
        """How many words an article's text has."""
        self.asked["body", head.source] = None
        return self._body(head).words

    def _body(self, head: Head) -> Body:
        return body(self.answers, head.source)

    def term_body(self, term: Term) -> str:
        """The HTML of a term's description page, "" where it has none."""
        description = self.article(term.source) if term.source else None
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
        names = head.categories if kind == "category" else head.tags if kind == "tag" else head.authors
        terms = (self.term(kind, slug) for slug in dict.fromkeys(name.slug for name in names))
        return tuple(term for term in terms if term is not None)

    def term(self, kind: TermKind, slug: str) -> Term | None:
        term: Term | None = self.ask("term", kind, slug)
        return term

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have articles, newest first."""
        years: tuple[int, ...] = self.ask("years")
        return years

    def months(self, year: int) -> tuple[tuple[int, int], ...]:
        """The months of a year that have articles, newest first, each with their number."""
        months: tuple[tuple[int, int], ...] = self.ask("months", year)
        return months

    def year_url(self, year: int) -> str:
        return year_url(self._addresses(), year)

    def month_url(self, year: int, month: int) -> str:
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
        url: str = self.ask("feed_url", format, term.kind if term else None, term.slug if term else None)
        return url

    def destination(self, url: str) -> str:
        """Where one is in the end who follows an address, itself unless it is an old one."""
        destination: str = self.ask("destination", url)
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
        source = image.src if isinstance(image, Image) else image
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
        asset = self.asset(article.image)
        if article.image is None or asset is None or article.form != "article":
            return ()
        return crops(self._pictures(), asset, article.image.focus)

    def _pictures(self) -> Any:
        """The configuration, for copies of pictures: whether there are any, and the base path are recorded."""
        self.ask("config", "pictures")
        self.ask("config", "base_url")
        return self.answers.site.config

    def static(self, path: str) -> str:
        """The address of a file of static/, with the hash of its content for style sheets and scripts."""
        asset: Asset | None = self.ask("static", path)
        return asset.url if asset else ""

    def _url(self, source: str) -> str:
        url: str = self.ask("url", source)
        return url

    def has_template(self, name: str) -> bool:
        found: bool = self.ask("has_template", name)
        return found

    def placement(self, article: Head | None = None) -> Placement:
        """How this page holds shared fragments: `auto` is `inline` on fronts and the newest articles, else `client`."""
        placement: Placement = self.config.placement
        if placement != "auto":
            return placement
        holds = self.ask("newest", article.source) if article else self._holds_lists
        return "inline" if holds else "client"

    def fragment(self, name: str, lang: str, exclude: str = "") -> str:
        """The HTML of fragments/NAME.html in a language, without the article of source `exclude`."""
        text: str = self.ask("fragment", name, lang, exclude)
        return text

    def fragment_url(self, name: str, lang: str) -> str:
        own = "" if lang == self.config.language else f".{lang}"
        return f"{self.home_url}fragments/{name}{own}.html"

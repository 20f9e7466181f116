"""The boundary for theme authors: all that a template can learn of a site it asks a `View`, under the name `site`.

Each public name of View is a question, and the manual ("theme") has it. Every answer is recorded with the page, or made
of answers that are, so that a page is made again when one of them changes; none can be changed by who asked. Whoever
makes pages (kinds, make) has the functions of this module beside the questions.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from msgspec.structs import astuple, replace

from newsgen import csp
from newsgen.config import Config, Placement
from newsgen.frozen import frozen
from newsgen.gaps import Gap, mark
from newsgen.letters import one_form
from newsgen.mistakes import unknown
from newsgen.model import (
    TERM_FIELDS,
    Asset,
    Body,
    Citation,
    Enclosure,
    Head,
    Heading,
    Image,
    Series,
    Term,
    TermKind,
    TermName,
)
from newsgen.questions import wanted
from newsgen.questions.articles import body_of
from newsgen.questions.family import Arguments, Known, Question
from newsgen.questions.linking import SHOWN, Links
from newsgen.questions.lists import Filters
from newsgen.questions.paidlinks import SPONSORED, with_sponsored
from newsgen.site.cards import PAID_FILE, SITE_FILE, Card, drawn_card, own_card, paid_card, section_file
from newsgen.site.corrections import Corrected
from newsgen.site.credits import told
from newsgen.site.index import is_episode, names_of
from newsgen.site.indexable import is_indexable
from newsgen.site.links import SCHEME
from newsgen.site.lists import list_name, month_name, year_name
from newsgen.site.logos import logo_source, sheet_path
from newsgen.site.permalinks import (
    corrections_url,
    fragment_url,
    home_url,
    latest_url,
    month_url,
    theme_url,
    year_url,
)
from newsgen.site.pictures import Crop, crops, srcset, variants
from newsgen.site.policies import policy as allowed
from newsgen.slots import Slots, sources
from newsgen.spelling import composed

if TYPE_CHECKING:
    from newsgen.site.boxes import Event
    from newsgen.site.recordings import Recording

# The fragments that are published as files of their own (kinds.fragments).
SHARED = ("recent",)

# So many things are kept for others of a chunk (`once`): some 4 KB each.
MAX_SHARED = 1_000

T = TypeVar("T")

# Keys whose values are given as they are.
_PLAIN_KEYS = frozenset(Config.__struct_fields__) - {*SHOWN, "extra"}


class ConfigView:
    """newsgen.yaml, asked key by key, so that a page depends on the keys it shows alone.

    What is no key of newsgen's is looked for below `extra`, all of which is one key.
    """

    __slots__ = ("_view",)

    def __init__(self, view: "View") -> None:
        self._view = view

    def __getattr__(self, key: str) -> object:
        if key in _PLAIN_KEYS:
            return _answer(self._view, "config", key)
        if key.startswith("_"):
            raise AttributeError(key)
        if key == "base_path":
            _answer(self._view, "config", "base_url")
            return self._view._answers.site.config.base_path
        if key in SHOWN:
            return SHOWN[key](_links(self._view), _answer(self._view, "config", key))
        # The answer "there is none" is recorded, too: who adds the key wants it shown.
        extra: Mapping[str, object] = _answer(self._view, "config", "extra")
        if key == "extra":
            return frozen(extra)
        if key not in extra:
            raise AttributeError(key)
        return frozen(extra[key])

    def __dir__(self) -> list[str]:
        """The keys, for hints."""
        return [*Config.__struct_fields__, "base_path", *self._view._answers.site.config.extra]

    def __repr__(self) -> str:
        return "site.config"


class View:
    """The site as one page sees it. The manual ("theme") says what each question gives, and when.

    A question that is asked with what it cannot be asked with raises Mistake (questions.wanted).
    """

    __slots__ = ("_answers", "_asked", "_embeds", "_holds_lists")

    def __init__(self, answers: Known, holds_lists: bool = False) -> None:
        """`holds_lists`: whether this page holds shared fragments itself with `placement: auto`."""
        self._answers = answers
        self._asked: dict[Question, None] = {}
        # What the texts that were asked for show of other hosts (Head.embeds).
        self._embeds: dict[str, None] = {}
        self._holds_lists = holds_lists

    def __repr__(self) -> str:
        return "site"

    @property
    def config(self) -> Config:
        """newsgen.yaml: it has the keys with their types, and records each that is read."""
        # Kept, it would be a cycle: of each page one, with all that the page has asked.
        return cast(Config, ConfigView(self))

    def _heads(self, *question: str | int | bool | None) -> tuple[Head, ...]:
        """The heads of a list; what each of them says is a question of its own."""
        heads: tuple[Head, ...] = tuple(_answer(self, *question))
        for head in heads:
            self._asked["head", head.source] = None
        return heads

    def _head(self, *question: str | int | bool | None) -> Head | None:
        head: Head | None = _answer(self, *question)
        if head is not None:
            self._asked["head", head.source] = None
        return head

    def article(self, source: str | Head | Term) -> Head | None:
        """The head of a public source: an article, a standing page or a term's description; none where it is not.

        A term stands for its description.
        """
        return self._head("head", wanted.source("site.article", source))

    def articles(
        self,
        category: str | Term | TermName | None = None,
        tag: str | Term | TermName | None = None,
        author: str | Term | TermName | None = None,
        year: int | None = None,
        month: int | None = None,
        lang: str | None = None,
        featured: bool | None = None,
        series: str | Series | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[Head, ...]:
        """The listed articles that pass every filter given, newest first; terms, or their slugs."""
        filters = _filters("site.articles", category, tag, author, year, month, lang, featured, series)
        start = wanted.whole("offset of site.articles", offset)
        return self._heads("articles", *filters, start, wanted.whole_or_none("limit of site.articles", limit))

    def count(
        self,
        category: str | Term | TermName | None = None,
        tag: str | Term | TermName | None = None,
        author: str | Term | TermName | None = None,
        year: int | None = None,
        month: int | None = None,
        lang: str | None = None,
        featured: bool | None = None,
        series: str | Series | None = None,
    ) -> int:
        """How many articles `articles` would give."""
        filters = _filters("site.count", category, tag, author, year, month, lang, featured, series)
        number: int = _answer(self, "count", *filters)
        return number

    def recent(self, n: int | None = None) -> tuple[Head, ...]:
        """The newest listed articles; `recent_posts.count` of them unless told."""
        return self.articles(limit=self.config.recent_posts.count if n is None else wanted.whole("site.recent", n))

    def page(self, kind: str, slug: str | Term | TermName, number: int) -> tuple[Head, ...]:
        """Page `number` (1 = oldest) of a paginated list.

        `kind` is "home" (with the slug ""), "month" (with one such as "2026-05") or a kind of term.
        """
        name = list_name(*wanted.listed("site.page", kind, slug))
        return self._heads("page", name, wanted.whole("site.page", number, 1), self.config.page_size)

    def n_pages(self, kind: str, slug: str | Term | TermName) -> int:
        """How many pages such a list has."""
        name = list_name(*wanted.listed("site.n_pages", kind, slug))
        number: int = _answer(self, "n_pages", name, self.config.page_size)
        return number

    def lead(self, n: int) -> tuple[Head, ...]:
        """`n` articles: pinned and featured ones first, then the newest."""
        return self._heads("lead", wanted.whole("site.lead", n))

    def news(self) -> tuple[Head, ...]:
        """The articles of the last two days before the build's clock, newest first."""
        return self._heads("news")

    def related(self, head: Head, limit: int = 4) -> tuple[Head, ...]:
        """The public articles that front matter names, then older ones: parts of the series, what shares most terms."""
        source = wanted.article("site.related", head).source
        n = wanted.whole("limit of site.related", limit)
        chosen = [other for each in head.related if (other := self._head("head", each))]
        others = self._heads("related", source, n)
        if not chosen:
            return others
        named = {other.source for other in chosen}
        return (*chosen, *(other for other in others if other.source not in named))[:n]

    def series_of(self, head: Head, near: int | None = None) -> tuple[Head, ...]:
        """The articles of this one's series, by part, in its language where they are translated; `near` at most, those
        beside it.

        What asks for those alone is not made again for each new part of an endless series.
        """
        series = wanted.article("site.series_of", head).series
        if series is None:
            return ()
        serial, name = self.serial_of(head), one_form(series.name, self.config.language)
        if near is None:
            return self._heads("parts", serial.slug, head.lang) if serial else self._heads("series", name, head.lang)
        limit = wanted.whole("near of site.series_of", near, 1)
        if serial is None:
            return self._heads("series_near", name, head.lang, head.source, limit)
        return self._heads("near", serial.slug, head.source, limit)

    def part_of(self, head: Head) -> int:
        """Which part of its series an article is, from 1; 0 where it is none."""
        series = wanted.article("site.part_of", head).series
        if series is None:
            return 0
        serial = self.serial_of(head)
        if serial is not None:
            return int(_answer(self, "place", serial.slug, head.source))
        name = one_form(series.name, self.config.language)
        return int(_answer(self, "series_place", name, head.lang, head.source))

    def serial_of(self, head: Head) -> Term | None:
        """An article's series where a file of content/series/ describes it, none for others."""
        series = wanted.article("site.serial_of", head).series
        serial: Term | None = _answer(self, "serial", series.name, series.slug) if series else None
        return serial

    @property
    def serials(self) -> tuple[Term, ...]:
        """The described series that have articles, by slug."""
        serials: tuple[Term, ...] = _answer(self, "serials")
        return serials

    def translations(self, head: Head) -> tuple[Head, ...]:
        """The versions of an article or page in all languages, itself too, by language; empty where there is one only.

        Of two versions in one language the second is no one's translation, so that all versions name the same ones.
        """
        wanted.article("site.translations", head)
        heads = self._heads("translations", head.translation_key) if head.translation_key else ()
        return heads if len(heads) > 1 and head in heads else ()

    def alternates(self, head: Head) -> tuple[Head, ...]:
        """Its translations that search engines shall know, itself too; empty where there is no other, or it is none."""
        base_url = self.config.base_url
        heads = tuple(each for each in self.translations(head) if is_indexable(each, base_url))
        return heads if len(heads) > 1 and head in heads else ()

    def newer(self, head: Head) -> Head | None:
        """The listed article that follows this one in time; none for the newest."""
        return self._head("newer", wanted.article("site.newer", head).source)

    def older(self, head: Head) -> Head | None:
        """The listed article before this one in time."""
        return self._head("older", wanted.article("site.older", head).source)

    def pages(self, menu: str | None = None) -> tuple[Head, ...]:
        """Standing pages (those of one menu), by weight, then title."""
        return self._heads("pages", None if menu is None else wanted.text("site.pages", menu))

    def body(self, head: Head) -> str:
        """The HTML of an article's or page's text, links resolved."""
        return _html(self, wanted.article("site.body", head), self.srcset, is_feed=False)

    def headings(self, head: Head) -> tuple[Heading, ...]:
        """The headings of an article's text."""
        return _body(self, wanted.article("site.headings", head)).headings

    def words(self, head: Head) -> int:
        """How many words an article's text has."""
        return _body(self, wanted.article("site.words", head)).words

    def term_body(self, term: Term) -> str:
        """The HTML of a term's description page, "" where it has none."""
        source = wanted.term("site.term_body", term).source
        description = self.article(source) if source else None
        return self.body(description) if description else ""

    @property
    def categories(self) -> tuple[Term, ...]:
        """The categories that have articles, by name."""
        return self._terms("category")

    @property
    def tags(self) -> tuple[Term, ...]:
        """The tags that have articles, by name."""
        return self._terms("tag")

    @property
    def authors(self) -> tuple[Term, ...]:
        """The authors that have articles, by name."""
        return self._terms("author")

    def _terms(self, kind: TermKind) -> tuple[Term, ...]:
        terms: tuple[Term, ...] = _answer(self, "terms", kind)
        return terms

    def categories_of(self, head: Head) -> tuple[Term, ...]:
        """The categories of an article, in its own order."""
        return self._terms_of(head, "category")

    def tags_of(self, head: Head) -> tuple[Term, ...]:
        """The tags of an article, in its own order."""
        return self._terms_of(head, "tag")

    def authors_of(self, head: Head) -> tuple[Term, ...]:
        """The authors of an article, in its own order."""
        return self._terms_of(head, "author")

    def _terms_of(self, head: Head, kind: TermKind) -> tuple[Term, ...]:
        wanted.article(f"site.{TERM_FIELDS[kind]}_of", head)
        found: dict[str, Term] = {}
        for name in names_of(head, kind):
            # As self.term, of what needs no second look: every story of every list comes here.
            if name.slug not in found and (term := _answer(self, "term", kind, name.slug)) is not None:
                found[name.slug] = term if name.name == term.name else self._as_written(term, name.name)
        return tuple(found.values())

    def _as_written(self, term: Term, name: str) -> Term:
        """A term called what an article calls it, unless its description says that it is called by the title there."""
        if name in (term.name, term.slug if term.source else None):
            return term
        is_called = term.also and one_form(name, self.config.language) in term.also
        return term if is_called else replace(term, name=name)

    @property
    def sections(self) -> tuple[Term, ...]:
        """The categories that have articles: those of the menu in its order, then the others by name."""
        sections: tuple[Term, ...] = _answer(self, "sections")
        return sections

    def tone(self, slug: str | Term | TermName) -> int:
        """Which of the theme's eight colours a section has, 0 to 7."""
        tone: int = _answer(self, "tone", wanted.term_slug("site.tone", "category", slug))
        return tone

    def term(self, kind: TermKind, slug: str | Term | TermName) -> Term | None:
        """A term, none where no article and no description has it."""
        known = wanted.term_kind(kind)
        term: Term | None = _answer(self, "term", known, wanted.term_slug("site.term", known, slug))
        return term

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have articles, newest first."""
        years: tuple[int, ...] = _answer(self, "years")
        return years

    def months(self, year: int) -> tuple[tuple[int, int], ...]:
        """The months of a year that have articles, newest first, each with their number."""
        months: tuple[tuple[int, int], ...] = _answer(self, "months", wanted.year("site.months", year))
        return months

    def years_beside(self, year: int) -> tuple[int | None, int | None]:
        """The years with articles before one and after it, none where there is none."""
        name = year_name(wanted.year("site.years_beside", year))
        older, newer = _answer(self, "beside", name)
        return int(older) if older else None, int(newer) if newer else None

    def months_beside(self, year: int, month: int) -> tuple[datetime | None, datetime | None]:
        """The first days of the months with articles before one and after it, none where there is none."""
        who = "site.months_beside"
        name = month_name(wanted.year(who, year), wanted.month(who, month))
        older, newer = _answer(self, "beside", name)
        return _first_day(older), _first_day(newer)

    def year_url(self, year: int) -> str:
        """The address of a year's archive."""
        return year_url(self._addresses(), wanted.year("site.year_url", year))

    def month_url(self, year: int, month: int) -> str:
        """The address of a month's archive."""
        who = "site.month_url"
        return month_url(self._addresses(), wanted.year(who, year), wanted.month(who, month))

    @property
    def home_url(self) -> str:
        """The address of the front."""
        return home_url(self._addresses())

    @property
    def latest_url(self) -> str:
        """The page of the newest articles, which a sidebar without a list links to."""
        return latest_url(self._addresses())

    @property
    def corrections_url(self) -> str:
        """The page of all corrections, "" where there are none."""
        return corrections_url(self._addresses()) if _answer(self, "has_corrections") else ""

    def corrections(self, number: int) -> tuple[Corrected, ...]:
        """Page `number` (1 = oldest) of the list of all corrections, newest first, each with what it corrects."""
        page = wanted.whole("site.corrections", number, 1)
        found: tuple[Corrected, ...] = _answer(self, "corrections", page, self.config.page_size)
        for each in found:
            self._asked["head", each.article.source] = None
        return found

    @property
    def theme_url(self) -> str:
        """The style sheet made from `theme:` in newsgen.yaml, "" where that names neither colours nor type."""
        return theme_url(self._addresses()) if self.config.theme.is_styled else ""

    @property
    def sheet_url(self) -> str:
        """The site's own style sheet that `theme.stylesheet` names, "" where it has none."""
        path = sheet_path(self._addresses()) if self.config.theme.stylesheet else ""
        return self.static(path) if path else ""

    @property
    def csp(self) -> str:
        """The Content-Security-Policy that newsgen.yaml asks for (`csp`, `slots`), as a page's own tag says it.

        It allows what the texts show that the page has asked for before.
        """
        return csp.meta(self.config.csp, _allowed(self, self._embeds))

    def _addresses(self) -> Config:
        """The configuration, for addresses: patterns and base path are recorded; whatever else is read, is asked."""
        _answer(self, "config", "base_url")
        _answer(self, "config", "permalinks")
        return self._answers.site.config

    def feed_url(self, format: str, term: Term | None = None) -> str:
        """The root-relative address of a feed ("rss", "atom", "json"), "" where the configuration has none.

        That of a category which is a podcast is "podcast".
        """
        known = wanted.feed_format(format)
        if known == "podcast" and not self._is_podcast(term):
            return ""
        if term is not None and (not wanted.term("site.feed_url", term).url or term.kind == "series"):
            return ""
        url: str = _answer(self, "feed_url", known, term.kind if term else None, term.slug if term else None)
        return url

    def _is_podcast(self, term: Term | None) -> bool:
        if term is None or wanted.term("site.feed_url", term).kind != "category" or not term.source:
            return False
        described = self.article(term.source)
        return described is not None and described.podcast is not None

    def destination(self, url: str | Head | Term | Asset) -> str:
        """Where one is in the end who follows an address, itself unless it is an old one."""
        destination: str = _answer(self, "destination", wanted.address("site.destination", url))
        return destination

    def redirects(self) -> tuple[tuple[str, str], ...]:
        """Every old address and where it leads in the end, by address."""
        redirects: tuple[tuple[str, str], ...] = _answer(self, "redirects")
        return redirects

    def gone(self) -> tuple[str, ...]:
        """Every address at which there was a page and shall be none any more, in order."""
        gone: tuple[str, ...] = _answer(self, "gone")
        return gone

    def recording(self, article: Head) -> "Recording | None":
        """An article's sound or film: where it is, how large and how long it is; none where it has none."""
        enclosure = wanted.article("site.recording", article).enclosure
        if enclosure is None:
            return None
        # Few articles have one.
        from newsgen.site.recordings import recording

        return recording(enclosure, self.asset(enclosure), self.asset(enclosure.transcript or None))

    def podcast_of(self, article: Head) -> Term | None:
        """The first of an article's categories that is a podcast with this episode; none where there is none."""
        if not is_episode(wanted.article("site.podcast_of", article)):
            return None
        terms = (term for term in self.categories_of(article) if term.url and term.source)
        return next((term for term in terms if (told := self.article(term.source)) and told.podcast), None)

    def asset(self, image: Image | Asset | Enclosure | str | None) -> Asset | None:
        """The file behind a picture, a sound or a source path; none for another host's or what does not exist."""
        source = wanted.picture("site.asset", image)
        asset: Asset | None = _answer(self, "asset", source) if source and "://" not in source else None
        return asset

    def picture_of(self, article: Head) -> Image | None:
        """An article's picture; where front matter says nothing of caption, credit or license, what the file says."""
        image = wanted.article("site.picture_of", article).image
        return told(image, self.asset(image)) if image is not None else None

    def sources_of(self, article: Head) -> tuple[Citation, ...]:
        """What an article draws on, with addresses as they lead on; "" where readers cannot be led there."""
        cited = wanted.article("site.sources_of", article).sources
        return tuple(_cited(_links(self), article, each) for each in cited)

    def srcset(self, image: Image | Asset | str | None) -> str:
        """The narrower copies of a picture in WebP, as `srcset` names them; "" where it needs or can have none.

        There are copies of all of content/; of static/, only of what front matter names.
        """
        asset = self.asset(image)
        if asset is None or not asset.width:
            return ""
        if not isinstance(image, Image) and not composed(asset.source).startswith(f"{self.config.content}/"):
            return ""
        return srcset(variants(self._pictures(), asset))

    def crops(self, article: Head) -> tuple[Crop, ...]:
        """An article's picture cut to the shapes that search engines ask for; it has the other ones itself."""
        asset = self.asset(wanted.article("site.crops", article).image)
        if article.image is None or asset is None or article.form != "article":
            return ()
        return crops(self._pictures(), asset, article.image.focus)

    def logo(self, written: str) -> Asset | None:
        """The file of a logo as newsgen.yaml names it; none for another host's, or where there is no such file."""
        return self.asset(logo_source(self.config, wanted.text("site.logo", written)) or None)

    def card(self, term: Term | None = None, article: Head | None = None) -> Card:
        """The picture that stands for a page without one where it is passed on: its section's card, else the site's.

        An article that is paid for has one that says so.
        """
        if article is not None and wanted.article("site.card", article).type == SPONSORED:
            file = file_of(self, "static", PAID_FILE)
            return own_card(file) if file else paid_card(self._addresses())
        section = term if term is not None and wanted.term("site.card", term).kind == "category" else None
        if section is not None and (asset := file_of(self, "static", section_file(section.slug))):
            return own_card(asset, section.name)
        own = file_of(self, "static", SITE_FILE)
        return own_card(own) if own else drawn_card(self._addresses(), section)

    def _pictures(self) -> Config:
        """The configuration, for copies of pictures: whether there are any and the base path are recorded, no more."""
        _answer(self, "config", "pictures")
        _answer(self, "config", "base_url")
        return self._answers.site.config

    def static(self, path: str) -> str:
        """The address of a file of static/, with the hash of its content for style sheets and scripts.

        Mistake where there is no such file: an empty `href` would lead to the page itself. `asset` asks whether.
        """
        asset: Asset | None = _answer(self, "static", wanted.text("site.static", path))
        if asset is None:
            site = self._answers.site
            raise unknown(f"file in {site.config.static}/ named", path, site.static)
        return asset.url

    def _url(self, source: str) -> str:
        url: str = _answer(self, "url", source)
        return url

    def has_template(self, name: str) -> bool:
        """Whether there is a template of that name."""
        found: bool = _answer(self, "has_template", wanted.text("site.has_template", name))
        return found

    def placement(self, article: Head | None = None) -> Placement:
        """How this page holds shared fragments: `auto` is `inline` on fronts and the newest articles, else `client`."""
        placement: Placement = self.config.placement
        if placement != "auto":
            return placement
        holds = self._holds_lists
        if article is not None:
            holds = _answer(self, "newest", wanted.article("site.placement", article).source)
        return "inline" if holds else "client"

    def fragment(self, name: str, lang: str, exclude: str | Head = "") -> str:
        """The HTML of fragments/NAME.html in a language, without the article `exclude` (or of that source)."""
        found = _fragment(self, name, lang, exclude)
        # What it would not name need not be left out: all such pages share one fragment.
        if found.exclude and not _answer(self, "sidebar", found.exclude):
            found = replace(found, exclude="")
        text: str = _answer(self, "fragment", *astuple(found))
        return text

    def fragment_url(self, name: str, lang: str) -> str:
        """The address of a shared fragment in a language."""
        if name not in SHARED:
            raise unknown("shared fragment", name, SHARED)
        known = wanted.text("site.fragment_url", lang)
        # The address of the one in the site's own language does not say which.
        _answer(self, "config", "language")
        return fragment_url(self._addresses(), name, known)


def questions() -> Mapping[str, bool]:
    """What templates may ask of `site` by name, and whether it is called."""
    names = (name for name in dir(View) if not name.startswith("_"))
    return {name: callable(getattr(View, name)) for name in names}


def ask(view: View, *question: str | int | bool | None) -> object:
    """The answer to any question of a family, recorded: for who makes pages."""
    answer: object = _answer(view, *question)
    return answer


def heads(view: View, *question: str | int | bool | None) -> tuple[Head, ...]:
    """As `ask`, of a family that answers with a list of articles."""
    return view._heads(*question)


def once(view: View, key: tuple[str, ...], make: Callable[[View], T]) -> T:
    """What `make` gives of a view, made once for the outputs of a chunk; each of them has asked what it asks."""
    shared = view._answers.shared
    if key not in shared:
        if len(shared) >= MAX_SHARED:
            del shared[next(iter(shared))]
        alone = View(view._answers)
        shared[key] = make(alone), alone._asked
    made: T = shared[key][0]
    view._asked |= shared[key][1]
    return made


def file_of(view: View, family: Literal["asset", "static"], path: str) -> Asset | None:
    """The file at a path below the site's root, or below static/."""
    asset: Asset | None = _answer(view, family, path)
    return asset


def asked(view: View) -> Iterable[Question]:
    """Every question that was asked, in the order of first asking."""
    return view._asked


def feed_body(view: View, head: Head) -> str:
    """The text as `View.body` gives it, its pictures as they are: readers of feeds know no layout to choose for."""
    return _html(view, head, lambda source: "", is_feed=True)


def policy(view: View) -> str:
    """The Content-Security-Policy as a header: all that any page of the site needs."""
    return csp.header(view.config.csp, _allowed(view, _answer(view, "embedding")))


def _allowed(view: View, embeds: Iterable[str]) -> csp.Policy:
    """What pages must be allowed beyond what the theme needs."""
    slots: Slots = _answer(view, "config", "slots")
    return allowed(view.config.csp, embeds, sources(slots), view.config.markdown.html)


def event_of(view: View, head: Head, number: int) -> "Event | None":
    """An event that a text announces, by its number, from 1."""
    from newsgen.questions.boxes import event

    return event(view, head, _body(view, head), number)


def _links(view: View) -> Links:
    return Links(partial(_answer, view), view._answers.site.config)


def _cited(links: Links, head: Head, source: Citation) -> Citation:
    if not source.url.startswith(SCHEME):
        return source
    tag = links.resolved(f'<a href="{escape(source.url)}"></a>', head, lambda source: None, lambda source: "")
    found = re.search(r' href="([^"]*)"', tag)
    return replace(source, url=unescape(found[1]) if found else "")


def illustrated(view: View, year: int, month: int) -> frozenset[str]:
    """The articles of a month that may have pictures in their texts."""
    return frozenset(_answer(view, "illustrated", year, month))


def body_pictures(view: View, head: Head) -> tuple[str, ...]:
    """The addresses of the pictures in a text, as its page has them."""
    stored: tuple[str, ...] = _answer(view, "body_pictures", head.source)
    tags = "".join(f'<img src="{address}">' for address in stored)
    html = _links(view).resolved(tags, head, lambda source: None, lambda source: "")
    return tuple(unescape(address) for address in re.findall(r' src="([^"]+)"', html))


def _answer(view: View, *question: str | int | bool | None) -> Any:
    """As `ask`; whoever asks a family knows the type of its answers."""
    view._asked[question] = None
    return view._answers.value(question)


def _body(view: View, head: Head) -> Body:
    # Bodies are many and large: they are no values that Answers keeps.
    view._asked["body", head.source] = None
    return body_of(view._answers, head.source)


def _html(view: View, head: Head, srcset: Callable[[str], str], *, is_feed: bool) -> str:
    """The HTML of a text, its links resolved and its boxes drawn; the links of one that is paid for say so."""
    stored, links = _body(view, head), _links(view)
    if head.embeds and not is_feed:
        view._embeds |= dict.fromkeys(head.embeds)

    def resolve(html: str) -> str:
        return links.resolved(html, head, view.asset, srcset)

    if stored.boxes:
        # Few texts have some.
        from newsgen.questions.boxes import drawn

        return _told_paid(view, head, drawn(view, head, stored, resolve, is_feed))
    return resolve(_told_paid(view, head, stored.html))


def _told_paid(view: View, head: Head, html: str) -> str:
    return with_sponsored(html, view.config.base_url) if head.type == SPONSORED and "<" in html else html


def _first_day(month: str) -> datetime | None:
    """The beginning of a month by its name, "2026-05"."""
    return datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC) if month else None


def gap(view: View, name: str, lang: str, exclude: str | Head = "") -> str:
    """What stands for `View.fragment` in a page that is filled when it is served (newsgen.gaps)."""
    found = _fragment(view, name, lang, exclude)
    # Where the fragment cannot be made, neither can the page.
    _answer(view, "gap", found.name, found.lang, bool(found.exclude))
    return mark(found)


def _fragment(view: View, name: str, lang: str, exclude: str | Head) -> Gap:
    """Which fragment is asked for."""
    found = Gap(
        wanted.text("site.fragment", name),
        wanted.text("site.fragment", lang),
        wanted.source("exclude of site.fragment", exclude),
    )
    templates = view._answers.site.templates
    if f"fragments/{name}.html" not in templates:
        raise unknown("fragment", name, fragments(templates))
    return found


def fragments(templates: Iterable[str]) -> list[str]:
    """The names of fragments among those of templates."""
    folder = "fragments/"
    return [name.removeprefix(folder).removesuffix(".html") for name in templates if name.startswith(folder)]


def _filters(
    who: str,
    category: str | Term | TermName | None,
    tag: str | Term | TermName | None,
    author: str | Term | TermName | None,
    year: int | None,
    month: int | None,
    lang: str | None,
    featured: bool | None,
    series: str | Series | None,
) -> Arguments:
    """The filters of a question about articles, as it keeps them."""
    filters = Filters(
        category=wanted.term_slug_or_none(who, "category", category),
        tag=wanted.term_slug_or_none(who, "tag", tag),
        author=wanted.term_slug_or_none(who, "author", author),
        year=None if year is None else wanted.year(f"year of {who}", year),
        month=None if month is None else wanted.month(f"month of {who}", month),
        lang=None if lang is None else wanted.text(f"lang of {who}", lang),
        featured=wanted.truth(f"featured of {who}", featured),
        series=None if series is None else wanted.series(f"series of {who}", series),
    )
    return astuple(filters)

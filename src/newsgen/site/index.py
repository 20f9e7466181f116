"""The site: an immutable index of every head that is public at the build's clock, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import count
from operator import attrgetter
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Config
from newsgen.letters import one_form
from newsgen.model import TERM_FIELDS, TERM_KINDS, Asset, Form, Head, Term, TermKind, TermName
from newsgen.shortcodes import Shortcode
from newsgen.site.addressed import addressed
from newsgen.site.claims import Claims, called, described
from newsgen.site.corrections import Corrected, corrected
from newsgen.site.fates import Fates, Hidden, fates
from newsgen.site.following import resolved
from newsgen.site.ledger import Ledger
from newsgen.site.oldfeeds import FeedAt, old_feeds
from newsgen.site.permalinks import term_url
from newsgen.site.redirects import Old, by_path, of_heads
from newsgen.site.references import is_in, of_config, own, parted, published
from newsgen.site.serials import Serials, in_order, serials
from newsgen.site.standing import Standing
from newsgen.site.windows import Windows
from newsgen.spelling import composed

Groups = Mapping[str, tuple[Head, ...]]

_SOURCE, _DATE = attrgetter("source"), attrgetter("date")


class Facts(Struct, frozen=True, gc=False):
    """What the cache knows of one source: its head, the head's digest, and the key of its body."""

    head: Head
    digest: bytes
    body_key: bytes


class Site(Struct, frozen=True, dict=True):
    """`facts` by source are all that are public: articles (unlisted ones too), standing pages, descriptions.

    `files` are all of content/ that are no articles, by source path ("content/2026/05/cup.jpg"). Which of them are
    published, `assets`, follows from `references` (source -> what it refers to, as site.references.joined has it) and
    `hidden_folders`, those of articles that are not public.
    `static` is by path below static/ ("css/newsgen.css").
    `ledger` is what newsgen.urls says, `hidden` why other sources are not public: for old addresses alone. `unseen`
    are the addresses of those sources, which no page may link to; `coming` those that will be public.
    `templates` are the names of all templates: of them, it is only known what there is, and of `boxes` by name what
    their templates declare.
    `windows`: how far questions look. `claims` are what descriptions of terms say of names; `renamed` has the sources
    whose names have other slugs than their own by them, with those.
    """

    config: Config
    clock: datetime
    facts: Mapping[str, Facts]
    files: Mapping[str, Asset] = {}
    static: Mapping[str, Asset] = {}
    ledger: Ledger = Ledger()
    hidden: Hidden = Hidden()
    unseen: Mapping[str, str] = {}
    coming: tuple[Head, ...] = ()
    references: Mapping[str, str] = {}
    hidden_folders: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    boxes: Mapping[str, Shortcode] = {}
    windows: Windows = Windows()
    claims: Claims = {}
    renamed: Mapping[str, tuple[str, ...]] = {}

    def head(self, source: str) -> Head | None:
        facts = self.facts.get(source)
        return facts.head if facts else None

    def is_ordered_as(self, other: "Site") -> bool:
        """Whether all but the clock and the bodies is the same, so that every order and group is."""
        settings = (name for name in self.__struct_fields__ if name not in {"clock", "facts"})
        return (
            all(getattr(self, name) == getattr(other, name) for name in settings)
            and self.facts.keys() == other.facts.keys()
            and all(facts.head == other.facts[source].head for source, facts in self.facts.items())
        )

    def take_order(self, other: "Site") -> None:
        """Spare the work of finding the orders and groups that `other`, of which is_ordered_as holds, has found."""
        self.__dict__.update(other.__dict__)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The files of content/ that are published, by source path."""
        return published(self.config, self.files, *self._referred, self.hidden_folders) if self.files else {}

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """The files of content/ that nothing refers to, public or not, and that are not published."""
        _, hidden = self._referred if self.files else (set(), set())
        rest = self.files.keys() - self.assets.keys()
        lone = (source for source in rest if source not in hidden)
        return tuple(sorted(source for source in lone if not is_in(source, self.hidden_folders)))

    @cached_property
    def _referred(self) -> tuple[set[str], set[str]]:
        """What something public refers to, and what something does that is not public."""
        public: list[str] = []
        hidden: list[str] = []
        for source, references in self.references.items():
            shown, rest = parted(references)
            (public if self.is_shown(source) else hidden).append(shown)
            if rest:
                hidden.append(rest)
        named = {*of_config(self.config), *(self.config.content + composed(unquote(url)) for url in self._led_to)}
        return own(self.config, public) | named, own(self.config, hidden)

    @cached_property
    def addressed(self) -> Mapping[str, str]:
        """What stands at each address (site.addressed); most sites ask for none."""
        return addressed(self)

    @property
    def _led_to(self) -> Iterable[str]:
        """Where newsgen.urls leads on this site."""
        return (entry.target for entry in self.ledger.entries.values() if entry.target.startswith("/"))

    def is_shown(self, source: str) -> bool:
        """Whether a source has a page: one that describes a term has it while the term has articles."""
        facts = self.facts.get(source)
        if facts is None or facts.head.form != "term":
            return facts is not None
        serial = self.serials.by_slug.get(facts.head.slug)
        if serial is not None and serial.parts and serial.term.source == source:
            return True
        return any(
            facts.head.slug in self.groups(kind) and self.terms(kind)[facts.head.slug].source == source
            for kind in TERM_KINDS
        )

    @cached_property
    def all_articles(self) -> tuple[Head, ...]:
        """Every public article, newest first, those that no list shows included."""
        # As `order` has it. Two sorts by one value each take a quarter of the time; the first has little to do.
        articles = sorted(self._by_form["article"], key=_SOURCE)
        articles.sort(key=_DATE, reverse=True)
        return tuple(articles)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Where each public article stands among all: to compare two of them costs less than by their dates."""
        return dict(zip(map(_SOURCE, self.all_articles), count()))

    def ranks_of(self, kind: TermKind, slug: str) -> Sequence[int]:
        """The ranks of a term's members, the newest first."""
        known = self._ranks_of.get((kind, slug))
        if known is None:
            members = map(_SOURCE, self.members(kind, slug))
            known = self._ranks_of[kind, slug] = [*map(self.ranks.__getitem__, members)]
        return known

    @cached_property
    def _ranks_of(self) -> dict[tuple[TermKind, str], Sequence[int]]:
        return {}

    @cached_property
    def articles(self) -> tuple[Head, ...]:
        """The articles that lists show, newest first."""
        return tuple(head for head in self.all_articles if not head.unlisted) if self.unlisted else self.all_articles

    @cached_property
    def unlisted(self) -> tuple[Head, ...]:
        """The articles that no list shows, newest first."""
        return tuple(head for head in self.all_articles if head.unlisted)

    @cached_property
    def pages(self) -> tuple[Head, ...]:
        """Standing pages by weight, then title."""
        return tuple(sorted(self._by_form["page"], key=lambda head: (head.weight, head.title, head.source)))

    @cached_property
    def _groups(self) -> Mapping[TermKind, Groups]:
        return {kind: _by_term(self.articles, kind) for kind in TERM_KINDS}

    def groups(self, kind: TermKind) -> Groups:
        """Slug -> its listed articles, newest first; slugs in order."""
        return self._groups[kind]

    def paged(self, kind: TermKind) -> Groups:
        """The groups that have a page of their own: all, unless newsgen.yaml wants described authors alone."""
        groups = self._groups[kind]
        if kind != "author" or self.config.authors.pages == "all":
            return groups
        known = {head.slug for head in self.descriptions if described(head) == "author"}
        return {slug: heads for slug, heads in groups.items() if slug in known}

    def members(self, kind: TermKind, slug: str) -> tuple[Head, ...]:
        return self._groups[kind].get(slug, ())

    @cached_property
    def descriptions(self) -> tuple[Head, ...]:
        """What describes terms, those without articles included."""
        return tuple(self._by_form["term"])

    @cached_property
    def _by_form(self) -> Mapping[Form, Sequence[Head]]:
        """What is public of each form, in the order of `facts`."""
        found: dict[Form, list[Head]] = {"article": [], "page": [], "term": []}
        for facts in self.facts.values():
            found[facts.head.form].append(facts.head)
        return found

    @cached_property
    def _terms(self) -> Mapping[TermKind, Mapping[str, Term]]:
        descriptions = {(described(head), head.slug): head for head in self.descriptions}
        terms: dict[TermKind, dict[str, Term]] = {}
        for kind in TERM_KINDS:
            paged = self.paged(kind)
            oldest_name = self._oldest_names(kind)
            slugs = sorted(oldest_name.keys() | {slug for each, slug in descriptions if each == kind})
            terms[kind] = {
                slug: _term(
                    self.config,
                    kind,
                    slug,
                    oldest_name.get(slug, ""),
                    descriptions.get((kind, slug)),
                    has_page=slug in paged,
                )
                for slug in slugs
            }
        return terms

    def _oldest_names(self, kind: TermKind) -> Mapping[str, str]:
        """Slug -> the name of a term as its oldest article writes it.

        Articles that no list shows name terms too, where no other does: their author must have a name to show.
        """
        oldest = {heads[-1].source: heads[-1] for heads in self.groups(kind).values()}
        heads = (*self.unlisted, *sorted(oldest.values(), key=order))
        return {name.slug: name.name for head in heads for name in names_of(head, kind)}

    def terms(self, kind: TermKind) -> Mapping[str, Term]:
        """Slug -> term: named as its description page says, else as the oldest article writes it."""
        return self._terms[kind]

    @cached_property
    def by_month(self) -> Groups:
        """ "2026-05" -> its listed articles, newest first; months newest first."""
        months: dict[tuple[int, int], list[Head]] = defaultdict(list)
        for head in self.articles:
            months[head.date.year, head.date.month].append(head)
        return {f"{year:04d}-{month:02d}": tuple(months[year, month]) for year, month in sorted(months, reverse=True)}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Head, ...]]:
        """Year -> its listed articles, newest first; years newest first."""
        years: dict[int, list[Head]] = defaultdict(list)
        for head in self.articles:
            years[head.date.year].append(head)
        return {year: tuple(years[year]) for year in sorted(years, reverse=True)}

    @cached_property
    def by_series(self) -> Groups:
        """A series as letters.one_form has its name -> its articles in the order in which they are read."""
        series: dict[str, list[Head]] = defaultdict(list)
        for head in self.articles:
            if head.series:
                series[one_form(head.series.name, self.config.language)].append(head)
        return {name: in_order(heads) for name, heads in series.items()}

    @cached_property
    def podcasts(self) -> Mapping[str, Head]:
        """The categories that are podcasts and have a page, by slug, with what describes each."""
        found = (head for head in self.descriptions if head.podcast is not None and described(head) == "category")
        return {head.slug: head for head in found if self.is_shown(head.source)}

    def episodes(self, slug: str) -> tuple[Head, ...]:
        """What a podcast has to hear, newest first."""
        return tuple(head for head in self.members("category", slug) if is_episode(head))

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Every correction of what lists show, newest first."""
        return corrected((*self.articles, *self.pages))

    @cached_property
    def serials(self) -> Serials:
        """The series that are described."""
        return serials(self)

    def parts_of(self, head: Head) -> tuple[Head, ...]:
        """The articles of one's series, in the order in which they are read, in all languages."""
        if slug := self.serials.slug(head.series, self.config.language):
            return self.serials.by_slug[slug].every
        return self.by_series.get(one_form(head.series.name, self.config.language), ()) if head.series else ()

    @cached_property
    def old_addresses(self) -> tuple[Old, ...]:
        """What leads elsewhere: by front matter first, then by newsgen.urls."""
        return (*self._old_of_heads, *self.fates.moved)

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """Output path of each old address -> where it leads at first."""
        return by_path(self.config, self.old_addresses)

    @cached_property
    def fates(self) -> Fates:
        """What has become of the addresses in newsgen.urls that are no page any more."""
        heads = (facts.head for facts in self.facts.values())
        ledger = resolved(self.config, self.ledger, self.hidden, self.standing)
        return fates(self.config, ledger, heads, self.hidden, self._old_of_heads, self.standing)

    @cached_property
    def standing(self) -> Standing:
        """Where terms, lists, feeds and documents are."""
        return Standing(self)

    @cached_property
    def old_feeds(self) -> Mapping[str, FeedAt]:
        """Output path of each old address at which a feed itself stands -> that feed."""
        return old_feeds(self)

    @cached_property
    def _old_of_heads(self) -> tuple[Old, ...]:
        return tuple(of_heads(self.config, (facts.head for facts in self.facts.values())))

    @cached_property
    def by_translation(self) -> Groups:
        """Translation key -> what has it and is not unlisted: one article or page a language, by language."""
        versions: dict[str, dict[str, Head]] = defaultdict(dict)
        for facts in self.facts.values():
            head = facts.head
            if head.translation_key and head.form != "term" and not head.unlisted:
                known = versions[head.translation_key].setdefault(head.lang, head)
                if head.source < known.source:
                    versions[head.translation_key][head.lang] = head
        return {key: tuple(by_lang[lang] for lang in sorted(by_lang)) for key, by_lang in versions.items()}


def order(head: Head) -> tuple[float, str]:
    """Newest first; articles of one moment by their source path."""
    return -head.date.timestamp(), head.source


def is_episode(head: Head) -> bool:
    """Whether the feed of a podcast that an article stands in has it."""
    is_heard = head.enclosure is not None and head.feed and not head.redirect_to
    return is_heard and head.form == "article" and not head.unlisted


def is_public(head: Head, clock: datetime, drafts: bool = False, future: bool = False) -> bool:
    """Whether a head may be shown at `clock`: no draft, due, and not expired."""
    if head.status != "published" and not drafts:
        return False
    # Most of an archive is years old, which takes a tenth of the time to see that moments of two zones take.
    if not future and head.publish_at.year >= clock.year - 1 and head.publish_at > clock:
        return False
    return head.expires is None or head.expires > clock


def at(head: Head, clock: datetime) -> Head:
    """The head as it is at `clock`: what was featured until then is no longer, what is to come is not yet known."""
    if head.updated is not None and head.updated > clock:
        head = replace(head, updated=None, changes="")
    if head.featured_until is not None and head.featured_until <= clock:
        head = replace(head, featured=False, featured_until=None)
    if any(correction.date > clock for correction in head.corrections):
        head = replace(head, corrections=tuple(each for each in head.corrections if each.date <= clock))
    return head


def names_of(head: Head, kind: TermKind) -> tuple[TermName, ...]:
    names: tuple[TermName, ...] = getattr(head, TERM_FIELDS[kind])
    return names


def named(head: Head) -> tuple[tuple[TermKind, tuple[TermName, ...]], ...]:
    return ("category", head.categories), ("tag", head.tags), ("author", head.authors)


def _by_term(articles: Iterable[Head], kind: TermKind) -> Groups:
    """Slug -> its articles in the order given; slugs in order."""
    groups: dict[str, list[Head]] = defaultdict(list)
    names = attrgetter(TERM_FIELDS[kind])
    for head in articles:
        for name in names(head):
            group = groups[name.slug]
            # Two names may be one term: "KI" and "ki".
            if not group or group[-1] is not head:
                group.append(head)
    return {slug: tuple(groups[slug]) for slug in sorted(groups)}


def _term(config: Config, kind: TermKind, slug: str, name: str, description: Head | None, has_page: bool) -> Term:
    url = term_url(config, kind, slug) if has_page else ""
    if description is None:
        return Term(kind, slug, name, url)
    title, also = description.title or name or slug, called(description, config.language)
    return Term(kind, slug, title, url, description.description, description.image, description.source, also)

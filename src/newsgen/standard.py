"""What newsgen has by itself: an import and a name each. Loading this loads all that makes pages."""

from newsgen.checks.aliases import ALIASES
from newsgen.checks.base import Check
from newsgen.checks.boxes import BOXES, TABLES
from newsgen.checks.clash import CLASHES
from newsgen.checks.coming import COMING
from newsgen.checks.credits import CREDITS
from newsgen.checks.described import DESCRIBED
from newsgen.checks.embeds import EMBEDS
from newsgen.checks.flaws import FLAWS
from newsgen.checks.forms import FORMS
from newsgen.checks.ids import IDS
from newsgen.checks.keeping import KEEPING
from newsgen.checks.layouts import LAYOUTS, TEMPLATES
from newsgen.checks.links import IMAGES, LINKS
from newsgen.checks.logos import LOGOS
from newsgen.checks.menu import MENU
from newsgen.checks.opened import OPENED
from newsgen.checks.outputs import OUTPUTS
from newsgen.checks.podcasts import EPISODES, PODCASTS, RECORDINGS
from newsgen.checks.promises import PROMISES
from newsgen.checks.rooted import ROOTED
from newsgen.checks.serials import SERIES
from newsgen.checks.spellings import SPELLINGS
from newsgen.checks.subscribers import SUBSCRIBERS
from newsgen.checks.tagdate import TAG_DATE
from newsgen.checks.unserved import UNSERVED
from newsgen.checks.unshown import UNSHOWN
from newsgen.checks.unused import UNUSED
from newsgen.kinds.archives import MonthKind, YearKind
from newsgen.kinds.articles import ArticleKind
from newsgen.kinds.base import AnyKind
from newsgen.kinds.calendars import CalendarKind
from newsgen.kinds.cards import CardKind
from newsgen.kinds.corrections import CorrectionsKind
from newsgen.kinds.feeds import FeedKind
from newsgen.kinds.files import AssetKind, StaticKind, StylesheetKind
from newsgen.kinds.fragments import FragmentKind
from newsgen.kinds.lists import HomeKind, TermKindOfOutput
from newsgen.kinds.manifest import ManifestKind
from newsgen.kinds.newssitemap import NewsSitemapKind
from newsgen.kinds.pages import PageKind
from newsgen.kinds.pictures import PictureKind
from newsgen.kinds.redirects import HostRedirectKind, RedirectKind
from newsgen.kinds.robots import HeadersKind, RobotsKind
from newsgen.kinds.series import SeriesKind
from newsgen.kinds.single import LatestKind, NotFoundKind
from newsgen.kinds.sitemaps import MonthSitemapKind, PagesSitemapKind, SitemapIndexKind
from newsgen.proofs.base import BUDGET, LEAK, PAGES, Proof
from newsgen.questions import (
    addresses,
    archives,
    articles,
    corrections,
    embeds,
    files,
    lists,
    pictures,
    podcasts,
    sections,
    series,
    standing,
    terms,
    theme,
)
from newsgen.questions.family import Family
from newsgen.registry import Filter, Registry, registry
from newsgen.render import filters, linked


def standard() -> Registry:
    return registry(_kinds(), _checks(), _families(), _filters(), heeds_wording=False, proofs=_proofs())


def _kinds() -> tuple[AnyKind, ...]:
    """In the order in which outputs are planned."""
    return (
        StaticKind(),
        AssetKind(),
        PictureKind(),
        CardKind(),
        StylesheetKind(),
        ManifestKind(),
        ArticleKind(),
        PageKind(),
        CalendarKind(),
        TermKindOfOutput("category"),
        TermKindOfOutput("tag"),
        TermKindOfOutput("author"),
        SeriesKind(),
        YearKind(),
        MonthKind(),
        LatestKind(),
        CorrectionsKind(),
        NotFoundKind(),
        HomeKind(),
        FragmentKind(),
        RedirectKind(),
        HostRedirectKind(),
        FeedKind(),
        MonthSitemapKind(),
        PagesSitemapKind(),
        NewsSitemapKind(),
        SitemapIndexKind(),
        RobotsKind(),
        HeadersKind(),
    )


def _checks() -> tuple[Check, ...]:
    return (
        *(CLASHES, OUTPUTS, ALIASES, LINKS, ROOTED, MENU, IMAGES, LOGOS, TEMPLATES, LAYOUTS),
        *(COMING, IDS, PROMISES, FLAWS, UNSERVED, KEEPING, UNUSED, SERIES),
        *(SPELLINGS, DESCRIBED, SUBSCRIBERS, TAG_DATE, OPENED, FORMS, BOXES, TABLES, CREDITS, EMBEDS),
        *(EPISODES, RECORDINGS, PODCASTS, UNSHOWN),
    )


def _proofs() -> tuple[Proof, ...]:
    return BUDGET, LEAK, PAGES


def _families() -> tuple[Family, ...]:
    of_terms = (terms, sections, series, podcasts)
    subjects = (articles, lists, archives, *of_terms, addresses, standing, files, theme, pictures, corrections, embeds)
    return tuple(family for subject in subjects for family in subject.FAMILIES)


def _filters() -> tuple[Filter, ...]:
    return (
        ("absolute", filters.absolute),
        ("addresses", linked.addresses),
        ("css", filters.css),
        ("current", filters.current),
        ("cut", filters.cut),
        ("date", filters.date),
        ("duration", filters.duration),
        ("file_size", filters.file_size),
        ("in_language", filters.in_language),
        ("iso", filters.iso),
        ("json", filters.json_data),
        ("language_name", filters.language_name),
        ("month_name", filters.month_name),
        ("names", filters.names),
        ("number", filters.number),
        ("og_locale", filters.og_locale),
        ("rooted", filters.rooted),
        ("span", filters.span),
        ("tone", filters.tone),
        ("uri", filters.uri),
    )

"""Every kind of output, in the order in which outputs are planned."""

from newsgen.kinds.archives import MonthKind, YearKind
from newsgen.kinds.articles import ArticleKind
from newsgen.kinds.base import Kind
from newsgen.kinds.feeds import FeedKind
from newsgen.kinds.files import AssetKind, StaticKind, StylesheetKind
from newsgen.kinds.fragments import FragmentKind
from newsgen.kinds.lists import HomeKind, TermKindOfOutput
from newsgen.kinds.manifest import ManifestKind
from newsgen.kinds.pages import PageKind
from newsgen.kinds.pictures import PictureKind
from newsgen.kinds.redirects import HostRedirectKind, RedirectKind
from newsgen.kinds.robots import HeadersKind, RobotsKind
from newsgen.kinds.single import LatestKind, NotFoundKind
from newsgen.kinds.sitemaps import MonthSitemapKind, NewsSitemapKind, PagesSitemapKind, SitemapIndexKind

KINDS: tuple[Kind, ...] = (
    StaticKind(),
    AssetKind(),
    PictureKind(),
    StylesheetKind(),
    ManifestKind(),
    ArticleKind(),
    PageKind(),
    TermKindOfOutput("category"),
    TermKindOfOutput("tag"),
    TermKindOfOutput("author"),
    YearKind(),
    MonthKind(),
    LatestKind(),
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

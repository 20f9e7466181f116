"""Addresses: patterns of newsgen.yaml -> root-relative URLs, and the output file each of them is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from newsgen.config import AnyFeed, Config, FeedFormat
from newsgen.expressions import expression
from newsgen.hosts import file_of
from newsgen.model import DescribedKind, TermKind

if TYPE_CHECKING:
    from newsgen.placeholders import Kind

# A list has no more pages than that.
_PAGE = expression(r"(.*/)page/([1-9][0-9]{0,5})/")


def of_list(base_path: str, path: str) -> str:
    """The root-relative URL of a term's or an archive's decoded path: all but letters, digits and -._~ is encoded."""
    return base_path + quote(path, safe="/", errors="replace")


def encoded(path: str) -> str:
    """A decoded path, percent-encoded once (RFC 3986 §3.3)."""
    return quote(path, safe="/~!$&'()*+,;=@-._", errors="replace")


def quoted_query(query: str) -> str:
    """A query as it is written, with what may not stand in one percent-encoded (RFC 3986 §3.4)."""
    return quote(query, safe="%/:?@!$&'()*+,;=~-._[]", errors="replace")


def standard(url: str) -> str:
    """The one spelling of all addresses at which a static host serves the same file: /x/ for /x and /x/index.html."""
    if "?" in url:
        path, _, query = url.partition("?")
        return f"{standard(path)}?{query}"
    if url.endswith("/"):
        return url
    if url.endswith("/index.html"):
        return url.removesuffix("index.html")
    return url if "." in url.rpartition("/")[2] else f"{url}/"


def numbered(address: str) -> tuple[str, int] | None:
    """The folder of the front and the number of a list's page, by its address; None for any other address."""
    match = _PAGE().fullmatch(address)
    return (match[1], int(match[2])) if match else None


def below(front: str) -> str:
    """The folder of all that lies below a list: /tag/net/ itself, and /tag/net/ of /tag/net.html."""
    if front.endswith("/"):
        return front
    folder, _, name = front.rpartition("/")
    return f"{folder}/{name.rpartition('.')[0] or name}/"


def page_url(front: str, number: int) -> str:
    """A page of a list, by its front's address."""
    return f"{below(front)}page/{number}/"


def page_urls(front: str, n_pages: int) -> Sequence[str]:
    """All pages of a list but its front, the oldest first."""
    folder = below(front)
    return [f"{folder}page/{number}/" for number in range(1, n_pages)]


def home_url(config: Config) -> str:
    return config.base_path + "/"


def latest_url(config: Config) -> str:
    return home_url(config) + "latest/"


def corrections_url(config: Config) -> str:
    return _address(config, "corrections")


def theme_url(config: Config) -> str:
    return home_url(config) + "css/theme.css"


def fragment_url(config: Config, name: str, lang: str) -> str:
    own = "" if lang == config.language else f".{lang}"
    return f"{home_url(config)}fragments/{name}{own}.html"


def feed_url(config: Config, format_: AnyFeed, kind: TermKind | None = None, slug: str = "") -> str:
    """The feed of a term, else that of the site: beside its page, or where newsgen.yaml wants it from the root."""
    names = config.feeds.names
    own: Mapping[AnyFeed, str] = getattr(names, kind or "home")
    name: str = own.get(format_) or getattr(names, format_)
    if name.startswith("/"):
        return of_list(config.base_path, name.replace("{slug}", slug))
    front = term_url(config, kind, slug) if kind else home_url(config)
    return below(front) + quote(name.replace("{slug}", slug), safe="/")


def feed_of(config: Config, format_: FeedFormat, kind: TermKind | None = None, slug: str = "") -> str:
    """The address of a feed, "" where newsgen.yaml asks for none."""
    feeds = config.feeds
    is_wanted = format_ in (feeds.term_formats if kind else feeds.formats) and (kind is None or kind in feeds.terms)
    return feed_url(config, format_, kind, slug) if is_wanted else ""


def term_url(config: Config, kind: DescribedKind, slug: str) -> str:
    return _address(config, kind, slug=slug)


def year_url(config: Config, year: int) -> str:
    return _address(config, "year", year=f"{year:04d}")


def month_url(config: Config, year: int, month: int) -> str:
    return _address(config, "month", year=f"{year:04d}", month=f"{month:02d}")


def output_path(config: Config, url: str) -> str:
    """The file below output/ that a static host serves for a root-relative URL: a folder's is its index.html."""
    path = url.removeprefix(config.base_path)
    if "%" not in path and path[-1:] == "/":
        # As file_of would say: nearly every address is this, and each is asked for in every build.
        return f"{path.lstrip('/')}index.html"
    return file_of(unquote(path))


def _address(config: Config, kind: "Kind", **values: str) -> str:
    return of_list(config.base_path, config.permalinks.patterns[kind].filled(values))

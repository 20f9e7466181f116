"""Addresses: patterns of newsgen.yaml -> root-relative URLs, and the output file each of them is."""

from urllib.parse import quote, unquote

from newsgen.config import Config
from newsgen.model import TermKind


def address(config: Config, pattern: str, **values: str) -> str:
    """The root-relative URL of a pattern with its placeholders filled, percent-encoded, behind the base path."""
    return config.base_path + quote(pattern.format_map(values), safe="/%")


def encoded(path: str) -> str:
    """A decoded path, percent-encoded once (RFC 3986 §3.3)."""
    return quote(path, safe="/~!$&'()*+,;=@-._", errors="replace")


def standard(url: str) -> str:
    """The one spelling of all addresses at which a static host serves the same file: /x/ for /x and /x/index.html."""
    if url.endswith("/"):
        return url
    if url.endswith("/index.html"):
        return url.removesuffix("index.html")
    return url if "." in url.rpartition("/")[2] else f"{url}/"


def home_url(config: Config) -> str:
    return config.base_path + "/"


def term_url(config: Config, kind: TermKind, slug: str) -> str:
    return address(config, getattr(config.permalinks, kind), slug=slug)


def year_url(config: Config, year: int) -> str:
    return address(config, config.permalinks.year, year=f"{year:04d}")


def month_url(config: Config, year: int, month: int) -> str:
    return address(config, config.permalinks.month, year=f"{year:04d}", month=f"{month:02d}")


def output_path(config: Config, url: str) -> str:
    """The file below output/ that a static host serves for a root-relative URL: a folder's is its index.html."""
    return file_of(unquote(url.removeprefix(config.base_path)))


def file_of(path: str) -> str:
    """The same for a path of the site that is decoded and has no base path in front."""
    path = path.lstrip("/")
    last = path.rpartition("/")[2]
    if not last:
        return f"{path}index.html"
    return path if "." in last else f"{path}/index.html"

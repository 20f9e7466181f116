"""Addresses of the site as people type, copy or export them -> as newsgen.urls has them."""

from urllib.parse import SplitResult, quote, urlsplit

from newsgen.config import Config
from newsgen.content.addresses import written
from newsgen.hosts import danger
from newsgen.origins import ascii_host, rooted
from newsgen.site.permalinks import encoded, quoted_query
from newsgen.spelling import composed

# A longer query is nobody's bookmark.
MAX_QUERY = 2_000
_SAFE = "%/:?#[]@!$&'()*+,;=~"
_PORTS = {"http": 80, "https": 443}


class AddressError(ValueError):
    """An address that is none of this site."""


def own_address(config: Config, text: str) -> str:
    """A whole address, or a path with or without the site's own -> as it stands in the file; else an AddressError."""
    parts = parted(text)
    if parts.scheme and not is_own(config, parts):
        raise AddressError(f'"{text}" is an address of another site')
    return own_path(config, text.partition("://")[2].removeprefix(parts.netloc) if parts.scheme else text)


def own_path(config: Config, text: str) -> str:
    """The same of what stands behind the host: of an export of another host, too."""
    path, mark, query = text.partition("?")
    if config.base_path:
        path = rooted(config.base_path, path if path.startswith("/") else f"/{path}").removeprefix(config.base_path)
    if not path.strip():
        raise AddressError("an empty text is no address: write / for the front page")
    path = written(path)
    if why := danger(path) or ("" if (query or not mark) and len(query) <= MAX_QUERY else "there is no such query"):
        raise AddressError(f'"{text}" cannot be an address of this site: {why}')
    if "#" in query or not query.isprintable():
        raise AddressError(f'"{text}" cannot be an address of this site: it goes on behind the query')
    return encoded(composed(path)) + (f"?{quoted_query(query)}" if query else "")


def target(config: Config, text: str) -> str:
    """Where an old address is to lead: a page of this site, or of another one."""
    parts = parted(text)
    if parts.scheme and not is_own(config, parts):
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise AddressError(f'"{text}" is no address of the web')
        behind = text.partition("://")[2].removeprefix(parts.netloc)
        return f"{parts.scheme}://{_netloc(parts, text)}{quote(behind, safe=_SAFE)}"
    bare = text.partition("#")[0].partition("?")[0]
    address, base = own_address(config, bare), config.base_path
    # A folder of the site that is named like its base path would be taken for that.
    named_alike = base and address.startswith(f"{base}/")
    return (base if named_alike else "") + address + quote(text.removeprefix(bare), safe=_SAFE)


def parted(text: str) -> SplitResult:
    """The parts of an address; an AddressError for what is none."""
    try:
        # What a terminal sent that is no UTF-8 could be written to no file.
        text.encode()
        parts = urlsplit(text)
        # It is looked through when it is asked for.
        assert parts.port is None or parts.port >= 0
    except ValueError:
        shown = text.encode("utf-8", "replace").decode()
        raise AddressError(f'"{shown}" is no address') from None
    return parts


def _netloc(parts: SplitResult, text: str) -> str:
    """Host and port, and a name in front of them, as the network knows the host."""
    name, at, host = parts.netloc.rpartition("@")
    if host.isascii():
        return quote(parts.netloc, safe=_SAFE)
    try:
        known = ascii_host(parts.hostname or "")
    except UnicodeError as error:
        raise AddressError(f'"{text}" has a host that cannot be found by that name ({error})') from None
    return quote(f"{name}{at}", safe=_SAFE) + known + (f":{parts.port}" if parts.port else "")


def is_own(config: Config, parts: SplitResult) -> bool:
    """Whether a whole address is one of this site's host, with or without "www." in front, as in texts."""
    site = urlsplit(config.base_url)
    try:
        host = ascii_host(parts.hostname or "")
    except UnicodeError:
        return False
    ports = [each.port or _PORTS.get(each.scheme) for each in (parts, site)]
    # The same site answers both, with and without encryption.
    is_same = host.removeprefix("www.") == (site.hostname or "").removeprefix("www.")
    return is_same and (ports[0] == ports[1] or set(ports) == {80, 443})

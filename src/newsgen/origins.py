"""Addresses of whole sites in the one form that all of newsgen's output has (RFC 3986 §6.2.2, RFC 5890).

People write `https://münchen.example/zeitung/über`; validators, hosts and readers of feeds know
`https://xn--mnchen-3ya.example/zeitung/%C3%BCber`.
"""

import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

from newsgen.spelling import composed

_PORTS = {"http": 80, "https": 443}
# Names (RFC 1123 §2.1), with the underscore that some intranets have, and addresses of IPv6.
_HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9a-f:.]+")
# RFC 1035 §2.3.4.
_MAX_LABEL = 63
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# A slash, a dot, a backslash or a control character in disguise.
_DISGUISED = re.compile(r"%(?:2[EeFf]|5[Cc]|[01][0-9A-Fa-f]|7[Ff])")

# No address is written with them (RFC 3986 §2).
UNSPEAKABLE = re.compile(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]")


def unreachable(url: str) -> str:
    """Why the host of an address cannot be one, or the address cannot be written; "" if it can."""
    if found := UNSPEAKABLE.search(url):
        return f'"{found.group()}" cannot stand in it' if found.group() > " " else "it holds a blank"
    try:
        parts = urlsplit(url)
        is_placed = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_placed = False
    return fault(f"{parts.scheme}://{parts.netloc}") if is_placed else "its host or its port is none"


def fault(address: str) -> str:
    """Why an address with scheme and host cannot be that of a site; "" if it can."""
    parts = urlsplit(address)
    folders = parts.path.strip("/").split("/")
    if "@" in parts.netloc:
        return "everybody could read the name or the password in it"
    if "//" in parts.path or {".", ".."} & set(folders):
        return "its path has an empty folder, or one that is a dot or two"
    if _DISGUISED.search(parts.path):
        return "its path holds a character that no name of a folder may have"
    if "\ufffd" in unquote(parts.path):
        return "its path holds bytes that are not UTF-8"
    try:
        host = ascii_host(parts.hostname or "")
    except UnicodeError as error:
        return f"its host cannot be found by that name ({error})"
    if not _HOST.fullmatch(host):
        return "its host has a character that no name of a host has"
    is_named = ":" in host or all(0 < len(part) <= _MAX_LABEL for part in host.removesuffix(".").split("."))
    return "" if is_named else f"a part between the dots of its host is empty, or longer than {_MAX_LABEL} letters"


def standard(address: str) -> str:
    """An address without a `fault` in the one form, without a slash at its end."""
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    return f"{scheme}://{_host_and_port(parts, scheme)}{standard_path(parts.path)}".rstrip("/")


def standard_path(path: str) -> str:
    """A path percent-encoded once: composed letters, bytes of UTF-8, capitals in the escapes."""
    if path.isascii() and "%" not in path:
        return path
    return quote(composed(unquote(_LONE_PERCENT.sub("%25", path))), safe="/~!$&'()*+,;=:@-._", errors="replace")


def ascii_host(host: str) -> str:
    """A host as the network knows it; UnicodeError (idna.IDNAError is one) where there can be none of that name."""
    if host.isascii():
        return host.lower()
    # Nearly no site has such a host. Python's own codec makes another name of "ß" (IDNA 2003), which leads elsewhere.
    import idna

    return idna.encode(host, uts46=True).decode("ascii")


def rooted(base_path: str, address: str) -> str:
    """A root-relative address with the base path in front, unless it stands there, however it is spelled."""
    if address.startswith(f"{base_path}/"):
        return address
    if "%" in base_path:
        path, mark, rest = re.split("([?#]|$)", address, maxsplit=1)
        if standard_path(path).startswith(f"{base_path}/"):
            return standard_path(path) + mark + rest
    return base_path + address


def own_path(base_url: str, address: str) -> str:
    """What of a whole address follows its host, where that is the host of `base_url`; "" for another site's.

    A site is the same by http: and https:, with and without "www." in front. `base_url` has the one form.
    """
    try:
        parts, site = urlsplit(address), urlsplit(base_url)
        host = ascii_host(parts.hostname or "")
        is_own = parts.scheme.lower() in {"", "http", "https"} and "@" not in parts.netloc
        is_own = is_own and bool(host) and host.removeprefix("www.") == (site.hostname or "").removeprefix("www.")
        is_own = is_own and (parts.port or 443) in {site.port or 443, 80, 443}
    except ValueError:
        return ""
    path = standard_path(parts.path)
    if not is_own or not (path == site.path or path.startswith(f"{site.path}/")):
        return ""
    rest = address.partition("//")[2][len(parts.netloc) :]
    return rest if parts.path else f"/{rest}"


def _host_and_port(parts: SplitResult, scheme: str) -> str:
    host = ascii_host(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in {None, _PORTS.get(scheme)} else f"{host}:{parts.port}"

"""What a value of newsgen.yaml must keep beyond its type: time zones, addresses, folders, patterns."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen import origins
from newsgen.colours import is_colour
from newsgen.config import Permalinks

# What must be escaped in an address (RFC 3986 §2), but for letters of any script.
_ADDRESS = re.compile(r"[^\s\"<>\\^`{|}]+")


def mistakes(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """What the type allows and newsgen cannot use: (text, hint) each."""
    if path == "timezone" and not _is_timezone(value):
        yield f'"{value}" is not a time zone', "write a name of the IANA list such as Europe/Berlin"
    elif path == "base_url" and not _is_base_url(value):
        yield f'"{value}" is not the address of a site', "write it with its scheme, such as https://example.org"
    elif path == "base_url" and (why := origins.fault(value)):
        yield f'"{value}" cannot be the address of a site: {why}', "write it as readers shall see it"
    elif path == "tag_date" and not _is_day(value):
        yield (
            f'"{value}" is not a day, a month or a year',
            "write one at which the domain was yours, as 2019-05-01",
        )
    elif path == "language" and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value):
        yield f'"{value}" is not a language tag', "write it as de, en or pt-BR"
    elif path in {"content", "templates", "static", "output"} and not _is_inside(value):
        yield f'"{value}" is not a folder below the site\'s own', "write a relative path without .."
    elif path in {"content", "templates", "static", "output"} and (hidden := _hidden(value)):
        yield f'"{hidden}" is hidden, and what is hidden is neither read nor published', "name another folder"
    elif path == "menu":
        for item in value:
            if _scheme(item.url) not in {"", "http", "https", "mailto", "tel"}:
                yield f'"{item.url}" is not the address of a page', "write a path, or begin it with https://"
    elif path in {"theme.accent", "theme.background", "theme.text"} and value and not is_colour(value):
        text = f'"{value}" is no colour that can stand in a style sheet'
        yield text, 'write it as "#a3151d", crimson or rgb(163 21 29)'
    elif path == "publisher.url" and _scheme(value) not in {"", "http", "https"}:
        yield f'"{value}" is not the address of a page', "begin it with https://"
    elif path == "links.elsewhere":
        for address in value:
            if not address.startswith("/") or address.startswith("//"):
                yield f'"{address}" is no address from the root of the host', "write it as /shop/"
    elif path == "keep":
        for pattern in value:
            if not pattern.strip("/") or "\\" in pattern or {"", ".", ".."} & set(pattern.strip("/").split("/")):
                text = f'"{pattern}" is no path below the output folder'
                yield text, "write it as google123.html, stats/ or .well-known/**"
    elif path == "feeds.names":
        from newsgen import feed_names

        yield from feed_names.mistakes(value)
    elif path.startswith("permalinks."):
        yield from _pattern_mistakes(path.removeprefix("permalinks."), value)


def _pattern_mistakes(key: str, pattern: str) -> Iterator[tuple[str, str]]:
    from newsgen import placeholders

    for kind in placeholders.RULES:
        if kind == key:
            yield from placeholders.mistakes(pattern, kind, getattr(Permalinks(), kind))


def _scheme(url: str) -> str | None:
    """The scheme of an address, "" for a path; None for what is no address."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return None


def _is_timezone(name: str) -> bool:
    # They mean another zone on every machine, or count leap seconds.
    if name in {"localtime", "posixrules"} or name.startswith(("posix/", "right/")):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_base_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        is_placed = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return is_placed and not parts.query and not parts.fragment and _ADDRESS.fullmatch(url) is not None


def _is_day(text: str) -> bool:
    """Whether it is a date as tag URIs have it (RFC 4151 §2.1)."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) is None:
        return False
    try:
        date(*(int(part) for part in (*text.split("-"), "1", "1")[:3]))
    except ValueError:
        return False
    return True


def _hidden(folder: str) -> str:
    """The first part of a path that begins with a dot; "" if there is none."""
    parts = folder.replace("\\", "/").split("/")
    return next((part for part in parts if part.startswith(".") and part != "."), "")


def _is_inside(folder: str) -> bool:
    parts = folder.replace("\\", "/").split("/")
    return (
        bool(folder)
        and not folder.startswith(("/", "\\"))
        and ".." not in parts
        and ":" not in folder
        and "\0" not in folder
    )

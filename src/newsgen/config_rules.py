"""What a value of newsgen.yaml must keep beyond its type: time zones, addresses, folders, patterns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen import origins
from newsgen.colours import is_colour
from newsgen.config import FeedNames, Permalinks
from newsgen.counters import VENDORS
from newsgen.expressions import expression

# What must be escaped in an address (RFC 3986 §2), but for letters of any script.
_ADDRESS = expression(r"[^\s\"<>\\^`{|}]+")


# What the address where subscribers read on may hold of their article.
_OF_ARTICLE = ("{path}", "{slug}", "{id}")
# What stands in the menu, in the foot and in the slots, and the slots themselves.
_ITEM = expression(r"(?:menu|footer|social|slots)\..*?(?P<key>\w+)$")

Mistakes = Iterator[tuple[str, str]]


def mistakes(path: str, value: Any) -> Mistakes:
    """What the type allows and newsgen cannot use: (text, hint) each."""
    if path in _RULES:
        yield from _RULES[path](value)
    elif match := _ITEM().match(path):
        yield from _of_slots(re.sub(r"\.\d+\.", ".", path), match["key"], value)
    elif path.startswith("permalinks."):
        yield from _pattern_mistakes(path.removeprefix("permalinks."), value)


def _of_timezone(name: str) -> Mistakes:
    if not _is_timezone(name):
        yield f'"{name}" is not a time zone', "write a name of the IANA list such as Europe/Berlin"


def _of_base_url(url: str) -> Mistakes:
    if not _is_base_url(url):
        yield f'"{url}" is not the address of a site', "write it with its scheme, such as https://example.org"
    elif why := origins.fault(url):
        yield f'"{url}" cannot be the address of a site: {why}', "write it as readers shall see it"


def _of_tag_date(day: str) -> Mistakes:
    if not _is_day(day):
        yield f'"{day}" is not a day, a month or a year', "write one at which the domain was yours, as 2019-05-01"


def _of_language(tag: str) -> Mistakes:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", tag):
        yield f'"{tag}" is not a language tag', "write it as de, en or pt-BR"


def _of_folder(folder: str) -> Mistakes:
    if not _is_inside(folder):
        yield f'"{folder}" is not a folder below the site\'s own', "write a relative path without .."
    elif hidden := _hidden(folder):
        yield f'"{hidden}" is hidden, and what is hidden is neither read nor published', "name another folder"


def _of_colour(value: str) -> Mistakes:
    if value and not is_colour(value):
        text = f'"{value}" is no colour that can stand in a style sheet'
        yield text, 'write it as "#a3151d", crimson or rgb(163 21 29)'


def can_stand_in_css(value: str) -> bool:
    """Whether a text stays in its place in a style sheet: it ends no declaration there, and loads nothing."""
    if not re.fullmatch(r"[\w\s.,%#()/+*'\"-]*", value) or value.count('"') % 2 or value.count("'") % 2:
        return False
    return value.count("(") == value.count(")") and not any(each in value.lower() for each in ("/*", "\n", "url("))


def _of_font(value: str) -> Mistakes:
    if not can_stand_in_css(value):
        text = f'"{value}" is no list of fonts that can stand in a style sheet'
        yield text, "write names with commas between them: Georgia, Times, serif"


def _of_stylesheet(path: str) -> Mistakes:
    if "://" in path or path.startswith("//") or ".." in path.split("/"):
        yield f'"{path}" is no file of the site', "put it into static/, and write its path there: css/own.css"
    elif path and not path.endswith(".css"):
        yield f'"{path}" is no style sheet', "write the path of one in static/ that ends in .css: css/own.css"


def _of_logo(written: str) -> Mistakes:
    if "//" in written:
        from newsgen import slot_rules

        yield from slot_rules.of_logo(written)


def _of_slots(path: str, key: str, value: Any) -> Mistakes:
    # Most sites have none, and most builds nothing to do.
    from newsgen import slot_rules

    rules: Mapping[str, Callable[[Any], Mistakes]] = {
        "social.url": slot_rules.of_profile,
        **{vendor: partial(slot_rules.of_vendor, vendor) for vendor in VENDORS},
        "frame": slot_rules.of_host,
        "mail": slot_rules.of_mail,
        "field": slot_rules.of_field,
        "slots.letters": slot_rules.of_letters,
        "slots.counter": slot_rules.of_counter,
        "slots.ad": slot_rules.of_ad,
        "url": slot_rules.of_link,
        "privacy": slot_rules.of_link,
        **dict.fromkeys(("title", "alt"), slot_rules.of_words),
        "action": slot_rules.of_action,
        "slots.newsletter.action": slot_rules.of_form,
        "slots.ad.banners.image": slot_rules.of_banner,
    }
    rule = rules.get(path, rules.get(key))
    yield from rule(value) if rule else ()


def _of_publisher_url(url: str) -> Mistakes:
    if url and _scheme(url) not in {"", "http", "https"}:
        yield f'"{url}" is not the address of a page', "begin it with https://"
    elif url:
        from newsgen import slot_rules

        yield from slot_rules.of_link(url)


def _of_subscribers_url(url: str) -> Mistakes:
    if not url:
        return
    # Articles fill these; what else has a brace is written wrongly.
    bare = re.sub("|".join(map(re.escape, _OF_ARTICLE)), "x", url)
    if not re.match(r"/(?![/\\])|https?:|mailto:[^/]", url, re.IGNORECASE):
        yield f'"{url}" is not where anybody reads on', "begin it with https://, or with a slash for a page of the site"
    elif unknown := re.search(r"[{}][^{}]*}?", bare):
        yield f'"{unknown[0]}" stands for nothing here', f"newsgen puts something in for {', '.join(_OF_ARTICLE)}"
    elif why := _unwritable(bare):
        yield f'"{url}" is not where anybody reads on: {why}', "write it as readers shall see it"


def _unwritable(url: str) -> str:
    """Why browsers cannot follow an address, "" if they can; of a path, only what cannot be written in one."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() in {"http", "https"}:
        return origins.unreachable(url) if rest.startswith("//") else "two slashes are missing before its host"
    found = origins.UNSPEAKABLE.search(url)
    return f'"{found[0]}" cannot stand in it' if found else ""


def _of_elsewhere(addresses: Sequence[str]) -> Mistakes:
    for address in addresses:
        if not address.startswith("/") or address.startswith("//"):
            yield f'"{address}" is no address from the root of the host', "write it as /shop/"
        elif mark := next((each for each in "*?#" if each in address), ""):
            bare = address.partition(mark)[0]
            text = f'"{address}" is no folder or page of the host: it holds "{mark}"'
            yield text, f"write it as {bare if bare != '/' else '/shop/'}: all that lies below is meant, too"


def _of_embedding_hosts(hosts: Sequence[str]) -> Mistakes:
    for host in hosts:
        bare = re.sub(r"^(?:https?:)?//", "", host.strip(), flags=re.IGNORECASE).partition("/")[0]
        if bare != host or origins.fault(f"https://{host}") or ":" in host:
            hint = f"write it as {bare.partition(':')[0]}" if "." in bare else "write it as tube.example"
            hint = hint if "*" not in host else "name each host: [tube.example, films.tube.example]"
            yield f'"{host}" is no name of a host', hint


def _of_embedding_without(names: Sequence[str]) -> Mistakes:
    from newsgen import mistakes as slips
    from newsgen import providers

    for name in names:
        if name not in providers.names():
            yield f'"{name}" is no provider that newsgen knows', slips.choice(name.lower(), providers.names())


def _of_keep(patterns: Sequence[str]) -> Mistakes:
    for pattern in patterns:
        if not pattern.strip("/") or "\\" in pattern or {"", ".", ".."} & set(pattern.strip("/").split("/")):
            text = f'"{pattern}" is no path below the output folder'
            yield text, "write it as google123.html, stats/ or .well-known/**"


def _of_feed_names(names: FeedNames) -> Mistakes:
    from newsgen import feed_names

    yield from feed_names.mistakes(names)


_RULES: Mapping[str, Callable[[Any], Mistakes]] = {
    "timezone": _of_timezone,
    "base_url": _of_base_url,
    "tag_date": _of_tag_date,
    "language": _of_language,
    **dict.fromkeys(("content", "templates", "static", "output"), _of_folder),
    **dict.fromkeys(("theme.accent", "theme.background", "theme.text"), _of_colour),
    **dict.fromkeys(("theme.heading_font", "theme.body_font", "theme.interface_font"), _of_font),
    "theme.stylesheet": _of_stylesheet,
    **dict.fromkeys(("theme.logo", "theme.logo_dark", "publisher.logo"), _of_logo),
    "publisher.url": _of_publisher_url,
    "subscribers.url": _of_subscribers_url,
    "links.elsewhere": _of_elsewhere,
    "keep": _of_keep,
    "embeds.hosts": _of_embedding_hosts,
    "embeds.without": _of_embedding_without,
    "feeds.names": _of_feed_names,
}


def _pattern_mistakes(key: str, pattern: str) -> Mistakes:
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
    return is_placed and not parts.query and not parts.fragment and _ADDRESS().fullmatch(url) is not None


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

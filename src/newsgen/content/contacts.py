"""What the description of an author says of who that is and how to reach them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from newsgen.content.fields import Value
from newsgen.content.sheet import Sheet, mapped
from newsgen.expressions import expression
from newsgen.model import Profile

KEYS = ("role", "email", "profiles", "organization")
_KEYS = frozenset(KEYS)

# What begins a query, a part or an escape in an address has another meaning behind "mailto:".
_EMAIL = expression(r"[^\s@<>\"(),:;?#%]+@[^\s@<>\"(),:;.?#%]+(?:\.[^\s@<>\"(),:;.?#%]+)+")
# As readers of Mastodon write who they are; the address follows from it.
_HANDLE = expression(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
_NAMES = ("name", "label", "title", "text")
_URLS = ("url", "href", "link")
_HINT = "write it as profiles: [https://social.example/@ada] or profiles: {Mastodon: https://social.example/@ada}"


def contacts(sheet: Sheet) -> dict[str, Any]:
    """The fields of Head that have it; what cannot be used is reported."""
    if not sheet.has_any(_KEYS):
        return {}
    is_house = sheet.switch("organization")
    profiles = tuple(_profiles(sheet))
    return {"role": sheet.text("role"), "email": _email(sheet), "profiles": profiles, "organization": is_house}


def kept(sheet: Sheet) -> None:
    """Elsewhere these keys mean nothing to newsgen, and templates find them in `extra`."""
    if sheet.has_any(_KEYS):
        for name in KEYS:
            for field in sheet.fields(name):
                sheet.keep(field)


def is_email(text: str) -> bool:
    return _EMAIL().fullmatch(text) is not None


def _email(sheet: Sheet) -> str:
    value = sheet.first("email")
    if value is None:
        return ""
    text = sheet.text_of(value, "email").removeprefix("mailto:")
    if text and not is_email(text):
        sheet.unfit(value, "email", "email-unreadable", f'"{text}" is no e-mail address', "write it as ada@example.org")
        return ""
    return text


def _profiles(sheet: Sheet) -> Iterator[Profile]:
    seen = set()
    for value in sheet.all("profiles"):
        for name, found in _named(value):
            profile = _profile(sheet, found, name)
            if profile is not None and profile.url not in seen:
                seen.add(profile.url)
                yield profile


def _named(value: Value) -> Iterable[tuple[str, Value]]:
    """Each address with the name that is written for it: a list, a map of names, or a list of either."""
    if isinstance(value.data, tuple):
        for item in value.data:
            yield from _named(item)
    elif isinstance(value.data, Mapping):
        map_ = mapped(value)
        url = next((map_[word] for word in _URLS if word in map_), None)
        if url is None:
            yield from value.data.items()
            return
        name = next((map_[word].data for word in _NAMES if word in map_), "")
        yield name if isinstance(name, str) else "", url
    elif value.data is not None:
        yield "", value


def _profile(sheet: Sheet, value: Value, name: str) -> Profile | None:
    text = sheet.text_of(value, "profiles")
    if not text:
        return None
    if handle := _HANDLE().fullmatch(text):
        return Profile(name or text, f"https://{handle[2]}/@{handle[1]}")
    host = _host(text)
    if not host:
        sheet.unfit(value, "profiles", "url-unsafe", f'"{text}" is not the address of a page', _HINT)
        return None
    return Profile(name or host.removeprefix("www."), text)


def _host(address: str) -> str:
    """The host of an address that readers can be led to, "" for what is none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in {"http", "https"} and " " not in address else ""
    except ValueError:
        return ""

"""The filters that templates have beside Jinja's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import msgspec
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from newsgen.render import dates

# The colours of sections in newsgen.css: .tone-0 to .tone-7.
N_TONES = 8


@pass_context
def date(context: Context, value: datetime, style: str = "long") -> str:
    """A date as the page's language writes it (see dates.written)."""
    return dates.written(value, _lang(context), style)


@pass_context
def month_name(context: Context, month: int) -> str:
    return dates.month_name(month, _lang(context))


@pass_context
def number(context: Context, value: float) -> str:
    return dates.number(value, _lang(context))


@pass_context
def names(context: Context, values: Sequence[str]) -> Markup:
    """Names or links in one line: "A, B und C"."""
    return Markup(dates.list_pattern(len(values), _lang(context))).format(*values)


@pass_context
def absolute(context: Context, address: str) -> str:
    """A root-relative address (with the base path) as an absolute one; others as they are."""
    if not address.startswith("/") or address.startswith("//"):
        return address
    return _origin(context["site"].config.base_url) + address


@pass_context
def rooted(context: Context, address: str) -> str:
    """An address from newsgen.yaml, which knows of no base path, as the site's pages link to it."""
    base: str = context["site"].config.base_path
    if not address.startswith("/") or address.startswith((f"{base}/", "//")):
        return address
    return base + address


def current(html: str, address: str) -> Markup:
    """HTML with its links to `address` marked as links to the page itself."""
    return Markup(html.replace(link := f'<a href="{escape(address)}"', f'{link} aria-current="page"'))


@lru_cache(maxsize=10_000)
def tone(slug: str) -> str:
    """The class that gives a section its colour: the same for ever, whatever other sections there are."""
    return f"tone-{crc32(slug.encode()) % N_TONES}"


def json_data(value: object) -> Markup:
    """JSON that may stand in a `<script>` of data; what is null or empty is left out (schema.org wants neither)."""
    text = msgspec.json.encode(_pruned(value), enc_hook=str).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def css(value: str) -> Markup:
    """A value of newsgen.yaml that may stand in a style sheet; ValueError for what would leave its place there."""
    if not re.fullmatch(r"[\w\s.,%#()/+*'\"-]*", value) or value.count('"') % 2 or value.count("'") % 2:
        raise ValueError(f'"{value}" in newsgen.yaml, under theme, is no value that can stand in a style sheet')
    if value.count("(") != value.count(")") or "/*" in value or "\n" in value or "url(" in value.lower():
        raise ValueError(f'"{value}" in newsgen.yaml, under theme, is no value that can stand in a style sheet')
    return Markup(value)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "absolute": absolute,
    "css": css,
    "current": current,
    "date": date,
    "iso": dates.iso,
    "json": json_data,
    "language_name": dates.language_name,
    "month_name": month_name,
    "names": names,
    "number": number,
    "og_locale": dates.open_graph_locale,
    "rooted": rooted,
    "tone": tone,
}


def _lang(context: Context) -> str:
    lang: str = context["lang"]
    return lang


@lru_cache(maxsize=100)
def _origin(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _pruned(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        pairs = [(key, each if type(each) is str else _pruned(each)) for key, each in value.items()]
        return {key: each for key, each in pairs if each or each is False or each == 0}
    if isinstance(value, (list, tuple)):
        return [each for each in map(_pruned, value) if each or each is False or each == 0]
    return value

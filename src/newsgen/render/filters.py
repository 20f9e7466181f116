"""The filters that templates have beside Jinja's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from newsgen.config import Config
from newsgen.config_rules import can_stand_in_css
from newsgen.mistakes import Mistake, wrong
from newsgen.model import Correction, Head
from newsgen.render import dates
from newsgen.site import pictures
from newsgen.site.rooted import rooted as from_root

DATE_HINT = "article.date and article.updated are dates; a text of front matter is shown as it is"
ADDRESS_HINT = "give it an address: article.url, site.home_url"


@pass_context
def date(context: Context, value: datetime, style: str = "long") -> str:
    """A date as the page's language writes it (see dates.written)."""
    _check_date("|date", value)
    return dates.written(value, _lang(context), style)


def iso(value: datetime) -> str:
    _check_date("|iso", value)
    return dates.iso(value)


@pass_context
def span(context: Context, articles: Sequence[Head | Correction], number: int = 0) -> str:
    """What a page of a list is called: from when to when its articles, or corrections, are.

    Where all are of one day, its neighbours may be of that day, too: then its number stands behind.
    """
    if isinstance(articles, str) or not isinstance(articles, Sequence) or not articles:
        raise wrong("|span", "a list of articles", articles, "write page.articles|span(page.number)")
    for each in (articles[0], articles[-1]):
        if not isinstance(each, (Head, Correction)):
            raise wrong("|span", "articles", each, "write page.articles|span(page.number)")
    first, last = sorted((articles[0].date.date(), articles[-1].date.date()))
    written = dates.span(first, last, _lang(context))
    return f"{written} ({dates.number(number, _lang(context))})" if number and first == last else written


@pass_context
def month_name(context: Context, month: int) -> str:
    if month not in range(1, 13):
        raise wrong("|month_name", "the number of a month, 1 to 12", month)
    return dates.month_name(month, _lang(context))


@pass_context
def number(context: Context, value: float) -> str:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise wrong("|number", "a number", value, "a text becomes one by |int or |float")
    return dates.number(value, _lang(context))


@pass_context
def file_size(context: Context, n_bytes: int) -> str:
    """How large a file is, in kilobytes or megabytes."""
    if not isinstance(n_bytes, int) or isinstance(n_bytes, bool):
        raise wrong("|file_size", "a number of bytes", n_bytes, "write file.size_bytes|file_size")
    return dates.file_size(n_bytes, _lang(context))


@pass_context
def duration(context: Context, n_seconds: int) -> str:
    """How long a recording lasts, in minutes."""
    if not isinstance(n_seconds, int) or isinstance(n_seconds, bool):
        raise wrong("|duration", "a number of seconds", n_seconds, "write recording.duration_s|duration")
    return dates.duration(n_seconds, _lang(context))


@pass_context
def names(context: Context, values: Iterable[str]) -> Markup:
    """Names or links in one line: "A, B und C"."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise wrong("|names", "a list of texts", values)
    values = list(values)
    for each in values:
        _check_text("|names", each, 'of terms, write |map(attribute="name")|names')
    return Markup(dates.list_pattern(len(values), _lang(context))).format(*values)


def cut(text: str, length: int) -> str:
    """A text of so many letters at most, up to the end of a word, with "…" where it goes on."""
    if type(text) is not str:
        _check_text("|cut", text)
    if type(length) is not int or length < 1:
        raise wrong("|cut", "a number of letters, 1 or more", length)
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return f"{kept.rpartition(' ')[0].rstrip() or kept}…"


@pass_context
def absolute(context: Context, address: str) -> str:
    """A root-relative address (with the base path) as an absolute one, of another host with a scheme; others as is."""
    if type(address) is not str:
        _check_text("|absolute", address, ADDRESS_HINT)
    if address[:1] != "/":
        return address
    origin = _origin(context["site"].config.base_url)
    return (origin.partition("//")[0] if address[:2] == "//" else origin) + address


@pass_context
def rooted(context: Context, address: str) -> str:
    """An address from newsgen.yaml, which knows of no base path, as the site's pages link to it."""
    _check_text("|rooted", address, ADDRESS_HINT)
    config: Config = context["site"].config
    return from_root(config, address)


def current(html: str, address: str, within: Iterable[str] = ()) -> Markup:
    """HTML with its links to `address` marked as links to the page itself.

    Where it has none, those to the first of the addresses `within` that it links to are marked: what the page is in.
    """
    _check_text("|current", html)
    for each in (address, *within):
        _check_text("|current", each, ADDRESS_HINT)
    links = (f'<a href="{escape(each)}"' for each in (address, *within) if each)
    link = next((each for each in links if each in html), "")
    if not link:
        return Markup(html)
    return Markup(html.replace(link, f'{link} aria-current="{"page" if escape(address) in link else "true"}"'))


@pass_context
def tone(context: Context, slug: str) -> str:
    """The class that gives a section its colour."""
    _check_text("|tone", slug, "write term.slug|tone")
    return f"tone-{context['site'].tone(slug)}"


def json_data(value: object) -> Markup:
    """JSON that may stand in a `<script>` of data; what is null or empty is left out (schema.org wants neither)."""
    text = msgspec.json.encode(_pruned(value), enc_hook=_no_data).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@pass_context
def in_language(context: Context, lang: str, around: str = "") -> Markup:
    """Attributes of an element whose text is in another language than what is around it: the page, unless told."""
    _check_text("|in_language", lang, "write head.lang|in_language")
    return Markup("") if lang == (around or _lang(context)) else dates.attributes(lang)


def language_name(lang: str) -> str:
    _check_text("|language_name", lang)
    return dates.language_name(lang)


def og_locale(lang: str) -> str:
    _check_text("|og_locale", lang)
    return dates.open_graph_locale(lang)


def css(value: str) -> Markup:
    """A value of newsgen.yaml that may stand in a style sheet; Mistake for what would leave its place there."""
    _check_text("|css", value)
    if not can_stand_in_css(value):
        raise Mistake(f'"{value}" in newsgen.yaml, under theme, is no value that can stand in a style sheet')
    return Markup(value)


def uri(address: str) -> str:
    """An address as a writer gave it, for machines that take no letters but those of ASCII."""
    _check_text("|uri", address, ADDRESS_HINT)
    return pictures.uri(address)


def _check_date(who: str, value: object) -> None:
    if not isinstance(value, datetime):
        hint = "write {% if … %} around what may be missing" if value is None else DATE_HINT
        raise wrong(who, "a date", value, hint)


def _check_text(who: str, value: object, hint: str = "") -> None:
    if not isinstance(value, str):
        raise wrong(who, "a text", value, hint)


def _no_data(value: object) -> str:
    """What msgspec cannot encode: objects, whose text would be another in every run."""
    if isinstance(value, Iterator):
        raise wrong("|json", "data", value, "make a list of it: |list|json")
    raise wrong("|json", "data", value, "give it texts, numbers, dates, lists and maps")


def _lang(context: Context) -> str:
    lang: str = context["lang"]
    return lang


@lru_cache(maxsize=100)
def _origin(base_url: str) -> str:
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _pruned(value: object) -> object:
    # Most are told apart by their very type: to ask for any map takes longer than the rest.
    if type(value) is dict or isinstance(value, Mapping):
        pairs = [(key, each if type(each) is str else _pruned(each)) for key, each in value.items()]
        return {key: each for key, each in pairs if each or each is False or each == 0}
    if isinstance(value, (list, tuple)):
        items = [each if type(each) is str else _pruned(each) for each in value]
        return [each for each in items if each or each is False or each == 0]
    return str(value) if isinstance(value, str) else value

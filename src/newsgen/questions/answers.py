"""Questions and their answers: each question is asked of the site once in a process, and every answer has a digest."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

from newsgen.model import Body, Head
from newsgen.questions import queries
from newsgen.site import pagination
from newsgen.site.index import Site
from newsgen.site.permalinks import home_url, term_url
from newsgen.site.redirects import followed

# A family and its arguments, JSON scalars only, so that it can be kept and asked again: ("recent", 6).
Question = tuple[str | int | bool | None, ...]

DIGEST_BYTES = 16


class Outside(Protocol):
    """What answers need beyond the index: stored bodies, shared fragments, digests of templates, kinds and words."""

    def body(self, key: bytes) -> Body: ...
    def fragment(self, answers: "Answers", name: str, lang: str, exclude: str) -> str: ...
    def digest(self, family: str, name: str) -> str: ...
    def has_template(self, name: str) -> bool: ...


class Answers:
    """All answers of one process. Values are frozen; a body is read anew each time, for bodies are many and large."""

    def __init__(self, site: Site, outside: Outside) -> None:
        self.site = site
        self.outside = outside
        self._values: dict[Question, Any] = {}
        self._digests: dict[Question, bytes] = {}

    def value(self, question: Question) -> Any:
        try:
            return self._values[question]
        except KeyError:
            value = FAMILIES[str(question[0])](self, *question[1:])
            self._values[question] = value
            return value

    def digest(self, question: Question) -> bytes:
        """The digest of an answer: equal digests, equal answers. `DIGEST_BYTES` long."""
        found = self._digests.get(question)
        if found is None:
            found = self._digests[question] = self._digested(question)
        return found

    def forget(self) -> None:
        """Drop what has been answered, so that memory does not grow with the number of outputs made."""
        self._values.clear()
        self._digests.clear()

    def _digested(self, question: Question) -> bytes:
        family = question[0]
        if family in {"head", "body"}:
            facts = self.site.facts.get(str(question[1]))
            return b"" if facts is None else facts.digest if family == "head" else facts.body_key
        value = self.value(question)
        if family in LISTS:
            value = [head.source for head in value]
        elif isinstance(value, Head):
            value = value.source
        return digest_of(value)


def digest_of(value: object) -> bytes:
    """A digest of anything msgspec can encode; in JSON, which tells dates apart that differ by their zone alone."""
    return blake2b(msgspec.json.encode(value), digest_size=DIGEST_BYTES).digest()


def body(answers: Answers, source: str) -> Body:
    facts = answers.site.facts.get(source)
    return answers.outside.body(facts.body_key) if facts else Body("")


def argument(question: Question) -> str:
    """What a question is found by when it is to be asked again: its first argument, or the list that it looks at."""
    family, *arguments = question
    if family in {"articles", "count"}:
        return queries.narrowest(*arguments)
    return str(arguments[0]) if arguments else ""


def written(question: Question) -> str:
    """The question as a template would ask it, for people: `recent(6)`."""
    family, *arguments = question
    if family in {"articles", "count"}:
        names = (*queries.FILTERS, "offset", "limit")
        pairs = zip(names, arguments, strict=False)
        return f"{family}({', '.join(f'{name}={value!r}' for name, value in pairs if value is not None)})"
    return f"{family}({', '.join(repr(argument) for argument in arguments)})"


def _feed_url(answers: Answers, format_: str, kind: str | None, slug: str | None) -> str:
    feeds = answers.site.config.feeds
    name = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}[format_]
    if kind is None:
        return home_url(answers.site.config) + name if format_ in feeds.formats else ""
    if kind not in feeds.terms or format_ not in feeds.term_formats:
        return ""
    return term_url(answers.site.config, kind, str(slug)) + name


def _articles(answers: Answers, *arguments: Any) -> Sequence[Head]:
    *filters, offset, limit = arguments
    heads = queries.selected(answers.site, *filters)
    return tuple(heads[offset or 0 : None if limit is None else (offset or 0) + limit])


def _redirects(answers: Answers) -> Sequence[tuple[str, str]]:
    """Old address and where it leads in the end, by address."""
    site = answers.site
    rows = {old.url: followed(site.config, site.redirects, old.target) for old in site.old_addresses}
    return tuple(sorted(rows.items()))


def _page(answers: Answers, name: str, number: int, size: int) -> Sequence[Head]:
    return pagination.page(queries.listing(answers.site, name), number, size)


def _n_pages(answers: Answers, name: str, size: int) -> int:
    return pagination.n_pages(len(queries.listing(answers.site, name)), size)


LISTS = frozenset({"articles", "page", "lead", "news", "related", "series", "translations", "pages"})

FAMILIES: Mapping[str, Callable[..., Any]] = {
    "head": lambda answers, source: answers.site.head(source),
    "config": lambda answers, key: getattr(answers.site.config, key),
    "articles": _articles,
    "count": lambda answers, *filters: len(queries.selected(answers.site, *filters)),
    "page": _page,
    "n_pages": _n_pages,
    "lead": lambda answers, n: tuple(queries.lead(answers.site, n)),
    "news": lambda answers: tuple(queries.news(answers.site)),
    "related": lambda answers, source, limit: tuple(queries.related(answers.site, source, limit)),
    "newer": lambda answers, source: queries.neighbour(answers.site, source, -1),
    "older": lambda answers, source: queries.neighbour(answers.site, source, +1),
    "series": lambda answers, name: answers.site.by_series.get(name, ()),
    "translations": lambda answers, key: answers.site.by_translation.get(key, ()),
    "redirects": _redirects,
    "gone": lambda answers: tuple(answers.site.config.base_path + entry.address for entry in answers.site.fates.gone),
    "destination": lambda answers, url: followed(answers.site.config, answers.site.redirects, url),
    "pages": lambda answers, menu: tuple(queries.pages(answers.site, menu)),
    "terms": lambda answers, kind: tuple(queries.terms(answers.site, kind)),
    "term": lambda answers, kind, slug: answers.site.terms(kind).get(slug),
    "years": lambda answers: tuple(answers.site.by_year),
    "months": lambda answers, year: tuple(queries.months(answers.site, year)),
    "url": lambda answers, source: queries.address(answers.site, source),
    "asset": lambda answers, source: queries.asset_of(answers.site, source),
    "static": lambda answers, path: answers.site.static.get(path),
    "newest": lambda answers, source: queries.is_among_newest(answers.site, source),
    "feed_url": _feed_url,
    "fragment": lambda answers, name, lang, exclude: answers.outside.fragment(answers, name, lang, exclude),
    "template": lambda answers, name: answers.outside.digest("template", name),
    "has_template": lambda answers, name: answers.outside.has_template(name),
    "kind": lambda answers, name: answers.outside.digest("kind", name),
}

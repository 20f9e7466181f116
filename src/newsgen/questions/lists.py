"""Questions about lists of articles: the paginated ones, those that a template filters, and those of the front."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product

from msgspec import Struct
from msgspec.structs import asdict, astuple

from newsgen.model import TERM_KINDS, Head
from newsgen.questions.change import Change
from newsgen.questions.family import (
    NOTHING,
    WHOLE,
    Arguments,
    Family,
    Known,
    Question,
    Scalar,
    Scope,
    Telling,
    no_arguments,
    of_sources,
)
from newsgen.site import pagination
from newsgen.site.index import Site, named, order
from newsgen.site.lists import articles_in, list_name, month_name, year_name


class Filters(Struct, frozen=True, gc=False):
    """What articles are asked for by, in the order in which questions keep it; None filters nothing."""

    category: Scalar = None
    tag: Scalar = None
    author: Scalar = None
    year: Scalar = None
    month: Scalar = None
    lang: Scalar = None
    featured: Scalar = None
    series: Scalar = None


FILTERS = Filters.__struct_fields__


def selected(site: Site, filters: Filters) -> Sequence[Head]:
    """The listed articles that pass every filter given, newest first."""
    wanted = {name: value for name, value in asdict(filters).items() if value is not None}
    groups = _groups(site, wanted)
    if not groups:
        heads: Sequence[Head] = site.articles
    else:
        passed, heads = min(groups, key=lambda group: len(group[1]))
        wanted = {name: value for name, value in wanted.items() if name not in passed}
    if not wanted:
        return heads
    return [head for head in heads if all(_has(head, name, value) for name, value in wanted.items())]


def _has(head: Head, name: str, value: Scalar) -> bool:
    if name in TERM_KINDS:
        return any(each.slug == value for kind, names in named(head) if kind == name for each in names)
    if name == "year":
        return head.date.year == value
    if name == "month":
        return head.date.month == value
    if name == "lang":
        return head.lang == value
    if name == "featured":
        return head.featured == value
    return head.series is not None and head.series.name == value


def _groups(site: Site, wanted: Mapping[str, Scalar]) -> list[tuple[Collection[str], Sequence[Head]]]:
    """The groups in the index that hold all that passes, each with the filters that all of it passes."""
    found: list[tuple[Collection[str], Sequence[Head]]] = [
        ((kind,), site.members(kind, str(wanted[kind]))) for kind in TERM_KINDS if kind in wanted
    ]
    year, month = wanted.get("year"), wanted.get("month")
    if isinstance(year, int):
        if isinstance(month, int):
            found.append((("year", "month"), site.by_month.get(month_name(year, month), ())))
        else:
            found.append((("year",), site.by_year.get(year, ())))
    return found


def narrowest(question: Question) -> str:
    """The name of the smallest list, as far as filters alone can tell, that holds all that passes them.

    Where nothing is put in or taken out of that list, `selected` has the same answer. Names as of site.lists.lists_of.
    """
    filters = Filters(*question[1 : len(FILTERS) + 1])
    for kind, slug in (("tag", filters.tag), ("author", filters.author), ("category", filters.category)):
        if slug is not None:
            return list_name(kind, str(slug))
    year, month = filters.year, filters.month
    if isinstance(year, int):
        return month_name(year, month) if isinstance(month, int) else year_name(year)
    return "home"


def within_lists(change: Change) -> Scope:
    return Scope(change.lists)


def by_order(change: Change) -> Scope:
    """All, where anything has another place in a list."""
    return WHOLE if change.moved else NOTHING


def _filters(site: Site) -> Iterable[Filters]:
    """Each filter by itself, and some together."""
    slugs = {kind: [*site.groups(kind), "nobody"] for kind in TERM_KINDS}
    for kind in TERM_KINDS:
        yield from (Filters(**{kind: slug}) for slug in slugs[kind])
    for category, tag in product(slugs["category"], slugs["tag"]):
        yield Filters(category=category, tag=tag)
        yield Filters(tag=tag, author=category, featured=True)
    months = [tuple(map(int, name.split("-"))) for name in site.by_month]
    yield from (Filters(year=year, month=month) for year, month in months)
    yield from (Filters(category=slug, year=year) for slug, year in product(slugs["category"], site.by_year))
    yield from (Filters(year=year) for year in site.by_year)
    yield from (Filters(lang=lang) for lang in {head.lang for head in site.articles})
    yield from (Filters(series=name) for name in {head.series.name for head in site.articles if head.series})
    yield from (Filters(featured=value) for value in (None, True, False))


def _articles(known: Known, *arguments: Scalar) -> tuple[Head, ...]:
    *filters, offset, limit = arguments
    start = int(offset or 0)
    heads = selected(known.site, Filters(*filters))
    return tuple(heads[start : None if limit is None else start + int(limit)])


def _articles_words(telling: Telling, *arguments: Scalar) -> str:
    return telling.change_of(narrowest(("articles", *arguments)))


def _articles_examples(site: Site) -> Iterable[Arguments]:
    for filters, cut in product(_filters(site), ((0, None), (1, 2))):
        yield (*astuple(filters), *cut)


articles = Family(
    name="articles",
    answer=_articles,
    digest=of_sources,
    found_by=narrowest,
    bound=within_lists,
    examples=_articles_examples,
    words=_articles_words,
    keywords=(*FILTERS, "offset", "limit"),
)


def _count(known: Known, *filters: Scalar) -> int:
    return len(selected(known.site, Filters(*filters)))


def _count_examples(site: Site) -> Iterable[Arguments]:
    return map(astuple, _filters(site))


count = Family(
    name="count",
    answer=_count,
    found_by=narrowest,
    bound=within_lists,
    examples=_count_examples,
    words=_articles_words,
    keywords=FILTERS,
)


def _page(known: Known, name: str, number: int, size: int) -> tuple[Head, ...]:
    return tuple(pagination.page(articles_in(known.site, name), number, size))


def _page_bound(change: Change) -> Scope:
    """Full pages below the oldest change in a list are left alone."""
    return Scope(change.lists, partial(_is_open, change.n_older))


def _is_open(n_older: Mapping[str, int], question: Question) -> bool:
    _, name, number, size = question
    # Else the page is full, and not the newest, both before and after: pagination.bounds.
    return (int(number or 0) + 1) * int(size or 0) > n_older.get(str(name), 0)


def _names(site: Site) -> Iterator[str]:
    yield from ("home", *site.by_month)
    for kind in TERM_KINDS:
        yield from (list_name(kind, slug) for slug in site.groups(kind))


def _page_examples(site: Site) -> Iterable[Arguments]:
    for name, size in product(_names(site), (1, 2, 3)):
        yield from (
            (name, number, size) for number in range(1, pagination.n_pages(len(articles_in(site, name)), size) + 2)
        )


def _list_words(telling: Telling, name: str, *_: int) -> str:
    return telling.change_of(name)


page = Family(
    name="page",
    answer=_page,
    digest=of_sources,
    bound=_page_bound,
    examples=_page_examples,
    words=_list_words,
)


def _n_pages(known: Known, name: str, size: int) -> int:
    return pagination.n_pages(len(articles_in(known.site, name)), size)


def _n_pages_examples(site: Site) -> Iterable[Arguments]:
    return product(_names(site), (1, 2, 3))


n_pages = Family(
    name="n_pages",
    answer=_n_pages,
    bound=within_lists,
    examples=_n_pages_examples,
    words=_list_words,
)


def _lead(known: Known, n: int) -> tuple[Head, ...]:
    """What leads the front: pinned and featured articles (small weights first, then newest), then the newest.

    What is paid for leads only where a writer has put it there.
    """
    pinned = [head for head in known.site.articles if head.weight or head.featured]
    pinned.sort(key=lambda head: (head.weight == 0, head.weight, *order(head)))
    chosen = {head.source for head in pinned}
    newest = (head for head in known.site.articles if head.source not in chosen and head.type != "sponsored")
    return (*pinned[:n], *(head for head, _ in zip(newest, range(n - len(pinned)), strict=False)))


def _lead_examples(site: Site) -> Iterable[Arguments]:
    return ((n,) for n in (0, 1, 3, len(site.articles)))


def _lead_words(telling: Telling, n: int) -> str:
    return "other articles lead the front"


lead = Family(
    name="lead",
    answer=_lead,
    digest=of_sources,
    bound=by_order,
    examples=_lead_examples,
    words=_lead_words,
)


def _news(known: Known) -> tuple[Head, ...]:
    """The listed articles of the last two days before the build's clock, newest first."""
    site, recent = known.site, list[Head]()
    windows = site.windows
    for head in site.articles[: windows.news * 2]:
        if site.clock - head.date >= windows.news_age or len(recent) == windows.news:
            break
        if head.date <= site.clock:
            recent.append(head)
    return tuple(recent)


def _news_words(telling: Telling) -> str:
    return "other articles are of the last two days"


news = Family(
    name="news",
    answer=_news,
    digest=of_sources,
    examples=no_arguments,
    words=_news_words,
)

FAMILIES = (articles, count, page, n_pages, lead, news)

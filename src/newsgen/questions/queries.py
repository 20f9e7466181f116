"""What can be asked of a site: pure functions from a site and arguments to heads, terms and numbers."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from newsgen.model import Asset, Head, Term, TermKind
from newsgen.site.index import TERM_KINDS, Site, named, names_of, order
from newsgen.site.moments import NEWS_AGE
from newsgen.spelling import composed

# How far back in each of its groups an article looks for related ones: enough to find good company, and it
# keeps the price of the question the same in an archive of any size.
RELATED_WINDOW = 12

# Google reads so many articles of a news sitemap (Google, "News sitemaps").
NEWS_LIMIT = 1000

# The newest articles hold the shared list themselves with `placement: auto` (DESIGN: about a hundred pages redrawn).
INLINE_ARTICLES = 50


FILTERS = ("category", "tag", "author", "year", "month", "lang", "featured", "series")


def selected(site: Site, *arguments: object) -> Sequence[Head]:
    """The listed articles that pass every filter given (see FILTERS; None filters nothing), newest first."""
    wanted = {name: value for name, value in zip(FILTERS, arguments, strict=True) if value is not None}
    groups = _groups(site, wanted)
    if not groups:
        heads: Sequence[Head] = site.articles
    else:
        passed, heads = min(groups, key=lambda group: len(group[1]))
        wanted = {name: value for name, value in wanted.items() if name not in passed}
    if not wanted:
        return heads
    return [head for head in heads if all(_has(site, head, name, value) for name, value in wanted.items())]


def narrowest(*arguments: object) -> str:
    """The name of the smallest list, as far as filters alone can tell, that holds all that passes them.

    Where nothing is put in or taken out of that list, `selected` has the same answer. Names as of `lists_of`.
    """
    category, tag, author, year, month, *_ = arguments
    for kind, slug in (("tag", tag), ("author", author), ("category", category)):
        if slug is not None:
            return list_name(kind, str(slug))
    if isinstance(year, int):
        return f"{year:04d}-{month:02d}" if isinstance(month, int) else f"{year:04d}"
    return "home"


def lists_of(head: Head) -> Iterator[str]:
    """Every list that an article stands in: the paginated ones, its month and its year."""
    yield from paginated_lists_of(head)
    yield f"{head.date.year:04d}-{head.date.month:02d}"
    yield f"{head.date.year:04d}"


def paginated_lists_of(head: Head) -> Iterator[str]:
    """ "home" and the lists of an article's terms ("tag/netz")."""
    yield "home"
    for kind, names in named(head):
        yield from (list_name(kind, name.slug) for name in names)


def _has(site: Site, head: Head, name: str, value: object) -> bool:
    if name in {"category", "tag", "author"}:
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


def _groups(site: Site, wanted: Mapping[str, object]) -> list[tuple[Collection[str], Sequence[Head]]]:
    """The groups in the index that hold all that passes, each with the filters that all of it passes."""
    found: list[tuple[Collection[str], Sequence[Head]]] = [
        ((kind,), site.members(kind, str(wanted[kind]))) for kind in TERM_KINDS if kind in wanted
    ]
    year, month = wanted.get("year"), wanted.get("month")
    if isinstance(year, int):
        if isinstance(month, int):
            found.append((("year", "month"), site.by_month.get(f"{year:04d}-{month:02d}", ())))
        else:
            found.append((("year",), site.by_year.get(year, ())))
    return found


def lead(site: Site, n: int) -> Sequence[Head]:
    """What leads the front: pinned and featured articles (small weights first, then newest), then the newest."""
    pinned = [head for head in site.articles if head.weight or head.featured]
    pinned.sort(key=lambda head: (head.weight == 0, head.weight, *order(head)))
    chosen = {head.source for head in pinned}
    newest = (head for head in site.articles if head.source not in chosen)
    return [*pinned[:n], *(head for head, _ in zip(newest, range(n - len(pinned)), strict=False))]


def news(site: Site) -> Sequence[Head]:
    """The listed articles of the last two days before the build's clock, newest first."""
    recent: list[Head] = []
    for head in site.articles[: NEWS_LIMIT * 2]:
        if site.clock - head.date >= NEWS_AGE or len(recent) == NEWS_LIMIT:
            break
        if head.date <= site.clock:
            recent.append(head)
    return recent


def list_name(kind: str, slug: str) -> str:
    """What a paginated list is called in questions: "home", else its kind of term and slug, "category/wasser"."""
    return f"{kind}/{slug}" if slug else kind


def listing(site: Site, name: str) -> Sequence[Head]:
    """The articles of a paginated list, newest first; `name` as of list_name."""
    kind, _, slug = name.partition("/")
    return site.articles if kind == "home" else site.members(kind, slug)  # type: ignore[arg-type]  # a TermKind


def neighbour(site: Site, source: str, step: int) -> Head | None:
    """The listed article beside one in time: `step` -1 is newer, +1 older."""
    head = site.head(source)
    if head is None or head.unlisted or head.form != "article":
        return None
    position = position_of(site.articles, head) + step
    return site.articles[position] if 0 <= position < len(site.articles) else None


def related(site: Site, source: str, limit: int) -> Sequence[Head]:
    """Older articles with most tags (counted twice) and categories in common, newest first among equals.

    Only older ones, so that a new article changes no old page. What no list shows has no company.
    """
    head = site.head(source)
    if head is None or head.unlisted or head.form != "article":
        return []
    scores: dict[str, int] = {}
    found: dict[str, Head] = {}
    for kind, weight in (("tag", 2), ("category", 1)):
        for name in names_of(head, kind):  # type: ignore[arg-type]  # mypy widens the literals of the tuple
            group = site.members(kind, name.slug)  # type: ignore[arg-type]
            start = _after(group, head)
            for other in group[start : start + RELATED_WINDOW]:
                scores[other.source] = scores.get(other.source, 0) + weight
                found[other.source] = other
    best = sorted(found.values(), key=lambda other: (-scores[other.source], *order(other)))
    return best[:limit]


def terms(site: Site, kind: TermKind) -> Sequence[Term]:
    """The terms that have articles, by name as a dictionary would have them."""
    used = site.groups(kind)
    return sorted((term for slug, term in site.terms(kind).items() if slug in used), key=lambda term: term.slug)


def pages(site: Site, menu: str | None) -> Sequence[Head]:
    return [head for head in site.pages if not head.unlisted and (menu is None or menu in head.menu)]


def months(site: Site, year: int) -> Sequence[tuple[int, int]]:
    """The months of a year that have articles, newest first, each with their number."""
    prefix = f"{year:04d}-"
    return [(int(month[5:]), len(heads)) for month, heads in site.by_month.items() if month.startswith(prefix)]


def address(site: Site, source: str) -> str:
    """The URL of what a source is published as: an article, a page, a described term or an asset; else ""."""
    if asset := asset_of(site, source):
        return asset.url
    head = site.head(source)
    if head is None:
        return ""
    if head.form != "term":
        return head.url
    return head.url if site.is_shown(source) else ""


def asset_of(site: Site, source: str) -> Asset | None:
    static, source = f"{site.config.static}/", composed(source)
    if source.startswith(static):
        return site.static.get(source[len(static) :])
    return site.assets.get(source)


def is_among_newest(site: Site, source: str) -> bool:
    """Whether an article is one of the newest, whose pages hold shared lists themselves."""
    head = site.head(source)
    if head is None or head.unlisted or head.form != "article":
        return False
    if len(site.articles) <= INLINE_ARTICLES:
        return True
    return order(head) < order(site.articles[INLINE_ARTICLES])


def position_of(articles: Sequence[Head], head: Head) -> int:
    """Where a head stands, or would stand, in a list that is newest first."""
    return bisect_left(articles, order(head), key=order)


def shares_terms(site: Site, head: Head) -> Iterable[Head]:
    """Every listed article that is newer than `head` and shares a tag or category with it."""
    for kind, names in named(head):
        if kind != "author":
            for name in names:
                group = site.members(kind, name.slug)
                yield from group[: position_of(group, head)]


def _after(group: Sequence[Head], head: Head) -> int:
    position = position_of(group, head)
    return position + 1 if position < len(group) and group[position].source == head.source else position

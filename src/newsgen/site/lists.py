"""The lists that articles stand in, by name ("home", "category/wasser", "2026-05", "2026"), and where in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from newsgen.model import Head
from newsgen.site.index import Site, named, order


def list_name(kind: str, slug: str) -> str:
    """What a paginated list is called in questions: "home", a month, else its kind of term and slug, "tag/netz"."""
    if kind == "month":
        return slug
    return f"{kind}/{slug}" if slug else kind


def month_name(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def year_name(year: int) -> str:
    return f"{year:04d}"


def articles_in(site: Site, name: str) -> Sequence[Head]:
    """The articles of a paginated list, newest first; `name` as of list_name."""
    kind, _, slug = name.partition("/")
    if not slug:
        return site.articles if kind == "home" else site.by_month.get(name, ())
    return site.members(kind, slug)  # type: ignore[arg-type]  # a TermKind


def is_in_lists(head: Head | None) -> TypeGuard[Head]:
    """Whether lists show it, as the index has them."""
    return head is not None and head.form == "article" and not head.unlisted


def lists_of(head: Head) -> Iterator[str]:
    """Every list that an article stands in: the paginated ones and its year."""
    yield from paginated_lists_of(head)
    yield year_name(head.date.year)


def paginated_lists_of(head: Head) -> Iterator[str]:
    """ "home", its month, and the lists of an article's terms ("tag/netz")."""
    yield "home"
    yield month_name(head.date.year, head.date.month)
    for kind, names in named(head):
        yield from (list_name(kind, name.slug) for name in names)


def position_of(site: Site, articles: Sequence[Head], head: Head) -> int:
    """Where a head stands, or would stand, in a list of this site that is newest first."""
    if site.head(head.source) is not head or head.form != "article":
        # It was another one, or is none any more.
        return bisect_left(articles, order(head), key=order)
    ranks = site.ranks
    return bisect_left(articles, ranks[head.source], key=lambda other: ranks[other.source])

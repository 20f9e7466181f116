"""Questions about one article or page: what its head and text say, and which others it has to do with."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from newsgen.digests import digest_of
from newsgen.letters import one_form
from newsgen.model import Body, Head, TermKind
from newsgen.questions.change import Change
from newsgen.questions.family import (
    NOTHING,
    WHOLE,
    Arguments,
    Family,
    Known,
    Question,
    Scope,
    Telling,
    of_source,
    of_sources,
)
from newsgen.site.claims import described
from newsgen.site.index import Site, named, names_of
from newsgen.site.lists import is_in_lists, position_of
from newsgen.site.serials import around, versions

# When more heads than this have moved, asking of all articles costs less than finding out which.
N_MOVED = 50

# What it counts to have a term in common; to be of one series counts more than any number of terms.
_OF_SERIES = 1_000
_WEIGHTS: tuple[tuple[TermKind, int], ...] = (("tag", 2), ("category", 1))


def by_source(change: Change) -> Scope:
    return Scope(change.sources)


def of_each_source(site: Site) -> Iterable[Arguments]:
    """Every public source, and one that is none."""
    return [*((source,) for source in site.facts), ("content/none.md",)]


def _head(known: Known, source: str) -> Head | None:
    return known.site.head(source)


def _head_digest(known: Known, question: Question) -> bytes:
    source = str(question[1])
    facts, slugs = known.site.facts.get(source), known.site.renamed.get(source)
    if facts is None:
        return b""
    return digest_of([facts.digest, slugs]) if slugs else facts.digest


def _head_words(telling: Telling, source: str) -> str:
    return f"the title, date or other facts of {telling.title(source)} changed"


head = Family(
    name="head",
    answer=_head,
    digest=_head_digest,
    bound=by_source,
    examples=of_each_source,
    words=_head_words,
)


def body_of(known: Known, source: str) -> Body:
    facts = known.site.facts.get(source)
    return known.outside.body(facts.body_key) if facts else Body("")


def _body_digest(known: Known, question: Question) -> bytes:
    facts = known.site.facts.get(str(question[1]))
    return facts.body_key if facts else b""


def _body_words(telling: Telling, source: str) -> str:
    return f"the text of {telling.title(source)} changed"


body = Family(
    name="body",
    answer=body_of,
    digest=_body_digest,
    bound=by_source,
    examples=of_each_source,
    words=_body_words,
)


def _neighbour(site: Site, source: str, step: int) -> Head | None:
    """The listed article beside one in time: `step` -1 is newer, +1 older."""
    head = site.head(source)
    if head is None or not is_in_lists(head):
        return None
    position = position_of(site, site.articles, head) + step
    return site.articles[position] if 0 <= position < len(site.articles) else None


def _newer(known: Known, source: str) -> Head | None:
    return _neighbour(known.site, source, -1)


def _older(known: Known, source: str) -> Head | None:
    return _neighbour(known.site, source, +1)


def _beside(change: Change) -> Scope:
    return Scope(change.around | change.sources) if change.moved else NOTHING


def _beside_words(telling: Telling, source: str) -> str:
    return f"another article stands beside {telling.title(source)} in time"


newer = Family(
    name="newer",
    answer=_newer,
    digest=of_source,
    bound=_beside,
    examples=of_each_source,
    words=_beside_words,
)

older = Family(
    name="older",
    answer=_older,
    digest=of_source,
    bound=_beside,
    examples=of_each_source,
    words=_beside_words,
)


def _is_among_newest(known: Known, source: str) -> bool:
    """Whether an article is one of the newest, whose pages hold shared lists themselves."""
    return _is_among(known.site, source, known.site.windows.inline)


def _is_among(site: Site, source: str, n: int) -> bool:
    """Whether an article is one of the `n` newest."""
    head = site.head(source)
    if head is None or not is_in_lists(head):
        return False
    return len(site.articles) <= n or site.ranks[source] < site.ranks[site.articles[n].source]


def _among_newest(change: Change) -> Scope:
    return _among(change, change.site.windows.inline)


def _among(change: Change, n: int) -> Scope:
    """The articles that may be, or have been, among the `n` newest on one side of a change alone."""
    if not change.moved:
        return NOTHING
    n_suspects = n + len(change.moved) + 1
    return Scope(change.sources | frozenset(head.source for head in change.site.articles[:n_suspects]))


def _newest_words(telling: Telling, source: str) -> str:
    return f"{telling.title(source)} has become one of the newest articles, or is none of them any more"


newest = Family(
    name="newest",
    answer=_is_among_newest,
    bound=_among_newest,
    examples=of_each_source,
    words=_newest_words,
)


def _is_in_sidebar(known: Known, source: str) -> bool:
    """Whether an article is one of those that the shared list of the newest names."""
    return _is_among(known.site, source, known.site.config.recent_posts.count)


def _in_sidebar(change: Change) -> Scope:
    return _among(change, change.site.config.recent_posts.count)


def _sidebar_words(telling: Telling, source: str) -> str:
    return f"{telling.title(source)} has come into the list of the newest articles, or has left it"


sidebar = Family(
    name="sidebar",
    answer=_is_in_sidebar,
    bound=_in_sidebar,
    examples=of_each_source,
    words=_sidebar_words,
)


def _related(known: Known, source: str, limit: int) -> tuple[Head, ...]:
    """Older parts of its series, then those with most tags (counted twice) and categories in common; then the newest.

    Only older ones, so that a new article changes no old page. What no list shows has no company.
    """
    site = known.site
    head = site.head(source)
    if head is None or not is_in_lists(head):
        return ()
    scores: dict[int, int] = {}
    own = site.ranks[source]
    for kind, weight in _WEIGHTS:
        for name in names_of(head, kind):
            ranks = site.ranks_of(kind, name.slug)
            older = bisect_right(ranks, own)
            for rank in ranks[older : older + site.windows.related]:
                scores[rank] = scores.get(rank, 0) + weight
    for rank in _older_parts(site, head, own)[: site.windows.related] if head.series else ():
        scores[rank] = scores.get(rank, 0) + _OF_SERIES
    best = sorted(scores, key=lambda rank: (-scores[rank], rank))
    return tuple(site.all_articles[rank] for rank in best[:limit])


def _older_parts(site: Site, head: Head, own: int) -> list[int]:
    """The ranks of the older parts of an article's series, the newest first."""
    parts = versions(site.parts_of(head), head.lang, site.config.language)
    return sorted(rank for part in parts if (rank := site.ranks[part.source]) > own)


def _company(change: Change) -> Scope:
    """The articles whose related ones may be others."""
    if any(map(_is_of_series, change.heads)):
        return WHOLE
    if not change.moved:
        return NOTHING
    if len(change.moved) > N_MOVED:
        return WHOLE
    others = (other.source for head in change.moved for other in _newer_alike(change.site, head))
    return Scope(change.sources | frozenset(others))


def _is_of_series(head: Head) -> bool:
    """Whether a head says which names mean a series."""
    return head.form == "term" and described(head) == "series"


def _newer_alike(site: Site, head: Head) -> Iterable[Head]:
    """Every listed article that is newer than `head` and shares a tag or category with it, and its whole series."""
    yield from site.parts_of(head) if head.series else ()
    for kind, names in named(head):
        if kind != "author":
            for name in names:
                group = site.members(kind, name.slug)
                yield from group[: position_of(site, group, head)]


def _related_examples(site: Site) -> Iterable[Arguments]:
    return ((source, limit) for (source,) in of_each_source(site) for limit in (1, 3))


def _related_words(telling: Telling, source: str, limit: int) -> str:
    return f"other articles are related to {telling.title(source)}"


related = Family(
    name="related",
    answer=_related,
    digest=of_sources,
    bound=_company,
    examples=_related_examples,
    words=_related_words,
)


def _series(known: Known, name: str, lang: str) -> tuple[Head, ...]:
    """The parts of a series by its name, as letters.one_form has it, for who reads in a language."""
    return versions(known.site.by_series.get(name, ()), lang, known.site.config.language)


def _series_bound(change: Change) -> Scope:
    lang = change.site.config.language
    return Scope(frozenset(one_form(head.series.name, lang) for head in change.moved if head.series))


def _series_examples(site: Site) -> Iterable[Arguments]:
    return ((name, lang) for name, heads in site.by_series.items() for lang in {"xx", *(head.lang for head in heads)})


def _series_words(telling: Telling, name: str, *_: object) -> str:
    return f'the series "{name}" has other articles, or another order'


series = Family(
    name="series",
    answer=_series,
    digest=of_sources,
    bound=_series_bound,
    examples=_series_examples,
    words=_series_words,
)


def _series_near(known: Known, name: str, lang: str, source: str, limit: int) -> tuple[Head, ...]:
    """As many parts of such a series at most: one of this source and those beside it."""
    parts = _series(known, name, lang)
    return tuple(around(parts, _place(parts, source), limit))


def _series_place(known: Known, name: str, lang: str, source: str) -> int:
    """Which part of such a series an article is, from 1; 0 where it is none."""
    return _place(_series(known, name, lang), source) + 1


def _place(parts: Sequence[Head], source: str) -> int:
    return next((place for place, head in enumerate(parts) if head.source == source), -1)


def _place_examples(site: Site) -> Iterable[Arguments]:
    return ((*asked, source) for asked in _series_examples(site) for source in (*site.facts, "nothing"))


def _near_examples(site: Site) -> Iterable[Arguments]:
    return ((*asked, limit) for asked in _place_examples(site) for limit in (1, 2, 3))


series_near = Family(
    name="series_near",
    answer=_series_near,
    digest=of_sources,
    bound=_series_bound,
    examples=_near_examples,
    words=_series_words,
)
series_place = Family(
    name="series_place", answer=_series_place, bound=_series_bound, examples=_place_examples, words=_series_words
)


def _translations(known: Known, key: str) -> tuple[Head, ...]:
    return known.site.by_translation.get(key, ())


def _translations_bound(change: Change) -> Scope:
    return Scope(frozenset(head.translation_key for head in change.moved))


def _translations_examples(site: Site) -> Iterable[Arguments]:
    return ((key,) for key in site.by_translation)


def _translations_words(telling: Telling, key: str) -> str:
    return f'"{key}" has other translations'


translations = Family(
    name="translations",
    answer=_translations,
    digest=of_sources,
    bound=_translations_bound,
    examples=_translations_examples,
    words=_translations_words,
)


def _pages(known: Known, menu: str | None) -> tuple[Head, ...]:
    """Standing pages (those of one menu), by weight, then title."""
    return tuple(head for head in known.site.pages if not head.unlisted and (menu is None or menu in head.menu))


def _pages_bound(change: Change) -> Scope:
    return WHOLE if any(head.form == "page" for head in change.heads) else NOTHING


def _pages_examples(site: Site) -> Iterable[Arguments]:
    return [(None,), *((menu,) for menu in sorted({menu for head in site.pages for menu in head.menu}))]


def _pages_words(telling: Telling, menu: str | None) -> str:
    return "the standing pages are others, or in another order"


pages = Family(
    name="pages",
    answer=_pages,
    digest=of_sources,
    bound=_pages_bound,
    examples=_pages_examples,
    words=_pages_words,
)

FAMILIES = (head, body, newer, older, newest, sidebar, related, series, series_near, series_place, translations, pages)

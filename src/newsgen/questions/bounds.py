"""Which questions may have a new answer: what changed in the sources -> which questions to ask again.

An output is fresh when all it asked has the same answers as before. Asking every question of a large archive again
would cost what the archive weighs, so a change says of each family of questions which can be affected. That is a
bound from above: a question that is asked without need costs time, one that is left out would cost truth.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from newsgen.model import Head
from newsgen.questions.answers import Question
from newsgen.questions.queries import INLINE_ARTICLES, listing, lists_of, paginated_lists_of, position_of, shares_terms
from newsgen.site.index import Facts, Site

# What a head shows and no query reads: a change here reorders, groups and counts nothing.
SHOWN_ONLY = frozenset(
    {"title", "short_title", "seo_title", "kicker", "dek", "description", "teaser", "byline", "location"}
    | {"image", "enclosure", "corrections", "updated"}
)

# Families that only order, grouping and number of articles can change.
BY_ORDER = frozenset({"articles", "page", "n_pages", "count", "series", "translations", "years", "months"})

# Those that are about one list, by which their questions are found.
BY_LISTS = ("articles", "count", "page", "n_pages")

FEW = 50


class Change(Struct, frozen=True):
    """What is different since the last build that was published: facts by source, None where there are none."""

    old: Mapping[str, Facts | None]
    new: Mapping[str, Facts | None]

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(self.new)

    def reordered(self) -> list[Head]:
        """The heads, old and new, whose order, groups or number may have changed."""
        return [head for source in self.new for head in _reordered(_head(self.old[source]), _head(self.new[source]))]


class Scopes(Struct, frozen=True):
    """What is to be asked again. `arguments`: family -> arguments, as of answers.argument (None: all of them).

    A family that is not named there is asked again whole. `n_older`: list -> how many of its articles, the oldest ones,
    are what they were and stand where they stood.
    """

    arguments: Mapping[str, frozenset[str] | None]
    n_older: Mapping[str, int] = {}

    def may_differ(self, question: Question) -> bool:
        """Whether a question within `arguments` may have another answer; full pages of old articles have the same."""
        if question[0] != "page":
            return True
        _, name, number, size = question
        # The page is full, and not the newest, both before and after: pagination.bounds.
        return (int(number or 0) + 1) * int(size or 0) > self.n_older.get(str(name), 0)


def affected(change: Change, site: Site, assets_changed: frozenset[str]) -> Scopes:
    """Which questions may have another answer after a change."""
    reordered = change.reordered()
    around = _around(reordered, site)
    sources = change.sources
    descriptions = frozenset(source for source, facts in site.facts.items() if facts.head.form == "term")
    lists = {name for head in reordered for name in lists_of(head)}
    arguments: dict[str, frozenset[str] | None] = {
        "head": sources,
        "body": sources,
        # A described term has an address while it has articles.
        "url": sources | assets_changed | descriptions,
        "asset": assets_changed,
        "newer": around | sources,
        "older": around | sources,
        "newest": sources | frozenset(head.source for head in site.articles[: INLINE_ARTICLES + len(reordered) + 1]),
        "related": _company(reordered, sources, site),
    } | dict.fromkeys(BY_LISTS, frozenset(lists))
    if not reordered:
        arguments |= dict.fromkeys(("newer", "older", "newest", "related", *BY_ORDER), frozenset[str]())
    return Scopes(arguments, _n_older(reordered, site))


def _n_older(heads: Iterable[Head], site: Site) -> dict[str, int]:
    """List -> how many of its articles are older than all of the heads that stand, or stood, in it."""
    found: dict[str, int] = {}
    for head in heads:
        for name in paginated_lists_of(head):
            articles = listing(site, name)
            position = position_of(articles, head)
            is_there = position < len(articles) and articles[position].source == head.source
            n_older = len(articles) - position - is_there
            found[name] = min(n_older, found.get(name, n_older))
    return found


def _head(facts: Facts | None) -> Head | None:
    return facts.head if facts else None


def _reordered(old: Head | None, new: Head | None) -> Iterable[Head]:
    if old is None or new is None:
        return [head for head in (old, new) if head is not None]
    same = replace(old, **{name: getattr(new, name) for name in SHOWN_ONLY}) == new
    return [] if same else [old, new]


def _company(reordered: list[Head], sources: frozenset[str], site: Site) -> frozenset[str] | None:
    """The articles whose related ones may be others; past some changes, asking all of them costs less."""
    if len(reordered) > FEW:
        return None
    return sources | frozenset(other.source for head in reordered for other in shares_terms(site, head))


def _around(heads: Iterable[Head], site: Site) -> frozenset[str]:
    """The articles beside which something was put in or taken out."""
    found = set()
    for head in heads:
        position = position_of(site.articles, head)
        found |= {other.source for other in site.articles[max(0, position - 1) : position + 2]}
    return frozenset(found)

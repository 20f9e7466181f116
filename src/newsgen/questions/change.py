"""What differs from the site that was published last, and what of the orders and groups that moves."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from newsgen.model import WORDING, Head
from newsgen.site.index import Facts, Site
from newsgen.site.lists import articles_in, lists_of, paginated_lists_of, position_of

# What a head shows and no question but `head`, and that for all corrections, reads: a change here reorders, groups and
# counts nothing.
SHOWN_ONLY = frozenset(
    {
        *(*WORDING, "image", "enclosure", "corrections", "changes", "updated", "access", "sponsor", "related"),
        *("agencies", "sources", "reading_time", "embeds"),
    }
)


class Change(Struct, frozen=True, dict=True):
    """What is different on `site` since the last build that was published.

    `old`: the sources whose facts differ, with those that they had; None for those that were not public.
    `hidden`: the addresses of what differs and was not public, or is not.
    `assets`: the files that came, went or have other bytes, by the names that questions have for them.
    `is_other_config`: newsgen.yaml differs, on which every answer may depend. `are_other_inputs`: it, a template, a
    static file or newsgen itself does.
    """

    site: Site
    old: Mapping[str, Facts | None]
    assets: frozenset[str] = frozenset()
    is_other_config: bool = False
    are_other_inputs: bool = False
    hidden: frozenset[str] = frozenset()

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(self.old)

    def pairs(self) -> Iterable[tuple[Head | None, Head | None]]:
        """Of each source that differs, its head as it was and as it is."""
        return ((facts.head if facts else None, self.site.head(source)) for source, facts in self.old.items())

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The heads of the sources that differ, as they were and as they are."""
        return tuple(head for pair in self.pairs() for head in pair if head is not None)

    @cached_property
    def moved(self) -> tuple[Head, ...]:
        """Those of `heads` whose order, groups or number may differ."""
        return tuple(head for pair in self.pairs() if _is_moved(*pair) for head in pair if head is not None)

    @cached_property
    def lists(self) -> frozenset[str]:
        """The lists in which a head stands or stood that has moved."""
        return frozenset(name for head in self.moved for name in lists_of(head))

    @cached_property
    def n_older(self) -> Mapping[str, int]:
        """Paginated list -> how many of its articles, the oldest, are what they were and stand where they stood."""
        found: dict[str, int] = {}
        for head in self.moved:
            for name in paginated_lists_of(head):
                articles = articles_in(self.site, name)
                position = position_of(self.site, articles, head)
                is_there = position < len(articles) and articles[position].source == head.source
                n_older = len(articles) - position - is_there
                found[name] = min(n_older, found.get(name, n_older))
        return found

    @cached_property
    def around(self) -> frozenset[str]:
        """The articles beside which something was put in or taken out."""
        found: set[str] = set()
        for head in self.moved:
            position = position_of(self.site, self.site.articles, head)
            found.update(other.source for other in self.site.articles[max(0, position - 1) : position + 2])
        return frozenset(found)


def _is_moved(old: Head | None, new: Head | None) -> bool:
    if old is None or new is None:
        return True
    return replace(old, **{name: getattr(new, name) for name in SHOWN_ONLY}) != new

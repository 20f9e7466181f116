"""The question about podcasts: which episodes one has."""

from collections.abc import Iterable

from newsgen.model import Head
from newsgen.questions.change import Change
from newsgen.questions.family import Arguments, Family, Known, Question, Scope, Telling, of_sources
from newsgen.site.index import Site, is_episode
from newsgen.site.lists import list_name


def _episodes(known: Known, slug: str) -> tuple[Head, ...]:
    return known.site.episodes(slug)


def _bound(change: Change) -> Scope:
    """The categories of what is an episode, or was one: all others may come and go."""
    heads = (head for head in change.heads if is_episode(head))
    return Scope(frozenset(list_name("category", name.slug) for head in heads for name in head.categories))


def _by_list(question: Question) -> str:
    return list_name("category", str(question[1]))


def _examples(site: Site) -> Iterable[Arguments]:
    return [*((slug,) for slug in site.groups("category")), ("nothing",)]


def _words(telling: Telling, slug: str) -> str:
    return f"{telling.list(list_name('category', slug))} has other episodes"


episodes = Family(
    name="episodes",
    answer=_episodes,
    digest=of_sources,
    found_by=_by_list,
    bound=_bound,
    examples=_examples,
    words=_words,
)

FAMILIES = (episodes,)

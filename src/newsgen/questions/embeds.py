"""What the texts of a site show of other hosts, all of them together: for the headers that go with every page."""

from newsgen.model import Head
from newsgen.questions.change import Change
from newsgen.questions.family import NOTHING, WHOLE, Family, Known, Scope, Telling, no_arguments


def _embedding(known: Known) -> tuple[str, ...]:
    site = known.site
    heads = (facts.head for facts in site.facts.values() if facts.head.embeds)
    return tuple(sorted({each for head in heads if site.is_shown(head.source) for each in _shown(head)}))


def _shown(head: Head | None) -> tuple[str, ...]:
    """What a text shows; that of an article which only leads on is on no page."""
    return head.embeds if head and not head.redirect_to else ()


def _bound(change: Change) -> Scope:
    """A new article seldom shows any."""
    are_others = any(_shown(old) != _shown(new) for old, new in change.pairs())
    # The description of a term has a page while there are articles of it.
    may_appear = bool(change.moved) and any(head.embeds for head in change.site.descriptions)
    return WHOLE if are_others or may_appear else NOTHING


def _words(telling: Telling) -> str:
    return "texts show what other hosts have"


embedding = Family(
    name="embedding",
    answer=_embedding,
    bound=_bound,
    examples=no_arguments,
    words=_words,
)

FAMILIES = (embedding,)

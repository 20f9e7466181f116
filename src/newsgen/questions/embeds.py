"""What the texts of a site show of other hosts, all of them together: for the headers that go with every page."""

from newsgen.model import Head
from newsgen.questions.change import Change
from newsgen.questions.family import NOTHING, WHOLE, Family, Known, Scope, Telling, no_arguments


def _embedding(known: Known) -> tuple[str, ...]:
    return tuple(sorted({each for facts in known.site.facts.values() for each in _shown(facts.head)}))


def _shown(head: Head | None) -> tuple[str, ...]:
    """What a text shows; that of an article which only leads on is on no page."""
    return head.embeds if head and not head.redirect_to else ()


def _bound(change: Change) -> Scope:
    """A new article seldom shows any."""
    are_others = any(_shown(old) != _shown(new) for old, new in change.pairs())
    return WHOLE if are_others else NOTHING


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

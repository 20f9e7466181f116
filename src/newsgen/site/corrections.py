"""All corrections of a site, newest first: each with what it corrects; and when an article last changed."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from newsgen.model import UNDATED, Correction, Head


class Corrected(Struct, frozen=True, gc=False):
    """A correction and the article, or standing page, that it corrects."""

    article: Head
    correction: Correction


def corrections_of(head: Head | None) -> tuple[Correction, ...]:
    """What the list of all corrections has of a head: nothing of what no list shows, or of no day."""
    if head is None or not head.corrections or head.form == "term" or head.unlisted or head.redirect_to:
        return ()
    return tuple(each for each in head.corrections if each.date != UNDATED)


def corrected(heads: Iterable[Head]) -> tuple[Corrected, ...]:
    """Of one moment, by source, and of one source as it has them."""
    # Nearly no article has any.
    found = [Corrected(head, each) for head in heads if head.corrections for each in corrections_of(head)]
    found.sort(key=lambda each: each.article.source)
    found.sort(key=lambda each: -each.correction.date.timestamp())
    return tuple(found)


def changed_at(head: Head) -> datetime:
    """When an article was published, updated or corrected last."""
    last = max(head.date, head.updated) if head.updated else head.date
    return max(last, *(each.date for each in head.corrections)) if head.corrections else last

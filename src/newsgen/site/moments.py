"""The moments at which a site changes by itself, while nobody writes a word."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from newsgen.model import Head
from newsgen.site.windows import NEWS_AGE

Span = tuple[float, float]
ALWAYS: Span = (float("-inf"), float("inf"))


def unchanging(heads: Iterable[Head], clock: datetime, within: Span = ALWAYS) -> Span:
    """The span of clocks [from, until), in seconds since 1970, at which a site is what it is at `clock`.

    `within`: the span of all other heads.
    """
    now = clock.timestamp()
    found = [*within, *(moment for head in heads for moment in moments(head))]
    return max(moment for moment in found if moment <= now), min(moment for moment in found if moment > now)


def moments(head: Head) -> Iterator[float]:
    """When an article becomes public, is news, expires, is updated or corrected, and is no longer featured.

    In seconds since 1970, since the calendar of datetimes ends with the year 9999.
    """
    published, dated = head.publish_at.timestamp(), head.date.timestamp()
    yield published
    if dated != published:
        yield dated
    yield dated + NEWS_AGE.total_seconds()
    for moment in (head.expires, head.featured_until, head.updated):
        if moment is not None:
            yield moment.timestamp()
    for correction in head.corrections:
        yield correction.date.timestamp()

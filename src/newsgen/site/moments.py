"""The moments at which a site changes by itself, while nobody writes a word."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from newsgen.model import Head
from newsgen.site.index import at, is_public
from newsgen.site.indexable import is_news
from newsgen.site.windows import NEWS_AGE

Span = tuple[float, float]
ALWAYS: Span = (float("-inf"), float("inf"))

# What becomes of a source: readers see it, since its embargo ends or without one; no longer see it; see its update, or
# its correction; it leads no front any more; the news sitemap names it, or no longer does.
Cause = Literal["embargo-over", "public", "expired", "updated", "corrected", "not-featured", "news", "no-news"]

# The least that clocks here tell apart.
_TICK = timedelta(microseconds=1)


class Moment(Struct, frozen=True, order=True):
    """When a source changes what readers see, in seconds since 1970, and how."""

    at: float
    source: str
    cause: Cause


def unchanging(heads: Iterable[Head], clock: datetime, within: Span = ALWAYS) -> Span:
    """The span of clocks [from, until), in seconds since 1970, at which a site is what it is at `clock`.

    `within`: the span of all other heads.
    """
    now = clock.timestamp()
    found = [*within, *(moment for head in heads for moment in candidates(head))]
    return max(moment for moment in found if moment <= now), min(moment for moment in found if moment > now)


def candidates(head: Head) -> Iterator[float]:
    """When an article becomes public, is news, expires, is updated or corrected, and is no longer featured.

    In seconds since 1970, since the calendar of datetimes ends with the year 9999. At no other moment does what is
    shown of it change; at some of these it does not, such as the end of what never began.
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


def moments(heads: Iterable[Head], after: datetime, base_url: str) -> list[Moment]:
    """Every moment later than `after` at which something public changes, in order, with what changes."""
    found = [moment for head in heads for moment in _of(head, after.timestamp(), base_url)]
    return sorted(found)


def _of(head: Head, after: float, base_url: str) -> Iterator[Moment]:
    for seconds in {each for each in candidates(head) if each > after}:
        try:
            moment = datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            # Behind the end of the calendar, which no build will see.
            continue
        before, then = _shown(head, moment - _TICK, base_url), _shown(head, moment, base_url)
        for cause in _causes(before, then):
            is_over = cause == "public" and moment == head.embargo
            yield Moment(seconds, head.source, "embargo-over" if is_over else cause)


def _shown(head: Head, clock: datetime, base_url: str) -> Mapping[Cause, object]:
    """What of a head depends on the clock, each by what it is called when it begins; nothing of what is not public."""
    if not is_public(head, clock):
        return {}
    now = at(head, clock)
    return {
        "public": True,
        "updated": now.updated,
        "corrected": len(now.corrections),
        "not-featured": not now.featured,
        "news": is_news(head, base_url) and head.date <= clock and clock - head.date < NEWS_AGE,
    }


def _causes(before: Mapping[Cause, object], then: Mapping[Cause, object]) -> Iterator[Cause]:
    if not before or not then:
        if before or then:
            yield "public" if then else "expired"
        return
    for cause, value in then.items():
        if value != before[cause]:
            yield "no-news" if cause == "news" and not value else cause

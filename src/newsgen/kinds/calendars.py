"""A file for calendars (RFC 5545) beside the page, for each date that a text announces in a box."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

from msgspec import Struct

from newsgen.expressions import expression
from newsgen.kinds.base import Output, Subject, output_of
from newsgen.kinds.files import file_path
from newsgen.questions.view import View, event_of
from newsgen.site.boxes import Event, Moment, event_url
from newsgen.site.index import Site

# RFC 5545 §3.1: a line has no more octets, without its end.
_LONGEST = 75
# §3.3.11: no control characters stand in a text.
_CONTROLS = expression("[\x00-\x1f\x7f]+")


class EventOf(Subject, frozen=True):
    """The event of a source by its number, from 1."""

    source: str
    number: int

    def made_of(self, site: Site) -> str:
        return self.source


class CalendarKind(Struct, frozen=True):
    name: str = "calendar"
    version: int = 1
    stage: int = 0
    subject: type[EventOf] = EventOf

    def plan(self, site: Site) -> Iterable[Output]:
        for head in (each for each in (*site.all_articles, *site.pages) if each.events and not each.redirect_to):
            for number in range(1, head.events + 1):
                path = file_path(site.config, event_url(head, number))
                yield output_of(self, path, EventOf(head.source, number))

    def make(self, subject: EventOf, view: View) -> bytes:
        head = view.article(subject.source)
        assert head is not None
        event = event_of(view, head, subject.number)
        assert event is not None, "checks.boxes has read its date"
        base_url = view.config.base_url
        origin = base_url.removesuffix(view.config.base_path)
        uid = f"{quote(head.id, safe='')}-{subject.number}@{urlsplit(base_url).hostname}"
        lines = _lines(event, uid, head.updated or head.date, origin + head.url)
        return "".join(f"{line}\r\n" for each in lines for line in folded(each)).encode()


def _lines(event: Event, uid: str, stamp: datetime, url: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//newsgen//newsgen//EN", "BEGIN:VEVENT")
    yield f"UID:{uid}"
    # When the article was written: the clock of a build stands nowhere in what it writes.
    yield f"DTSTAMP:{_utc(stamp)}"
    yield from _times(event.start, event.end)
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.text:
        yield f"DESCRIPTION:{_escaped(event.text)}"
    yield f"URL:{url}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _times(start: Moment, end: Moment | None) -> Iterator[str]:
    """When it begins and ends: in UTC, which needs no zone to be told; of days, the one behind the last (§3.6.1)."""
    if not start.has_time and (end is None or not end.has_time):
        yield f"DTSTART;VALUE=DATE:{start.at:%Y%m%d}"
        last = (end or start).at + timedelta(days=1)
        yield f"DTEND;VALUE=DATE:{last:%Y%m%d}"
        return
    yield f"DTSTART:{_utc(start.at)}"
    if end is not None:
        yield f"DTEND:{_utc(end.at if end.has_time else end.at + timedelta(days=1))}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROLS().sub(" ", text)


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first behind a blank; no character is cut."""
    piece, room = "", _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", _LONGEST - 1
        piece += character
        room -= size
    yield piece

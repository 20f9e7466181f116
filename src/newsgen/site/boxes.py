"""What arguments of boxes mean: the files, the moments and the events that they name."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from posixpath import dirname, normpath
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.config import Config
from newsgen.expressions import expression
from newsgen.model import Head
from newsgen.shortcodes import DATE, END
from newsgen.site.permalinks import below
from newsgen.spelling import composed

END_HINT = 'write an end that is later than the date, with its day where that is another: "2026-12-06 02:00"'
DATE_HINT = 'write it as 2026-12-05, or "2026-12-05 19:30" with a time'
LINK_HINT = "write https://…, the path of a file beside this one, mailto:… or tel:…"

_DATE = expression(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[ ]+|[Tt])([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2})?[ ]?(?:(Z|z)|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)
_TIME = expression(r"[0-9]{1,2}[:.][0-9]{2}")
# Calendars and programs that read them know no others, nor the day after the last.
_YEARS = range(1000, 9999)
_SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = ("https:", "http:", "mailto:", "tel:")


class Moment(Struct, frozen=True):
    """A day, or a moment of it, in the site's zone."""

    at: datetime
    has_time: bool


class Event(Struct, frozen=True):
    """What a file for calendars says."""

    title: str
    start: Moment
    end: Moment | None
    place: str
    text: str


def moment(written: str, zone: str) -> Moment | None:
    """A moment as a writer gives it; None for what is none. A text without a zone is in the site's."""
    match = _DATE().fullmatch(written.strip())
    if match is None or int(match[1]) not in _YEARS:
        return None
    year, month, day, hour, minute, zulu, sign, hours, minutes = match.groups()
    own = ZoneInfo(zone)
    try:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        given = UTC if zulu else timezone(-offset if sign == "-" else offset) if sign else own
        parts = int(year), int(month), int(day), int(hour or 0), int(minute or 0)
        # Through UTC, so that a time that the clocks skip is moved on by the hour that they skip.
        at = datetime(*parts, tzinfo=given).astimezone(UTC).astimezone(own)
        difference = at.utcoffset() or timedelta()
    except (ValueError, OverflowError):
        return None
    return Moment(at.replace(tzinfo=timezone(difference) if difference else UTC, fold=0), hour is not None)


def whole(name: str, said: Mapping[str, str]) -> str:
    """What an argument says; an end that is a time alone is that of the day on which it begins."""
    written = said.get(name, "")
    begin = _DATE().fullmatch(said.get(DATE, "").strip()) if name == END else None
    if begin is None or not _TIME().fullmatch(written.strip()):
        return written
    year, month, day, _, _, zulu, sign, hours, minutes = begin.groups()
    zone = f"{sign}{hours}:{minutes}" if sign else zulu or ""
    return f"{year}-{month}-{day} {written.strip()}{zone}"


def is_before(end: Moment, start: Moment) -> bool:
    """Whether something would end before it begins; a day is over when it ends."""
    return end.at < start.at if end.has_time else end.at.date() < start.at.date()


def is_elsewhere(written: str) -> bool:
    return written.lower().startswith(("https://", "http://", "//"))


def is_outward(written: str) -> bool:
    """Whether a link leads to nothing that the site makes: another host, a program, a part of the same page."""
    return is_elsewhere(written) or written.lower().startswith(("mailto:", "tel:", "#"))


def files_of(written: str, source: str, config: Config) -> Iterator[str]:
    """The source paths that the name of a file may mean in a source, as content.references has them."""
    path = composed(unquote(written.partition("#")[0].partition("?")[0]))
    if path.startswith("/"):
        found = [f"{config.static}{path}", f"{config.content}{path}"]
    else:
        found = [f"{dirname(source)}/{path}", f"{config.content}/{path}", path]
    yield from dict.fromkeys(map(normpath, found))


def is_link(written: str) -> bool:
    """Whether something may be an address: it has no scheme, or one that leads readers somewhere."""
    return not _SCHEME().match(written) or written.lower().startswith(_SCHEMES)


def event_url(head: Head, number: int) -> str:
    """The address of the file for calendars of an article's event by its number, from 1: beside its page."""
    return f"{below(head.url)}event{f'-{number}' if number > 1 else ''}.ics"

"""When the site changes by itself, and whether a build is due: for `newsgen next` and whoever starts builds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.build import quiet, with_cache
from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic, in_order
from newsgen.gather.now import said_now
from newsgen.gather.readings import readings
from newsgen.gather.remarks import remarks
from newsgen.maintenance import consulted, project_of
from newsgen.model import Head
from newsgen.project import Options, Project
from newsgen.site.moments import Cause, Moment, moments
from newsgen.state.cache import Cache
from newsgen.unfinished import is_unfinished
from newsgen.walk.seen import seen

# What happens to an article, a page or a description at a moment.
TELLS: Mapping[Cause, str] = {
    "embargo-over": "is published (embargo)",
    "public": "is published",
    "expired": "expires",
    "updated": "is updated",
    "corrected": "is corrected",
    "not-featured": "is no longer featured",
    "news": "enters the news sitemap",
    "no-news": "leaves the news sitemap",
}


class Change(Struct, frozen=True):
    """A moment in the site's zone, what happens then (a key of TELLS), and to what."""

    at: datetime
    cause: Cause
    source: str
    title: str
    url: str


class Due(Struct, frozen=True):
    """Why a build would find something to do, "" where it would not; what has changed by itself since the last one."""

    reason: str
    changes: tuple[Change, ...] = ()


def schedule(options: Options) -> tuple[tuple[Change, ...], tuple[Diagnostic, ...]]:
    """What changes by itself from now on, the next first, and what is wrong in the sources.

    It reads what a build reads, and makes no page.
    """
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    with consulted(project) as here:
        said, problems = with_cache(here, lambda cache: said_now(here, cache, quiet))
    return _changes(project, said, clock), in_order([*problems, *remarks(said, project, clock)])


UNFINISHED = "the last publication did not come to its end"


def due(options: Options) -> Due:
    """Whether there is something to do.

    The clock has moved on, files differ from those of the last build, or a place waits for the rest of a publication.
    """
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    with consulted(project) as here:
        found = with_cache(here, lambda cache: _due(here, cache, clock))
    return Due(UNFINISHED) if not found.reason and is_unfinished(project, *project.config.deploy) else found


def due_by_clock(options: Options, name: str) -> Due:
    """Whether a moment has come since the last build, or the place of that name waits for the rest of a publication.

    What was saved after its moment was due to nobody yet: its writer may be in the middle of it.
    """
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    if is_unfinished(project, name):
        return Due(UNFINISHED)
    with consulted(project) as here:
        return with_cache(here, lambda cache: _due_by_clock(here, cache, clock))


def _due(project: Project, cache: Cache, clock: datetime) -> Due:
    there = seen(project, cache, None, None, quiet)
    last = there.last.record
    if not last.number:
        return Due("no earlier build is known")
    if there.span is not None:
        return Due("" if there.is_as_published() else "files differ from those of the last build")
    said = readings(there.inputs, cache, None).by_source
    passed = tuple(each for each in _changes(project, said, last.clock) if each.at <= clock)
    return Due("the clock has moved on since the last build", passed)


def _due_by_clock(project: Project, cache: Cache, clock: datetime) -> Due:
    there = seen(project, cache, None, None, quiet)
    last = there.last.record
    if not last.number:
        return Due("no earlier build is known")
    if there.is_as_published():
        return Due("")
    said = readings(there.inputs, cache, None).by_source
    passed = tuple(each for each in _changes(project, said, last.clock) if each.at <= clock)
    if there.span is None:
        return Due("the clock has moved on since the last build", passed)
    # The last build did not know of these.
    found = tuple(each for each in passed if _is_saved_before(project, each))
    return Due("its moment has come" if found else "", found)


def _is_saved_before(project: Project, change: Change) -> bool:
    try:
        return project.root.joinpath(change.source).stat().st_mtime <= change.at.timestamp()
    except OSError:
        return True


def _changes(project: Project, said: Mapping[str, Reading], after: datetime) -> tuple[Change, ...]:
    heads = {path: each.head for path, each in said.items() if each.head is not None}
    zone = ZoneInfo(project.config.timezone)
    found = moments(heads.values(), after, project.config.base_url)
    return tuple(_change(each, heads[each.source], zone) for each in found)


def _change(moment: Moment, head: Head, zone: ZoneInfo) -> Change:
    return Change(datetime.fromtimestamp(moment.at, zone), moment.cause, head.source, head.title, head.url)

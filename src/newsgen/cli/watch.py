"""`newsgen publish --watch`: one site, published again and again until a signal ends it."""

import gc
import select
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from zoneinfo import ZoneInfo

import click
from msgspec.structs import replace

from newsgen.cli import report
from newsgen.cli.next import written
from newsgen.cli.publish import Shown, published
from newsgen.deploy.deploying import chosen
from newsgen.diagnostics import Diagnostic, Place
from newsgen.maintenance import OpenError
from newsgen.project import Options, opened
from newsgen.publish.lock import LockedError, locked
from newsgen.publishing import Wanted
from newsgen.schedule import TELLS, Change, schedule
from newsgen.shown import visible
from newsgen.site.ledger import FILE
from newsgen.state.broken import BrokenCacheError
from newsgen.watching import Files, Waiting, stamps
from newsgen.watching import watch as watched

# What of a watch ends only the attempt: the disk, the network drive, the file that somebody is just writing.
_PASSING = (OpenError, LockedError, BrokenCacheError, OSError)


def watch(ctx: click.Context, options: Options, wanted: Wanted, shown: Shown, with_files: bool) -> None:
    """Publish until SIGINT or SIGTERM; one watch at a time for each place."""
    from newsgen.maintenance import project_of

    with report.problems(ctx):
        project = project_of(options)
        place, _ = chosen(project, wanted.name)
    site = Site(options, wanted, shown)
    try:
        with locked(project.state / f"watch-{place or 'deploy'}.lock", wait=False), _ended_by_signals() as ended:
            is_well = watched(site, lambda: datetime.now(UTC), ended.wait, site.tell, with_files)
    except LockedError as error:
        click.echo(f"error[locked]: a watch of this site is running already (process {error.holder})", err=True)
        ctx.exit(1)
    site.end(is_well)
    ctx.exit(0 if is_well else 1)


class Site:
    """A site that is published again and again; what goes wrong in one attempt is told, and leaves the next one."""

    def __init__(self, options: Options, wanted: Wanted, shown: Shown) -> None:
        self._options = options
        self._wanted = wanted
        self._shown = shown
        self._folders: Sequence[str] = ()
        self._zone = "UTC"

    def publish(self, clock: datetime, reason: str) -> bool:
        self._say(f"publishing: {reason}")
        try:
            done = published(replace(self._options, at=clock), self._wanted, self._shown)
        except _PASSING as error:
            report.report(_told(error))
            return False
        finally:
            # Loaded templates hold cycles, 1.4 MB a publication, and builds keep the collector from looking for them.
            gc.collect()
        return done is not None and not done.exit_code

    def coming(self, clock: datetime) -> Sequence[Change] | None:
        try:
            return schedule(replace(self._options, at=clock))[0]
        except _PASSING:
            # The next attempt tells of it.
            return None

    def files(self) -> Files:
        project, _ = opened(self._options)
        if project is not None:
            self._folders = (project.config.content, project.config.templates, project.config.static)
            self._zone = project.config.timezone
        return stamps(self._options.root, self._folders, (self._options.config_file, FILE))

    def is_own(self, path: str) -> bool:
        return path == FILE

    def tell(self, waiting: Waiting) -> None:
        """What is waited for, in the site's zone."""
        if waiting.changes:
            first, *more = waiting.changes
            others = f" and {report.counted(len(more), 'other change')}" if more else ""
            self._say(f"waiting for {written(first.at)}: {first.source} {TELLS[first.cause]}{others}")
        elif waiting.is_unknown:
            self._say("waiting: what comes next cannot be told before newsgen.yaml and the sources can be read")
        else:
            self._say(f"waiting: nothing {'more ' if waiting.with_files else ''}changes by itself")
        if waiting.again:
            self._say(
                f"trying again at {written(waiting.again.astimezone(ZoneInfo(self._zone)))}, or when files change"
            )

    def end(self, is_well: bool) -> None:
        """The last line: nobody tries again, whatever stands above it."""
        if is_well:
            self._say("ended: the last publication went well")
        else:
            click.echo("ended: the last attempt failed, and nobody tries again before newsgen publish", err=True)

    def _say(self, line: str) -> None:
        if not self._shown.quiet:
            click.echo(f"{datetime.now(ZoneInfo(self._zone)):%Y-%m-%d %H:%M:%S}  {visible(line)}")


def _told(error: Exception) -> tuple[Diagnostic, ...]:
    if isinstance(error, OpenError):
        return error.diagnostics
    code = "locked" if isinstance(error, LockedError) else "system"
    file = getattr(error, "filename", None) or "."
    return (Diagnostic(code, Place(str(file)), getattr(error, "strerror", None) or str(error)),)


class _End:
    """Told by a signal's handler, which may interrupt the wait itself: threading's events would wait for each other."""

    def __init__(self) -> None:
        self._heard, self._said = socket.socketpair()
        self.is_told = False

    def tell(self) -> None:
        self.is_told = True
        self._said.send(b"end")

    def wait(self, seconds: float) -> bool:
        """Whether it was told, within so many seconds."""
        return bool(select.select([self._heard], [], [], seconds)[0])

    def close(self) -> None:
        self._heard.close()
        self._said.close()


@contextmanager
def _ended_by_signals() -> Iterator[_End]:
    """SIGINT and SIGTERM tell the end, so that what is being published comes to its own; a second ends at once."""
    ended = _End()

    def end(number: int, frame: FrameType | None) -> None:
        if ended.is_told:
            raise KeyboardInterrupt
        ended.tell()

    signals = (signal.SIGINT, signal.SIGTERM)
    known = [signal.signal(each, end) for each in signals]
    try:
        yield ended
    finally:
        for each, handler in zip(signals, known, strict=True):
            signal.signal(each, handler)
        ended.close()

"""`newsgen publish --watch`: when to publish again, and waiting for it against the clock on the wall."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from newsgen.schedule import Change

# How long one sleeps at most: machines sleep, and clocks are put right, and no timer tells.
STEP_S = 5.0
# A look at a site's files may take a fiftieth of the time; no machine that slept meanwhile puts off the next for long.
SHARE_OF_LOOKS = 50
LONGEST_S = 300.0
# How far a clock may go back without having been wrong before.
PUT_BACK = timedelta(minutes=1)
# What has failed is tried again after so many seconds, the last of them for ever.
PAUSES_S = (30, 60, 120, 300, 600, 1800)

# Path -> what tells that its file has changed.
Files = Mapping[str, object]


class Watched(Protocol):
    """What is published: a site, or in a test what stands for one."""

    def publish(self, clock: datetime, reason: str) -> bool:
        """Publish it as of that moment; whether all went well. It tells by itself what it does and what went wrong."""
        ...

    def coming(self, clock: datetime) -> Sequence[Change] | None:
        """What changes by itself after that moment, the next first; None where that cannot be told."""
        ...

    def files(self) -> Files:
        """The files that the site is made of."""
        ...

    def is_own(self, path: str) -> bool:
        """Whether it is a file that publishing itself writes."""
        ...


class Waiting(Struct, frozen=True):
    """What is waited for since the last attempt: `changes` come all at once, the next; `again` is when to try again.

    `with_files`: whether files that change are published without being due. `is_unknown`: what changes next could not
    be told when that was looked up last, and `changes` are those known before.
    """

    since: datetime
    changes: tuple[Change, ...] = ()
    again: datetime | None = None
    with_files: bool = False
    is_unknown: bool = False


Pause = Callable[[float], bool]


def watch(
    site: Watched, clock: Callable[[], datetime], pause: Pause, told: Callable[[Waiting], None], with_files: bool
) -> bool:
    """Publish now, and whenever it is due, until `pause` says that it was ended; whether the last attempt went well.

    `pause` sleeps for some seconds, and returns whether it is to end. `told` hears what is waited for, if anything is.
    """
    n_failed, reason = 0, "the watch begins"
    while reason:
        since, files = clock(), site.files()
        n_failed = 0 if site.publish(since, reason) else n_failed + 1
        # What publishing itself has written is no news; what somebody else has meanwhile is.
        now = site.files()
        files = {path: stamp for path, stamp in files.items() if not site.is_own(path)}
        files |= {path: stamp for path, stamp in now.items() if site.is_own(path)}
        again = clock() + timedelta(seconds=PAUSES_S[min(n_failed, len(PAUSES_S)) - 1]) if n_failed else None
        if pause(0.0):
            break
        reason = _waited(site, Waiting(since, (), again, with_files), files, clock, pause, told)
    return not n_failed


def due(waiting: Waiting, now: datetime, has_changed: bool) -> str:
    """Why to publish now, "" where it is time to wait."""
    if now < waiting.since - PUT_BACK:
        return "the clock was put back"
    if waiting.changes and now >= waiting.changes[0].at:
        return "its moment has come"
    if waiting.again and now >= waiting.again:
        return "the last attempt failed"
    if has_changed and (waiting.with_files or waiting.again):
        return "files have changed"
    return ""


def stamps(root: Path, folders: Sequence[str], names: Sequence[str]) -> Files:
    """What a stat tells of each file in some folders below a root, and of some in the root itself."""
    found: dict[str, object] = {}
    for path in (*(root / name for name in names), *(each for folder in folders for each in _inside(root / folder))):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[str(path.relative_to(root))] = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names)


def _waited(
    site: Watched,
    waiting: Waiting,
    files: Files,
    clock: Callable[[], datetime],
    pause: Pause,
    told: Callable[[Waiting], None],
) -> str:
    """Why to publish again; "" where the watch was ended."""
    waiting = _looked_up(site, waiting, waiting.since)
    told(waiting)
    published, look_at, looked_at = files, clock(), waiting.since
    while True:
        now = clock()
        # Files that are still being written are left until two looks find the same.
        is_settled = has_changed = False
        if now >= look_at or now < look_at - PUT_BACK:
            found = site.files()
            is_settled, has_changed = found == files, found != published
            # What was written since the last look may have been due since then; what is older was not due to anybody.
            if not is_settled and (later := _looked_up(site, waiting, looked_at)) != waiting:
                waiting = later
                told(waiting)
            files, looked_at = found, now
            look_at = clock() + timedelta(seconds=_rest_s(clock() - now))
        if reason := due(waiting, now, is_settled and has_changed):
            return reason
        left = min([STEP_S, *((each - now).total_seconds() for each in _moments(waiting))])
        if pause(max(left, 0.0)):
            return ""


def _rest_s(looked: timedelta) -> float:
    return min(max(SHARE_OF_LOOKS * looked.total_seconds(), STEP_S), LONGEST_S)


def _looked_up(site: Watched, waiting: Waiting, after: datetime) -> Waiting:
    """With what changes next by itself after a moment, as the files say now; as it was, where they cannot be read."""
    coming = site.coming(after)
    if coming is None:
        return replace(waiting, is_unknown=True)
    return replace(waiting, is_unknown=False, changes=tuple(each for each in coming if each.at == coming[0].at))


def _moments(waiting: Waiting) -> list[datetime]:
    return [*(each.at for each in waiting.changes[:1]), *([waiting.again] if waiting.again else [])]

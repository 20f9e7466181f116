"""The site's folders -> batches of paths that have changed, each after a quiet moment."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence, Set
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from watchfiles import awatch

from newsgen.shown import visible

# What is saved together comes together: an editor's rename and second write within the one, a checkout's within the
# other.
QUIET_S = 0.02
QUIET_AFTER_MANY_S = 0.25
MANY = 10
# Longer than this nobody waits, however busy the folders are.
LONGEST_S = 5.0
# How often one looks who is not told.
POLL_S = 0.5

Changes = set[str]


async def batches(
    root: Path, folders: Callable[[], Sequence[str]], files: Sequence[str], poll: bool
) -> AsyncIterator[frozenset[str] | None]:
    """Sets of changed paths below `root` (forward slashes); None where anything may have changed.

    `folders()` are watched with all that lies in them, also when they are taken away and put back, `files` in the root
    itself. The first batch comes at once, and is None: what changed before the watch began is not known.
    """
    queue: asyncio.Queue[Changes] = asyncio.Queue()
    while True:
        watched = tuple(folders())
        async with _watchers(root, watched, files, queue, poll):
            yield None
            while tuple(folders()) == watched:
                changed = await _batch(queue)
                # A folder that came or went takes its watch with it.
                if changed & set(watched):
                    break
                yield frozenset(changed)


async def _batch(queue: "asyncio.Queue[Changes]") -> Changes:
    changed = set(await queue.get())
    until = asyncio.get_running_loop().time() + LONGEST_S
    while asyncio.get_running_loop().time() < until:
        quiet_s = QUIET_S if len(changed) < MANY else QUIET_AFTER_MANY_S
        try:
            changed |= await asyncio.wait_for(queue.get(), quiet_s)
        except TimeoutError:
            break
    return changed


@asynccontextmanager
async def _watchers(
    root: Path, folders: Sequence[str], files: Sequence[str], queue: "asyncio.Queue[Changes]", poll: bool
) -> AsyncIterator[None]:
    """Put what happens into the queue while the context lasts."""
    stop = anyio.Event()
    if poll:
        watches = [_polled(root, folders, files, queue, stop)]
    else:
        wanted = {*files, *folders}
        above = {root, *((root / folder).parent for folder in folders if (root / folder).parent.is_dir())}
        inside = [root / folder for folder in folders if (root / folder).is_dir()]
        watches = [_watched(root, sorted(above), False, wanted, queue, stop)]
        if inside:
            watches.append(_watched(root, inside, True, wanted, queue, stop))
    tasks = [asyncio.create_task(watch) for watch in watches]
    # The watch stands once each task has begun to wait.
    await asyncio.sleep(0)
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watched(
    root: Path,
    paths: Sequence[Path],
    recursive: bool,
    wanted: Set[str],
    queue: "asyncio.Queue[Changes]",
    stop: anyio.Event,
) -> None:
    """What the system tells: of everything in folders, or of the `wanted` entries of those above them."""
    watch = awatch(
        *paths, watch_filter=None, step=10, stop_event=stop, recursive=recursive, ignore_permission_denied=True
    )
    try:
        async for found in watch:
            changed = {_below(root, path) for _, path in found}
            if chosen := {path for path in changed if recursive or path in wanted}:
                queue.put_nowait(chosen)
    except Exception as error:
        # Linux watches some thousand folders only (fs.inotify.max_user_watches); what is raised then has no one type.
        why = visible(str(error))
        print(f"warning: the folders cannot be watched, and are looked at instead: {why}", file=sys.stderr)
        await _polled(root, *_looked_at(root, paths, recursive, wanted), queue, stop)


def _looked_at(
    root: Path, paths: Sequence[Path], recursive: bool, wanted: Set[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Folders and files to be polled in place of a watch."""
    return ([_below(root, str(path)) for path in paths], []) if recursive else ([], sorted(wanted))


async def _polled(
    root: Path, folders: Sequence[str], files: Sequence[str], queue: "asyncio.Queue[Changes]", stop: anyio.Event
) -> None:
    """What comparing stats shows, to the nanosecond: watchfiles' own polling compares whole seconds, so that the second
    of two quick saves would be lost."""
    known = _stats(root, folders, files)
    while not stop.is_set():
        with anyio.move_on_after(POLL_S):
            await stop.wait()
        now = await asyncio.to_thread(_stats, root, folders, files)
        if changed := {path for path, _ in known ^ now}:
            queue.put_nowait(changed)
        known = now


def _stats(root: Path, folders: Sequence[str], files: Sequence[str]) -> set[tuple[str, tuple[int, int, int]]]:
    found = set()
    paths = [root / name for name in files]
    for folder in folders:
        paths.append(root / folder)
        for parent, _, names in os.walk(root / folder):
            paths += [Path(parent, name) for name in names]
    for path in paths:
        try:
            stat = path.lstat()
        except OSError:
            continue
        # The time of a watched folder changes also when it is taken away and put back between two looks.
        found.add((_below(root, str(path)), (max(stat.st_mtime_ns, stat.st_ctime_ns), stat.st_size, stat.st_ino)))
    return found


def _below(root: Path, path: str) -> str:
    return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else path

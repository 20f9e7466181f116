"""The site's folders -> batches of paths that have changed, each after a quiet moment."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from watchfiles import awatch

# What is saved together comes together: an editor's rename and second write within the one, a checkout's within the
# other.
QUIET_S = 0.03
QUIET_AFTER_MANY_S = 0.25
MANY = 10
# Longer than this nobody waits, however busy the folders are.
LONGEST_S = 5.0

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
    wanted = {*files, *folders}
    inside = [root / folder for folder in folders if (root / folder).is_dir()]
    above = {root, *((root / folder).parent for folder in folders if (root / folder).parent.is_dir())}

    async def watch(paths: Sequence[Path], recursive: bool) -> None:
        async for found in awatch(
            *paths,
            watch_filter=None,
            step=20,
            stop_event=stop,
            force_polling=poll or None,
            recursive=recursive,
            ignore_permission_denied=True,
        ):
            paths_found = {_below(root, path) for _, path in found}
            if chosen := {path for path in paths_found if recursive or path in wanted}:
                queue.put_nowait(chosen)

    tasks = [asyncio.create_task(watch(sorted(above), False))]
    if inside:
        tasks.append(asyncio.create_task(watch(inside, True)))
    # The watch stands once each task has begun to wait.
    await asyncio.sleep(0)
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks, return_exceptions=True)


def _below(root: Path, path: str) -> str:
    return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else path

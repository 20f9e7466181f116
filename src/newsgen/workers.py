"""Work in chunks, in a pool of processes or in this one; the order of results is that of the chunks."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a pool costs more than it saves (start of two processes: some 50 ms on Linux).
POOL_FROM = 96
CHUNK = 64

# So many chunks for each process keep all of them at work to the end.
N_CHUNKS_EACH = 8

# prctl(2)
_PR_SET_PDEATHSIG = 1

# Set in worker processes only, by the pool's initializer: what each of them works with.
_task: Callable[[Any], Any] | None = None


class WorkerError(OSError):
    """Processes cannot be had, or are ended by somebody else: mostly by a system that has no memory left."""


def mapped(
    task: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int, largest: int = CHUNK
) -> Iterator[Result]:
    """`task` of every chunk of `items`, in order; `task` must be picklable where processes cannot be forked.

    `largest`: how many items a chunk may have where there are many.
    """
    size = min(max(len(items) // (N_CHUNKS_EACH * max(jobs, 1)), CHUNK), largest)
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs <= 1 or len(items) < POOL_FROM:
        yield from map(task, chunks)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("fork" if may_fork() else "spawn")
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_prepared, initargs=(task, os.getpid())) as pool:
            yield from pool.map(_done, chunks)
    except BrokenProcessPool as error:
        raise WorkerError("a process that made pages was ended from outside") from error


def may_fork() -> bool:
    """Whether a copy of this process can work: a fork copies the locks of other threads, and nobody will open them."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's cycle collector from looking through an archive that stays.

    Heads, rows and the plan hold no cycles; looking for some among them took a tenth of a small build. They are frozen,
    too, where children share them: the collector must not touch, and so copy, their pages.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.unfreeze()


@contextmanager
def collected(n_items: int) -> Iterator[None]:
    """Within `uncollected`: have cycles looked for again, among what comes now; many texts or pages leave some."""
    if n_items < POOL_FROM:
        yield
        return
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        if not was_enabled:
            gc.disable()


def _prepared(task: Callable[[Any], Any], parent: int) -> None:
    global _task
    _task = task
    gc.freeze()
    _ends_with(parent)


def _ends_with(parent: int) -> None:
    """Let this process be ended when its parent is killed: else it waits for work for ever, and holds the site's lock.

    It has a copy of the pipe's other end, too, and so never sees that close. Systems other than Linux fork no worker,
    and one that was not forked shares neither pipe nor lock.
    """
    if sys.platform == "linux":
        import ctypes
        import signal

        # A Python that is linked into one file has no library to ask.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # It may have ended before.
        if os.getppid() != parent:
            os._exit(1)


def _done(chunk: Sequence[Any]) -> Any:
    assert _task is not None
    return _task(chunk)

"""Work in chunks, in a pool of processes or in this one; the order of results is that of the chunks."""

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this many items a pool costs more than it saves (start of two processes: some 50 ms on Linux).
POOL_FROM = 96
CHUNK = 64

# Set in worker processes only, by the pool's initializer: what each of them works with.
_task: Callable[[Any], Any] | None = None


def mapped(task: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """`task` of every chunk of `items`, in order; `task` must be picklable where processes cannot be forked."""
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    if jobs <= 1 or len(items) < POOL_FROM:
        yield from map(task, chunks)
        return
    gc.collect()
    # Objects that exist now are shared with the children; the collector must not touch, and so copy, their pages.
    gc.freeze()
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    try:
        with ProcessPoolExecutor(jobs, context, initializer=_prepared, initargs=(task,)) as pool:
            yield from pool.map(_done, chunks)
    finally:
        gc.unfreeze()


def _prepared(task: Callable[[Any], Any]) -> None:
    global _task
    _task = task


def _done(chunk: Sequence[Any]) -> Any:
    assert _task is not None
    return _task(chunk)

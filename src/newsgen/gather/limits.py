"""Work on sources in processes that may be ended: a text that takes for ever costs itself, never the build.

Python-Markdown takes minutes for some texts of a few kilobytes, and nothing interrupts a regular expression: neither a
thread nor a signal's handler. So each item is worked on under a timer of the processor time that its process has used
(setitimer(2), ITIMER_PROF), whose signal ends the process. This process sees it end, knows from a number in shared
memory what it was at, and lets another do the rest of the chunk. Where a system has no such timers (Windows), the clock
on the wall is looked at from here.
"""

import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from ctypes import c_longlong
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from newsgen.workers import CHUNK, WorkerError, may_fork

# Where somebody ends processes again and again, memory has run out, and it is not one source's fault.
MAX_ENDED = 3
# A worker begins its next chunk while what it made of the last one is stored.
_N_AHEAD = 2
HAS_TIMER = hasattr(signal, "setitimer")
_NOTHING = -1
# How long a wall clock may show more than the processor's: other programs want to work, too.
_WALL_FACTOR = 3
_LOOK_EVERY_S = 0.5

Item = TypeVar("Item")
Result = TypeVar("Result")
Given = TypeVar("Given", contravariant=True)
Made = TypeVar("Made", covariant=True)


class Work(Protocol[Given, Made]):
    """Says before each item which one of the chunk it begins; picklable where processes cannot be forked."""

    def __call__(self, chunk: Sequence[Given], begin: Callable[[int], None]) -> Made: ...


class Ended(Struct, Generic[Item], frozen=True):
    """An item whose process was ended while it worked on it: for its time, or by somebody else."""

    item: Item
    is_too_slow: bool
    why: str


def done(
    work: Work[Item, Result], items: Sequence[Item], n_workers: int, limit_s: float, has_timer: bool = HAS_TIMER
) -> Generator[Result | Ended[Item], None, None]:
    """What `work` makes of each chunk of the items, in no order, and the items that ended their process.

    `has_timer`: whether the system ends a process for its time; else it is looked at from here.
    Raises what `work` raises, and WorkerError where no process can be started or every one is ended.
    """
    pool = _Pool(work, items, n_workers, limit_s, has_timer)
    try:
        yield from pool.results()
    finally:
        pool.end()


class _Worker(Generic[Item, Result]):
    """A process, the chunks that it was given (numbers of items), and the item that it is at."""

    def __init__(self, context: BaseContext, work: Work[Item, Result], items: Sequence[Item], limit_s: float) -> None:
        self.connection, theirs = context.Pipe()
        self.at: c_longlong = context.RawValue(c_longlong, _NOTHING)
        self.chunks: deque[Sequence[int]] = deque()
        self.is_too_slow = False
        self._since = (_NOTHING, time.monotonic())
        # A forked process has a copy of this end, too, and would never see it close.
        inherited = self.connection if context.get_start_method() == "fork" else None
        args = (theirs, inherited, self.at, work, items, limit_s)
        process = context.Process  # type: ignore[attr-defined]  # every context has it
        self.process = process(target=_served, args=args, daemon=True)
        try:
            self.process.start()
        except OSError as error:
            self.connection.close()
            raise WorkerError(f"no process could be started: {error.strerror or error}") from error
        finally:
            theirs.close()

    def give(self, chunk: Sequence[int]) -> None:
        self.chunks.append(chunk)
        # What has ended is seen when its answer is waited for.
        try:
            self.connection.send(chunk)
        except OSError:
            return

    def watch(self, limit_s: float) -> None:
        """End it where it has been at one item for too long."""
        now = time.monotonic()
        if self._since[0] != self.at.value:
            self._since = (self.at.value, now)
        elif self.at.value != _NOTHING and now - self._since[1] > limit_s:
            self.is_too_slow = True
            self.process.kill()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Pool(Generic[Item, Result]):
    """Workers, and the chunks that none of them has been given."""

    def __init__(
        self, work: Work[Item, Result], items: Sequence[Item], n_workers: int, limit_s: float, has_timer: bool
    ) -> None:
        self._context = multiprocessing.get_context("fork" if may_fork() else "spawn")
        self._work = work
        self._items = items
        self._limit_s = limit_s
        self._has_timer = has_timer
        size = max(1, min(CHUNK, len(items) // n_workers))
        starts = range(0, len(items), size)
        self._chunks: deque[Sequence[int]] = deque(range(len(items))[start : start + size] for start in starts)
        self._n_workers = min(n_workers, len(self._chunks))
        self._workers: list[_Worker[Item, Result]] = []
        self._n_ended = 0

    def results(self) -> Iterator[Result | Ended[Item]]:
        while self._chunks or any(worker.chunks for worker in self._workers):
            self._give()
            busy = {worker.connection: worker for worker in self._workers if worker.chunks}
            for connection in wait(list(busy), None if self._has_timer else _LOOK_EVERY_S):
                assert isinstance(connection, Connection)
                yield from self._answer(busy[connection])
            if not self._has_timer:
                for worker in busy.values():
                    worker.watch(self._limit_s * _WALL_FACTOR)

    def end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _give(self) -> None:
        timer_s = self._limit_s if self._has_timer else 0.0
        while len(self._workers) < self._n_workers and self._chunks:
            self._workers.append(_Worker(self._context, self._work, self._items, timer_s))
            self._workers[-1].give(self._chunks.popleft())
        for n_given in range(_N_AHEAD):
            for worker in self._workers:
                if len(worker.chunks) == n_given and self._chunks:
                    worker.give(self._chunks.popleft())

    def _answer(self, worker: _Worker[Item, Result]) -> Iterator[Result | Ended[Item]]:
        try:
            made, error = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._after(worker)
            return
        worker.chunks.popleft()
        if error is not None:
            raise error
        yield made

    def _after(self, worker: _Worker[Item, Result]) -> Iterator[Ended[Item]]:
        """What a worker was at when it ended; all else that it was given is for others."""
        worker.end()
        self._workers.remove(worker)
        at, exit_code = worker.at.value, worker.process.exitcode or 0
        is_too_slow = worker.is_too_slow or (self._has_timer and exit_code == -signal.SIGPROF)
        self._n_ended += not is_too_slow
        if self._n_ended > MAX_ENDED:
            raise WorkerError(f"processes that read sources are ended again and again ({_why(exit_code)})")
        left = [number for number in worker.chunks.popleft() if number != at]
        self._chunks.extendleft([*reversed(worker.chunks), *([left] if left else [])])
        if at != _NOTHING:
            yield Ended(self._items[at], is_too_slow, _why(exit_code))


def _why(exit_code: int) -> str:
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"


def _served(
    connection: "Connection[object, Sequence[int]]",
    inherited: "Connection[Sequence[int], object] | None",
    at: c_longlong,
    work: Work[Item, Result],
    items: Sequence[Item],
    limit_s: float,
) -> None:
    """What a worker does: chunks until nobody is there who wants one."""
    if inherited is not None:
        inherited.close()
    # Whoever presses Ctrl-C means the build, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if HAS_TIMER:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    gc.freeze()
    parent = multiprocessing.parent_process()
    assert parent is not None
    while connection in wait([connection, parent.sentinel]):
        try:
            numbers = connection.recv()
            connection.send(_answered(at, work, items, numbers, limit_s))
        except (EOFError, OSError):
            return


def _answered(
    at: c_longlong, work: Work[Item, Result], items: Sequence[Item], numbers: Sequence[int], limit_s: float
) -> tuple[Result | None, Exception | None]:
    def begin(position: int) -> None:
        at.value = numbers[position]
        _timed(limit_s)

    try:
        return work([items[number] for number in numbers], begin), None
    except Exception as error:  # It is raised again where the build is.
        return None, error
    finally:
        _timed(0)
        at.value = _NOTHING


def _timed(limit_s: float) -> None:
    if HAS_TIMER:
        signal.setitimer(signal.ITIMER_PROF, limit_s)

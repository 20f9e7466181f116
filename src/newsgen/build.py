"""What every build begins with: the lock, the cache, and a look whether anything differs from the last one."""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from newsgen.diagnostics import Diagnostic, Place, in_order, is_failing
from newsgen.project import Options, Progress, Project
from newsgen.project import opened as project_opened
from newsgen.publish.claims import adopts, inherit, owned_by_another
from newsgen.publish.lock import LockedError, locked
from newsgen.publish.swap import TornError
from newsgen.result import Result
from newsgen.shown import some
from newsgen.state.broken import OF_VALUES, BrokenCacheError, error_of
from newsgen.state.cache import Cache
from newsgen.state.fingerprint import composition, engine
from newsgen.walk.memory import Memory
from newsgen.walk.seen import Seen, seen
from newsgen.workers import WorkerError, uncollected

__all__ = ["Options", "Result", "build", "built_again", "quiet", "remembered", "with_cache", "worked"]


# A disk that is full, a user who may fill no more of it, a file that may grow no more.
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(options: Options, progress: Progress = quiet) -> Result:
    """Build a site. A build with any error leaves the output folder as it was."""
    with closing(Memory()) as memory:
        return built_again(options, memory, progress)


def built_again(options: Options, memory: Memory, progress: Progress = quiet) -> Result:
    """`build`, in a process that remembers its earlier builds of the same site."""
    started = time.perf_counter()
    project, diagnostics = project_opened(options)
    if project is None or diagnostics:
        return Result(in_order(diagnostics), 2)
    try:
        with uncollected(), locked(project.lock_file, options.wait):
            result = worked(project, memory, lambda cache: _built(project, cache, memory, progress))
    except LockedError as error:
        return Result((Diagnostic("locked", Place(str(project.output)), str(error), "wait for it to end"),), 1)
    except TornError as error:
        return Result((_torn(error, project),), 1)
    except (WorkerError, MemoryError) as error:
        return Result((_ended(error, project),), 1)
    except OSError as error:
        return Result((_failed(error, project),), 1)
    return replace(result, seconds=time.perf_counter() - started)


T = TypeVar("T")


def with_cache(project: Project, work: Callable[[Cache], T]) -> T:
    """What `work` makes of the project's cache."""
    with closing(Memory()) as memory:
        return worked(project, memory, work)


def worked(project: Project, memory: Memory, work: Callable[[Cache], T]) -> T:
    """What `work` makes of the project's cache; where that is broken, of an empty one.

    Anybody may have written into the file. Its rows are not looked through before, which would take longer than most
    builds: whoever fails over them works a second time without them, and what fails then has other reasons.
    """
    try:
        with remembered(project, memory) as cache:
            try:
                return work(cache)
            except OF_VALUES as error:
                if cache.is_new:
                    raise
                why = str(error) if isinstance(error, BrokenCacheError) else f"{type(error).__name__}: {error}"
                raise BrokenCacheError(why) from error
    except BrokenCacheError as error:
        with _closed_on_failure(project, memory):
            return work(_heir(project, memory.renewed(project.cache_file, _engine(project), str(error))))


@contextmanager
def remembered(project: Project, memory: Memory) -> Iterator[Cache]:
    """The project's cache; with `--no-cache` nothing is known but which files are ours."""
    made_by = _engine(project)
    with _closed_on_failure(project, memory):
        cache = _heir(project, memory.cache(project.cache_file, made_by))
        if not project.options.use_cache:
            cache.forget_all_but_outputs(made_by)
        yield cache


def _heir(project: Project, cache: Cache) -> Cache:
    """A cache that knows which files are ours, whatever command is the first of a newer newsgen."""
    if cache.is_new:
        inherit(project, cache)
    return cache


def _engine(project: Project) -> str:
    """What makes the cache: newsgen, and what the run's registry brings."""
    made_of = engine(project.engine_file, extensions=project.config.markdown.extensions)
    return f"{made_of} {composition(project.options.registry)}"


@contextmanager
def _closed_on_failure(project: Project, memory: Memory) -> Iterator[None]:
    """What is remembered while something goes wrong is not trusted any more."""
    try:
        yield
    except sqlite3.Error as error:
        memory.close()
        raise error_of(error, project.cache_file) from error
    except BaseException:
        memory.close()
        raise


def _built(project: Project, cache: Cache, memory: Memory, progress: Progress) -> Result:
    """Look at what there is; where nothing differs from the last build, that is all."""
    notes = (cache.note,) if cache.note else ()
    if foreign := owned_by_another(project):
        return Result(in_order(foreign), 1, n_articles=cache.record().n_articles, notes=notes)
    there = seen(project, cache, memory.inputs, memory.changed, progress)
    memory.inputs = there.inputs
    there.keep_stamps_of_outputs()
    # A preview has to know the site that it shows, and to make what it has left.
    is_known = (memory.fillings is not None and not memory.n_left) or not project.is_preview
    is_asked = adopts(project) or project.options.proves_pages
    if is_known and not is_asked and there.is_as_published():
        result = _as_it_was(project, there, notes)
        # A build that fails by a flag that the last one did not have says no more than one from nothing would.
        if not result.exit_code:
            there.keep_stamps()
            return result
    # Most builds find nothing to do, and need not load what makes pages.
    from newsgen.walk.whole import walked

    result = walked(project, there, memory, progress)
    return replace(result, notes=(*notes, *result.notes))


def _as_it_was(project: Project, there: Seen, notes: tuple[str, ...]) -> Result:
    """What the last build said, said again."""
    last = there.last
    told = in_order(last.diagnostics)
    exit_code = int(is_failing(told, project.options.strict))
    n_articles, said = last.record.n_articles, last.record.diagnostics
    return Result(told, exit_code, n_articles, n_unchanged=there.touched.n_outputs, notes=notes, earlier=said)


def _torn(error: TornError, project: Project) -> Diagnostic:
    """A swap that failed, and could not be undone."""
    text = f"publishing failed ({error}), and these files could not be put back: {some(error.paths)}"
    return Diagnostic("output-torn", Place(str(project.output)), text, "mend it and build again: they are made anew")


def _failed(error: OSError, project: Project) -> Diagnostic:
    """What the machine refused: a full disk, a folder without write permission."""
    named = [Path(os.fsdecode(name)) for name in (error.filename, error.filename2) if isinstance(name, (str, bytes))]
    # Where a copy finds no room, that is not for want of its source.
    named = named[-1:] if error.errno in _NO_ROOM else named
    # A file is moved between newsgen's own folder and the output: the latter is the one that people know.
    file = next((each for each in named if not each.is_relative_to(project.state)), [*named, project.output][0])
    shown = file.relative_to(project.root) if file.is_relative_to(project.root) else file
    text = f"this cannot be written or read: {error.strerror or error}"
    return Diagnostic("system", Place(str(shown)), text, f"{_remedy(error)}: nothing is lost")


def _remedy(error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return "make room on this disk and build again"
    if isinstance(error, PermissionError):
        return "give the right to read and write it, and build again"
    return "it went while the site was built: build again" if error.errno == errno.ENOENT else "mend it and build again"


def _ended(error: WorkerError | MemoryError, project: Project) -> Diagnostic:
    """What the machine had no room for. The output is as it was: nothing but the swap touches it."""
    text = str(error) or "there is no memory left"
    hint = "build again; where memory runs out, with -j 1, or on a machine with more of it"
    return Diagnostic("worker-ended", Place(str(project.output)), text, hint)

"""Which outputs are not as newsgen left them: edited or removed by hand, or being moved when a build was killed.

Every file of a site is asked for its stamp, which takes a second in a large archive. Meanwhile this process reads
sources; the stamps are asked for by a second one, where there is a core for it. A file with another stamp is read.
"""

import contextlib
import os
from pathlib import Path
from stat import S_ISREG
from typing import NoReturn

import msgspec
from msgspec import Struct

from newsgen.gather.inputs import n_jobs
from newsgen.project import Project
from newsgen.state.broken import check
from newsgen.state.cache import Cache
from newsgen.state.opening import readable
from newsgen.state.paths import leave_as_outputs
from newsgen.state.stamps import file_digest, stamp, sure, young_since
from newsgen.workers import may_fork

# Below this many articles a second process costs more than it saves.
N_ARTICLES = 1000


class Touched(Struct, frozen=True, gc=False):
    """`paths` of the outputs whose files do not hold what newsgen wrote, among `n_outputs` that are ours.

    `stamps`: the new ones of files that do hold it, whoever has copied or touched them.
    """

    n_outputs: int
    paths: frozenset[str]
    stamps: dict[str, int] = {}


class Search:
    """A search that has begun. Close it whatever happens.

    Where somebody has watched, only what was being moved needs a second look.
    """

    def __init__(self, project: Project, cache: Cache, is_watched: bool) -> None:
        self._project = project
        self._cache = cache
        self._is_watched = is_watched
        self._pipe: int | None = None
        self._process = 0
        if not is_watched and cache.record().n_articles >= N_ARTICLES and n_jobs(project) > 1 and may_fork():
            self._pipe, end = os.pipe()
            # Where there is no room for another process, nothing comes out of the pipe.
            with contextlib.suppress(OSError):
                self._process = os.fork()
                if self._process == 0:
                    _answer(project, end)
            os.close(end)

    def found(self) -> Touched:
        """What was found. Where the other process has come to grief, this one looks."""
        if self._is_watched:
            return Touched(len(self._cache.outputs()), frozenset(self._cache.pending()))
        if self._pipe is not None:
            with open(self._pipe, "rb", closefd=False) as pipe, contextlib.suppress(msgspec.DecodeError):
                return msgspec.msgpack.decode(pipe.read(), type=Touched)
        return _searched(self._cache, f"{self._project.output}{os.sep}")

    def close(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None
            # Nobody waits for a process where the caller of this one has asked for no news of children (wait(2)).
            with contextlib.suppress(ChildProcessError):
                if self._process:
                    os.waitpid(self._process, 0)


def _answer(project: Project, pipe: int) -> NoReturn:
    """What the other process does: it touches nothing that this one had opened, and says nothing else."""
    try:
        cache = Cache(readable(project.cache_file))
        # A file is found faster from here than from the root, and there are a hundred thousand.
        os.chdir(project.output)
        found = _searched(cache, "")
        with open(pipe, "wb") as end:
            end.write(msgspec.msgpack.encode(found))
    finally:
        os._exit(0)


def _searched(cache: Cache, folder: str) -> Touched:
    """The search in the output folder, which `folder` is the start of each file's path to."""
    paths = cache.pending()
    since_ns = young_since()
    n_outputs = 0
    others: dict[str, os.stat_result] = {}
    for path, known in cache.output_stamps():
        n_outputs += 1
        try:
            # A link that somebody has put in a file's place is not what newsgen left there.
            stat = os.lstat(folder + path)
        except (OSError, ValueError):
            paths.add(path)
            continue
        if stamp(stat) != known:
            others[path] = stat
    check(leave_as_outputs, [*others])
    stamps = {}
    for path, stat in others.items():
        if not _holds(folder + path, stat, cache.output_digest(path)):
            paths.add(path)
        elif new := sure(stat, since_ns):
            stamps[path] = new
    return Touched(n_outputs, frozenset(paths), stamps)


def _holds(file: str, stat: os.stat_result, digest: bytes) -> bool:
    """Whether a file holds what newsgen wrote there."""
    if not S_ISREG(stat.st_mode) or not digest:
        return False
    try:
        return file_digest(Path(file)) == digest
    except OSError:
        return False

"""Sources -> rows of the cache: same stamp, not read; same digest, not parsed; same text, Markdown not run."""

import os
from array import array
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from newsgen.content.reading import Settings, read
from newsgen.diagnostics import Diagnostic, Place
from newsgen.digests import digest_of, digest_of_bytes
from newsgen.gather.kept import encoded
from newsgen.gather.scan import Stat
from newsgen.inside import contents, remedy
from newsgen.model import Body
from newsgen.project import Compose, Progress
from newsgen.site.references import joined
from newsgen.state.cache import Cache, SourceRow
from newsgen.state.last import Last
from newsgen.state.opening import readable
from newsgen.state.stamps import UNSURE
from newsgen.workers import CHUNK, POOL_FROM, collected

if TYPE_CHECKING:
    from newsgen.gather.limits import Ended
    from newsgen.registry import Part

# Far above every article, a council's minutes and a whole book; pictures written into a text make the largest files.
MAX_BYTES = 16_000_000

# What is longer, or has more of one of these marks, is not read in the process that builds: Markdown could take longer
# for it than anybody waits, and nothing but its process's end could stop it. Most articles have a tenth of it.
_MANY_BYTES = 40_000
_MANY_MARKS = 250
_MARKS = tuple(bytes([mark]) for mark in b"[]<>*_`!&{}\\~^|:#")
_MANY_BLANKS = b" " * 250


class Job(Struct, frozen=True):
    """How sources are read, in up to `n_processes`.

    A source that would take more than `limit_s` seconds of the processor is not read to its end. `compose` is called
    where a text has to be read.
    """

    root: Path
    settings: Settings
    cache_file: Path
    compose: Compose
    n_processes: int
    limit_s: float


class Rows(Struct, frozen=True, dict=True):
    """Every source's row; the paths of those `looked_at` anew; and what could not be read.

    `found` is None where they are the rows of the `last` build, which most builds need not even decode. `stamps`: a
    digest of all paths and stamps; nothing where one proves nothing.
    """

    last: Last
    stamps: bytes
    found: Mapping[str, SourceRow] | None = None
    looked_at: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, SourceRow]:
        return self.last.sources if self.found is None else self.found


def rows(
    job: Job,
    stats: Sequence[Stat],
    last: Last,
    progress: Progress,
    mistakes: Callable[[], tuple[Diagnostic, ...]] = tuple,
) -> Rows:
    """The rows of all sources; only those are read whose stamp is another, or all for other settings.

    `stats` are in order of paths. `mistakes` says what is wrong with what reads them; then none is read.
    """
    last.cache.begin_readings()
    stamps = _stamps(stats)
    is_read_alike = last.record.settings == digest_of(job.settings)
    if is_read_alike and stamps and stamps == last.record.stamps:
        return Rows(last, stamps)
    known = last.sources if is_read_alike else {}
    stale = _stale(stats, known)
    kept = _still_there(known, stats, stale)
    if not stale:
        return Rows(last, stamps, kept)
    looked_at = tuple(stat.path for stat in stale)
    if wrong := mistakes():
        return Rows(last, stamps, kept, looked_at, wrong)
    diagnostics: list[Diagnostic] = []
    task = _Reader(job, {path: known[path] for path in looked_at if path in known})
    found, n_done = dict(kept), 0
    with collected(len(stale)), closing(task), closing(_results(task, stale)) as found_so_far:
        for results, readings, bodies, failures in found_so_far:
            if bodies:
                last.cache.put_bodies(bodies)
            last.cache.add_readings(readings)
            found |= {row.path: row for row in results}
            # What cannot be read has no row, whatever it said before.
            for failure in failures:
                found.pop(failure.place.file, None)
            diagnostics += failures
            n_done += len(results) + len(failures)
            progress("reading", n_done, len(stale))
    return Rows(last, stamps, found, looked_at, tuple(diagnostics))


def _stamps(stats: Sequence[Stat]) -> bytes:
    stamps = array("q", [stat.stamp for stat in stats])
    if UNSURE in stamps:
        return b""
    return digest_of_bytes("\0".join([stat.path for stat in stats]).encode() + stamps.tobytes())


def _stale(stats: Sequence[Stat], known: Mapping[str, SourceRow]) -> list[Stat]:
    """Those that have to be looked into."""
    return [
        stat
        for stat in stats
        if (row := known.get(stat.path)) is None or row.stamp != stat.stamp or stat.stamp == UNSURE
    ]


def _still_there(
    known: Mapping[str, SourceRow], stats: Sequence[Stat], stale: Sequence[Stat]
) -> Mapping[str, SourceRow]:
    """The known rows of the sources that there are: nearly always all, which are not to be looked at one by one."""
    if len(stats) - sum(stat.path not in known for stat in stale) == len(known):
        return known
    return {stat.path: known[stat.path] for stat in stats if stat.path in known}


Results = tuple[list[SourceRow], list[tuple[str, bytes]], list[tuple[bytes, bytes]], list[Diagnostic]]


def _results(task: "_Reader", stats: Sequence[Stat]) -> Generator[Results, None, None]:
    """What the sources say, in chunks: few are read here, but for texts that only a process of their own may read."""
    if task.job.n_processes > 1 and len(stats) >= POOL_FROM:
        yield from _limited(task, stats)
        return
    risky: list[Stat] = []
    for start in range(0, len(stats), CHUNK):
        yield task.quick(stats[start : start + CHUNK], risky)
    if risky:
        yield from _limited(task, risky)


def _limited(task: "_Reader", stats: Sequence[Stat]) -> Generator[Results, None, None]:
    # A build that reads little need not load what processes need.
    from newsgen.gather.limits import Ended, done

    limit_s = task.job.limit_s
    with closing(done(task.anew(), stats, task.job.n_processes, limit_s)) as chunks:
        for result in chunks:
            yield ([], [], [], [_ended(result, limit_s)]) if isinstance(result, Ended) else result


def _ended(ended: "Ended[Stat]", limit_s: float) -> Diagnostic:
    place = Place(ended.item.path)
    if ended.is_too_slow:
        text = f"Markdown takes more than {limit_s:g} s of the processor for this text"
        hint = "look for many brackets, marks or open tags in a row; or allow more with limits: {source_cpu_s: 60}"
        return Diagnostic("source-too-slow", place, text, hint)
    text = f"the process that read this was ended from outside ({ended.why})"
    return Diagnostic("worker-ended", place, text, "build again; where memory runs out, with -j 1")


class _Reader:
    """Reads chunks of files, in a worker or here; opens the cache for stored bodies when it needs one."""

    def __init__(self, job: Job, known: Mapping[str, SourceRow], parts: "tuple[Part, ...] | None" = None) -> None:
        self.job = job
        self._known = known
        self._known_parts = parts
        self._cache: Cache | None = None
        self._has_bodies = False

    def __call__(self, chunk: Sequence[Stat], begin: Callable[[int], None]) -> Results:
        """All that the files say; says before each that it begins it."""
        results: Results = ([], [], [], [])
        for number, stat in enumerate(chunk):
            begin(number)
            if (data := self._data(stat, results)) is not None:
                self._read(stat, data, results)
        return results

    def anew(self) -> "_Reader":
        """The same for another process: no connection to SQLite may be used on both sides of a fork.

        It need not compose what this one has.
        """
        return _Reader(self.job, self._known, self._parts())

    def quick(self, chunk: Sequence[Stat], risky: list[Stat]) -> Results:
        """What the files say, but for those that may take long, which are added to `risky`."""
        results: Results = ([], [], [], [])
        for stat in chunk:
            if (data := self._data(stat, results)) is None:
                continue
            if is_risky(data):
                risky.append(stat)
            else:
                self._read(stat, data, results)
        return results

    def _data(self, stat: Stat, results: Results) -> bytes | None:
        """A file's bytes; None where it cannot be read, is too large, or says what it said."""
        try:
            data = contents(f"{self.job.root}{os.sep}{stat.on_disk}", MAX_BYTES + 1)
        except OSError as error:
            text = f"this file cannot be read: {error.strerror}"
            results[3].append(Diagnostic("source-unreadable", Place(stat.path), text, remedy(error)))
            return None
        if len(data) > MAX_BYTES:
            text = f"this file has more than {MAX_BYTES // 1_000_000} MB, which is no article"
            hint = "cut it into several, and keep pictures and data in files of their own"
            results[3].append(Diagnostic("source-too-large", Place(stat.path), text, hint))
            return None
        known = self._known.get(stat.path)
        if known is not None and known.digest == digest_of_bytes(data):
            results[0].append(msgspec.structs.replace(known, stamp=stat.stamp))
            return None
        return data

    def _read(self, stat: Stat, data: bytes, results: Results) -> None:
        reading, body = read(stat.path, data, self.job.settings, self._stored, self._parts())
        head_digest = digest_of(reading.head) if reading.head else b""
        known = stat.path, stat.stamp, digest_of_bytes(data)
        row = SourceRow(*known, head_digest, reading.body_key, False, joined(reading.references))
        results[0].append(row)
        results[1].append((stat.path, encoded(reading)))
        if body is not None:
            results[2].append((row.body_key, msgspec.msgpack.encode(body)))

    def _parts(self) -> "tuple[Part, ...]":
        if self._known_parts is None:
            self._known_parts = self.job.compose().markdown
        return self._known_parts

    def _stored(self, key: bytes) -> Body | None:
        if self._cache is None:
            self._cache = Cache(readable(self.job.cache_file))
            # A first build need not look for each.
            self._has_bodies = self._cache.has_bodies()
        return self._cache.body(key) if self._has_bodies else None

    def close(self) -> None:
        """Let go of the cache: a connection of SQLite is a cycle, which nobody looks for in a build."""
        if self._cache is not None:
            self._cache.close()
            self._cache = None


def is_risky(data: bytes) -> bool:
    """Whether Markdown might take long for a text: nearly always False for an article."""
    return len(data) > _MANY_BYTES or _MANY_BLANKS in data or any(data.count(mark) > _MANY_MARKS for mark in _MARKS)

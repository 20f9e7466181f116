"""Sources -> rows of the cache: same stat, not read; same digest, not parsed; same text, Markdown not run."""

import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.content.reading import Reading, Settings, read
from newsgen.content.scan import Stat
from newsgen.diagnostics import Diagnostic, Place
from newsgen.incremental.cache import Cache, SourceRow, readable
from newsgen.incremental.workers import mapped
from newsgen.inside import opened
from newsgen.model import Body
from newsgen.site.answers import DIGEST_BYTES, digest_of
from newsgen.site.references import joined

# A file younger than this may change again within the same mtime, so its stat proves nothing.
YOUNG_NS = 3_000_000_000


class Rows(Struct, frozen=True):
    """Every source's row, in order of paths, and what could not be read."""

    rows: Mapping[str, SourceRow]
    diagnostics: tuple[Diagnostic, ...]


def rows(
    root: Path,
    stats: Sequence[Stat],
    known: Mapping[str, SourceRow],
    settings: Settings,
    cache: Cache,
    cache_file: Path,
    jobs: int,
    progress: Callable[[str, int, int], None],
) -> Rows:
    """The rows of all sources; only those whose stat differs from the known row's are read.

    With other settings than the known rows were read with, pass no known rows.
    """
    now = time.time_ns()
    found = {stat.path: known.get(stat.path) for stat in stats}
    stale = [
        stat
        for stat, row in zip(stats, found.values(), strict=True)
        if row is None or row.mtime_ns != stat.mtime_ns or row.size != stat.size
    ]
    diagnostics: list[Diagnostic] = []
    cache.begin_readings()
    task = _Reader(root, settings, cache_file, {stat.path: known[stat.path] for stat in stale if stat.path in known})
    n_done = 0
    for results, readings, bodies, failures in mapped(task, stale, jobs):
        if bodies:
            cache.put_bodies(bodies)
        cache.add_readings(readings)
        for row in results:
            young = row.mtime_ns > now - YOUNG_NS
            found[row.path] = msgspec.structs.replace(row, mtime_ns=0) if young else row
        diagnostics += failures
        n_done += len(results) + len(failures)
        progress("reading", n_done, len(stale))
    unreadable = {diagnostic.place.file for diagnostic in diagnostics}
    rows = {path: row for path, row in found.items() if row is not None and path not in unreadable}
    return Rows(rows, tuple(diagnostics))


# JSON, since MessagePack brings every date back in UTC, and pages show the site's.
_DECODER = msgspec.json.Decoder(Reading)


def decoded(encoded: bytes) -> Reading:
    """A reading as the cache keeps it."""
    return _DECODER.decode(encoded)


Results = tuple[list[SourceRow], list[tuple[str, bytes]], list[tuple[bytes, bytes]], list[Diagnostic]]


class _Reader:
    """Reads chunks of files, in a worker or here; opens the cache for stored bodies when it needs one."""

    def __init__(self, root: Path, settings: Settings, cache_file: Path, known: Mapping[str, SourceRow]) -> None:
        self._root = root
        self._settings = settings
        self._cache_file = cache_file
        self._known = known
        self._cache: Cache | None = None

    def __call__(self, stats: Sequence[Stat]) -> Results:
        results: Results = ([], [], [], [])
        for stat in stats:
            try:
                with opened(self._root / stat.path) as file:
                    data = file.read()
            except OSError as error:
                text = f"this file cannot be read: {error.strerror}"
                results[3].append(Diagnostic("source-unreadable", Place(stat.path), text))
                continue
            digest = blake2b(data, digest_size=DIGEST_BYTES).digest()
            known = self._known.get(stat.path)
            if known is not None and known.digest == digest:
                results[0].append(msgspec.structs.replace(known, mtime_ns=stat.mtime_ns, size=stat.size))
                continue
            reading, body = read(stat.path, data, self._settings, self._stored)
            head_digest = digest_of(reading.head) if reading.head else b""
            refers = joined(reading.references)
            row = SourceRow(stat.path, stat.mtime_ns, stat.size, digest, head_digest, reading.body_key, False, refers)
            results[0].append(row)
            results[1].append((stat.path, msgspec.json.encode(reading)))
            if body is not None:
                results[2].append((row.body_key, msgspec.msgpack.encode(body)))
        return results

    def _stored(self, key: bytes) -> Body | None:
        if self._cache is None:
            self._cache = Cache(readable(self._cache_file))
        return self._cache.body(key)

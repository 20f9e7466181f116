"""What every source says: decoded once in a process, from what the cache keeps of each."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from newsgen.content.reading import Reading
from newsgen.gather.inputs import Inputs
from newsgen.gather.kept import decoder
from newsgen.state.cache import Cache, SourceRow

# Stands where a source's reading will be.
_UNREAD = Reading(None, b"")


class Readings(Struct, frozen=True):
    """`by_source`: what the sources with these `rows` say, read with the settings of this digest."""

    by_source: Mapping[str, Reading]
    rows: Mapping[str, SourceRow]
    settings: bytes


def readings(inputs: Inputs, cache: Cache, before: Readings | None) -> Readings:
    """What each source says; those that say what they said `before` need no look at the cache."""
    found: dict[str, Reading] = dict.fromkeys(sorted(inputs.rows), _UNREAD)
    wanted: Collection[str] = inputs.rows
    if before is not None and before.settings == inputs.settings_digest:
        known, said = before.rows, before.by_source
        found |= {
            path: said[path] for path, row in inputs.rows.items() if path in known and known[path].digest == row.digest
        }
        wanted = [path for path, reading in found.items() if reading is _UNREAD]
    decoded = decoder()
    for path, kept in cache.readings(wanted):
        if path in found:
            found[path] = decoded(kept)
    return Readings(found, inputs.rows, inputs.settings_digest)

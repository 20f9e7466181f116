"""What every source says: decoded once in a process, from what the cache keeps of each."""

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import force_setattr

from newsgen.content.reading import Reading
from newsgen.gather.inputs import Inputs
from newsgen.gather.sources import decoded
from newsgen.model import TermName
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
    shared: dict[tuple[TermName, ...], tuple[TermName, ...]] = {}
    for path, encoded in cache.readings(wanted):
        if path in found:
            reading = found[path] = decoded(encoded)
            if (head := reading.head) is not None:
                # Thousands have the same categories and authors, which are a fifth of what a head weighs.
                force_setattr(head, "categories", shared.setdefault(head.categories, head.categories))
                force_setattr(head, "authors", shared.setdefault(head.authors, head.authors))
    return Readings(found, inputs.rows, inputs.settings_digest)

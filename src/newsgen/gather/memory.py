"""What a process that builds again and again keeps between builds: then an edit costs what the edit is worth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import force_setattr

from newsgen.config import Config
from newsgen.content.reading import Reading
from newsgen.gather.scan import Scan, rescanned, scan
from newsgen.gather.sources import decoded
from newsgen.model import TermName
from newsgen.site.index import Site
from newsgen.state.cache import Cache, OutputRow, SourceRow, opened, thrown_away

# A build that finds nothing to do needs none of these.
if TYPE_CHECKING:
    from newsgen.kinds.base import Output
    from newsgen.render import Renderer, Templates

# Stands where a source's reading will be.
UNREAD = Reading(None, b"")


class Memory:
    """Empty in a process that builds once. All it holds can be had again from the disk, more slowly.

    `changed`, set before a build: the paths below the site's root that have changed since the last one, as somebody
    saw who watched; None where anything may have changed.
    """

    def __init__(self) -> None:
        self.changed: frozenset[str] | None = None
        self.forget()

    def forget(self) -> None:
        """Know nothing any more: after whatever went wrong half way."""
        self.site: Site | None = None
        self._cache: Cache | None = None
        self._scan: tuple[str, Scan] | None = None
        self._rows: Mapping[str, SourceRow] = {}
        self._readings: Mapping[str, Reading] = {}
        self._settings = b""
        self._plan: tuple[Site, Sequence[Output]] | None = None
        self._renderer: tuple[Templates, Config, Renderer] | None = None

    @property
    def is_watched(self) -> bool:
        """Whether what is remembered needs no second look, but for what is said to have changed."""
        return self.changed is not None and self._scan is not None

    def cache(self, file: Path, engine: str) -> Cache:
        """The open cache, as no other process has changed it since."""
        if self._cache is not None and file.exists():
            self._cache.refresh()
        else:
            self.forget()
            self._cache = opened(file, engine)
        return self._cache

    def renewed(self, file: Path, engine: str, why: str) -> Cache:
        """An empty cache in place of a broken one."""
        self.close()
        self._cache = thrown_away(file, engine, why)
        return self._cache

    def outputs(self) -> Mapping[str, OutputRow]:
        """What was published last, by path; nothing where nothing is remembered."""
        return self._cache.outputs() if self._cache is not None else {}

    def end(self) -> None:
        """Close the cache, and take nothing out of memory: for a process that ends now and does that faster."""
        if self._cache is not None:
            self._cache.close()

    def close(self) -> None:
        self.end()
        self.forget()

    def scan(self, root: Path, folder: str) -> Scan:
        found = None
        if self.changed is not None and self._scan is not None and self._scan[0] == folder:
            found = rescanned(self._scan[1], root, folder, self.changed)
        if found is None:
            found = scan(root, folder)
        self._scan = (folder, found)
        return found

    def readings(self, rows: Mapping[str, SourceRow], settings: bytes, cache: Cache) -> Mapping[str, Reading]:
        """What each source says, read with the settings of this digest; decoded once."""
        found: dict[str, Reading] = dict.fromkeys(rows, UNREAD)
        wanted: Collection[str] = rows
        if self._rows and settings == self._settings:
            known, last = self._rows, self._readings
            found |= {
                path: last[path] for path, row in rows.items() if path in known and known[path].digest == row.digest
            }
            wanted = [path for path, reading in found.items() if reading is UNREAD]
        shared: dict[tuple[TermName, ...], tuple[TermName, ...]] = {}
        for path, encoded in cache.readings(wanted):
            if path in found:
                reading = found[path] = decoded(encoded)
                if (head := reading.head) is not None:
                    # Thousands have the same categories and authors, which are a fifth of what a head weighs.
                    force_setattr(head, "categories", shared.setdefault(head.categories, head.categories))
                    force_setattr(head, "authors", shared.setdefault(head.authors, head.authors))
        self._settings, self._rows, self._readings = settings, rows, found
        return found

    def plan(self, site: Site, published: Sequence[Output] | None) -> Sequence[Output]:
        """A site's outputs; where heads, files and settings are those of the last one, nothing is ordered again.

        `published`: the outputs of the last build where they are known to be those of this one.
        """
        last = self._plan
        if last is not None and site.is_ordered_as(last[0]):
            site.take_order(last[0])
            plan = last[1]
        elif published is not None:
            plan = published
        else:
            from newsgen.kinds import KINDS

            plan = [output for kind in KINDS for output in kind.plan(site)]
        self.site = site
        self._plan = (site, plan)
        return plan

    def renderer(self, templates: Templates, config: Config, new: Callable[[], Renderer]) -> Renderer:
        """A renderer with what it has loaded, for the same templates and settings."""
        last = self._renderer
        if last is None or last[0] != templates or last[1] != config:
            last = self._renderer = (templates, config, new())
        return last[2]

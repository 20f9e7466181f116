"""What a process that builds again and again keeps between builds: then an edit costs what the edit is worth."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.state.cache import Cache, OutputRow
from newsgen.state.opening import opened, thrown_away

# A build that finds nothing to do needs none of these.
if TYPE_CHECKING:
    from newsgen.gaps import Gap
    from newsgen.gather.inputs import Inputs
    from newsgen.render.renderer import Renderer
    from newsgen.site.index import Site
    from newsgen.walk.planned import Planned


class Memory:
    """Empty in a process that builds once. All it holds can be had again from the disk, more slowly.

    Set before a build: `changed`, the paths below the site's root that have changed since the last one, as somebody
    saw who watched (None: anything may have changed); `wanted`, the paths of outputs that somebody waits for, so that
    of many others `n_left` are left to further builds (None: all are made). The rest is what the last build came to;
    `fillings`, of a preview, what the one published last did.
    """

    def __init__(self) -> None:
        self.changed: frozenset[str] | None = None
        self.wanted: frozenset[str] | None = None
        self.forget()

    def forget(self) -> None:
        """Know nothing any more: after whatever went wrong half way."""
        self.inputs: Inputs | None = None
        self.planned: Planned | None = None
        self.renderer: Renderer | None = None
        self.fillings: Mapping[Gap, str] | None = None
        self.n_left = 0
        self._cache: Cache | None = None

    @property
    def site(self) -> Site | None:
        return self.planned.site if self.planned is not None else None

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

    def until(self) -> float:
        """When what was published last changes by itself, in seconds since 1970; never where nothing is remembered."""
        return self._cache.record().span[1] if self._cache is not None else inf

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

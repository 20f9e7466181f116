"""The first step: what there is now, beside what was published last."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime
from functools import cached_property

import msgspec
from msgspec import Struct

from newsgen.diagnostics import in_order
from newsgen.digests import digest_of
from newsgen.gather.inputs import Inputs, gathered
from newsgen.gather.touched import Search, Touched
from newsgen.project import Progress, Project
from newsgen.state.cache import Cache
from newsgen.state.last import Last
from newsgen.state.record import Span


class Seen(Struct, frozen=True, dict=True):
    """What there is at `clock`, and how it differs from what was published last."""

    inputs: Inputs
    last: Last
    touched: Touched
    clock: datetime

    def is_as_published(self) -> bool:
        """Whether sources, inputs, files and what is public are as they were, so that there is nothing to ask."""
        return (
            not self.touched.paths
            and self.is_planned_alike
            and self.last.record.found == self.found
            and all(self.inputs.rows[path].digest == self.last.sources[path].digest for path in self.differing)
        )

    @cached_property
    def found(self) -> bytes:
        """A digest of what is said of folders, links and files that are left where they are: it is in no source."""
        return digest_of(in_order(self.inputs.diagnostics))

    @cached_property
    def inputs_differ(self) -> bool:
        """Whether newsgen.yaml, templates, static files or options are others."""
        return self.last.record.inputs != self.inputs.digest

    @cached_property
    def differing(self) -> Collection[str]:
        """The sources that were added, removed, or looked at anew; what all others say and show is as it was."""
        if self._is_public_alike and self.inputs.sources.found is None:
            return ()
        known, rows = self.last.sources, self.inputs.rows
        if not self._is_public_alike:
            return [*rows, *(known.keys() - rows.keys())]
        found = [path for path in self.inputs.sources.looked_at if path in rows]
        if len(known) + sum(path not in known for path in found) > len(rows):
            found += known.keys() - rows.keys()
        return found

    @cached_property
    def are_heads_alike(self) -> bool:
        """Whether texts alone differ, so that the site and its outputs are those of the last build."""
        known = self.last.sources
        return self.is_planned_alike and all(
            (row := self.inputs.rows[path]).head_digest == known[path].head_digest
            and row.references == known[path].references
            for path in self.differing
        )

    @cached_property
    def is_planned_alike(self) -> bool:
        """Whether all but what sources say is as it was."""
        return self.is_set_alike and (
            self.inputs.sources.found is None or self.last.sources.keys() == self.inputs.rows.keys()
        )

    @cached_property
    def is_set_alike(self) -> bool:
        """Whether all but sources is as it was."""
        return (
            self._is_public_alike
            and self.last.record.urls == self.inputs.urls_digest
            and not self.last.pending
            and {path: row.asset for path, row in self.last.assets.items()} == self.inputs.encoded_assets
        )

    @cached_property
    def _is_public_alike(self) -> bool:
        """Whether a source that is as it was is public, or is not, as it was."""
        return not self.inputs_differ and self.span is not None

    @cached_property
    def span(self) -> Span | None:
        """The span of clocks in which the published site stays what it is, if the clock is in it."""
        since, until = self.last.record.span
        return (since, until) if since <= self.clock.timestamp() < until else None

    def keep_stamps_of_outputs(self) -> None:
        """Keep the stamps of outputs that somebody has touched or copied, and that hold what newsgen wrote.

        They are true of the files, whatever becomes of the build.
        """
        if self.touched.stamps:
            with self.last.cache.transaction():
                self.last.cache.put_stamps("outputs", self.touched.stamps)

    def keep_stamps(self) -> None:
        """Keep the stamps of files that were read again and hold what they held: the next build need not read them."""
        known_assets = self.last.assets
        rows = [row for path in self.differing if (row := self.inputs.rows[path]) != self.last.sources[path]]
        assets = {row.path: row.stamp for row in self.inputs.asset_rows if row.stamp != known_assets[row.path].stamp}
        record = msgspec.structs.replace(self.last.record, stamps=self.inputs.sources.stamps)
        if rows or assets or record != self.last.record:
            with self.last.cache.transaction():
                self.last.cache.put_record(record)
                self.last.cache.put_sources(rows, frozenset())
                self.last.cache.put_stamps("assets", assets)


def seen(
    project: Project, cache: Cache, before: Inputs | None, changed: frozenset[str] | None, progress: Progress
) -> Seen:
    """Look at what there is; `before` and `changed` as of gather.inputs.gathered."""
    last = Last(cache)
    is_watched = changed is not None and before is not None
    with closing(Search(project, cache, is_watched)) as search:
        inputs = gathered(project, last, before, changed, progress)
        touched = search.found()
    return Seen(inputs, last, touched, project.options.at or datetime.now(UTC))

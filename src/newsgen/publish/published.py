"""What was published last, as the cache has it: compared with what is there now, and replaced by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

import msgspec
from msgspec import Struct

from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic, in_order
from newsgen.gather import assets
from newsgen.gather.inputs import Inputs, Span, unchanging
from newsgen.gather.sources import decoded
from newsgen.questions.answers import digest_of
from newsgen.site.index import Facts, Site, at
from newsgen.state.cache import AssetRow, Cache, Making, OutputRow, SourceRow
from newsgen.state.questions import QuestionRow

# A build that finds nothing to do needs none of these.
if TYPE_CHECKING:
    from newsgen.kinds.base import Output
    from newsgen.make.maker import MadeOutput, Maker, Stale
    from newsgen.questions.bounds import Change


class Publication(Struct, frozen=True):
    """What a build publishes. `made`: what became of each output of `todo`.

    `changed`: the kept questions that have another answer; `all_made`: nothing is kept of earlier questions;
    `is_faultless`: no check found anything.
    """

    site: Site
    readings: Mapping[str, Reading]
    todo: Sequence[Stale]
    made: Sequence[MadeOutput]
    gone: Sequence[str]
    changed: Sequence[QuestionRow]
    diagnostics: Sequence[Diagnostic]
    is_faultless: bool
    all_made: bool


class Record(Struct, frozen=True):
    """What the cache is to keep of a publication: computed before the swap, since nothing may fail after it."""

    of: Publication
    rows: Sequence[OutputRow]
    makings: Sequence[Making]
    sources: Sequence[SourceRow]
    removed: Set[str]
    meta: Mapping[str, bytes]


class Published:
    """The last build that was published, compared with what there is now, at `clock`. The next one has `number`."""

    def __init__(self, cache: Cache, inputs: Inputs, clock: datetime) -> None:
        self.cache = cache
        self.inputs = inputs
        self.clock = clock
        self.number = int(cache.meta("build") or b"0") + 1

    @cached_property
    def rows(self) -> Mapping[str, OutputRow]:
        """The files that are ours, by path."""
        return self.cache.outputs()

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return msgspec.msgpack.decode(self.cache.meta("diagnostics"), type=tuple[Diagnostic, ...])

    @cached_property
    def inputs_changed(self) -> bool:
        """Whether newsgen.yaml, templates, static files or options differ from those of the last build."""
        return self.cache.meta("inputs") != self.inputs.digest

    def is_unchanged(self) -> bool:
        """Whether the last build saw the same sources, inputs and public articles, so that there is nothing to ask."""
        known = self.cache.sources()
        return (
            self._is_planned_alike
            and self.cache.meta("found") == self._found
            and all(self.inputs.rows[path].digest == known[path].digest for path in self.differing)
        )

    @cached_property
    def _found(self) -> bytes:
        """What is said of folders, links and files that are left where they are, which stands in no source."""
        return digest_of(in_order(self.inputs.diagnostics))

    def keep_stats(self) -> None:
        """Keep the stats of sources that were read again and say what they said: the next build need not read them."""
        known = self.cache.sources()
        rows = [row for path in self.differing if (row := self.inputs.rows[path]) != known[path]]
        if rows:
            with self.cache.transaction():
                self.cache.put_sources(rows, frozenset())

    @cached_property
    def are_heads_unchanged(self) -> bool:
        """Whether texts alone have changed since the last build, so that it had the same site and the same plan."""
        known = self.cache.sources()
        return self._is_planned_alike and all(
            (row := self.inputs.rows[path]).head_digest == known[path].head_digest
            and row.references == known[path].references
            for path in self.differing
        )

    def plan(self) -> Sequence[Output] | None:
        """The last build's outputs where they are this one's, too; None where others may be wanted."""
        if not self.are_heads_unchanged:
            return None
        from newsgen.kinds.base import Output

        return [Output(row.path, row.kind, row.subject) for row in self.rows.values()]

    def was_faultless(self) -> bool:
        """Whether no check found anything in the last build."""
        return self.cache.meta("faultless") == b"1"

    @cached_property
    def _is_planned_alike(self) -> bool:
        """Whether all but what sources say is as it was, the clock's span included."""
        return (
            self._is_public_alike()
            and self.cache.meta("urls") == self.inputs.urls_digest
            and not self.cache.pending()
            and {path: row.asset for path, row in self._known_assets.items()} == _encoded(self.inputs)
            and self.cache.sources().keys() == self.inputs.rows.keys()
        )

    def _is_public_alike(self) -> bool:
        """Whether a source that has not changed is public, or is not, as it was in the last build."""
        return not self.inputs_changed and self._span() is not None

    @cached_property
    def differing(self) -> Collection[str]:
        """The sources that were added, removed, or looked at anew; what all others say and show is as it was."""
        known = self.cache.sources()
        if not self._is_public_alike():
            return [*self.inputs.rows, *(known.keys() - self.inputs.rows.keys())]
        found = [path for path, row in self.inputs.rows.items() if known.get(path) is not row]
        n_added = sum(path not in known for path in found)
        if len(known) + n_added > len(self.inputs.rows):
            found += known.keys() - self.inputs.rows.keys()
        return found

    def changed_questions(self, maker: Maker) -> list[QuestionRow]:
        """The kept questions that have another answer now."""
        from newsgen.make.asking import BY_INPUTS, asked_again
        from newsgen.questions.bounds import Scopes, affected

        site = maker.answers.site
        change = self._change(site)
        assets_changed = frozenset(assets.named(self.inputs.config, path) for path in self._changed_assets(site))
        # Every answer may depend on newsgen.yaml.
        same_config = self.cache.meta("config") == self.inputs.config_digest
        scopes = affected(change, site, assets_changed) if same_config else Scopes({})
        if not self.inputs_changed:
            arguments = {**scopes.arguments, **dict.fromkeys(BY_INPUTS, frozenset[str]())}
            scopes = msgspec.structs.replace(scopes, arguments=arguments)
        return asked_again(self.cache.questions, maker.answers, scopes, self.number)

    def _changed_assets(self, site: Site) -> set[str]:
        """The files that are new, gone, have other bytes, or are published now and were not, or the reverse."""
        known, new = self._known_assets, _encoded(self.inputs)
        changed = {path for path, encoded in new.items() if path not in known or known[path].asset != encoded}
        was_public = {path for path, row in known.items() if row.public and path in self.inputs.assets}
        return changed | (known.keys() - new.keys()) | (was_public ^ site.assets.keys())

    def withdrawn(self, site: Site) -> list[str]:
        """The files of content/ that the last build published and this one does not, though no article went.

        An article goes when it is removed, or public no more; a file that it alone referred to goes with it.
        """
        was_public = {path for path, row in self._known_assets.items() if row.public}
        # An older newsgen published every file, and its cache tells no more than where.
        was_public |= {source for source in site.files if not self._known_assets and self._stood_at(source)}
        found = []
        for source in sorted(source for source in was_public & site.files.keys() if source not in site.assets):
            by = self._referred_by(source)
            if any(site.is_shown(each) for each in by) or (not by and source in site.unused):
                found.append(source)
        return found

    def _stood_at(self, source: str) -> bool:
        return source.removeprefix(f"{self.inputs.config.content}/") in self.rows

    def _referred_by(self, source: str) -> list[str]:
        """The sources that referred to a file, and were public, in the last build."""
        name = normalize("NFC", source)
        rows = self.cache.sources().values()
        return [
            row.path for row in rows if row.public and name in row.references and name in row.references.split("\n")
        ]

    @cached_property
    def _known_assets(self) -> Mapping[str, AssetRow]:
        return self.cache.assets()

    def record(self, by: Publication) -> Record:
        """What is to be kept of what is published now."""
        rows = [
            OutputRow(why.output.path, why.output.kind, why.output.subject, made.digest, made.asked)
            for why, made in zip(by.todo, by.made, strict=True)
        ]
        makings = [_making(made, why.cause) for why, made in zip(by.todo, by.made, strict=True)]
        sources = self._new_sources(by)
        span = self._next_span(by, sources)
        meta = {
            "build": str(self.number).encode(),
            "clock": self.clock.isoformat().encode(),
            "settings": self.inputs.settings_digest,
            "inputs": self.inputs.digest,
            "config": self.inputs.config_digest,
            "span": msgspec.json.encode([str(moment) for moment in span]),
            "urls": self.inputs.urls_digest,
            "diagnostics": msgspec.msgpack.encode(in_order(by.diagnostics)),
            "faultless": str(int(by.is_faultless)).encode(),
            "found": self._found,
            "articles": str(len(by.site.all_articles)).encode(),
        }
        return Record(by, rows, makings, sources, self.cache.sources().keys() - self.inputs.rows.keys(), meta)

    def keep(self, record: Record) -> None:
        """Keep what is published now: one transaction after the swap."""
        known, by = self.cache.sources(), record.of
        changed = (*record.removed, *(row.path for row in record.sources))
        replaced = [known[path].body_key for path in changed if path in known]
        with self.cache.transaction():
            self.cache.put_sources(record.sources, record.removed)
            self.cache.put_assets(
                msgspec.structs.replace(row, public=row.path in by.site.assets) for row in self.inputs.asset_rows
            )
            if by.all_made:
                self.cache.questions.drop()
            self.cache.questions.put(by.changed)
            self.cache.questions.keep_new()
            self.cache.put_outputs(record.rows, record.makings, set(by.gone), self.number)
            self.cache.drop_unused_bodies(replaced, {row.body_key for row in self.inputs.rows.values()})
            self.cache.drop_pending()
            self.cache.set_meta(record.meta)

    def is_kept(self) -> bool:
        """Whether this build has been recorded."""
        return self.cache.meta("build") == str(self.number).encode()

    def _new_sources(self, by: Publication) -> list[SourceRow]:
        """The rows of sources that are not as they were, or were read anew and may say something else."""
        known = self.cache.sources()
        read_anew = self.cache.new_readings()
        sources = []
        for path in self.differing:
            row = self.inputs.rows.get(path)
            if row is None:
                continue
            facts = by.site.facts.get(path)
            head_digest = facts.digest if facts else row.head_digest
            now = msgspec.structs.replace(row, public=facts is not None, head_digest=head_digest)
            if known.get(path) != now or path in read_anew:
                sources.append(now)
        return sources

    def _next_span(self, by: Publication, sources: Sequence[SourceRow]) -> Span:
        span = self._span()
        if span is None:
            return unchanging(by.readings.values(), self.clock)
        return unchanging((by.readings[row.path] for row in sources), self.clock, span)

    def _change(self, site: Site) -> Change:
        """What differs between the published site and this one."""
        old_clock = datetime.fromisoformat(self.cache.meta("clock").decode() or "1970-01-01T00:00:00+00:00")
        old: dict[str, Facts | None] = {}
        known = self.cache.sources()
        for path in self.differing:
            row, facts = known.get(path), site.facts.get(path)
            was_public = row is not None and row.public
            if was_public == (facts is not None) and (
                facts is None or row is None or (row.head_digest, row.body_key) == (facts.digest, facts.body_key)
            ):
                continue
            old[path] = None
            if row is not None and row.public and (head := decoded(self.cache.published_reading(path)).head):
                old[path] = Facts(at(head, old_clock), row.head_digest, row.body_key)
        from newsgen.questions.bounds import Change

        return Change(old, {path: site.facts.get(path) for path in old})

    def _span(self) -> Span | None:
        """The span of clocks at which the published site stays as it is, if the clock is in it."""
        since, until = msgspec.json.decode(self.cache.meta("span") or b"[0, 0]", type=tuple[float | str, float | str])
        return (float(since), float(until)) if float(since) <= self.clock.timestamp() < float(until) else None


def _making(made: MadeOutput, cause: str) -> Making:
    # Nothing is known of the stat of a file that stands there as it was, unless it has just become ours.
    return Making(cause, made.size, made.mtime_ns) if made.mtime_ns else Making(cause, None, None)


def _encoded(inputs: Inputs) -> dict[str, bytes]:
    """Each asset by its path, encoded."""
    return {row.path: row.asset for row in inputs.asset_rows}

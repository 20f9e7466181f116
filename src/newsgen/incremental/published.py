"""What was published last, as the cache has it: compared with what is there now, and replaced by it."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic, in_order
from newsgen.incremental import assets
from newsgen.incremental.asking import BY_INPUTS, Stale, asked_again
from newsgen.incremental.cache import Cache, OutputRow, QuestionRow, SourceRow
from newsgen.incremental.inputs import Inputs, Span, unchanging
from newsgen.incremental.making import MadeOutput, Maker
from newsgen.incremental.reading import decoded
from newsgen.incremental.traces import Change, affected
from newsgen.kinds.base import Output
from newsgen.site.index import Facts, Site, at


class Publication(Struct, frozen=True):
    """What a build publishes. `made`: each output with the ids of its questions; `todo`: why each of them was made.

    `changed`: the kept questions that have another answer; `all_made`: nothing is kept of earlier questions.
    """

    inputs: Inputs
    site: Site
    readings: Mapping[str, Reading]
    todo: Sequence[Stale]
    made: Sequence[tuple[MadeOutput, bytes]]
    gone: Sequence[str]
    changed: Sequence[QuestionRow]
    diagnostics: Sequence[Diagnostic]
    all_made: bool


class Published:
    """The last build that was published, seen at the clock of this one, which has the next `number`."""

    def __init__(self, cache: Cache, clock: datetime) -> None:
        self.cache = cache
        self.clock = clock
        self.number = int(cache.meta("build") or b"0") + 1
        self.rows: Mapping[str, OutputRow] = cache.outputs()

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return msgspec.msgpack.decode(self.cache.meta("diagnostics"), type=tuple[Diagnostic, ...])

    def n_articles(self) -> int:
        return int(self.cache.meta("articles") or b"0")

    def intact(self, output: Path, is_watched: bool) -> frozenset[str]:
        """The outputs whose files are as newsgen left them, by their stat; what a killed build was moving is not.

        Where somebody has watched, only what was being moved needs a second look.
        """
        pending = self.cache.pending()
        if is_watched:
            return frozenset(self.rows.keys() - pending)
        folder = str(output) + os.sep
        found = []
        for path, row in self.rows.items():
            try:
                stat = os.stat(folder + path)  # noqa: PTH116  asked of every file of a site
            except (OSError, ValueError):
                continue
            if stat.st_size == row.size and stat.st_mtime_ns == row.mtime_ns and path not in pending:
                found.append(path)
        return frozenset(found)

    def inputs_changed(self, inputs: Inputs) -> bool:
        return self.cache.meta("inputs") != inputs.digest

    def is_unchanged(self, inputs: Inputs) -> bool:
        """Whether the last build saw the same sources, inputs and public articles, so that there is nothing to ask."""
        known = self.cache.sources()
        return self._is_planned_alike(inputs) and all(
            row.digest == known[path].digest for path, row in inputs.rows.items()
        )

    def plan(self, inputs: Inputs) -> Sequence[Output] | None:
        """The last build's outputs, where texts alone have changed since; None where others may be wanted."""
        known = self.cache.sources()
        if not self._is_planned_alike(inputs) or any(
            row.head_digest != known[path].head_digest for path, row in inputs.rows.items()
        ):
            return None
        return [Output(row.path, row.kind, row.subject) for row in self.rows.values()]

    def _is_planned_alike(self, inputs: Inputs) -> bool:
        """Whether all but what sources say is as it was, the clock's span included."""
        if self.inputs_changed(inputs) or self.cache.meta("urls") != inputs.urls_digest or self.cache.pending():
            return False
        known_assets = {path: row[2] for path, row in self.cache.assets().items()}
        return (
            self._span() is not None
            and known_assets == {path: encoded for path, _, _, encoded in inputs.asset_rows}
            and self.cache.sources().keys() == inputs.rows.keys()
        )

    def changed_questions(self, inputs: Inputs, maker: Maker) -> list[QuestionRow]:
        """The kept questions that have another answer now."""
        if not self.cache.families():
            return []
        site = maker.answers.site
        change = self._change(inputs, site)
        known_assets = {path: row[2] for path, row in self.cache.assets().items()}
        new_assets = {path: encoded for path, _, _, encoded in inputs.asset_rows}
        assets_changed = frozenset(
            assets.named(inputs.config, path)
            for path in known_assets.keys() | new_assets
            if known_assets.get(path) != new_assets.get(path)
        )
        # Every answer may depend on newsgen.yaml.
        same_config = self.cache.meta("config") == inputs.config_digest
        scopes = dict(affected(change, site, assets_changed)) if same_config else {}
        if not self.inputs_changed(inputs):
            scopes |= dict.fromkeys(BY_INPUTS, frozenset[str]())
        return asked_again(self.cache, maker.answers, scopes, self.number)

    def replace(self, by: Publication) -> None:
        """Keep what is published now: one transaction after the swap."""
        why = {each.output.path: each for each in by.todo}
        rows = [self._row(why[output.path], output, asked, self.rows.get(output.path)) for output, asked in by.made]
        known = self.cache.sources()
        removed = known.keys() - by.inputs.rows.keys()
        sources = self._new_sources(by)
        replaced = [known[path].body_key for path in (*removed, *(row.path for row in sources)) if path in known]
        span = self._next_span(by, sources)
        with self.cache.transaction():
            self.cache.put_sources(sources, removed)
            self.cache.put_assets(by.inputs.asset_rows)
            if by.all_made:
                self.cache.drop_questions()
            self.cache.put_questions(by.changed)
            self.cache.keep_new_questions()
            self.cache.put_outputs(rows, set(by.gone))
            self.cache.drop_unused_bodies(replaced, {row.body_key for row in by.inputs.rows.values()})
            self.cache.drop_pending()
            self.cache.set_meta(
                {
                    "build": str(self.number).encode(),
                    "clock": self.clock.isoformat().encode(),
                    "settings": by.inputs.settings_digest,
                    "inputs": by.inputs.digest,
                    "config": by.inputs.config_digest,
                    "span": msgspec.json.encode([str(moment) for moment in span]),
                    "urls": by.inputs.urls_digest,
                    "diagnostics": msgspec.msgpack.encode(in_order(by.diagnostics)),
                    "articles": str(len(by.site.all_articles)).encode(),
                }
            )

    def _new_sources(self, by: Publication) -> list[SourceRow]:
        """The rows of sources that are not as they were, or were read anew and may say something else."""
        known = self.cache.sources()
        read_anew = self.cache.new_readings()
        sources = []
        for path, row in by.inputs.rows.items():
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

    def _change(self, inputs: Inputs, site: Site) -> Change:
        """What differs between the published site and this one."""
        old_clock = datetime.fromisoformat(self.cache.meta("clock").decode() or "1970-01-01T00:00:00+00:00")
        old: dict[str, Facts | None] = {}
        known = self.cache.sources()
        for path in known.keys() | site.facts.keys():
            row, facts = known.get(path), site.facts.get(path)
            was_public = row is not None and row.public
            if was_public == (facts is not None) and (
                facts is None or row is None or (row.head_digest, row.body_key) == (facts.digest, facts.body_key)
            ):
                continue
            old[path] = None
            if row is not None and row.public and (head := decoded(self.cache.published_reading(path)).head):
                old[path] = Facts(at(head, old_clock), row.head_digest, row.body_key)
        return Change(old, {path: site.facts.get(path) for path in old})

    def _span(self) -> Span | None:
        """The span of clocks at which the published site stays as it is, if the clock is in it."""
        since, until = msgspec.json.decode(self.cache.meta("span") or b"[0, 0]", type=tuple[float | str, float | str])
        return (float(since), float(until)) if float(since) <= self.clock.timestamp() < float(until) else None

    def _row(self, why: Stale, output: MadeOutput, asked: bytes, known: OutputRow | None) -> OutputRow:
        size, mtime_ns = output.size, output.mtime_ns
        if not output.staged and known is not None:
            size, mtime_ns = known.size, known.mtime_ns
        kind, subject = why.output.kind, why.output.subject
        return OutputRow(output.path, kind, subject, output.digest, size, mtime_ns, asked, self.number, why.cause)

"""The last step: what was made, moved to its place and recorded; or nothing of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from newsgen.diagnostics import Diagnostic, in_order
from newsgen.digests import digest_of
from newsgen.kinds.base import Output
from newsgen.make.maker import MadeOutput, StaleOutput
from newsgen.patterns import matcher
from newsgen.project import Project
from newsgen.publish.changed import changed as changed_for_readers
from newsgen.publish.claims import Claims, adopts, claimed, given_back, left_note, owned, taken_note
from newsgen.publish.ground import Ground, obstacles
from newsgen.publish.moving import moved_and_deleted
from newsgen.publish.publication import Publication, is_kept, keep
from newsgen.publish.swap import Staged, Swap, TornError, clear
from newsgen.result import FileChange
from newsgen.site.moments import unchanging
from newsgen.state.cache import Cache, Making, OutputRow, SourceRow
from newsgen.state.record import Record, Span
from newsgen.walk.made import Made
from newsgen.walk.planned import Planned
from newsgen.walk.seen import Seen
from newsgen.walk.stale import Stale

if TYPE_CHECKING:
    from newsgen.state.secrets import Hiding


class Move(Struct, frozen=True):
    """What is to be moved and deleted; `made`: what became of the stale outputs, those that stand there included.

    `left`: files that are no page any more, and stay since `keep` names them: they are nobody's from now on.
    `for_readers`: the paths of files that readers will find changed.
    """

    made: Sequence[MadeOutput]
    staged: Sequence[Staged]
    gone: Sequence[str]
    left: Sequence[str]
    for_readers: Sequence[str]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]


class Published(Struct, frozen=True):
    """What was done to the output folder."""

    changes: tuple[FileChange, ...]
    n_removed: int


def move(project: Project, seen: Seen, planned: Planned, stale: Stale, made: Made) -> Move:
    """Whose the files are that stand in the way, and what is to become of the output folder."""
    output, ground = project.output, Ground(project.output)
    paths = [each.output.path for each in stale.outputs]
    wanted = planned.paths
    published, pending = seen.last.outputs, seen.last.pending
    made_at = list(zip(paths, made.outputs, strict=True))
    claims: Claims = claimed(project, made_at, wanted, published.keys(), pending, ground)
    # What a killed build was moving may be there, though no build has recorded it.
    unplanned = sorted((published.keys() - wanted) | (pending - wanted) | claims.adopted)
    is_kept = matcher(project.config.keep)
    gone, left = [path for path in unplanned if not is_kept(path)], [path for path in unplanned if is_kept(path)]
    staged = _in_order_of_publishing(stale, claims.made)
    for_readers = changed_for_readers(output, zip(paths, claims.made, strict=True), published, gone)
    diagnostics = (
        *claims.diagnostics,
        *obstacles(ground, output, [file.path for file in staged], gone),
    )
    taken = (taken_note(claims.n_taken, output),) if claims.n_taken and adopts(project) else ()
    notes = (*taken, *((left_note(left, output),) if left else ()))
    return Move(claims.made, staged, gone, left, for_readers, diagnostics, notes)


def published(
    project: Project,
    seen: Seen,
    planned: Planned,
    stale: Stale,
    move: Move,
    diagnostics: Sequence[Diagnostic],
    hiding: Hiding | None,
) -> Published:
    """Move, delete and record it, or leave the output as it was.

    The cache knows of it before it begins, so that a killed build is done again.
    """
    cache, output, before = seen.last.cache, project.output, seen.last.pending
    publication = _publication(seen, planned, stale, move, diagnostics, hiding)
    changes = _changes(seen.last.outputs, stale, move)
    clear(output, before)
    if move.staged or move.gone:
        cache.put_pending([*(file.path for file in move.staged), *move.gone])
        output.mkdir(parents=True, exist_ok=True)
    swap = Swap(project.staging, output)
    owner = project.options.config_file
    try:
        n_removed = moved_and_deleted(swap, project.output, move.staged, move.gone, planned.paths)
        owner = owned(project)
        keep(cache, publication, swap.stamps)
    except BaseException as error:
        if not _is_kept(cache, publication):
            given_back(project, owner)
            _undone(swap, cache, error, before)
        raise
    swap.done()
    return Published(changes, n_removed)


def _is_kept(cache: Cache, publication: Publication) -> bool:
    """Whether it has been recorded: an interruption may come at any moment."""
    with suppress(sqlite3.Error):
        return is_kept(cache, publication)
    return False


def _undone(swap: Swap, cache: Cache, error: BaseException, pending: Set[str]) -> None:
    """Put everything back; raises TornError where that fails."""
    if torn := swap.undone():
        raise TornError(str(error), torn) from error
    # Where even that fails, the next build makes again what has not changed.
    with suppress(sqlite3.Error):
        cache.replace_pending(pending)


def _in_order_of_publishing(stale: Stale, made: Sequence[MadeOutput]) -> list[Staged]:
    """Assets and articles first, lists, home and feeds after them: no reader meets a link to what is not there."""
    outputs = [(number, each.output) for number, each in enumerate(stale.outputs) if made[number].is_staged]
    outputs.sort(key=lambda numbered: (numbered[1].kind.stage, numbered[1].path))
    return [Staged(output.path, str(number)) for number, output in outputs]


def _changes(known: Mapping[str, OutputRow], stale: Stale, move: Move) -> tuple[FileChange, ...]:
    causes = {each.output.path: each.cause for each in stale.outputs}
    changes = [
        FileChange(file.path, "changed" if file.path in known else "added", causes[file.path]) for file in move.staged
    ]
    changes += [FileChange(path, "deleted", "no longer planned") for path in move.gone]
    return tuple(sorted(changes, key=lambda change: change.path))


def _publication(
    seen: Seen,
    planned: Planned,
    stale: Stale,
    move: Move,
    diagnostics: Sequence[Diagnostic],
    hiding: Hiding | None,
) -> Publication:
    """What is to be kept of what is published now."""
    inputs, known = seen.inputs, seen.last.sources
    sources = _new_sources(seen, planned)
    sources_gone = frozenset(known.keys() - inputs.rows.keys())
    differing = (*sources_gone, *(row.path for row in sources))
    made = list(zip(stale.outputs, move.made, strict=True))
    # Once it is not known what an output asked, that need not be written down again.
    left = [why for why in stale.left if seen.last.outputs[why.output.path].asked is not None]
    return Publication(
        record=_record(seen, planned, sources, diagnostics, hiding is not None and hiding.is_any),
        sources=sources,
        sources_gone=sources_gone,
        assets=[msgspec.structs.replace(row, public=row.path in planned.site.assets) for row in inputs.asset_rows],
        replaced=[known[path].body_key for path in differing if path in known],
        questions=stale.changed,
        is_all=stale.is_all,
        outputs=[*(_row(why.output, each) for why, each in made), *map(_left, left)],
        makings=[*(Making(why.cause, each.stamp) for why, each in made), *(Making(why.cause, None) for why in left)],
        outputs_gone=frozenset((*move.gone, *move.left)),
        hiding=hiding,
    )


def _record(
    seen: Seen, planned: Planned, sources: Sequence[SourceRow], diagnostics: Sequence[Diagnostic], hides: bool
) -> Record:
    inputs = seen.inputs
    return Record(
        number=seen.last.record.number + 1,
        clock=seen.clock,
        span=_span(seen, planned, sources),
        settings=inputs.settings_digest,
        inputs=inputs.digest,
        config=inputs.config_digest,
        urls=inputs.urls_digest,
        claims=digest_of(planned.site.claims),
        found=seen.found,
        stamps=inputs.sources.stamps,
        outputs=planned.outputs_checksum,
        diagnostics=msgspec.msgpack.encode(in_order(diagnostics)),
        of_texts=msgspec.msgpack.encode(planned.faults.of_texts),
        of_others=msgspec.msgpack.encode(planned.faults.of_others),
        n_articles=len(planned.site.all_articles),
        base_url=inputs.config.base_url,
        shows_hidden=inputs.shows_hidden,
        hides=hides,
    )


def _span(seen: Seen, planned: Planned, sources: Sequence[SourceRow]) -> Span:
    """The span of clocks in which nothing changes by itself; of all sources, or what the new ones leave of it."""
    said = planned.readings.by_source
    if seen.span is None:
        return unchanging((each.head for each in said.values() if each.head is not None), seen.clock)
    heads = (head for row in sources if (head := said[row.path].head) is not None)
    return unchanging(heads, seen.clock, seen.span)


def _new_sources(seen: Seen, planned: Planned) -> list[SourceRow]:
    """The rows of sources that are not as they were, or were read anew and may say something else."""
    known, rows = seen.last.sources, seen.inputs.rows
    read_anew = seen.last.cache.new_readings()
    sources = []
    for path in seen.differing:
        row = rows.get(path)
        if row is None:
            continue
        facts = planned.site.facts.get(path)
        head_digest = facts.digest if facts else row.head_digest
        now = msgspec.structs.replace(row, public=facts is not None, head_digest=head_digest)
        if known.get(path) != now or path in read_anew:
            sources.append(now)
    return sources


def _row(output: Output, made: MadeOutput) -> OutputRow:
    return OutputRow(output.path, output.kind.name, output.encoded, made.digest, made.asked)


def _left(stale: StaleOutput) -> OutputRow:
    """Of an output that is left to a later build: it is not known any more what it asked."""
    output = stale.output
    return OutputRow(output.path, output.kind.name, output.encoded, stale.on_disk, None)

"""The walk: sources -> heads -> site -> plan -> outputs -> output folder. Everything else is a stage it passes."""

import sqlite3
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

from newsgen.checks import CHECKS, OF_HEADS, OF_OUTPUTS, OF_READINGS
from newsgen.checks.unused import unused, withdrawn
from newsgen.content.reading import Reading
from newsgen.diagnostics import Diagnostic, Place, in_order, is_failing
from newsgen.gather import assets
from newsgen.gather.inputs import n_jobs, site_of
from newsgen.gather.memory import Memory
from newsgen.gather.remarks import remarks
from newsgen.kinds import KINDS
from newsgen.kinds.base import Output
from newsgen.make.asking import numbered, stale
from newsgen.make.closures import remarked, with_closures
from newsgen.make.maker import MadeOutput, Maker, Stale, bytecode
from newsgen.patterns import matcher
from newsgen.project import Progress, Project
from newsgen.publish.budget import changed as changed_for_readers
from newsgen.publish.budget import over
from newsgen.publish.claims import adopts, claimed, is_same, owned, taken_note
from newsgen.publish.ground import Ground, obstacles
from newsgen.publish.published import Publication, Published, Record
from newsgen.publish.staging import discarded, emptied, in_the_way, twins
from newsgen.publish.swap import Staged, Swap, TornError, clear
from newsgen.questions.view import questions
from newsgen.render import Renderer
from newsgen.result import FileChange, Result
from newsgen.site.index import Site
from newsgen.state.cache import OutputRow
from newsgen.workers import mapped

BY_NAME = {kind.name: kind for kind in KINDS}


class Walk:
    """One walk. Each step takes what the steps before it found."""

    def __init__(
        self, project: Project, memory: Memory, progress: Progress, published: Published, notes: list[str]
    ) -> None:
        self.project = project
        self.cache = published.cache
        self.memory = memory
        self.progress = progress
        self.published = published
        self.notes = notes
        # What is said of the step from the last build to this one; the next has no need to say it again.
        self.passing: list[Diagnostic] = []
        self.adopts = adopts(project)

    def run(self, touched: frozenset[str]) -> Result:
        """Build; `touched` are the outputs that are not as newsgen left them."""
        inputs, clock = self.published.inputs, self.published.clock
        readings = self.memory.readings(inputs.rows, inputs.settings_digest, self.cache)
        site = site_of(self.project, inputs, readings, clock)
        plan = self.memory.plan(site, self.published.plan())
        faults = self._faults(site, plan, readings)
        said = remarks(readings, self.project, clock)
        diagnostics = [*inputs.diagnostics, *said, *faults, *unused(site)]
        self.passing += withdrawn(self.published.withdrawn(site))
        if self._failing(diagnostics):
            return self._result(diagnostics, n_articles=len(site.all_articles))
        is_faultless = all(fault.code in OF_HEADS for fault in faults)
        return self._made(site, plan, touched, diagnostics, is_faultless, readings)

    def _faults(self, site: Site, plan: Sequence[Output], readings: Mapping[str, Reading]) -> list[Diagnostic]:
        """What the checks find. Where they found nothing in the last build, some need to look at what is new only."""
        new = plan
        if self.published.was_faultless():
            if self.published.are_heads_unchanged:
                edited = {source: readings[source] for source in self.published.differing}
                if not any(any(check(site, plan, edited)) for check in OF_READINGS):
                    return [each for each in self.published.diagnostics() if each.code in OF_HEADS]
            new = [output for output in plan if output.path not in self.published.rows]
        return [fault for check in CHECKS for fault in check(site, new if check in OF_OUTPUTS else plan, readings)]

    def _made(
        self,
        site: Site,
        plan: Sequence[Output],
        touched: frozenset[str],
        diagnostics: list[Diagnostic],
        is_faultless: bool,
        readings: Mapping[str, Reading],
    ) -> Result:
        staging = emptied(self.project.staging)
        locate = partial(assets.located, self.project.root)
        inputs, rows = self.published.inputs, self.published.rows
        config, cache_file = self.project.config, self.project.cache_file
        templates = with_closures(inputs.templates, config, self.cache)
        renderer = self.memory.renderer(templates, config, lambda: Renderer(templates, config, bytecode(cache_file)))
        maker = Maker(site, BY_NAME, templates, cache_file, staging, locate, renderer)
        changed = self.published.changed_questions(maker)
        todo = stale(plan, rows, changed, touched)
        # When everything is made, all questions are asked anew: what nothing asks any more is forgotten.
        all_made = len(todo) == len(plan)
        self.cache.questions.begin(afresh=all_made)
        made: list[MadeOutput] = []
        diagnostics += [maker.diagnostic(problem) for problem in remarked(templates, site)]
        if self.published.inputs_changed:
            diagnostics += [maker.diagnostic(problem) for problem in maker.renderer.check(questions())]
            if self._failing(diagnostics):
                discarded(staging)
                return self._result(diagnostics, n_articles=len(site.all_articles))
        for batch in mapped(maker, list(enumerate(todo)), n_jobs(self.project)):
            made += numbered(self.cache.questions, batch, self.published.number)
            diagnostics += batch.problems
            self.progress("making", len(made), len(todo))
        for_readers: list[str] = []
        if not self._failing(diagnostics):
            output, ground = self.project.output, Ground(self.project.output)
            planned = {each.path for each in plan}
            of_paths = list(zip((each.output.path for each in todo), made, strict=True))
            pending = self.cache.pending()
            claims = claimed(self.project, of_paths, planned, rows.keys(), pending, ground)
            made = claims.made
            # What a killed build was moving may be there, though no build has recorded it.
            gone = sorted((rows.keys() - planned) | (pending - planned) | claims.adopted)
            staged = _in_order_of_publishing(todo, made)
            diagnostics += claims.diagnostics
            diagnostics += obstacles(ground, output, [file.path for file in staged], gone)
            for_readers = changed_for_readers(output, zip((p for p, _ in of_paths), made, strict=True), rows, gone)
            diagnostics += over(self.project.options.budget, for_readers, output)
        if self._failing(diagnostics):
            discarded(staging)
            n_articles = len(site.all_articles)
            return self._result(_merged(diagnostics), n_articles=n_articles, n_changed=len(for_readers))
        kept = () if all_made else changed
        publication = Publication(site, readings, todo, made, gone, kept, diagnostics, is_faultless, all_made)
        n_removed = self._swapped(staged, gone, planned, self.published.record(publication))
        discarded(staging)
        if claims.n_taken and self.adopts:
            self.notes.append(taken_note(claims.n_taken, output))
        return self._result(
            diagnostics,
            n_articles=len(site.all_articles),
            n_made=len(made),
            n_written=len(staged),
            n_unchanged=len(plan) - len(staged),
            n_removed=n_removed,
            n_changed=len(for_readers),
            changes=_changes(rows, todo, staged, gone),
            made=todo,
        )

    def _swapped(self, staged: Sequence[Staged], gone: Sequence[str], planned: Set[str], record: Record) -> int:
        """Move, delete and record it, or leave the output as it was.

        The cache knows of it before it begins, so that a killed build is done again.
        """
        before = self.cache.pending()
        output = self.project.output
        clear(output, before)
        if staged or gone:
            self.cache.put_pending([*(file.path for file in staged), *gone])
            output.mkdir(parents=True, exist_ok=True)
        swap = Swap(self.project.staging, output)
        try:
            is_kept = matcher(self.project.config.keep)
            n_removed = _moved_and_deleted(swap, output, staged, [path for path in gone if not is_kept(path)], planned)
            self.published.keep(record)
        except BaseException as error:
            self._undone(swap, error, before)
            raise
        swap.done()
        owned(self.project)
        return n_removed

    def _undone(self, swap: Swap, error: BaseException, pending: Set[str]) -> None:
        """Put everything back, unless the swap has been recorded; raises TornError where that fails."""
        with suppress(sqlite3.Error):
            # An interruption may come at any moment.
            if self.published.is_kept():
                return
        if torn := swap.undone():
            raise TornError(str(error), torn) from error
        # Where even that fails, the next build makes again what has not changed.
        with suppress(sqlite3.Error):
            self.cache.replace_pending(pending)

    def _failing(self, diagnostics: Sequence[Diagnostic]) -> bool:
        return is_failing(chain(diagnostics, self.passing), self.project.options.strict)

    def _result(self, diagnostics: Sequence[Diagnostic], **numbers: object) -> Result:
        exit_code = 1 if self._failing(diagnostics) else 0
        numbers.setdefault("n_articles", self.cache.n_articles())
        return Result(in_order(chain(diagnostics, self.passing)), exit_code, notes=tuple(self.notes), **numbers)  # type: ignore[arg-type]  # Result's own


def _moved_and_deleted(
    swap: Swap, output: Path, staged: Sequence[Staged], gone: Sequence[str], planned: Set[str]
) -> int:
    """Make the swap; returns how many files were deleted.

    What lies behind a linked folder is not ours any more. Where case does not count, a file of another case is deleted
    before, never after, the planned one is written, and stays where that one is not written.
    """
    ground = Ground(output)
    ours = [path for path in gone if ground.obstacle(path) is None]
    paths = [file.path for file in staged]
    first = in_the_way(ours, paths)
    n_removed = swap.delete(first)
    swap.move(staged)
    written, done = set(paths), set(first)
    same = {path for path, twin in twins(ours, planned).items() if twin not in written and is_same(output, path, twin)}
    return n_removed + swap.delete(path for path in ours if path not in done and path not in same)


def _in_order_of_publishing(todo: Sequence[Stale], made: Sequence[MadeOutput]) -> list[Staged]:
    """Assets and articles first, lists, home and feeds after them: no reader meets a link to what is not there."""
    outputs = [(number, each.output) for number, each in enumerate(todo) if made[number].is_staged]
    outputs.sort(key=lambda numbered: (BY_NAME[numbered[1].kind].stage, numbered[1].path))
    return [Staged(output.path, str(number)) for number, output in outputs]


def _changes(
    rows: Mapping[str, OutputRow], todo: Sequence[Stale], staged: Sequence[Staged], gone: Sequence[str]
) -> tuple[FileChange, ...]:
    causes = {each.output.path: each.cause for each in todo}
    changes = [FileChange(file.path, "changed" if file.path in rows else "added", causes[file.path]) for file in staged]
    changes += [FileChange(path, "deleted", "no longer planned") for path in gone]
    return tuple(sorted(changes, key=lambda change: change.path))


def _merged(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One diagnostic for a template's mistake that many pages meet: that of the first page, by its path."""
    first: dict[tuple[str, Place, str], Diagnostic] = {}
    for diagnostic in sorted(diagnostics, key=lambda each: each.hint):
        first.setdefault((diagnostic.code, diagnostic.place, diagnostic.text), diagnostic)
    return list(first.values())

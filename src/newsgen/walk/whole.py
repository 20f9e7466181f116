"""The walk as a whole: each step takes what the steps before it found."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from functools import partial
from itertools import chain

from msgspec.structs import replace

from newsgen.diagnostics import Diagnostic, in_order, is_failing
from newsgen.gather.assets import located
from newsgen.make.closures import with_closures
from newsgen.make.filling import fillings
from newsgen.make.maker import Maker
from newsgen.make.oracle import Oracle, renderer
from newsgen.project import Progress, Project
from newsgen.publish.staging import staging
from newsgen.questions.answers import Answers
from newsgen.registry import Registry
from newsgen.render.renderer import Renderer
from newsgen.render.templates import Templates
from newsgen.result import Result
from newsgen.walk.made import in_templates, made
from newsgen.walk.memory import Memory
from newsgen.walk.planned import Planned, planned
from newsgen.walk.proving import NOTHING, Proved, due
from newsgen.walk.published import Move, move, published
from newsgen.walk.seen import Seen
from newsgen.walk.stale import Stale, stale
from newsgen.workers import POOL_FROM


def walked(project: Project, seen: Seen, memory: Memory, progress: Progress) -> Result:
    """From what was seen to what is published; or to what is wrong, with the output folder as it was."""
    registry = project.options.registry()
    memory.planned = plan = planned(project, registry, seen, memory.planned)
    said = Said(project, plan, seen.last.record.diagnostics)
    if said.is_failing():
        return said.result()
    memory.renderer = _renderer(project, registry, seen.inputs.templates, memory.renderer)
    templates = with_closures(memory.renderer, seen.last.cache)
    oracle = Oracle(registry, templates, project.cache_file, memory.renderer)
    answers = Answers(plan.site, oracle, registry.families)
    with staging(project.staging), closing(oracle):
        todo = stale(registry, seen, plan, answers, memory.wanted)
        if said.is_failing(in_templates(seen, plan, templates, oracle)):
            return said.result()
        maker = Maker(answers, oracle, templates, project.staging, partial(located, project.root), project.is_preview)
        if len(todo.outputs) >= POOL_FROM:
            memory.renderer.compile_all()
        done = made(project, seen, todo, maker, progress)
        if said.is_failing(done.diagnostics):
            return said.result()
        moving = move(project, seen, plan, todo, done)
        proven = _proved(said, registry, seen, todo, moving)
        if said.is_failing_once(proven.diagnostics):
            return replace(said.result(), n_changed=len(moving.for_readers))
        ended = published(project, seen, plan, todo, moving, said.standing, proven.hiding)
        memory.n_left = len(todo.left)
        if project.is_preview:
            memory.fillings = fillings(seen.last.cache.questions, answers)
    return replace(
        said.result(),
        n_made=len(todo.outputs),
        n_written=len(moving.staged),
        n_unchanged=len(plan.outputs) - len(moving.staged),
        n_removed=ended.n_removed,
        n_changed=len(moving.for_readers),
        changes=ended.changes,
        made=todo.outputs,
        notes=moving.notes,
    )


def _proved(said: Said, registry: Registry, seen: Seen, todo: Stale, moving: Move) -> Proved:
    """What proofs say of what is to be moved, if nothing else speaks against it."""
    proofs = due(said.project, registry, seen, said.plan)
    if said.is_failing(moving.diagnostics) or not proofs:
        return NOTHING
    # Most builds have nothing to prove.
    from newsgen.walk.proved import proved

    return proved(said.project, registry, proofs, seen, said.plan, todo, moving)


class Said:
    """What is said on the way. `standing` holds of the site as it is; what passes is said of this build alone."""

    def __init__(self, project: Project, plan: Planned, earlier: bytes) -> None:
        """`earlier`: what stood when the site was published last, as the record has it."""
        self._earlier = earlier
        self.project = project
        self.plan = plan
        self.standing: list[Diagnostic] = [*plan.diagnostics]
        self._passing: list[Diagnostic] = [*plan.passing]

    def is_failing(self, diagnostics: Iterable[Diagnostic] = ()) -> bool:
        """Whether the build fails, with what a further step has found."""
        self.standing += diagnostics
        return is_failing(chain(self.standing, self._passing), self.project.options.strict)

    def is_failing_once(self, diagnostics: Iterable[Diagnostic]) -> bool:
        """As `is_failing`, with what is found in the files of this build alone."""
        self._passing += diagnostics
        return self.is_failing()

    def result(self) -> Result:
        """What is said, and nothing done."""
        told = in_order(chain(self.standing, self._passing))
        return Result(told, int(self.is_failing()), len(self.plan.site.all_articles), earlier=self._earlier)


def _renderer(project: Project, registry: Registry, templates: Templates, before: Renderer | None) -> Renderer:
    """A renderer with what it has loaded before, for the same templates and settings."""
    if before is not None and before.is_for(templates, registry.filters):
        return before
    return renderer(templates, registry.filters, project.cache_file)

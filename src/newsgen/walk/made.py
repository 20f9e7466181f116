"""The fourth step: what is stale, made into the staging folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.gather.inputs import n_jobs
from newsgen.make.asking import numbered
from newsgen.make.closures import remarked
from newsgen.make.maker import MadeOutput, Maker, diagnostic
from newsgen.make.oracle import Oracle
from newsgen.project import Progress, Project
from newsgen.questions.view import questions
from newsgen.render.templates import TemplateProblem, Templates
from newsgen.walk.planned import Planned
from newsgen.walk.seen import Seen
from newsgen.walk.stale import Stale
from newsgen.workers import collected, mapped

# Pages of a larger chunk find more of their answers among those of the others, and take more memory.
N_ALIKE = 256


class Made(Struct, frozen=True):
    """What became of each stale output, in their order; where any could not be made, that is among `diagnostics`."""

    outputs: Sequence[MadeOutput]
    diagnostics: tuple[Diagnostic, ...]


def in_templates(seen: Seen, planned: Planned, templates: Templates, oracle: Oracle) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates whatever they are given; said before a page is made of them."""
    problems: list[TemplateProblem] = [*remarked(templates, planned.site)]
    if seen.inputs_differ:
        problems += oracle.renderer.check(questions(), seen.inputs.config.extra)
    folder = seen.inputs.config.templates
    return tuple(diagnostic(problem, templates, folder) for problem in problems)


def made(project: Project, seen: Seen, stale: Stale, maker: Maker, progress: Progress) -> Made:
    """Make what is stale, in as many processes as there may be."""
    asked = seen.last.cache.questions
    asked.begin(afresh=stale.is_all)
    outputs: list[MadeOutput] = []
    problems: list[Diagnostic] = []
    with collected(len(stale.outputs)):
        for batch in mapped(maker, list(enumerate(stale.outputs)), n_jobs(project), N_ALIKE):
            outputs += numbered(asked, batch, seen.last.record.number + 1)
            problems += batch.problems
            progress("making", len(outputs), len(stale.outputs))
    return Made(outputs, tuple(_merged(problems)))


def _merged(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """One diagnostic for a template's mistake that many pages meet: that of the first page, by its path."""
    first: dict[tuple[str, Place, str], Diagnostic] = {}
    for each in sorted(diagnostics, key=lambda each: each.hint):
        first.setdefault((each.code, each.place, each.text), each)
    yield from first.values()

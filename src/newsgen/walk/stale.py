"""The third step: which of the planned outputs are to be made, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from newsgen.make.asking import asked_again, stale_outputs
from newsgen.make.changes import change
from newsgen.make.filling import is_filled
from newsgen.make.maker import StaleOutput
from newsgen.questions.answers import Answers
from newsgen.questions.telling import OfChange, told
from newsgen.registry import Registry
from newsgen.state.cache import OutputRow
from newsgen.state.questions import QuestionRow
from newsgen.walk.planned import Planned
from newsgen.walk.seen import Seen
from newsgen.workers import POOL_FROM

# How many outputs are made before somebody may save again: as many as need no pool of processes.
N_AT_ONCE = POOL_FROM - 1


class Stale(Struct, frozen=True):
    """`changed`: the kept questions that have another answer now.

    `is_all`: every output is made, so that all questions are asked anew, and what nothing asks any more is forgotten.
    `left`: what is stale, and left to a later build.
    """

    outputs: Sequence[StaleOutput]
    changed: Sequence[QuestionRow]
    is_all: bool
    left: Sequence[StaleOutput] = ()


def stale(
    registry: Registry, seen: Seen, planned: Planned, answers: Answers, wanted: frozenset[str] | None = None
) -> Stale:
    """The outputs that are new, ask something whose answer has changed, or are not as newsgen left them.

    `wanted`: the paths of those that somebody waits for, so that others are left where there are many.
    """
    last = seen.last
    differs = change(last, seen.inputs, planned.site, seen.differing)
    changed = asked_again(last.cache.questions, answers, differs, last.record.number + 1)
    say = partial(told, registry.families, OfChange(differs))
    showing = [row for row in changed if not is_filled(row, answers)]
    outputs = stale_outputs(planned.outputs, last.outputs, showing, seen.touched.paths, registry.kinds, say)
    left = _left(outputs, last.outputs, wanted) if wanted is not None and len(outputs) > N_AT_ONCE else []
    if left:
        kept = {each.output.path for each in left}
        return Stale([each for each in outputs if each.output.path not in kept], changed, is_all=False, left=left)
    is_all = len(outputs) == len(planned.outputs)
    return Stale(outputs, () if is_all else changed, is_all)


def _left(
    outputs: Sequence[StaleOutput], rows: Mapping[str, OutputRow], wanted: frozenset[str]
) -> Sequence[StaleOutput]:
    """What is left to later builds: files that stand there, and are about what they were about."""
    waiting = [each for each in outputs if each.output.path not in wanted and _can_wait(each, rows)]
    n_others = len(outputs) - len(waiting)
    return waiting[max(0, N_AT_ONCE - n_others) :]


def _can_wait(stale: StaleOutput, rows: Mapping[str, OutputRow]) -> bool:
    output = stale.output
    row = rows.get(output.path)
    return bool(stale.on_disk) and row is not None and (row.kind, row.subject) == (output.kind.name, output.encoded)

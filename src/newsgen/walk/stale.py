"""The third step: which of the planned outputs are to be made, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from newsgen.make.asking import asked_again, stale_outputs
from newsgen.make.changes import change
from newsgen.make.filling import is_filled
from newsgen.make.maker import StaleOutput
from newsgen.questions.answers import Answers
from newsgen.questions.telling import OfChange, told
from newsgen.registry import Registry
from newsgen.state.questions import QuestionRow
from newsgen.walk.planned import Planned
from newsgen.walk.seen import Seen


class Stale(Struct, frozen=True):
    """`changed`: the kept questions that have another answer now.

    `is_all`: every output is made, so that all questions are asked anew, and what nothing asks any more is forgotten.
    """

    outputs: Sequence[StaleOutput]
    changed: Sequence[QuestionRow]
    is_all: bool


def stale(registry: Registry, seen: Seen, planned: Planned, answers: Answers) -> Stale:
    """The outputs that are new, ask something whose answer has changed, or are not as newsgen left them."""
    last = seen.last
    differs = change(last, seen.inputs, planned.site, seen.differing)
    changed = asked_again(last.cache.questions, answers, differs, last.record.number + 1)
    say = partial(told, registry.families, OfChange(differs))
    showing = [row for row in changed if not is_filled(row, answers)]
    outputs = stale_outputs(planned.outputs, last.outputs, showing, seen.touched.paths, registry.kinds, say)
    is_all = len(outputs) == len(planned.outputs)
    return Stale(outputs, () if is_all else changed, is_all)

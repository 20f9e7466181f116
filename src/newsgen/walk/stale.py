"""The third step: which of the planned outputs are to be made, and why."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from newsgen.make.asking import BY_INPUTS, asked_again, stale_outputs
from newsgen.make.changes import change, changed_assets
from newsgen.make.maker import StaleOutput
from newsgen.questions.answers import Answers
from newsgen.questions.bounds import Scopes, affected
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
    changed = asked_again(seen.last.cache.questions, answers, _scopes(seen, planned), seen.last.record.number + 1)
    outputs = stale_outputs(planned.outputs, seen.last.outputs, changed, seen.touched.paths, registry.kinds)
    is_all = len(outputs) == len(planned.outputs)
    return Stale(outputs, () if is_all else changed, is_all)


def _scopes(seen: Seen, planned: Planned) -> Scopes:
    """Which questions are to be asked again."""
    site, last = planned.site, seen.last
    scopes = Scopes({})
    # Every answer may depend on newsgen.yaml.
    if last.record.config == seen.inputs.config_digest:
        public_assets = changed_assets(last, seen.inputs, site.assets)
        scopes = affected(change(last, site, seen.differing), site, public_assets)
    if seen.inputs_differ:
        return scopes
    return replace(scopes, arguments={**scopes.arguments, **dict.fromkeys(BY_INPUTS, frozenset[str]())})

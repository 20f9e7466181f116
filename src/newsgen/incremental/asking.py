"""The questions of earlier builds, asked again: which have another answer now, and which outputs that makes stale."""

import json
from array import array
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from newsgen.incremental.cache import Cache, OutputRow, QuestionRow
from newsgen.incremental.making import Batch, MadeOutput
from newsgen.kinds.base import Output
from newsgen.render import TemplateProblem
from newsgen.site.answers import Answers, Question, written

# Questions that only newsgen.yaml, templates, static files or newsgen itself can answer otherwise.
BY_INPUTS = ("config", "template", "has_template", "kind", "feed_url", "static")


def asked_again(
    cache: Cache, answers: Answers, scopes: Mapping[str, frozenset[str] | None], build: int
) -> list[QuestionRow]:
    """The kept questions whose answer has changed, with the new digest; `scopes` as traces.affected says."""
    changed = []
    for family in cache.families():
        for row in cache.questions(family, scopes.get(family)):
            digest = _digest(answers, question_of(row))
            if digest != row.digest:
                changed.append(msgspec.structs.replace(row, digest=digest, changed=build))
    return changed


def _digest(answers: Answers, question: Question) -> bytes:
    """The digest of the answer now; a fragment that cannot be made has another, so that its pages say what is wrong."""
    try:
        return answers.digest(question)
    except TemplateProblem as problem:
        return str(problem).encode()


def question_of(row: QuestionRow) -> Question:
    return tuple(json.loads(row.key))


class Stale(Struct, frozen=True):
    """An output to be made, and why: the first changed question, or what happened to its file."""

    output: Output
    cause: str


def stale(
    plan: Sequence[Output],
    rows: Mapping[str, OutputRow],
    changed: Sequence[QuestionRow],
    intact: frozenset[str],
) -> list[Stale]:
    """The planned outputs that are new, ask something whose answer has changed, or are not as newsgen left them."""
    by_id = {row.id: row for row in changed}
    found = []
    for output in plan:
        cause = _cause(output, rows.get(output.path), by_id, intact)
        if cause:
            found.append(Stale(output, cause))
    return found


def _cause(output: Output, row: OutputRow | None, changed: Mapping[int, QuestionRow], intact: frozenset[str]) -> str:
    if row is None or row.asked is None:
        return "new" if row is None else "newsgen has changed"
    if row.kind != output.kind or row.subject != output.subject:
        return f"was {row.kind} {row.subject}".rstrip()
    if changed and not changed.keys().isdisjoint(asked := array("I", row.asked)):
        return written(question_of(changed[next(id_ for id_ in asked if id_ in changed)]))
    return "" if output.path in intact else "not as newsgen left it"


def numbered(cache: Cache, batch: Batch, build: int) -> list[tuple[MadeOutput, bytes]]:
    """Each output of a batch with the ids of its questions, 4 bytes each; questions that are new wait in the cache."""
    keys = [asked.key for asked in batch.questions]
    ids = cache.question_ids(keys)
    new = [asked for asked in batch.questions if asked.key not in ids]
    ids |= cache.add_questions((asked.family, asked.argument, asked.key, asked.digest, build) for asked in new)
    found = [ids[key] for key in keys]
    return [
        (msgspec.structs.replace(made, asked=()), array("I", [found[index] for index in made.asked]).tobytes())
        for made in batch.outputs
    ]

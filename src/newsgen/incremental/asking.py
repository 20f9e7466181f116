"""The questions of earlier builds, asked again: which have another answer now, and which outputs that makes stale."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from newsgen.incremental.cache import Cache, OutputRow, QuestionRow
from newsgen.incremental.making import Asked, Batch, MadeOutput
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


class Numbering:
    """Numbers questions while batches come in; `rows` are those that the cache does not know or knows otherwise."""

    def __init__(self, cache: Cache | None, changed: Iterable[QuestionRow], build: int) -> None:
        """Without a cache every question is new."""
        self._cache = cache
        self._ids: dict[str, int] = {}
        self._next = cache.last_question() + 1 if cache else 1
        self._build = build
        self.rows: list[QuestionRow] = list(changed)

    def numbered(self, batch: Batch) -> list[tuple[MadeOutput, bytes]]:
        """Each output of a batch with the ids of its questions, 4 bytes each."""
        if self._cache is not None:
            unseen = [asked.key for asked in batch.questions if asked.key not in self._ids]
            self._ids |= self._cache.question_ids(unseen)
        ids = [self._id(question) for question in batch.questions]
        return [(made, array("I", [ids[index] for index in made.asked]).tobytes()) for made in batch.outputs]

    def _id(self, question: Asked) -> int:
        known = self._ids.get(question.key)
        if known is not None:
            return known
        id_ = self._ids[question.key] = self._next
        self._next += 1
        self.rows.append(
            QuestionRow(id_, question.family, question.argument, question.key, question.digest, self._build)
        )
        return id_

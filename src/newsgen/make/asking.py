"""The questions of earlier builds, asked again: which have another answer now, and which outputs that makes stale."""

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from newsgen.kinds.base import AnyKind, Output, subject_of
from newsgen.make.maker import IS_NEW, IS_OF_ANOTHER_ENGINE, IS_TOUCHED, WAS, Batch, MadeOutput, StaleOutput
from newsgen.make.standing import StandingOutputs
from newsgen.questions.answers import Answers, read
from newsgen.questions.change import Change
from newsgen.questions.family import Question, scope
from newsgen.render.templates import TemplateProblem
from newsgen.state.broken import BrokenCacheError
from newsgen.state.cache import OutputRow
from newsgen.state.questions import QuestionRow, Questions

# An array of "I" (array module).
ID_BYTES = 4

# Up to this many changed questions are searched for one by one.
N_SEARCHED = 16


def asked_again(questions: Questions, answers: Answers, change: Change, build: int) -> list[QuestionRow]:
    """The kept questions whose answer has changed, with the new digest; those of no known family have."""
    changed = []
    for name in questions.families():
        suspects = scope(answers.families.get(name), change)
        for row in questions.of(name, suspects.found_by):
            question = question_of(row)
            if suspects.holds(question, row.argument) and (digest := _digest(answers, question)) != row.digest:
                changed.append(replace(row, digest=digest, changed=build))
    return changed


def _digest(answers: Answers, question: Question) -> bytes:
    """The digest of the answer now; a fragment that cannot be made has another, so that its pages say what is wrong."""
    try:
        return answers.digest(question)
    except TemplateProblem as problem:
        return str(problem).encode()


def question_of(row: QuestionRow) -> Question:
    try:
        return read(row.key)
    except msgspec.DecodeError as error:
        raise BrokenCacheError("a question is none") from error


def stale_outputs(
    plan: Sequence[Output],
    rows: Mapping[str, OutputRow],
    changed: Sequence[QuestionRow],
    touched: frozenset[str],
    kinds: Mapping[str, AnyKind],
    say: Callable[[Question], str],
) -> list[StaleOutput]:
    """The planned outputs that are new, ask something whose answer has changed, or are not as newsgen left them.

    `say`: a question -> how it is told that its answer has changed.
    """
    causes: dict[int, str] = {}
    asking = _asking(rows, {row.id: row for row in changed})
    suspects = touched | asking.keys()
    if isinstance(plan, StandingOutputs):
        plan = plan.among(suspects.union(path for path, row in rows.items() if row.asked is None))
    found = []
    for output in plan:
        row = rows.get(output.path)
        if row is None:
            found.append(StaleOutput(output, IS_NEW))
            continue
        if row.asked is None:
            cause = IS_OF_ANOTHER_ENGINE
        elif row.kind != output.kind.name or row.subject != output.encoded:
            cause = f"{WAS}{row.kind} {subject_of(kinds[row.kind], row.subject)}".rstrip()
        elif output.path in suspects:
            question = asking.get(output.path)
            cause = _once(causes, question, say) if question else IS_TOUCHED
        else:
            continue
        found.append(StaleOutput(output, cause, b"" if output.path in touched else row.digest))
    return found


def _once(causes: dict[int, str], row: QuestionRow, say: Callable[[Question], str]) -> str:
    """A cause in words; one that thousands of outputs have is put in words once."""
    if row.id not in causes:
        causes[row.id] = say(question_of(row))
    return causes[row.id]


def _asking(rows: Mapping[str, OutputRow], changed: Mapping[int, QuestionRow]) -> dict[str, QuestionRow]:
    """The outputs that asked a changed question: path -> the first such question."""
    if not changed:
        return {}
    few = [id_.to_bytes(ID_BYTES, sys.byteorder) for id_ in changed] if len(changed) <= N_SEARCHED else []
    # Compares in C, which the keys of a dict do not.
    ids = frozenset(changed)
    found = {}
    for path in _searched(rows, few) if few else rows:
        asked = array("I", rows[path].asked or b"")
        if not ids.isdisjoint(asked):
            found[path] = changed[next(id_ for id_ in asked if id_ in changed)]
    return found


def _searched(rows: Mapping[str, OutputRow], ids: Sequence[bytes]) -> list[str]:
    """The paths of the outputs whose questions hold one of these ids, and now and then another.

    One search through the questions of all outputs takes a twentieth of the time that looking at each output does; that
    of bytes.find takes four times as long, since ids end in the same bytes and it looks at those first.
    """
    paths = list(rows)
    asked = [row.asked or b"" for row in rows.values()]
    ends = list(accumulate(map(len, asked)))
    if any(end % ID_BYTES for end in ends):
        raise BrokenCacheError("an output's questions are no numbers")
    text = b"".join(asked)
    found = set()
    for id_ in ids:
        search = re.compile(re.escape(id_)).search
        match = search(text)
        while match:
            index = bisect_right(ends, match.start())
            found.add(index)
            # On to the next output: each counts once.
            match = search(text, ends[index])
    return [paths[index] for index in sorted(found)]


def numbered(questions: Questions, batch: Batch, build: int) -> list[MadeOutput]:
    """The outputs of a batch with the ids of their questions; questions that are new wait in the cache."""
    keys = [asked.key for asked in batch.questions]
    ids = questions.ids(keys)
    new = [asked for asked in batch.questions if asked.key not in ids]
    ids |= questions.add((asked.family, asked.argument, asked.key, asked.digest, build) for asked in new)
    found = [ids[key] for key in keys]
    return [
        replace(made, asked=array("I", [found[index] for index in array("I", made.asked)]).tobytes())
        for made in batch.outputs
    ]

"""Outputs that are stale -> files in the staging folder, and what each of them asked."""

from __future__ import annotations

import shutil
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.digests import digest_of_bytes
from newsgen.gaps import PAGE
from newsgen.kinds.base import Copy, Drawn, Made, Output, Page, Scaled, Subject
from newsgen.make.cards import CardError, drawn
from newsgen.make.oracle import Oracle
from newsgen.make.pictures import ChangedError, PictureError, scaled
from newsgen.questions.answers import Answers, kept
from newsgen.questions.family import Question
from newsgen.questions.view import View, ask, asked
from newsgen.render.templates import TemplateProblem, Templates
from newsgen.state.broken import BrokenCacheError
from newsgen.state.stamps import file_digest


class Asked(Struct, frozen=True, gc=False):
    """A question as it is kept: its family, what it is found by, JSON text, and the digest of its answer."""

    family: str
    argument: str
    key: str
    digest: bytes


# Why an output is to be made, where no question is to blame; after the last come its kind and subject of before.
IS_NEW = "new"
IS_OF_ANOTHER_ENGINE = "newsgen has changed"
IS_TOUCHED = "not as newsgen left it"
WAS = "was "


class StaleOutput(Struct, frozen=True, gc=False):
    """An output to be made, and why; `on_disk`: the digest of its file where that is as newsgen left it, else b""."""

    output: Output
    cause: str
    on_disk: bytes = b""


class MadeOutput(Struct, frozen=True, gc=False):
    """What became of an output: its bytes' digest, and whether they are staged or those on the disk already.

    `size` of a staged file, else 0; `stamp` of one that stood in its place with these bytes and has just become ours.
    `asked`: its questions, 4 bytes each; a maker says where they are among those of its batch, then it is their ids.
    """

    digest: bytes
    is_staged: bool
    size: int
    asked: bytes
    stamp: int | None = None


class Batch(Struct, frozen=True):
    """What a chunk of outputs became, in its order but for those with a problem."""

    questions: list[Asked]
    outputs: list[MadeOutput]
    problems: list[Diagnostic]

    def __reduce__(self) -> tuple[Callable[[bytes, list[Diagnostic]], Batch], tuple[bytes, list[Diagnostic]]]:
        """For the process that asked for it: in one piece, for to pickle its questions one by one takes longer.

        But for problems, of which there are few, and whose texts may hold what no UTF-8 does.
        """
        return _received, (msgspec.msgpack.encode((self.questions, self.outputs)), self.problems)


def _received(sent: bytes, problems: list[Diagnostic]) -> Batch:
    questions, outputs = msgspec.msgpack.decode(sent, type=tuple[list[Asked], list[MadeOutput]])
    return Batch(questions, outputs, problems)


class Maker:
    """Makes outputs, in a worker or here. Answers are kept for a chunk's time, but for lasting ones."""

    def __init__(
        self,
        answers: Answers,
        oracle: Oracle,
        templates: Templates,
        staging: Path,
        locate: Callable[[str], Path],
        leaves_gaps: bool = False,
    ) -> None:
        """`locate` finds the file of an asset's source; `leaves_gaps`: pages are filled when they are served."""
        self._answers = answers
        self._oracle = oracle
        self._templates = templates
        self._staging = staging
        self._locate = locate
        self._leaves_gaps = leaves_gaps

    def __reduce__(self) -> tuple[type[Maker], tuple[object, ...]]:
        """For a process that was not forked: answers are found there anew."""
        answers = Answers(self._answers.site, self._oracle, self._answers.families)
        return Maker, (answers, self._oracle, self._templates, self._staging, self._locate, self._leaves_gaps)

    def __call__(self, todo: Sequence[tuple[int, StaleOutput]]) -> Batch:
        """Make numbered outputs; the number names the staged file."""
        indexes: dict[Question, int] = {}
        made, problems = [], []
        for number, each in todo:
            output = each.output
            subject = output.subject
            view = View(self._answers, subject.holds_lists)
            try:
                staged = self._staged(number, each, self._made(output, subject, view))
            except TemplateProblem as problem:
                if isinstance(problem.__cause__, (BrokenCacheError, sqlite3.Error)):
                    # A body is asked for by a template, which is not to blame.
                    raise problem.__cause__ from None
                folder = self._answers.site.config.templates
                problems.append(diagnostic(problem, self._templates, folder, output))
                continue
            except (PictureError, ChangedError, CardError) as error:
                problems.append(error.diagnostic)
                continue
            numbers = array("I", [indexes.setdefault(question, len(indexes)) for question in asked(view)])
            made.append(MadeOutput(*staged, numbers.tobytes()))
        questions = [self._kept(question) for question in indexes]
        self._answers.forget()
        return Batch(questions, made, problems)

    def _kept(self, question: Question) -> Asked:
        family = self._answers.families[str(question[0])]
        return Asked(family.name, family.found_by(question), kept(question), self._answers.digest(question))

    def _made(self, output: Output, subject: Subject, view: View) -> bytes | Copy:
        ask(view, "kind", output.kind.name)
        made: Made = output.kind.make(subject, view)
        if isinstance(made, Scaled):
            return scaled(made, self._locate(made.source))
        if isinstance(made, Drawn):
            return drawn(made)
        if not isinstance(made, Page):
            return made
        ask(view, "template", made.template)
        try:
            has_gaps = self._leaves_gaps and output.path.endswith(PAGE)
            rendered = self._oracle.with_gaps if has_gaps else self._oracle.rendered
            return rendered(made, view).encode()
        except UnicodeEncodeError:
            text, hint = "this page would hold half a character, which no file can", "look for \\ud800 to \\udfff"
            raise TemplateProblem(made.template, 0, text, hint) from None

    def _staged(self, number: int, stale: StaleOutput, made: bytes | Copy) -> tuple[bytes, bool, int]:
        """Digest, whether it is staged, and its size; it is not where the disk has these very bytes."""
        if isinstance(made, Copy):
            return self._copied(made, stale.on_disk, self._staging / str(number))
        digest = digest_of_bytes(made)
        if stale.on_disk == digest:
            return digest, False, 0
        with open(f"{self._staging}/{number}", "wb") as file:  # noqa: PTH123  pathlib takes as long again
            file.write(made)
        return digest, True, len(made)

    def _copied(self, copy: Copy, on_disk: bytes, target: Path) -> tuple[bytes, bool, int]:
        """As `_staged`. What is copied is what was measured when the build began, or nothing is."""
        file, measured = self._locate(copy.source), bytes.fromhex(copy.digest)
        if on_disk and on_disk == (bytes.fromhex(copy.bare_digest) or measured or file_digest(file)):
            return on_disk, False, 0
        if copy.bare_digest:
            return self._bared(copy, file, target)
        shutil.copyfile(file, target)
        digest = file_digest(target)
        if measured and digest != measured:
            raise ChangedError(copy.source)
        return digest, True, target.stat().st_size

    def _bared(self, copy: Copy, file: Path, target: Path) -> tuple[bytes, bool, int]:
        # Most builds copy no picture.
        from newsgen.content.bare import bare

        data = file.read_bytes()
        if digest_of_bytes(data).hex() != copy.digest:
            raise ChangedError(copy.source)
        made = bare(data)
        target.write_bytes(made)
        return digest_of_bytes(made), True, len(made)


def diagnostic(problem: TemplateProblem, templates: Templates, folder: str, output: Output | None = None) -> Diagnostic:
    """A template's problem where it stands in `folder`, with the page that was being made."""
    place = Place(f"{folder}/{problem.name}", problem.line)
    hint = "; ".join(part for part in (problem.hint, f"while making {output.path}" if output else "") if part)
    source = templates.sources.get(problem.name, "").splitlines()
    excerpt = source[problem.line - 1] if 0 < problem.line <= len(source) else ""
    return Diagnostic(problem.code, place, problem.text, hint, problem.level, excerpt)

"""`over-budget`: more files would change for readers than `--budget` allows."""

from collections.abc import Iterator

from newsgen.diagnostics import Diagnostic, Place
from newsgen.proofs.base import Case
from newsgen.shown import some


def over(case: Case) -> Iterator[Diagnostic]:
    if case.budget is None or len(case.changed) <= case.budget:
        return
    text = f"{len(case.changed)} files would change for readers, and --budget allows {case.budget}"
    hint = f"they are {some(case.changed)}; allow more if that is meant"
    yield Diagnostic("over-budget", Place(case.folder), text, hint)

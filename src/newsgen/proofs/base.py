"""What a proof is, and what it is given: the site, what of it is hidden, and the files that are staged."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from newsgen.diagnostics import Diagnostic
from newsgen.kinds.base import Output
from newsgen.site.index import Site

# Most builds prove nothing.
if TYPE_CHECKING:
    from newsgen.proofs.hidden import Hidden
    from newsgen.proofs.needles import Needle
    from newsgen.proofs.search import File, Hit

# When there is something to prove: in every build that makes anything, where something is hidden, with `--budget`, or
# when somebody asks for it.
When = Literal["always", "hidden", "budgeted", "asked"]


class Case(Struct, frozen=True):
    """What a proof is about: the `site` and the `outputs` it is to have, what is `hidden`, and the files.

    `staged` are new or have other bytes; `standing` gives all others, which stand in the output folder as the last
    build left them. `contents` reads one of either, `search` looks through many for some of what is hidden, or for all
    (None), and `mapped` gives what a picklable function makes of chunks of them, in several processes. `is_there`:
    whether a file of somebody else's stands in the output folder. `quoted`: what was told of already, as it is written.
    `changed` are the paths at which readers will find something new, or nothing any more; `budget`: how many of those
    there may be (None: any number). `folder`: the output folder's name.
    """

    site: Site
    outputs: Sequence[Output]
    hidden: "Hidden | None"
    staged: "Sequence[File]"
    standing: "Callable[[], Sequence[File]]"
    contents: "Callable[[File], bytes]"
    search: "Callable[[Sequence[File], Sequence[Needle] | None], list[Hit]]"
    mapped: "Callable[[Callable[[Sequence[File]], Any], Sequence[File]], Iterable[Any]]"
    is_there: Callable[[str], bool]
    quoted: Collection[str]
    changed: Sequence[str]
    budget: int | None
    folder: str


Run = Callable[[Case], Iterable[Diagnostic]]


class Proof(Struct, frozen=True):
    """A proof by its name: `run` says what is wrong with what is to be published. With any error nothing is swapped."""

    name: str
    when: When
    run: Run


def _budget(case: Case) -> Iterable[Diagnostic]:
    from newsgen.proofs.budget import over

    return over(case)


def _leak(case: Case) -> Iterable[Diagnostic]:
    from newsgen.proofs.leak import leaks

    return leaks(case)


def _pages(case: Case) -> Iterable[Diagnostic]:
    from newsgen.proofs.pages import pages

    return pages(case)


BUDGET = Proof("budget", "budgeted", _budget)
LEAK = Proof("leak", "hidden", _leak)
PAGES = Proof("pages", "asked", _pages)

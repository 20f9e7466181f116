"""`leak`: what is hidden stands in no file, neither in one that is staged nor in one that stays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsgen.diagnostics import Diagnostic, Place
from newsgen.proofs.base import Case
from newsgen.proofs.needles import Needle

# Of a text that leaks whole, so many sentences are told.
_N_TOLD = 5
_MAX_QUOTED = 80
_HINT = (
    "look at what makes that file: a template, a kind of output, another source; "
    "if readers may have it, newsgen.yaml releases it: proofs: {leak: {allow: […]}}"
)


def leaks(case: Case) -> Iterator[Diagnostic]:
    """What is staged is looked through for all that is hidden, what stays only for what was not hidden before."""
    hidden = case.hidden
    if hidden is None:
        return
    hits = case.search(case.staged, None)
    if fresh := hidden.fresh():
        hits += case.search(case.standing(), fresh)
    told = set(hidden.not_public(hit.needle for hit in hits))
    found: dict[str, dict[Needle, set[str]]] = defaultdict(lambda: defaultdict(set))
    for hit in hits:
        if hit.needle in told:
            found[hit.needle.source][hit.needle].add(hit.path)
    for source, needles in found.items():
        placed = sorted(((hidden.place(each), each.text, each) for each in needles), key=lambda found: found[:2])
        for n, (place, _, needle) in enumerate(placed[:_N_TOLD]):
            n_more = len(placed) - _N_TOLD if n == _N_TOLD - 1 else 0
            yield _leak(place, needle, sorted(needles[needle]), hidden.why(source), n_more)


def _leak(place: Place, needle: Needle, paths: Sequence[str], why: str, n_more: int) -> Diagnostic:
    others = f" and {len(paths) - 1} more files" if len(paths) > 1 else ""
    more = f"; so would {n_more} more of its texts" if n_more > 0 else ""
    what = "the bytes of " if needle.sort == "bytes" else ""
    text = f'{what}"{_quoted(needle.text)}" would stand in {paths[0]}{others}, and is not public: {why}{more}'
    return Diagnostic("leak", place, text, _HINT)


def _quoted(text: str) -> str:
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED].rpartition(' ')[0] or text[:_MAX_QUOTED]} …"

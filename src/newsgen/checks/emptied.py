"""`content-emptied`: of many sources none is left, which is a disk that is not there more often than a wish."""

from collections.abc import Iterator

from newsgen.diagnostics import Diagnostic, Place

# Who tries newsgen out may take the few texts away that are there.
MANY = 10
_HINT = "look whether a disk is mounted and a checkout whole; who means it deletes .newsgen/ and output/, too"


def emptied(folder: str, n_before: int, n_now: int) -> Iterator[Diagnostic]:
    """An error where the content folder had many sources in the last build, and now has none."""
    if n_before >= MANY and not n_now:
        text = f"no text is here any more, and the last build had {n_before}: their pages stay"
        yield Diagnostic("content-emptied", Place(folder), text, _HINT)

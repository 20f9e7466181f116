"""The sums by which engines tell what a file holds, of a file here."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_BLOCK = 1 << 20


def sums_of(file: Path, size: int) -> tuple[str, ...]:
    """All sums by which a target may tell what a file holds."""
    digests = {kind: begin() for kind, begin in _kinds(size).items()}
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            for digest in digests.values():
                digest.update(block)
    return tuple(f"{kind}:{digest.hexdigest()}" for kind, digest in digests.items())


def is_one_of(sum_: str, sums: Sequence[str]) -> bool:
    """Whether a target's sum is one of those that a file had; True where nothing can be compared."""
    kind = f"{sum_.partition(':')[0]}:"
    known = [each for each in sums if each.startswith(kind)]
    return not sum_ or not known or sum_ in known


def is_same(file: Path, size: int, sum_: str) -> bool:
    """Whether a file here holds what a sum of a target says (targets.base.Found); False where it says nothing."""
    kind, _, said = sum_.partition(":")
    begun = _kinds(size)
    if kind not in begun:
        return False
    digest = begun[kind]()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest() == said


def _kinds(size: int) -> Mapping[str, Callable[[], "hashlib._Hash"]]:
    return {
        "md5": lambda: hashlib.md5(usedforsecurity=False),
        "sha1": lambda: hashlib.sha1(usedforsecurity=False),
        # https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
        "git": lambda: hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False),
    }

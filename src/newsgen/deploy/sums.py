"""The sums by which engines tell what a file holds, of a file here."""

import hashlib
from collections.abc import Callable
from pathlib import Path

_BLOCK = 1 << 20


def is_same(file: Path, size: int, sum_: str) -> bool:
    """Whether a file here holds what a sum of a target says (targets.base.Found); False where it says nothing."""
    kind, _, said = sum_.partition(":")
    begun: dict[str, Callable[[], hashlib._Hash]] = {
        "md5": lambda: hashlib.md5(usedforsecurity=False),
        "sha1": lambda: hashlib.sha1(usedforsecurity=False),
        # https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
        "git": lambda: hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False),
    }
    if kind not in begun:
        return False
    digest = begun[kind]()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest() == said

"""Room for recursion that is the same wherever a body is made: in a worker, in a build, in a preview's thread.

Python-Markdown recurses for each level of nesting, and stops nesting where Python's limit is near. Counted from the
bottom of the stack, a text nested some dozens deep would have another body in a process with more frames below.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ROOM = 1_000


@contextmanager
def equal_room() -> Iterator[None]:
    """Let what runs inside nest 1,000 calls deep."""
    limit = sys.getrecursionlimit()
    n_frames, frame = 0, sys._getframe()
    while (above := frame.f_back) is not None:
        n_frames, frame = n_frames + 1, above
    sys.setrecursionlimit(n_frames + _ROOM)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)

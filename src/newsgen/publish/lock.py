"""One build at a time: a lock on `.newsgen/lock` that goes with the process that holds it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Another process holds the lock: `holder` is its number, "unknown" where nobody knows."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another build is at work here (process {holder})")
        self.holder = holder


@contextmanager
def locked(file: Path, wait: bool) -> Iterator[None]:
    """Hold the lock; where another process does, wait for it, or raise LockedError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as handle:
        if not _acquire(handle.fileno(), wait):
            handle.seek(0)
            raise LockedError(handle.read().strip() or "unknown")
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _acquire(descriptor: int, wait: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True

"""One build at a time: a lock on a file, which the system lets go when the process that holds it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Windows locks bytes, also against reading: this one stands behind the holder's number, and is never written.
_BYTE = 1 << 20
_AGAIN_S = 0.1


class LockedError(Exception):
    """Another process holds the lock: `holder` is its number, "unknown" where nobody knows."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another build is at work here (process {holder})")
        self.holder = holder


@contextmanager
def locked(file: Path, wait: bool) -> Iterator[None]:
    """Hold the lock; where another process does, wait for it, or raise LockedError.

    The file stays, and holds the number of the last process that held the lock. On Linux and macOS a forked child has a
    part in its parent's lock: workers.py sees to it that none outlives its parent. Raises OSError where the file cannot
    be made, or lies on a disk that knows no locks.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as handle:
        try:
            is_ours = _acquired(handle.fileno(), wait)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(file)) from error
        if not is_ours:
            handle.seek(0)
            raise LockedError(handle.read().strip() or "unknown")
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


if sys.platform == "win32":
    import errno
    import msvcrt
    import time

    def _acquired(descriptor: int, wait: bool) -> bool:
        # LK_LOCK gives up after ten seconds; a build may take longer.
        while not _locks(descriptor):
            if not wait:
                return False
            time.sleep(_AGAIN_S)
        return True

    def _locks(descriptor: int) -> bool:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno == errno.EACCES:
                return False
            raise
        return True

else:
    import fcntl

    def _acquired(descriptor: int, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

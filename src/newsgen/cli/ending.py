"""What SIGTERM does to a command that other programs work for."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# What shells tell of a program that the signal has ended.
_EXIT_CODE = 128 + signal.SIGTERM


@contextmanager
def ended_with_children() -> Iterator[None]:
    """SIGTERM unwinds what is going on, as Ctrl-C does: engines and commands are ended, and locks let go."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(_EXIT_CODE)

    known = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, known)

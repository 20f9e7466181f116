"""What a build found and did, as commands and the preview tell it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from newsgen.make.maker import StaleOutput


class FileChange(Struct, frozen=True):
    """What a build did to one file of the output folder, and the first reason for it."""

    path: str
    action: str
    cause: str


class Result(Struct, frozen=True):
    """What a build found and did. `exit_code`: 0 good, 1 errors in content or templates, 2 configuration.

    `n_changed`: files that are new, gone or have other bytes for readers; those that would be, with `over-budget`.
    `earlier`: the diagnostics of the build that was published before, encoded; b"" where nobody knows.
    """

    diagnostics: tuple[Diagnostic, ...]
    exit_code: int
    n_articles: int = 0
    n_made: int = 0
    n_written: int = 0
    n_unchanged: int = 0
    n_removed: int = 0
    n_changed: int = 0
    seconds: float = 0.0
    changes: tuple[FileChange, ...] = ()
    made: "Sequence[StaleOutput]" = ()
    notes: tuple[str, ...] = ()
    earlier: bytes = b""

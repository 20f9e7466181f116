"""What a target is: the place that a site is put to, by an engine that others have made."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from newsgen.config import Destination

# What newsgen keeps on a target for itself stands in this folder, which no output can have a path in.
OWN = ".newsgen-deploy"

# A small file that is larger is none of newsgen's: the manifest of a million files takes less than half of it.
MAX_OWN_BYTES = 100_000_000

# Told of each file that has arrived, as the engine goes on: what is told is not put there again after a stop.
Arrived = Callable[[str], None]


class TargetError(Exception):
    """An engine failed, or is missing: its words without secrets (see `cleared`), and a hint that says what to do."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.hint = hint


class UnreadableError(TargetError):
    """What has the name of a small file cannot be read as one: a folder, a link, too large, or not for this user."""


class OvertakenError(Exception):
    """Somebody else has changed the target since it was looked at: look again."""


class Found(Struct, frozen=True, gc=False):
    """A file on a target: its size in bytes, and its sum as the target tells it, with what that is in front.

    Sums are `md5:…` and `sha1:…` in lower-case hexadecimal, `git:…` for the name of a blob; "" where only the size is
    known. The size is -1 where only the sum is. `is_folder`: it is no file, and no file can be put there.
    """

    size: int
    sum: str = ""
    is_folder: bool = False


class Headers(Struct, frozen=True, order=True):
    """What readers shall be told beside a file; "" where the host's own word is right."""

    content_type: str = ""
    cache_control: str = ""


class Site(Struct, frozen=True):
    """What a target may know of the site: its folder, that of its output, where it may keep things between two runs.

    `sources` are the folders of its own files; `state` is a folder below .newsgen/ of this destination alone, and who
    needs it makes it.
    """

    root: Path
    output: Path
    state: Path
    sources: tuple[Path, ...] = ()


class Target(Protocol):
    """A place for the site. Each method raises TargetError, and nothing else that a user could meet.

    Paths have slashes, are relative to the target's own folder, and were checked: none leads out of it. Names are those
    of small files in OWN, where the manifest and the locks are kept.
    """

    @property
    def title(self) -> str:
        """How people name it, without any secret: `paper:bucket/path`."""
        ...

    @property
    def takes_headers(self) -> bool:
        """Whether Headers reach readers. Where they do not, all that may be put there at once is one upload."""
        ...

    @property
    def is_whole(self) -> bool:
        """Whether the engine puts the folder as a whole and alone knows what is there (`command`).

        It has no names and no listing: `upload` and `delete` say what has changed, `finish` does it.
        """
        ...

    @property
    def is_atomic(self) -> bool:
        """Whether `finish` makes all changes at once, and refuses them where somebody was faster (git): no locks."""
        ...

    def names(self) -> Sequence[str]:
        """The small files that are there."""
        ...

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none. UnreadableError where something else has its name."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put a small file, whole or not at all."""
        ...

    def remove(self, name: str) -> None:
        """Delete a small file; there may be none."""
        ...

    def listed(self) -> Mapping[str, Found]:
        """All files that are there, but those of OWN, as the engine names them: whoever uses a path checks it."""
        ...

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        """Of some paths those at which a file is, as `listed` has them, or a folder; few are found without all."""
        ...

    def leftover(self, path: str) -> str:
        """Of which file a stopped upload may have left a part under this path among `listed`; "" where of none."""
        ...

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        """Put files of a folder, each whole or not at all for whoever reads it; returns when all are there."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and the folders that they leave empty; some may be gone already."""
        ...

    def finish(self) -> None:
        """Make the changes hold, where the engine collects them: called once, at the end, also if nothing changed.

        OvertakenError where `is_atomic` and somebody else was faster.
        """
        ...


# Makes the target of a destination; a TargetError where the engine is missing, or `to` is nothing it could use.
Make = Callable[[Destination, Site], Target]

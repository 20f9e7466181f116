"""What this machine remembers of a destination: what it put there last, and how far an upload came that was stopped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.deploy.plan import Held
from newsgen.state.paths import leave_as_outputs

_RECORD = "record"
_JOURNAL = "journal"


class Remembered(Struct, frozen=True, array_like=True):
    """What was at the target `title` beside a manifest with the digest `manifest`, by path.

    `lock` and `keys`: those of an upload that has not ended, "" and none where the last one did.
    """

    title: str = ""
    manifest: bytes = b""
    files: Mapping[str, Held] = {}
    lock: str = ""
    keys: tuple[bytes, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(self.title)

    def stopped(self, lock: str, keys: tuple[bytes, ...]) -> Self:
        return replace(self, lock=lock, keys=keys)


class Memory:
    """A folder of one destination's own, below .newsgen/: a lost or a broken one costs a listing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def remembered(self, title: str) -> Remembered:
        """What is known of a target; nothing where another one was meant."""
        try:
            found = msgspec.msgpack.decode((self._folder / _RECORD).read_bytes(), type=Remembered)
        except (OSError, msgspec.MsgspecError, ValueError):
            return Remembered()
        return found if found.title == title and not leave_as_outputs(list(found.files)) else Remembered()

    def remember(self, remembered: Remembered) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if remembered == self.remembered(remembered.title):
            # Whoever keeps this folder from run to run need not keep it again.
            return
        beside = self._folder / f"{_RECORD}.new"
        beside.write_bytes(msgspec.msgpack.encode(remembered))
        beside.replace(self._folder / _RECORD)

    def arrived(self, path: str, digest: bytes) -> None:
        """Note that a file is on the target, whatever becomes of the upload."""
        with (self._folder / _JOURNAL).open("a", encoding="utf-8") as file:
            file.write(f"{digest.hex()} {path}\n")

    def journal(self) -> dict[str, bytes]:
        """The files that arrived since the last upload that ended, with the digests of what they hold."""
        try:
            lines = (self._folder / _JOURNAL).read_text("utf-8").splitlines()
            parts = (line.partition(" ") for line in lines)
            return {path: bytes.fromhex(digest) for digest, _, path in parts}
        except (OSError, ValueError):
            return {}

    def forget_journal(self) -> None:
        (self._folder / _JOURNAL).unlink(missing_ok=True)

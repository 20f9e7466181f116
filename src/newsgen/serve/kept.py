"""What gaps are filled with, kept beside the preview's folder: the next preview may begin with a build that fails."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from newsgen.gaps import Gap


def read(file: Path) -> Mapping[Gap, str]:
    """What was kept; nothing where nothing was, or somebody else has written there."""
    try:
        # Whoever opens a pipe waits.
        return dict(msgspec.msgpack.decode(file.read_bytes(), type=list[tuple[Gap, str]])) if file.is_file() else {}
    except (OSError, msgspec.DecodeError):
        return {}


def keep(file: Path, fillings: Mapping[Gap, str]) -> None:
    """Keep it, whole or not at all; a full disk does not end a preview."""
    beside = file.with_suffix(".new")
    with suppress(OSError):
        beside.unlink(missing_ok=True)
        with beside.open("xb") as opened:
            opened.write(msgspec.msgpack.encode(list(fillings.items())))
        os.replace(beside, file)  # noqa: PTH105  Path.replace would say the same

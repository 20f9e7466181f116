"""Which files a build changes for readers."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.make.maker import MadeOutput
from newsgen.state.cache import OutputRow
from newsgen.state.stamps import file_digest


def changed(
    output: Path, made: Iterable[tuple[str, MadeOutput]], rows: Mapping[str, OutputRow], gone: Iterable[str]
) -> list[str]:
    """The paths of files that are new, gone, or have other bytes than when they were published last.

    `made` has each output with its path. A file that is only written again, because somebody touched or removed it, is
    none of them.
    """
    staged = ((path, each) for path, each in made if each.is_staged)
    return sorted([*gone, *(path for path, each in staged if each.digest != _published(output, path, rows))])


def _published(output: Path, path: str, rows: Mapping[str, OutputRow]) -> bytes:
    """The digest of what was published last at a path; the file's own where no build remembers it."""
    row = rows.get(path)
    if row is not None and row.digest:
        return row.digest
    # A first build asks this of every file, and a Path takes four times as long to say no.
    return file_digest(output / path) if os.path.isfile(f"{output}/{path}") else b""  # noqa: PTH113

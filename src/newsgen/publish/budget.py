"""How many files a build changes for readers, and whether that is more than they may be."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from newsgen.diagnostics import Diagnostic, Place
from newsgen.make.maker import MadeOutput
from newsgen.publish.claims import some
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


def over(budget: int | None, paths: Sequence[str], output: Path) -> list[Diagnostic]:
    """`over-budget` where more files would change than `--budget` allows."""
    if budget is None or len(paths) <= budget:
        return []
    text = f"{len(paths)} files would change for readers, and --budget allows {budget}"
    return [Diagnostic("over-budget", Place(output.name), text, f"they are {some(paths)}; allow more if that is meant")]


def _published(output: Path, path: str, rows: Mapping[str, OutputRow]) -> bytes:
    """The digest of what was published last at a path; the file's own where no build remembers it."""
    row = rows.get(path)
    if row is not None and row.digest:
        return row.digest
    file = output / path
    return file_digest(file) if file.is_file() else b""

"""Staged files -> the output folder: moved one by one, each whole; what is no longer planned is deleted last."""

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place


class Staged(Struct, frozen=True, gc=False):
    """A file to be moved from the staging folder to `path` below the output folder."""

    path: str
    name: str


def emptied(staging: Path) -> Path:
    """The staging folder, empty."""
    discarded(staging)
    staging.mkdir(parents=True)
    return staging


def discarded(staging: Path) -> None:
    """Remove the staging folder: what a failed build leaves there would fill a full disk for good."""
    shutil.rmtree(staging, ignore_errors=True)


def obstacles(output: Path, paths: Iterable[str], gone: Iterable[str]) -> list[Diagnostic]:
    """What stands in the way of files that are about to be moved: folders where files go, and the reverse.

    `gone` are files of ours that will be deleted first where they are in the way.
    """
    ours = {output / path for path in gone}
    found = []
    folders: set[Path] = set()
    for path in paths:
        target = output / path
        if target.is_dir() and not all(each in ours for each in target.rglob("*") if not each.is_dir()):
            found.append(_taken(output, target, "a folder stands where this file is to be written"))
        for folder in target.parents:
            if folder in folders or not folder.is_relative_to(output):
                break
            folders.add(folder)
            if folder not in ours and folder.exists() and not folder.is_dir():
                found.append(_taken(output, folder, "a file stands where this folder is needed"))
    return found


def in_the_way(gone: Sequence[str], paths: Iterable[str]) -> list[str]:
    """The files to be deleted that stand where a folder of `paths` is needed, or in a folder where a file goes."""
    if not gone:
        return []
    files = set(paths)
    needed = {parent for path in files for parent in _parents(path)}
    return [path for path in gone if path in needed or any(parent in files for parent in _parents(path))]


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def _taken(output: Path, target: Path, text: str) -> Diagnostic:
    place = Place(f"{output.name}/{target.relative_to(output).as_posix()}".removesuffix("/."))
    return Diagnostic("output-taken", place, text, "move it away; newsgen deletes only what it wrote")


def moved(staging: Path, output: Path, staged: Sequence[Staged]) -> None:
    """Move staged files over the output folder's, in the order given."""
    made: set[Path] = set()
    for file in staged:
        target = output / file.path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        _replace(staging / file.name, target)


def deleted(output: Path, paths: Iterable[str]) -> int:
    """Delete files, and the folders that they leave empty; returns how many there were."""
    n_deleted = 0
    for path in paths:
        target = output / path
        try:
            target.unlink()
            n_deleted += 1
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
        except PermissionError:
            # Some systems say so of a folder that a user has put in the file's place: it is not ours.
            if not target.is_dir():
                raise
            continue
        _prune(target.parent, output)
    return n_deleted


def _prune(folder: Path, output: Path) -> None:
    while folder != output:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _replace(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105  called for every file of a site: half the time of Path.replace
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another file system: copied beside the target first, so that no reader sees half.
        beside = target.with_name(f".{target.name}.newsgen")
        shutil.copy2(source, beside)
        os.replace(beside, target)  # noqa: PTH105
        source.unlink()

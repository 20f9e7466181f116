"""What stands in the output folder: where files are to go before a swap, and all of it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISLNK

from newsgen.diagnostics import Diagnostic, Place

HINT = "move it away; newsgen deletes only what it wrote"


class Ground:
    """The output folder before a swap. Each folder is looked at once; what lies below a link is not looked at."""

    def __init__(self, output: Path) -> None:
        self._output = output
        # The output folder itself may be reached through a link.
        self._modes: dict[str, int] = {"": output.stat().st_mode if output.exists() else 0}

    def stat(self, path: str) -> os.stat_result | None:
        """What stands at a path, a link itself; None where there is nothing, or a folder on the way is none."""
        return self._stat(path) if self.obstacle(path) is None and S_ISDIR(self._mode_of(_folder(path))) else None

    def obstacle(self, path: str) -> str | None:
        """The first of the folders of a path that is a file or a link."""
        # Before a first build there is nothing at all.
        if not self._modes[""] or self._is_clear(_folder(path)):
            return None
        parts = path.split("/")
        folders = ("/".join(parts[:n]) for n in range(1, len(parts)))
        return next((folder for folder in folders if (mode := self._mode_of(folder)) and not S_ISDIR(mode)), None)

    def is_link(self, folder: str) -> bool:
        return S_ISLNK(self._mode_of(folder))

    def _is_clear(self, folder: str) -> bool:
        return S_ISDIR(self._modes.get(folder, 0))

    def _mode_of(self, folder: str) -> int:
        """The mode of a folder; 0 where there is nothing, or the folder above is none."""
        end = 0
        above = self._modes[""]
        while end < len(folder) and S_ISDIR(above):
            end = folder.find("/", end + 1)
            end = len(folder) if end < 0 else end
            part = folder[:end]
            if part not in self._modes:
                found = self._stat(part)
                self._modes[part] = found.st_mode if found else 0
            above = self._modes[part]
        return above if end >= len(folder) else 0

    def _stat(self, path: str) -> os.stat_result | None:
        try:
            return os.lstat(f"{self._output}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None


def obstacles(ground: Ground, output: Path, paths: Iterable[str], gone: Iterable[str]) -> list[Diagnostic]:
    """What stands in the way of files that are about to be moved: folders where files go, and the reverse.

    `gone` are files of ours that will be deleted first where they are in the way. Through a linked folder files would
    be written outside.
    """
    if os.path.lexists(output) and not output.is_dir():
        what = "a symbolic link that leads nowhere" if output.is_symlink() and not output.exists() else "a file"
        return [Diagnostic("output-taken", Place(output.name), f"{what} stands where this folder is needed", HINT)]
    ours = set(gone)
    found: dict[str, Diagnostic] = {}
    for path in paths:
        folder = ground.obstacle(path)
        if folder is not None:
            if ground.is_link(folder):
                found[folder] = taken(output, folder, "a symbolic link stands where this folder is needed")
            elif folder not in ours:
                found[folder] = taken(output, folder, "a file stands where this folder is needed")
        elif (stat := ground.stat(path)) and S_ISDIR(stat.st_mode) and not _holds_only(output, path, ours):
            found[path] = taken(output, path, "a folder stands where this file is to be written")
    return list(found.values())


def taken(output: Path, path: str, text: str, hint: str = HINT) -> Diagnostic:
    return Diagnostic("output-taken", Place(f"{output.name}/{path}"), text, hint)


def files(output: Path, is_kept: Callable[[str], bool]) -> Iterator[os.DirEntry[str]]:
    """Every file and every link that `keep` does not name; what is hidden, and names that are not UTF-8, are nobody's.

    No link is followed.
    """
    waiting = [str(output)] if output.is_dir() else []
    start = len(str(output)) + 1
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not _is_utf8(entry.name) or is_kept(below(entry, start)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
                    yield entry


def below(entry: "os.DirEntry[str]", start: int) -> str:
    """An entry's path without its first characters, with forward slashes."""
    return entry.path[start:].replace(os.sep, "/")


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _holds_only(output: Path, folder: str, ours: set[str]) -> bool:
    """Whether a folder holds files of ours and nothing else: then it goes with them."""
    below_it = [each for each in (output / folder).rglob("*") if each.is_symlink() or not each.is_dir()]
    return bool(below_it) and all(each.relative_to(output).as_posix() in ours for each in below_it)

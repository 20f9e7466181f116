"""Staged files -> the output folder: moved one by one, each whole, and undone where something fails on the way.

Old files are kept aside until the swap is recorded: as second names of the same file, so that no reader meets a gap,
or where a file system has no such names, moved away.
"""

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from msgspec import Struct

from newsgen.digests import hex_digest
from newsgen.inside import names_in
from newsgen.publish.ground import Ground
from newsgen.state.stamps import stamp

_BESIDE = ".newsgen-"


class Staged(Struct, frozen=True, gc=False):
    """A file to be moved from the staging folder to `path` below the output folder."""

    path: str
    name: str


class Step(Struct, frozen=True, gc=False):
    """What was done at a path, before it was: what stood there is `aside` now; None: nothing stood there."""

    path: str
    aside: str | None


class TornError(OSError):
    """A swap failed, and so did putting back: `paths` below the output folder are not what they were."""

    def __init__(self, cause: str, paths: Sequence[str]) -> None:
        super().__init__(cause)
        self.paths = tuple(paths)


class Swap:
    """A change of the output folder; ended by `done` or by `undone`."""

    def __init__(self, staging: Path, output: Path) -> None:
        self._staging = str(staging)
        self._output = str(output)
        self._steps: list[Step] = []
        # What the moved files are known by in the next build: a move changes the time of a file's last change.
        self.stamps: dict[str, int] = {}
        # Whether output and staging folder are on one file system, as far as is known.
        self._is_near = True

    def move(self, staged: Sequence[Staged]) -> None:
        """Move staged files over the output folder's, in the order given."""
        is_new: dict[str, bool] = {}
        for file in staged:
            target = f"{self._output}/{file.path}"
            folder = target[: target.rindex("/")]
            if folder not in is_new:
                is_new[folder] = self._make(folder, file.path)
            if is_new[folder]:
                self._steps.append(Step(file.path, None))
            else:
                self._keep(file.path)
            _replace(f"{self._staging}/{file.name}", target, file.path)
            # Of whatever stands there now: one without a stamp is read by the next build.
            with suppress(OSError):
                self.stamps[file.path] = stamp(os.stat(target))

    def delete(self, paths: Iterable[str]) -> int:
        """Delete files, and the folders that they leave empty; returns how many there were."""
        n_deleted = 0
        for path in paths:
            target = f"{self._output}/{path}"
            # A folder that a user has put in the file's place is not ours.
            if not _is_file(target):
                continue
            self._put_aside(path, os.replace)
            n_deleted += 1
            _prune(target, self._output)
        return n_deleted

    def undone(self) -> list[str]:
        """Put back what stood there before; returns the paths where that failed."""
        torn = []
        for step in reversed(self._steps):
            try:
                self._undo(step)
            except OSError:
                torn.append(step.path)
        self._steps = []
        return sorted(torn)

    def done(self) -> None:
        """Let go of the old files; those in the staging folder go with it."""
        for step in self._steps:
            if step.aside is not None and not step.aside.startswith(self._staging):
                with suppress(OSError):
                    os.unlink(step.aside)
                _prune(step.aside, self._output)
        self._steps = []

    def _make(self, folder: str, path: str) -> bool:
        """Have the folder of a path; returns whether it is new, so that nothing stands in it."""
        if os.path.isdir(folder):
            return False
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError:
            # Some of the folders may be there now.
            self._steps.append(Step(path, None))
            raise
        return True

    def _keep(self, path: str) -> None:
        """Keep aside what stands at a path, which stays there."""
        try:
            self._put_aside(path, os.link)
        except FileNotFoundError:
            # It may be the folder for old files that is not there: then nothing may be done here.
            if os.path.lexists(f"{self._output}/{path}"):
                raise
            self._steps.append(Step(path, None))
        except OSError:
            if S_ISDIR(os.lstat(f"{self._output}/{path}").st_mode):
                raise
            # FAT and some network drives have no second names, and some systems give none to other users' files.
            self._put_aside(path, os.replace)

    def _put_aside(self, path: str, act: Callable[[str, str], None]) -> None:
        for aside in self._asides(path):
            # Noted before it is done: whoever interrupts in between must not lose the file.
            self._steps.append(Step(path, aside))
            try:
                act(f"{self._output}/{path}", aside)
                return
            except OSError as error:
                self._steps.pop()
                if error.errno != errno.EXDEV:
                    raise
                self._is_near = False
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), path)

    def _asides(self, path: str) -> list[str]:
        """Where an old file may go: a folder inside the output folder may be another file system, too."""
        near = [f"{self._staging}/{len(self._steps)}.old"] if self._is_near else []
        return [*near, f"{self._output}/{_beside(path, 'old')}", _beside_it(f"{self._output}/{path}", path, "old")]

    def _undo(self, step: Step) -> None:
        target = f"{self._output}/{step.path}"
        if step.aside is None:
            # It may never have come there, and its name may be one that this disk cannot have.
            if os.path.lexists(target):
                os.unlink(target)
            _prune(target, self._output)
        elif os.path.lexists(step.aside):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(step.aside, target)
            # Two names of one file are both left by a move of one over the other (rename(2)).
            with suppress(FileNotFoundError):
                os.unlink(step.aside)


def clear(output: Path, pending: Iterable[str]) -> None:
    """Remove what a killed swap has left beside the files that it was moving."""
    left = [f"{output}/{each}" for each in names_in(output) if each.startswith(_BESIDE)]
    ground = Ground(output)
    for path in pending:
        if ground.obstacle(path) is not None:
            continue
        target = f"{output}/{path}"
        folder, _, name = target.rpartition("/")
        # The name of earlier versions.
        left += [_beside_it(target, path, "old"), _beside_it(target, path, "new"), f"{folder}/.{name}.newsgen"]
    for file in left:
        with suppress(OSError):
            os.unlink(file)


def _beside(path: str, what: str) -> str:
    """A name for another version of a file. It is short, since the file's own may be as long as a name can be."""
    return f"{_BESIDE}{hex_digest(path.encode(), 8)}-{what}"


def _beside_it(target: str, path: str, what: str) -> str:
    return f"{target[: target.rindex('/')]}/{_beside(path, what)}"


def _replace(source: str, target: str, path: str) -> None:
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The output folder is on another file system: copied beside the target first, so that no reader sees half.
        beside = _beside_it(target, path, "new")
        try:
            # Most builds move files within one file system.
            from shutil import copy2

            copy2(source, beside)
            os.replace(beside, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
        os.unlink(source)


def _is_file(target: str) -> bool:
    try:
        return not S_ISDIR(os.lstat(target).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _prune(target: str, output: str) -> None:
    """Remove the folders above a path that are empty."""
    folder = os.path.dirname(target)
    while len(folder) > len(output):
        try:
            os.rmdir(folder)
        except OSError:
            # One with a name that is too long was never made.
            if os.path.lexists(folder):
                return
        folder = os.path.dirname(folder)

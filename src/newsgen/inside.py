"""What may be read: a regular file that lies, after every link, inside its own folder, and is not hidden there.

A hard link is a name of a file like any other: that one leads out of a folder cannot be told.
"""

import errno
import os
from collections.abc import Collection
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.spelling import composed

# What the system shows of itself as files; some of them are endless, some hold the secrets of whoever builds.
_SYSTEM = ("/proc", "/sys", "/dev")
# A link in the last place is not followed, and a pipe that nobody writes to is not waited for. Windows has neither.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# What the systems answer to O_NOFOLLOW: Linux and macOS, FreeBSD, NetBSD.
_IS_LINK = {errno.ELOOP, errno.EMLINK, getattr(errno, "EFTYPE", errno.ELOOP)}


class Refusal(Struct, frozen=True):
    """Why something is not read."""

    code: str
    text: str
    hint: str

    def at(self, path: str) -> Diagnostic:
        # Names of files need not be UTF-8, what is said of them must.
        text = self.text.encode("utf-8", "replace").decode()
        return Diagnostic(self.code, Place(path), text, self.hint)


class RefusedError(OSError):
    """A file that is not opened."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(errno.EPERM, refusal.text)
        self.refusal = refusal


# More folders in one another than this are nobody's order of files.
MAX_DEPTH = 100
TOO_DEEP = Refusal("folder-unreadable", f"this folder lies in {MAX_DEPTH} others", "move it up")

NOT_REGULAR = Refusal("source-unreadable", "this is no regular file", "remove it")
NOT_UTF8 = Refusal("name-encoding", "the name of this file is not UTF-8", "rename it")


def is_link(entry: os.DirEntry[str]) -> bool:
    """Whether a symbolic link stands here, or what Windows has for folders in its place."""
    is_junction = getattr(entry, "is_junction", None)  # from Python 3.12 on
    return entry.is_symlink() or bool(is_junction and is_junction())


def link_refused(link: str, top: str, above: Collection[str], shown: Collection[str] = ()) -> Refusal | None:
    """Why a link to a file or folder is not followed by one who has come to it through the linked folders `above`.

    It may lead anywhere in the real folder `top`, but to what is hidden there, unless that is named in `shown`.
    """
    real = os.path.realpath(link)
    if refusal := _refused(link, real, top, shown):
        return refusal
    return LOOP if is_loop(real, (*above, os.path.realpath(os.path.dirname(link)))) else None  # noqa: PTH120


def _refused(link: str, real: str, top: str, shown: Collection[str] = ()) -> Refusal | None:
    name = os.path.basename(link)  # noqa: PTH119  paths are text here, for a hundred thousand are looked at
    if real != top and not real.startswith(top.rstrip(os.sep) + os.sep):
        text = f'"{name}" leads out of the folder that it stands in'
        return Refusal("symlink-outside", text, "copy here what it leads to, in place of the link")
    if hidden := _hidden(real[len(top) :], shown):
        text = f'"{name}" leads to "{hidden[0]}", which is hidden: what is hidden is never published'
        return Refusal("symlink-hidden", text, "remove the link, or give the file another name")
    try:
        mode = os.stat(real).st_mode  # noqa: PTH116
    except OSError as error:
        return _unreachable(link, error)
    return None if S_ISREG(mode) or S_ISDIR(mode) else NOT_REGULAR


def is_loop(real: str, above: Collection[str]) -> bool:
    """Whether one who walks into the real folder `real` comes to one of those `above` again."""
    return any(folder == real or folder.startswith(real.rstrip(os.sep) + os.sep) for folder in above)


LOOP = Refusal("symlink-loop", "this link leads back into its own folder", "remove the link")


def folder_refused(root: Path, folder: str) -> Refusal | None:
    """Why a folder of sources is not read. It may be a link, also to elsewhere: who can make that is the maintainer.

    That there is none is for the caller to judge.
    """
    place, hint = f"{root}{os.sep}{folder}", "let it lead to a folder of its own"
    top, real = os.path.realpath(root), os.path.realpath(place)
    if is_loop(real, [top]):
        return Refusal("symlink-loop", f'"{folder}" leads to a folder that the site lies in', hint)
    if hidden := _hidden(real[len(top) :], ()) if real.startswith(top + os.sep) else []:
        return Refusal("symlink-hidden", f'"{folder}" leads to "{hidden[0]}", which is hidden', hint)
    if any(real == system or real.startswith(f"{system}/") for system in _SYSTEM):
        return Refusal("symlink-outside", f'"{folder}" leads to "{real}", which is the system\'s own', hint)
    try:
        is_folder = S_ISDIR(os.stat(place).st_mode)  # noqa: PTH116
    except OSError as error:
        return _unreachable(place, error) if os.path.islink(place) else None  # noqa: PTH114
    text, elsewhere = "a file stands where this folder is to be", "move it away, or name another folder in newsgen.yaml"
    return None if is_folder else Refusal("folder-unreadable", text, elsewhere)


def on_disk(root: Path, folder: str) -> str:
    """A folder of the site, as the disk spells it."""
    if folder.isascii() or (root / folder).exists():
        return folder
    found = ""
    for part in folder.split("/"):
        try:
            names = os.listdir(f"{root}{found}")  # noqa: PTH208
        except OSError:
            return folder
        found += f"/{next((name for name in names if composed(name) == part), part)}"
    return found[1:]


def names_in(folder: Path | str) -> list[str]:
    """The names in a folder, in no order; none where it cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208  names are all that is asked for
    except OSError:
        return []


def opened(file: Path) -> BinaryIO:
    """A regular file, open for reading; where a link stands, what it leads to. RefusedError for anything else.

    Whether a link may be followed is for `link_refused` to say, before.
    """
    return os.fdopen(_opened(file), "rb")


def contents(file: str, most: int) -> bytes:
    """The bytes of a file, `most` of them at most, as `opened` would open it: with few calls of the system."""
    number = _opened(file)
    try:
        room = os.fstat(number).st_size + 1
        data = b""
        while block := os.read(number, min(room, most - len(data))):
            data += block
        return data
    finally:
        os.close(number)


def _opened(file: Path | str) -> int:
    try:
        number = os.open(file, _FLAGS)
    except OSError as error:
        if error.errno not in _IS_LINK:
            raise
        number = os.open(os.path.realpath(file), _FLAGS)
    if not S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise RefusedError(NOT_REGULAR)
    return number


def read(file: Path, top: Path) -> bytes:
    """The bytes of a file of the folder `top`; RefusedError where it is none, FileNotFoundError where nothing is."""
    if file.is_symlink() and (refusal := link_refused(str(file), os.path.realpath(top), ())):
        raise RefusedError(refusal)
    # Looked at before it is opened: to open a device may do something.
    if not S_ISREG(file.stat().st_mode):
        raise RefusedError(NOT_REGULAR)
    with opened(file) as handle:
        return handle.read()


def remedy(error: OSError) -> str:
    """What to do where a file or a folder cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "it went while it was looked at: build again"
    return "give the right to read it" if isinstance(error, PermissionError) else "look whether its disk is whole"


def _hidden(inner: str, shown: Collection[str]) -> list[str]:
    return [part for part in Path(inner).parts if part.startswith(".") and part not in shown]


def _unreachable(path: str, error: OSError) -> Refusal:
    if error.errno == errno.ELOOP:
        return LOOP
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        # What is said is what the link says, not where that is: it may be written for another machine.
        leads = f": {os.readlink(path)}" if os.path.islink(path) else ""  # noqa: PTH114,PTH115
        return Refusal("symlink-broken", f"this link leads nowhere{leads}", "remove it")
    return Refusal("source-unreadable", f"this file cannot be read: {error.strerror}", remedy(error))

"""The content folder -> its sources and assets with their stat; nothing is read here but the folders."""

import mimetypes
import os
import re
from pathlib import Path

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place

ARTICLE_SUFFIXES = (".md", ".markdown")
_BACKUPS = re.compile(r"(^\.|^#.*#$|~$|\.sw[a-p]$|\.bak$|^Thumbs\.db$|^desktop\.ini$|\.tmp$)", re.IGNORECASE)


class Stat(Struct, frozen=True, gc=False):
    """A file by its path below the site's root, forward slashes."""

    path: str
    mtime_ns: int
    size: int


class Scan(Struct, frozen=True):
    """Sources and assets in the order of their paths, and what cannot be a source."""

    articles: tuple[Stat, ...]
    assets: tuple[Stat, ...]
    diagnostics: tuple[Diagnostic, ...]


def scan(root: Path, folder: str) -> Scan:
    """Every file below `folder` of the site's root; hidden files and editors' backups are left out."""
    walk = _Walk(root.resolve())
    top = root / folder
    if top.is_dir():
        walk.folder(str(top), folder, (os.path.realpath(top),))
    else:
        walk.report("content-missing", folder, "there is no such folder", "make it, or name another in newsgen.yaml")
    key = lambda stat: stat.path  # noqa: E731
    return Scan(tuple(sorted(walk.articles, key=key)), tuple(sorted(walk.assets, key=key)), tuple(walk.diagnostics))


def dimensions(file: Path) -> tuple[int, int, str]:
    """Width and height in pixels of a picture (0, 0 for anything else) and the media type of the file."""
    type_ = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if type_ == "image/svg+xml":
        return (*_svg_size(file), type_)
    if not type_.startswith("image/"):
        return 0, 0, type_
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as image:
            return *image.size, type_
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return 0, 0, type_


class _Walk:
    """Collects files while folders are walked."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self.articles: list[Stat] = []
        self.assets: list[Stat] = []
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, path: str, text: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, Place(path), text, hint))

    def folder(self, folder: str, path: str, above: tuple[str, ...]) -> None:
        """Walk one folder; `above` are the real paths of the folders it lies in, to see a loop of links."""
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not _BACKUPS.search(entry.name):
                        self._entry(entry, f"{path}/{entry.name}", above)
        except OSError as error:
            self.report("folder-unreadable", path, f"this folder cannot be read: {error.strerror}")

    def _entry(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        if entry.is_symlink() and not self._may_follow(entry, path, above):
            return
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode()
            self.report("name-encoding", shown, "the name of this file is not UTF-8", "rename it")
            return
        if entry.is_dir():
            if entry.name.endswith(ARTICLE_SUFFIXES):
                self.report("directory-named-md", path, "this is a folder, not an article", "rename it without .md")
            else:
                self.folder(entry.path, path, (*above, os.path.realpath(entry.path)) if entry.is_symlink() else above)
            return
        stat = entry.stat()
        files = self.articles if entry.name.endswith(ARTICLE_SUFFIXES) else self.assets
        files.append(Stat(path, stat.st_mtime_ns, stat.st_size))

    def _may_follow(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> bool:
        real = os.path.realpath(entry.path)
        if real in above or any(folder.startswith(real + os.sep) for folder in above):
            self.report("symlink-loop", path, "this link leads back into its own folder", "remove the link")
        elif not os.path.exists(real):  # noqa: PTH110
            self.report("symlink-broken", path, f"this link leads nowhere: {os.readlink(entry.path)}", "remove it")  # noqa: PTH115
        elif not real.startswith(self._root + os.sep):
            self.report("symlink-outside", path, "this link leaves the site's folder", "copy the file here instead")
        else:
            return True
        return False


def _svg_size(file: Path) -> tuple[int, int]:
    try:
        with file.open("rb") as handle:
            start = handle.read(4096).decode("utf-8", "replace")
    except OSError:
        return 0, 0
    tag = re.search(r"<svg\b[^>]*>", start)
    if not tag:
        return 0, 0
    size = [re.search(rf'\b{name}="([\d.]+)(?:px)?"', tag[0]) for name in ("width", "height")]
    if all(size):
        return round(float(size[0][1])), round(float(size[1][1]))  # type: ignore[index]  # both were found
    box = re.search(r'\bviewBox="[\d.\-]+[ ,]+[\d.\-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"', tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)

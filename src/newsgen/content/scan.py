"""The content folder -> its sources and assets with their stat; nothing is read here but the folders."""

import mimetypes
import os
import re
from collections.abc import Collection
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place, in_order
from newsgen.inside import MAX_DEPTH, NOT_REGULAR, TOO_DEEP, folder_refused, is_link, link_refused

if TYPE_CHECKING:
    from PIL.Image import Image

ARTICLE_SUFFIXES = (".md", ".markdown")
_VIEW_BOX = re.compile(
    r"""\sviewBox\s*=\s*["']\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)\s*["']"""
)
_ORIENTATION = 0x0112

# Where more files than this have changed, walking through the folders costs no more.
FEW = 200

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
    top = root / folder
    walk = _Walk(os.path.realpath(top))
    if refusal := folder_refused(root, folder):
        walk.diagnostics.append(refusal.at(folder))
    elif top.is_dir():
        walk.folder(str(top), folder, (os.path.realpath(top),))
    else:
        walk.report("content-missing", folder, "there is no such folder", "make it, or name another in newsgen.yaml")
    by_path = attrgetter("path")
    articles, assets = sorted(walk.articles, key=by_path), sorted(walk.assets, key=by_path)
    return Scan(tuple(articles), tuple(assets), in_order(walk.diagnostics))


def rescanned(known: Scan, root: Path, folder: str, changed: Collection[str]) -> Scan | None:
    """The scan after the paths `changed` below `root` have; None where only a whole one can tell.

    That is where a folder or a link is among them, where something was wrong, or where they are many.
    """
    if known.diagnostics or len(changed) > FEW:
        return None
    files = {stat.path: stat for stat in (*known.articles, *known.assets)}
    for path in changed:
        if not path.startswith(f"{folder}/") or any(_BACKUPS.search(part) for part in path.split("/")[1:]):
            continue
        files.pop(path, None)
        try:
            stat = _stat(root.resolve(), path)
        except FileNotFoundError:
            if any(other.startswith(f"{path}/") for other in files):
                return None
            continue
        except OSError:
            return None
        if stat is None:
            return None
        files[path] = stat
    ordered = sorted(files.values(), key=attrgetter("path"))
    articles = tuple(stat for stat in ordered if stat.path.endswith(ARTICLE_SUFFIXES))
    return Scan(articles, tuple(stat for stat in ordered if not stat.path.endswith(ARTICLE_SUFFIXES)), ())


def _stat(root: Path, path: str) -> Stat | None:
    """The stat of a regular file with an ordinary name that no link leads to; None for anything else."""
    file = root / path
    stat = file.lstat()
    if not S_ISREG(stat.st_mode) or str(file) != os.path.realpath(file) or "\udc80" <= max(path) <= "\udcff":
        return None
    return Stat(path, stat.st_mtime_ns, stat.st_size)


class Picture(Struct, frozen=True):
    """What a file is: width and height in pixels (0 for anything but a picture), its media type."""

    width: int
    height: int
    type: str
    is_animated: bool = False


def picture(file: Path) -> Picture:
    type_ = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if type_ == "image/svg+xml":
        return Picture(*_svg_size(file), type_)
    if not type_.startswith("image/"):
        return Picture(0, 0, type_)
    try:
        from PIL import Image

        with Image.open(file) as image:
            width, height = reversed(image.size) if is_turned(image) else image.size
            # Many phones' JPEGs hold a second picture after the one that browsers show (CIPA DC-007).
            is_jpeg = image.format in {"JPEG", "MPO"}
            true_type = "image/jpeg" if is_jpeg else Image.MIME.get(image.format or "", type_)
            return Picture(width, height, true_type, not is_jpeg and getattr(image, "is_animated", False))
    except Exception:  # Pillow's readers raise many kinds for broken pictures, SyntaxError and struct.error among them.
        return Picture(0, 0, type_)


def is_turned(image: "Image") -> bool:
    """Whether browsers turn a photo on its side, as its camera says (CSS image-orientation: from-image)."""
    return image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}


class _Walk:
    """Collects files while folders are walked; `top` is the real path of the uppermost."""

    def __init__(self, top: str) -> None:
        self._top = top
        self.articles: list[Stat] = []
        self.assets: list[Stat] = []
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, path: str, text: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, Place(path), text, hint))

    def folder(self, folder: str, path: str, above: tuple[str, ...]) -> None:
        """Walk one folder; `above` are the real paths of the folders it lies in, to see a loop of links."""
        if path.count("/") > MAX_DEPTH:
            self.diagnostics.append(TOO_DEEP.at(path))
            return
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    # Nearly every entry is this, and an archive has a hundred thousand of them.
                    if name.endswith(".md") and name[0] not in ".#" and name.isascii():
                        if entry.is_file(follow_symlinks=False):
                            self._article(entry, f"{path}/{name}")
                            continue
                    elif _BACKUPS.search(name):
                        continue
                    self._tried(entry, f"{path}/{name}", above)
        except OSError as error:
            self.report("folder-unreadable", path, f"this folder cannot be read: {error.strerror}")

    def _article(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            stat = entry.stat(follow_symlinks=False)
        except OSError as error:
            self.report("source-unreadable", path, f"this file cannot be read: {error.strerror}")
        else:
            self.articles.append(Stat(path, stat.st_mtime_ns, stat.st_size))

    def _tried(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        try:
            self._entry(entry, path, above)
        except OSError as error:
            self.report("source-unreadable", path, f"this file cannot be read: {error.strerror}")

    def _entry(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode()
            self.report("name-encoding", shown, "the name of this file is not UTF-8", "rename it")
            return
        if is_link(entry):
            if refusal := link_refused(entry.path, self._top, above):
                self.diagnostics.append(refusal.at(path))
                return
            above = (*above, os.path.realpath(entry.path))
        if entry.is_dir():
            if entry.name.endswith(ARTICLE_SUFFIXES):
                self.report("directory-named-md", path, "this is a folder, not an article", "rename it without .md")
            else:
                self.folder(entry.path, path, above)
        elif entry.is_file():
            stat = entry.stat()
            files = self.articles if entry.name.endswith(ARTICLE_SUFFIXES) else self.assets
            files.append(Stat(path, stat.st_mtime_ns, stat.st_size))
        else:
            # Reading a pipe would wait for ever.
            self.diagnostics.append(NOT_REGULAR.at(path))


def _svg_size(file: Path) -> tuple[int, int]:
    try:
        with file.open("rb") as handle:
            start = handle.read(4096).decode("utf-8", "replace")
    except OSError:
        return 0, 0
    tag = re.search(r"<svg\b[^>]*>", start)
    if not tag:
        return 0, 0
    width, height = (_length(tag[0], name) for name in ("width", "height"))
    if not (width and height) and (box := _VIEW_BOX.search(tag[0])):
        width, height = float(box[1]), float(box[2])
    return round(width), round(height)


def _length(tag: str, name: str) -> float:
    """An attribute in pixels; 0 where it is missing or relative (100%)."""
    found = re.search(rf"""\s{name}\s*=\s*["']\s*(\d{{1,6}}(?:\.\d+)?)(?:px)?\s*["']""", tag)
    return float(found[1]) if found else 0.0

"""The default theme and the site's own templates and static files: where they are, and their texts."""

import os
from collections.abc import Iterator
from functools import cache
from io import TextIOWrapper
from pathlib import Path

from newsgen.diagnostics import Diagnostic, Place, undecodable
from newsgen.gather.twins import twins
from newsgen.inside import (
    MAX_DEPTH,
    NOT_REGULAR,
    NOT_UTF8,
    TOO_DEEP,
    folder_refused,
    is_link,
    link_refused,
    on_disk,
    opened,
    remedy,
)
from newsgen.spelling import composed

TEMPLATE_SUFFIXES = frozenset({".html", ".xml", ".css", ".txt", ".js", ".json"})
# What hosts look for under a hidden name; `.well-known` holds what others look for at an address (RFC 8615).
_SHOWN = frozenset({".well-known", ".nojekyll", ".htaccess"})

Found = tuple[str, Path]


@cache
def theme_folder() -> Path:
    """The folder with the default theme's templates/ and static/: package data, or a source checkout's root."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "theme"
    return shipped if shipped.is_dir() else package.parents[1]


def template_texts(root: Path, folder: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """Name -> text of every template: the site's own "x.html" shadows the theme's, which is also "theme/x.html"."""
    texts: dict[str, str] = {}
    theme = theme_folder() / "templates"
    for name, path in theme_files("templates"):
        if path.suffix in TEMPLATE_SUFFIXES:
            texts[name] = texts[f"theme/{name}"] = path.read_text("utf-8")
    if os.path.realpath(root / folder) == os.path.realpath(theme):
        return texts, []
    files, found = files_below(root, folder)
    for name, path in files:
        if path.suffix in TEMPLATE_SUFFIXES:
            shown = name.encode("utf-8", "replace").decode()
            if shown != name:
                found.append(NOT_UTF8.at(f"{folder}/{shown}"))
                continue
            try:
                with TextIOWrapper(opened(path), "utf-8-sig") as text:
                    # Names of files stand in it, too.
                    texts[name] = composed(text.read())
            except UnicodeDecodeError as error:
                found.append(undecodable(error, "template-unreadable", f"{folder}/{name}"))
            except OSError as error:
                why = f"this template cannot be read: {error.strerror or error}"
                found.append(Diagnostic("template-unreadable", Place(f"{folder}/{name}"), why, remedy(error)))
    return texts, found


def theme_files(folder: str) -> Iterator[Found]:
    """Every file of one of the theme's folders: its path in the folder, where it is.

    They are newsgen's own, and some installers put a link in the place of each.
    """
    top = str(theme_folder() / folder)
    for parent, folders, names in os.walk(top):
        folders.sort()
        # Texts are joined faster than paths are taken apart, and every build asks for a hundred files.
        above = parent[len(top) + 1 :].replace(os.sep, "/")
        for name in sorted(filter(_is_wanted, names)):
            yield f"{above}/{name}".lstrip("/"), Path(parent, name)


def files_below(root: Path, folder: str) -> tuple[list[Found], list[Diagnostic]]:
    """Every file below a folder of a site, but hidden ones and editors' backups: its path in the folder, where it is.

    The path is composed. And what cannot be one: a link that leaves the folder, a pipe.
    """
    there = on_disk(root, folder)
    place = root / there
    walk = _Walk(os.path.realpath(place), folder)
    if refusal := folder_refused(root, there):
        walk.problems.append(refusal.at(folder))
    elif place.is_dir():
        walk.folder(place, "", (walk.top,))
    walk.problems += twins((f"{folder}/{path}", file.relative_to(root).as_posix()) for path, file in walk.files)
    return walk.files, walk.problems


class _Walk:
    """Collects files while folders are walked; `top` is the real path of the uppermost, `name` the site's for it."""

    def __init__(self, top: str, name: str) -> None:
        self.top = top
        self.name = name
        self.files: list[Found] = []
        self.problems: list[Diagnostic] = []

    def folder(self, folder: Path, path: str, above: tuple[str, ...]) -> None:
        """The files of one folder, then those of the folders in it, in order of names."""
        if path.count("/") > MAX_DEPTH:
            self.problems.append(TOO_DEEP.at(self._place(path).file))
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted((entry for entry in found if _is_wanted(entry.name)), key=lambda entry: entry.name)
        except OSError as error:
            text = f"this folder cannot be read: {error.strerror}"
            self.problems.append(Diagnostic("folder-unreadable", self._place(path), text, remedy(error)))
            return
        folders = []
        for entry in entries:
            if is_link(entry) and (refusal := link_refused(entry.path, self.top, above, _SHOWN)):
                self.problems.append(refusal.at(self._place(path + entry.name).file))
            elif entry.is_dir():
                folders.append(entry)
            elif entry.is_file():
                self.files.append((composed(path + entry.name), Path(entry.path)))
            else:
                # Reading a pipe would wait for ever.
                self.problems.append(NOT_REGULAR.at(self._place(path + entry.name).file))
        for entry in folders:
            within = (*above, os.path.realpath(entry.path)) if is_link(entry) else above
            self.folder(Path(entry.path), f"{path}{entry.name}/", within)

    def _place(self, path: str) -> Place:
        shown = path.encode("utf-8", "replace").decode()
        return Place(f"{self.name}/{shown}".rstrip("/"))


def _is_wanted(name: str) -> bool:
    return not name.endswith(("~", ".swp")) and (not name.startswith(".") or name in _SHOWN)

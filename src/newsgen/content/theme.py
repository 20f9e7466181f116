"""The default theme and the site's own templates and static files: where they are, and their texts."""

import os
from collections.abc import Iterator
from pathlib import Path

from newsgen.diagnostics import Diagnostic, Place

TEMPLATE_SUFFIXES = frozenset({".html", ".xml", ".css", ".txt", ".js", ".json"})


def theme_folder() -> Path:
    """The folder with the default theme's templates/ and static/: package data, or a source checkout's root."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "theme"
    return shipped if shipped.is_dir() else package.parents[1]


def template_texts(root: Path, folder: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """Name -> text of every template: the site's own "x.html" shadows the theme's, which is also "theme/x.html"."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    theme = theme_folder() / "templates"
    for name, path in files_below(theme):
        if path.suffix in TEMPLATE_SUFFIXES:
            texts[name] = texts[f"theme/{name}"] = path.read_text("utf-8")
    own = root / folder
    if own.resolve() == theme.resolve():
        return texts, found
    for name, path in files_below(own):
        if path.suffix in TEMPLATE_SUFFIXES:
            try:
                texts[name] = path.read_text("utf-8-sig")
            except (UnicodeDecodeError, OSError) as error:
                place = Place(f"{folder}/{name}")
                found.append(Diagnostic("template-unreadable", place, f"this template cannot be read: {error}"))
    return texts, found


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder, hidden ones and editors' backups left out: its path in it, and where it is."""
    for parent, folders, names in os.walk(folder, followlinks=False):
        # `.well-known` holds what other programs look for at an address (RFC 8615).
        folders[:] = sorted(name for name in folders if not name.startswith(".") or name == ".well-known")
        for name in sorted(names):
            if name.endswith(("~", ".swp")) or (name.startswith(".") and name not in {".nojekyll", ".htaccess"}):
                continue
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path

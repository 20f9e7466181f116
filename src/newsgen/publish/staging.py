"""The staging folder, and which of the files to be deleted must go before others are moved."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staging(folder: Path) -> Iterator[None]:
    """A staging folder that is empty, and is no more afterwards: what is left there would fill a full disk for good."""
    # A build with nothing to do needs no staging folder.
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        rmtree(folder, ignore_errors=True)


def in_the_way(gone: Sequence[str], paths: Iterable[str]) -> list[str]:
    """The files to be deleted that stand where a folder of `paths` is needed, or in a folder where a file goes.

    Where case does not count, "Cup" is in the way of "cup", as a file and as a folder: left where it is, it would lend
    the new file its name.
    """
    if not gone:
        return []
    files = {folded(path): path for path in paths}
    needed = {folded(folder): folder for path in files.values() for folder in _parents(path)}
    return [path for path in gone if _is_in_the_way(path, files, needed)]


def namesakes(gone: Sequence[str], planned: Iterable[str]) -> dict[str, str]:
    """Of the files to be deleted, those that are one with a planned file where case or composition do not count."""
    if not gone:
        return {}
    wanted = {path: folded(path) for path in gone}
    names = set(wanted.values())
    found = {name: path for path in planned if (name := folded(path)) in names}
    return {path: found[name] for path, name in wanted.items() if name in found}


def folded(path: str) -> str:
    """A path as Windows and macOS compare it."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _is_in_the_way(path: str, files: Mapping[str, str], needed: Mapping[str, str]) -> bool:
    name = folded(path)
    if name in files or name in needed:
        return True
    parents = _parents(path)
    return any(folded(folder) in files or needed.get(folded(folder), folder) != folder for folder in parents)


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]

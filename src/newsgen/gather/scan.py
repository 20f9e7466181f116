"""The content folder -> its sources and assets with their stat; nothing is read here but the folders."""

import os
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG

from msgspec import Struct

from newsgen.content.types import is_article
from newsgen.content.unpublished import (
    COPY_MARKS,
    bin_found,
    is_bin,
    is_hidden,
    is_left_over,
    is_manuscript,
    stem,
    unpublished,
)
from newsgen.diagnostics import Diagnostic, Place, in_order
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
    remedy,
)
from newsgen.spelling import composed
from newsgen.state.stamps import sure, young_since

# Where more files than this have changed, walking through the folders costs no more.
N_LOOKED_AT = 200


class Stat(Struct, frozen=True, gc=False):
    """A file by its path below the site's root, forward slashes, composed; its stamp is UNSURE where it is young.

    `spelled`: the same path as the disk has it, "" where that is no other.
    """

    path: str
    stamp: int
    size: int
    spelled: str = ""

    @property
    def on_disk(self) -> str:
        return self.spelled or self.path


class Scan(Struct, frozen=True):
    """Sources and assets in the order of their paths, and what cannot be a source.

    `left`: the files that stay where they are, each with a diagnostic that says why. `has_links`: whether links lead to
    some of all these, so that a file may have two names.
    """

    articles: tuple[Stat, ...]
    assets: tuple[Stat, ...]
    left: tuple[Stat, ...]
    diagnostics: tuple[Diagnostic, ...]
    has_links: bool = False


def scan(root: Path, folder: str) -> Scan:
    """Every file below `folder` of the site's root; what is hidden is left out."""
    there = on_disk(root, folder)
    top = root / there
    walk = _Walk(os.path.realpath(top), root)
    if refusal := folder_refused(root, there):
        walk.diagnostics.append(refusal.at(folder))
    elif top.is_dir():
        walk.folder(str(top), folder, (os.path.realpath(top),))
    else:
        walk.report("content-missing", folder, "there is no such folder", "make it, or name another in newsgen.yaml")
    if walk.is_odd:
        walk.diagnostics += twins((stat.path, stat.on_disk) for stat in (*walk.articles, *walk.others))
    articles, copies = _without_copies(walk.articles)
    assets, left, why = _sorted_out(folder, articles, [*walk.others, *copies])
    return _in_order(articles, assets, left, [*walk.diagnostics, *why], walk.has_links)


def rescanned(known: Scan, root: Path, folder: str, changed: Collection[str]) -> Scan | None:
    """The scan after the paths `changed` below `root` have; None where only a whole one can tell.

    That is where a folder or a link is among them, where links lead anywhere, where something was wrong, or where they
    are many.
    """
    left = {stat.path: stat for stat in known.left}
    if len(changed) > N_LOOKED_AT or known.has_links or any(each.place.file not in left for each in known.diagnostics):
        return None
    articles = {stat.path: stat for stat in known.articles}
    assets = {stat.path: stat for stat in known.assets}
    others: list[Stat] = []
    for path in changed:
        parts = path.split("/")
        if not path.startswith(f"{folder}/") or any(map(is_hidden, parts[1:])):
            continue
        known_as = articles.get(path) or assets.get(path) or left.get(path)
        if composed(path) != path or (known_as is not None and known_as.spelled):
            return None
        was_article = articles.pop(path, None) is not None
        assets.pop(path, None)
        left.pop(path, None)
        try:
            stat = _stat(root.resolve(), path)
        except FileNotFoundError:
            if any(other.startswith(f"{path}/") for other in (*articles, *assets, *left)):
                return None
        except OSError:
            return None
        else:
            if stat is None or any(map(is_bin, parts[1:-1])):
                return None
            articles |= {path: stat} if _is_read(parts[-1]) else {}
            others += [] if _is_read(parts[-1]) else [stat]
        # An article that comes or goes may make, or end to make, a manuscript of what lies beside it.
        if was_article != (path in articles) and any(map(is_manuscript, (*assets, *left))):
            return None
    new_assets, new_left, why = _sorted_out(folder, articles.values(), others)
    diagnostics = [each for each in known.diagnostics if each.place.file in left]
    return _in_order(articles.values(), [*assets.values(), *new_assets], [*left.values(), *new_left], diagnostics + why)


def _without_copies(articles: list[Stat]) -> tuple[list[Stat], list[Stat]]:
    """The articles, and what programs that merge or synchronize have put beside them under names that end alike.

    One text of all paths tells whether there may be any, which takes a fiftieth of the time of looking at each.
    """
    text = "\n".join([stat.path for stat in articles])
    if not any(mark in text for mark in COPY_MARKS):
        return articles, []
    copies = [stat for stat in articles if is_left_over(stat.path.rpartition("/")[2])]
    return [stat for stat in articles if not is_left_over(stat.path.rpartition("/")[2])], copies


def _is_read(name: str) -> bool:
    """Whether a file of this name is an article, a page or a term's description."""
    return is_article(name) and not is_left_over(name)


def _sorted_out(
    folder: str, articles: Iterable[Stat], others: Sequence[Stat]
) -> tuple[list[Stat], list[Stat], list[Diagnostic]]:
    """Of the files that are no articles, those that may be published, those that stay, and why these do."""
    beside: dict[str, set[str]] = {stat.path.rpartition("/")[0]: set() for stat in others if is_manuscript(stat.path)}
    for stat in articles if beside else ():
        if (parent := stat.path.rpartition("/")[0]) in beside:
            beside[parent].add(stem(stat.path))
    assets, left, found = [], [], []
    for stat in others:
        why = unpublished(stat.path, folder, beside.get(stat.path.rpartition("/")[0], ()) if beside else ())
        if why is None:
            assets.append(stat)
        else:
            left.append(stat)
            found.append(why)
    return assets, left, found


def _in_order(
    articles: Iterable[Stat],
    assets: Iterable[Stat],
    left: Iterable[Stat],
    diagnostics: Iterable[Diagnostic],
    has_links: bool = False,
) -> Scan:
    by_path = attrgetter("path")
    ordered = [tuple(sorted(files, key=by_path)) for files in (articles, assets, left)]
    return Scan(ordered[0], ordered[1], ordered[2], in_order(diagnostics), has_links)


def _stat(root: Path, path: str) -> Stat | None:
    """The stat of a regular file with an ordinary name that no link leads to; None for anything else."""
    file = root / path
    stat = file.lstat()
    if not S_ISREG(stat.st_mode) or str(file) != os.path.realpath(file) or "\udc80" <= max(path) <= "\udcff":
        return None
    return Stat(path, sure(stat, young_since()), stat.st_size)


class _Walk:
    """Collects files while folders are walked; `top` is the real path of the uppermost.

    `is_odd`: the disk spells one of them in another way than the site does. `has_links`: a link was followed.
    """

    def __init__(self, top: str, root: Path) -> None:
        self._top = top
        # Of the root itself, and of ".", which stands in no path, as well.
        self._start = len(str(root / "x")) - 1
        self.is_odd = False
        self.has_links = False
        self._since = young_since()
        self.articles: list[Stat] = []
        self.others: list[Stat] = []
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, path: str, text: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, Place(path), text, hint))

    def folder(self, folder: str, path: str, above: tuple[str, ...]) -> None:
        """Walk one folder; `above` are the real paths of the folders it lies in, to see a loop of links.

        `folder` is where the disk has it, `path` what the site calls it.
        """
        if path.count("/") > MAX_DEPTH:
            self.diagnostics.append(TOO_DEEP.at(path))
            return
        is_plain, since_ns = self._spelled(folder) == path, self._since
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    # Nearly every entry is this, and an archive has a hundred thousand of them.
                    if name.endswith(".md") and name[0] not in ".#~" and name.isascii() and is_plain:
                        if entry.is_file(follow_symlinks=False):
                            try:
                                stat = entry.stat(follow_symlinks=False)
                            except OSError as error:
                                self._unreadable(f"{path}/{name}", error)
                            else:
                                self.articles.append(Stat(f"{path}/{name}", sure(stat, since_ns), stat.st_size))
                            continue
                    elif is_hidden(name):
                        continue
                    self._tried(entry, composed(f"{path}/{name}"), above)
        except OSError as error:
            self.report("folder-unreadable", path, f"this folder cannot be read: {error.strerror}", remedy(error))

    def _tried(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        try:
            self._entry(entry, path, above)
        except OSError as error:
            self._unreadable(path, error)

    def _unreadable(self, path: str, error: OSError) -> None:
        self.report("source-unreadable", path, f"this file cannot be read: {error.strerror}", remedy(error))

    def _entry(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode()
            self.diagnostics.append(NOT_UTF8.at(shown))
            return
        if is_link(entry):
            if refusal := link_refused(entry.path, self._top, above):
                self.diagnostics.append(refusal.at(path))
                return
            self.has_links = True
            above = (*above, os.path.realpath(entry.path))
        if entry.is_dir():
            self._folder(entry, path, above)
        elif entry.is_file():
            stat = entry.stat()
            files = self.articles if _is_read(entry.name) else self.others
            spelled = self._spelled(entry.path)
            self.is_odd |= spelled != path
            files.append(Stat(path, sure(stat, self._since), stat.st_size, spelled if spelled != path else ""))
        else:
            # Reading a pipe would wait for ever.
            self.diagnostics.append(NOT_REGULAR.at(path))

    def _spelled(self, place: str) -> str:
        """A path below the site's folder as the disk spells it."""
        return place[self._start :].replace(os.sep, "/")

    def _folder(self, entry: os.DirEntry[str], path: str, above: tuple[str, ...]) -> None:
        if is_bin(entry.name):
            self.diagnostics.append(bin_found(path))
        elif is_article(entry.name):
            self.report("directory-named-md", path, "this is a folder, not an article", "rename it without .md")
        else:
            self.folder(entry.path, path, above)

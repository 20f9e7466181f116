"""A branch that a host serves, as GitHub Pages and Codeberg Pages do: a deploy is one commit, pushed at its end."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from newsgen.config import Destination
from newsgen.deploy.plan import folders
from newsgen.deploy.targets.base import OWN, Arrived, Found, Headers, Site, TargetError, UnreadableError
from newsgen.deploy.targets.git import settings, source
from newsgen.deploy.targets.git.repository import OURS, Entry, Repository, Tip, known, pushed
from newsgen.deploy.targets.git.stream import Commit, Stream
from newsgen.deploy.targets.programs import said

# GitHub would hand the branch to Jekyll, which leaves out what begins with an underscore, and takes minutes.
NO_JEKYLL = ".nojekyll"

# How the modes of regular files begin: links and other repositories have others.
_FILE = "100"

# Settings that stand nowhere (`GIT_CONFIG_COUNT`) are as old as this.
_MIN_VERSION = (2, 31)


def target(destination: Destination, site: Site) -> "Git":
    environment = settings.asking_nobody(os.environ)
    _check_version(environment, site.root)
    local = settings.of_site(site.root, environment)
    source.refuse_checked_out(destination.to, destination.branch, site, local, environment)
    return Git(destination, site, _repository(destination, site, local, environment))


class _Changes:
    """What a deploy has told so far: marks of blobs by path, and what goes."""

    def __init__(self) -> None:
        self.stream: Stream | None = None
        self.put: dict[str, int] = {}
        self.deleted: set[str] = set()
        self.small: dict[str, bytes | None] = {}
        self.arrived: list[tuple[str, Arrived]] = []


class Git:
    """Nothing is there before `finish`, and then all: a reader meets the branch before it or after it."""

    takes_headers = False
    is_whole = False
    is_atomic = True

    def __init__(self, destination: Destination, site: Site, repository: Repository) -> None:
        self.title = repository.title
        self._destination = destination
        self._site = site
        self._repository = repository
        self._changes = _Changes()

    def names(self) -> Sequence[str]:
        small = self._changes.small
        there = (path.removeprefix(f"{OWN}/") for path in self._files if path.startswith(f"{OWN}/"))
        return [name for name in dict.fromkeys([*there, *small]) if small.get(name, b"") is not None]

    def read(self, name: str) -> bytes | None:
        if name in self._changes.small:
            return self._changes.small[name]
        entry = self._files.get(f"{OWN}/{name}")
        if self._is_folder(name) or (entry and not entry.mode.startswith(_FILE)):
            raise UnreadableError(f"{OWN}/{name} is no file")
        return self._repository.git(["cat-file", "blob", entry.blob]) if entry else None

    def write(self, name: str, content: bytes) -> None:
        if self._is_folder(name):
            raise TargetError(f"{OWN}/{name} is a folder", "delete it there")
        self._changes.small[name] = content

    def remove(self, name: str) -> None:
        self._changes.small[name] = None

    def listed(self) -> Mapping[str, Found]:
        """Sizes are not known, since the host need not send what the files hold: -1."""
        there = ((path, entry) for path, entry in self._files.items() if not path.startswith(f"{OWN}/"))
        return {path: Found(-1, f"git:{entry.blob}") for path, entry in there}

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        above = {folder for path in self._files for folder in folders(path)}
        in_the_way = {path: Found(-1, is_folder=True) for path in paths if path in above}
        return in_the_way | {path: Found(-1, f"git:{self._files[path].blob}") for path in paths if path in self._files}

    def leftover(self, path: str) -> str:
        del path
        return ""

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        del headers  # A host of a branch has its own.
        stream = self._streaming()
        for path in paths:
            self._changes.put[path] = _put(stream, folder / path)
            self._changes.deleted.discard(path)
            self._changes.arrived.append((path, arrived))

    def delete(self, paths: Sequence[str]) -> None:
        self._changes.deleted.update(path for path in paths if path in self._files)

    def finish(self) -> None:
        """Write one commit and push it; none where nothing has changed. What is asked then is asked anew."""
        self._collect_small()
        changes, self._changes = self._changes, _Changes()
        if changes.stream is None and not changes.deleted:
            return
        tip = self._tip
        base = tip.base(self._destination.history) if tip else ""
        with self._repository.changing():
            self._commit(changes, tip, base)
            del self._there
            pushed(self._repository, self._destination.branch, tip, base)
            self._repository.tidy()
        for path, arrived in changes.arrived:
            arrived(path)

    def _is_folder(self, name: str) -> bool:
        return any(path.startswith(f"{OWN}/{name}/") for path in self._files)

    def _collect_small(self) -> None:
        for name, content in self._changes.small.items():
            path = f"{OWN}/{name}"
            if content is not None:
                self._changes.put[path] = self._streaming().content(content)
            elif path in self._files:
                self._changes.deleted.add(path)

    def _commit(self, changes: _Changes, tip: Tip | None, base: str) -> None:
        stream = changes.stream or Stream(self._repository)
        if NO_JEKYLL not in self._files and NO_JEKYLL not in changes.put:
            changes.put[NO_JEKYLL] = stream.content(b"")
        author, committer = settings.identity(self._site.root, self._repository.environment)
        n_put, n_deleted = _n_of_site(changes.put), _n_of_site(changes.deleted)
        message = f"Put {n_put} files, delete {n_deleted}\n\n{OURS}\n"
        files_of = self._repository.git(["rev-parse", f"{tip.name}^{{tree}}"]).decode().strip() if tip else ""
        deleted = sorted(changes.deleted - changes.put.keys())
        stream.commit(Commit(author, committer, message, base, files_of, changes.put, deleted))

    def _streaming(self) -> Stream:
        if self._changes.stream is None:
            # What is there must be known first: the commit stands on it.
            _ = self._there
            self._repository.mark()
            self._changes.stream = Stream(self._repository)
        return self._changes.stream

    @cached_property
    def _there(self) -> tuple[Tip | None, Mapping[str, Entry]]:
        """The branch's newest commit and what it holds, as of when the target was first asked."""
        found = known(self._repository, self._destination.branch)
        if found is None:
            return None, {}
        of_site = settings.asking_nobody(os.environ)
        source.refuse_sources(self._destination.branch, *found, self._site, of_site)
        return found

    @property
    def _tip(self) -> Tip | None:
        return self._there[0]

    @property
    def _files(self) -> Mapping[str, Entry]:
        return self._there[1]


def _put(stream: Stream, file: Path) -> int:
    try:
        return stream.file(file)
    except OSError as error:
        raise TargetError(f'"{file.name}" cannot be read: {error.strerror}') from error


def _check_version(environment: Mapping[str, str], root: Path) -> None:
    text = said(["git", "version"], environment, root).output.decode(errors="replace").split()[2:3]
    numbers = tuple(int(part) for part in "".join(text).split(".")[:2] if part.isdigit())
    if numbers < _MIN_VERSION:
        raise TargetError(f"git {'.'.join(map(str, numbers))} is too old", "install git 2.31 or later")


def _repository(
    destination: Destination, site: Site, local: Sequence[settings.Setting], environment: Mapping[str, str]
) -> Repository:
    folder = site.state / "branch.git"
    given = tuple(settings.settings(destination.to, site.root, local, folder / "no-hooks"))
    whole = settings.with_settings(settings.over_ssh_without_questions(environment, site.root), given)
    title = f"{_shown(destination.to)} {destination.branch}"
    return Repository(folder, site.root, whole, settings.hidden(whole), title)


def _shown(to: str) -> str:
    """An address without who one is there."""
    parts = urlsplit(to) if "://" in to else None
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts else to


def _n_of_site(paths: Iterable[str]) -> int:
    return sum(not path.startswith(f"{OWN}/") for path in paths)

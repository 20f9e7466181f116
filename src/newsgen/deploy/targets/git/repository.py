"""The work repository: a bare one in .newsgen/, with the newest state of the branch and no file checked out."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

from newsgen.deploy.targets.base import OvertakenError, TargetError
from newsgen.deploy.targets.git.settings import REMOTE
from newsgen.deploy.targets.programs import Case, Said, hint_for, said

# The state of the branch at the host, and the commit that is to become it.
THERE = "refs/newsgen/there"
NEXT = "refs/newsgen/next"

# The last line of each message: a commit that has it is newsgen's, and may be replaced by the next one.
OURS = "Deployed-With: newsgen"

# How a host says that the branch is not what it was when it was looked at.
_OVERTAKEN = ("stale info", "fetch first", "but expected", "reference already exists", "file exists")
_CASES = (
    Case(
        (
            "could not read username",
            "could not read password",
            "authentication failed",
            "permission denied",
            "access denied",
            "403",
            "401",
            "no anonymous",
        ),
        "newsgen asks for no password: `git ls-remote` with this address must work without a question, "
        "by a key of ssh or a credential helper, and the account must be allowed to push",
    ),
    Case(("host key verification", "known_hosts"), "connect once by hand, so that ssh knows the host: ssh HOST"),
    Case(
        ("does not appear to be a git repository", "not found", "does not exist"),
        "create the repository at the host, or correct to: in newsgen.yaml",
    ),
    Case(
        ("protected branch", "non-fast-forward", "force-push", "force push"),
        "the host keeps the branch's history: write history: true beside branch:",
    ),
    Case(
        ("no space left", "quota", "file size limit", "exceeds", "too large"), "the host, or this disk, takes no more"
    ),
    Case(
        ("could not resolve", "unable to access", "timed out", "connection", "hung up", "unreachable"),
        "the host could not be reached: try again",
    ),
)


class Repository(Struct, frozen=True):
    """`folder` is the bare repository, `root` the folder of the site; `hidden` is cleared of git's words."""

    folder: Path
    root: Path
    environment: Mapping[str, str]
    hidden: Mapping[str, str]
    title: str

    @property
    def _in_use(self) -> Path:
        return self.folder / "in-use"

    def open(self) -> bool:
        """Whether it was there, and whole: one that a stopped deploy has left is made anew."""
        was_there = (self.folder / "HEAD").is_file() and not self._in_use.exists()
        if not was_there:
            self.make()
        return was_there

    def make(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        # Without a template, which could bring hooks and settings of the user's; and as hosts name blobs.
        flags = ("--quiet", "--bare", "--template=", "--object-format=sha1")
        self.told(["git", "init", *flags, str(self.folder)])

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is stopped in here leaves nothing that is believed."""
        self.mark()
        try:
            yield
        except OvertakenError:
            self._in_use.unlink(missing_ok=True)
            raise
        self._in_use.unlink(missing_ok=True)

    def mark(self) -> None:
        self._in_use.touch()

    def tidy(self) -> None:
        """Make old packs one, and let go what no branch needs any more."""
        limits = ("-c", "gc.auto=2000", "-c", "gc.autoPackLimit=20", "-c", "gc.pruneExpire=now")
        self.asked([*limits, "gc", "--auto", "--quiet"])

    def asked(self, arguments: Sequence[str], given: bytes = b"") -> Said:
        return said(self.command(arguments), self.environment, self.root, given, self.hidden)

    def git(self, arguments: Sequence[str], given: bytes = b"") -> bytes:
        return self.told(self.command(arguments), given)

    def command(self, arguments: Sequence[str]) -> list[str]:
        return ["git", f"--git-dir={self.folder}", *arguments]

    def told(self, command: Sequence[str], given: bytes = b"") -> bytes:
        result = said(command, self.environment, self.root, given, self.hidden)
        if result.code:
            self.failed(result.words)
        return result.output

    def failed(self, words: str) -> NoReturn:
        raise TargetError(f"{self.title}: {words or 'git has failed'}", hint_for(words, _CASES))


class Tip(Struct, frozen=True):
    """The newest commit of the branch; `parents` as it says them, whether or not they are here."""

    name: str
    parents: tuple[str, ...]
    is_ours: bool

    def base(self, has_history: bool) -> str:
        """What the next commit stands on, "" for nothing: a commit of newsgen's is replaced, one of others never."""
        if has_history or not self.is_ours:
            return self.name
        return self.parents[0] if self.parents else ""


class Entry(Struct, frozen=True, gc=False):
    """A file in a commit: its mode as git writes it, and the name of its blob."""

    mode: str
    blob: str


def known(repository: Repository, branch: str) -> tuple[Tip, Mapping[str, Entry]] | None:
    """The branch as the host has it now, and what it holds; None where there is none yet."""
    was_there = repository.open()
    name = branch_at(repository, branch)
    if not name:
        return None
    try:
        return _fetched(repository, branch, name)
    except TargetError:
        if not was_there:
            raise
    # Something of it was deleted, or changed.
    repository.make()
    return _fetched(repository, branch, name)


def _fetched(repository: Repository, branch: str, name: str) -> tuple[Tip, Mapping[str, Entry]]:
    """Of the newest commit and its parent come the folders alone, where the host can do that.

    Which files are there is known then, and what they hold need not be. What is here already does not come again.
    """
    if repository.asked(["rev-parse", "--verify", "--quiet", THERE]).output.decode().strip() != name:
        flags = ("--quiet", "--no-tags", "--no-write-fetch-head", "--depth=2", "--filter=blob:none", "--force")
        with repository.changing():
            repository.git(["fetch", *flags, REMOTE, f"{name_of(branch)}:{THERE}"])
    tip = _tip(repository)
    return tip, _files(repository, tip)


def branch_at(repository: Repository, branch: str) -> str:
    """The name of the commit at the host, "" where the branch is not there."""
    lines = repository.git(["ls-remote", "--quiet", REMOTE, name_of(branch)]).decode(errors="replace").splitlines()
    return next((commit for commit, _, ref in (line.partition("\t") for line in lines) if ref == name_of(branch)), "")


def name_of(branch: str) -> str:
    return f"refs/heads/{branch}"


def pushed(repository: Repository, branch: str, tip: Tip | None, base: str) -> None:
    """Make NEXT the branch at the host, if that still has what `tip` says; else OvertakenError."""
    # Only in a repository that says it is shallow does git look at the branch's present files, too, where the new
    # commit does not stand on it: else all of them would be sent again.
    bounds = base or (tip.name if tip else "")
    if bounds:
        (repository.folder / "shallow").write_text(f"{bounds}\n")
    lease = f"--force-with-lease={name_of(branch)}:{tip.name if tip else ''}"
    result = repository.asked(["push", "--porcelain", "--quiet", lease, REMOTE, f"{NEXT}:{name_of(branch)}"])
    if result.code:
        verdicts = (line for line in result.output.decode(errors="replace").splitlines() if line.startswith("!"))
        words = "; ".join(filter(None, [*(line.rpartition("\t")[2] for line in verdicts), result.words]))
        if any(each in words.lower() for each in _OVERTAKEN):
            raise OvertakenError
        repository.failed(words)
    repository.git(["update-ref", THERE, NEXT])
    repository.git(["update-ref", "-d", NEXT])


def _tip(repository: Repository) -> Tip:
    commit = repository.git(["cat-file", "commit", THERE]).decode(errors="replace")
    head, _, message = commit.partition("\n\n")
    parents = tuple(line.removeprefix("parent ") for line in head.splitlines() if line.startswith("parent "))
    name = repository.git(["rev-parse", THERE]).decode().strip()
    return Tip(name, parents, message.rstrip().endswith(OURS))


def _files(repository: Repository, tip: Tip) -> Mapping[str, Entry]:
    """What a commit holds, by path."""
    listed = repository.git(["ls-tree", "-r", "-z", "--full-tree", tip.name]).decode(errors="surrogateescape")
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    told = ((path, about.split(" ")) for about, _, path in entries)
    return {path: Entry(mode, blob) for path, (mode, _, blob) in told}

"""A folder on a server that ssh reaches, or on this machine, by rsync 3.1 or later."""

import os
import re
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from newsgen.config import Destination
from newsgen.deploy.targets.base import (
    MAX_OWN_BYTES,
    OWN,
    Arrived,
    Found,
    Headers,
    Site,
    TargetError,
    UnreadableError,
)
from newsgen.deploy.targets.folders import folder_of
from newsgen.deploy.targets.programs import Case, Said, hint_for, said

_IS_REMOTE = re.compile(r"rsync://|[^/\\:]{2,}:")
# What a shell on the server would take for more than a path, before rsync 3.2.4.
_IS_PLAIN = re.compile(r"[\w@%+=:,./~\[\]-]*")
_ESCAPED = re.compile(rb"\\#([0-7]{3})")
_WILD = re.compile(rb"[*?\[\\]")

# A socket's name has 104 bytes at most on macOS (unix(4)): ours is a folder, "/ssh-", 40 letters for %C, and 17 more
# while ssh connects.
_MAX_SOCKET_FOLDER = 40
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=20"

# rsync(1): some files could not be read.
_PARTIAL = 23

# What rsync puts behind the name of a file that is arriving, as mkstemp(3) makes it.
_MADE = b"." + 6 * b"[0-9A-Za-z]"

_PART = 1000
_PART_BYTES = 50 << 20

# Folders that are there keep their modes, and so a group that shares them; new ones have what the server's umask says.
_TO_BE_READ = ("--perms", "--chmod=F644", "--no-implied-dirs")

_CASES = (
    Case(("auth failed",), "give the password of the rsync daemon in the environment: RSYNC_PASSWORD"),
    Case(
        ("(publickey", "(password", "(keyboard", "(gssapi", "authentication failures"),
        "newsgen asks for no password: `ssh HOST` must work without a question, by a key that the server knows",
    ),
    Case(
        ("host key verification", "host identification"), "connect once by hand, so that ssh knows the host: ssh HOST"
    ),
    Case(("no space left", "quota"), "make room there, and try again: it goes on where it was"),
    Case(("permission denied", "operation not permitted", "read-only"), "let the user of to: write into that folder"),
    Case(
        ("not a directory", "make way", "file exists"),
        "something else stands in the place of a file or a folder: delete it there",
    ),
    Case(("command not found", "not found in path", "rsync: not found"), "install rsync on the server"),
    Case(("no such file", "mkdir"), "create the folder that it lies in, or correct to: in newsgen.yaml"),
    Case(("unknown option", "unrecognized option"), "install rsync 3.1 or later; that of macOS is another program"),
    Case(("could not resolve", "connection", "timed out", "timeout", "closed", "unreachable"), "try again"),
)


def target(destination: Destination, site: Site) -> "Rsync":
    made = Rsync(destination.to, site, os.environ)
    said(["rsync", "--version"], os.environ, site.root)
    return made


class Rsync:
    """Each file is written beside its place and then moved there, as rsync does it: a reader meets no half one."""

    takes_headers = False
    is_whole = False
    is_atomic = False

    def __init__(self, to: str, site: Site, environment: Mapping[str, str]) -> None:
        self.title = to
        self._sizes: Mapping[str, int] = {}
        self._names: set[str] = set()
        self._root = site.root
        self._there = _place(to, site)
        self._environment = _asking_nobody(environment)
        if "RSYNC_RSH" not in environment and _IS_REMOTE.match(to):
            sockets = tempfile.mkdtemp(prefix="newsgen-")
            weakref.finalize(self, shutil.rmtree, sockets, ignore_errors=True)
            self._environment["RSYNC_RSH"] = _ssh(sockets)

    def names(self) -> Sequence[str]:
        with _folder() as here:
            flags = ("--recursive", "--dry-run", "--8-bit-output", "--exclude=.*", "--out-format=%i %l - %n")
            done = self._rsync(flags, f"{self._there}{OWN}/", f"{here}/")
        self._sizes = {} if self._is_not_there(done) else {name: each.size for name, each in _found(done.output)}
        return [*self._sizes]

    def read(self, name: str) -> bytes | None:
        if self._sizes.get(name, 0) > MAX_OWN_BYTES:
            raise UnreadableError(f"{OWN}/{name} is too large")
        with _folder() as here:
            flags = ("--recursive", "--from0", "--include-from=-", "--exclude=*")
            done = self._rsync(flags, f"{self._there}{OWN}/", f"{here}/", _exactly(f"/{name}"))
            if _is_no_file(done) or (here / name).is_dir():
                raise UnreadableError(f"{OWN}/{name}: {done.words or 'it is no file'}")
            return None if self._is_not_there(done) or not (here / name).is_file() else (here / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        with _folder() as here:
            (here / OWN).mkdir()
            (here / OWN / name).write_bytes(content)
            self._put(here, [f"{OWN}/{name}"])

    def remove(self, name: str) -> None:
        self._delete([_exactly(f"/{OWN}/{name}")], keep=OWN)

    def listed(self) -> Mapping[str, Found]:
        """With sums, which the server makes from the files: asked where nothing else tells what is there."""
        return self._summed((f"--exclude=/{OWN}/",))

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        rules = dict.fromkeys(each for path in paths for each in (*_folders(path), f"/{path}"))
        named = ("--from0", "--include-from=-", "--exclude=*")
        return self._summed(named, b"\0".join(map(_exactly, rules)), paths)

    def _summed(self, which: Sequence[str], given: bytes = b"", named: Sequence[str] = ()) -> Mapping[str, Found]:
        sums = ("--dry-run", "--8-bit-output", "--checksum", "--out-format=%i %l %C %n")
        with _folder() as here:
            done = self._rsync(["--recursive", *sums, *which], self._there, f"{here}/", given)
        if self._is_not_there(done):
            return {}
        there = _folders_of(done.output) if named else frozenset()
        in_the_way = {path: Found(-1, is_folder=True) for path in named if path in there}
        return dict(_found(done.output)) | in_the_way

    def leftover(self, path: str) -> str:
        del path
        return ""

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        """What a stopped rsync leaves lies in OWN, where the lock is, and not where readers go."""
        del headers  # A folder has none: the web server that serves it has its own.
        for part in _parts(folder, paths):
            self._put(folder, part, f"--temp-dir={OWN}")
            self._names.update(path.rpartition("/")[2] for path in part)
            for path in part:
                arrived(path)

    def delete(self, paths: Sequence[str]) -> None:
        """Files that are named, and the folders that they leave empty."""
        named = dict.fromkeys(each for path in paths for each in (*_folders(path), f"/{path}"))
        self._delete([*map(_exactly, named)])

    def finish(self) -> None:
        """Delete what stopped runs of rsync have left of the files that are there now, and of newsgen's notes."""
        names = [*sorted(_plain(name) for name in self._names), b"manifest", b"lock-*"]
        self._delete([f"/{OWN}/.".encode() + name + _MADE for name in names], keep=OWN)

    def _put(self, folder: Path, paths: Sequence[str], *more: str) -> None:
        # That these differ is known; what rsync would take for the same (size and time) may have other bytes.
        flags = ("--ignore-times", "--times", "--omit-dir-times", *_TO_BE_READ, *more, "--from0", "--files-from=-")
        # With ./ in front, no path is taken for a comment.
        self._check(
            self._rsync(flags, f"{folder}/", self._there, b"\0".join(b"./" + os.fsencode(path) for path in paths))
        )

    def _delete(self, rules: Sequence[bytes], keep: str = "") -> None:
        """What a rule names is deleted, since the folder here lacks it; what none names, and `keep`, is left alone."""
        rules = [*([_exactly(f"/{keep}/")] if keep else []), *rules]
        flags = ("--recursive", "--delete", "--from0", "--include-from=-", "--exclude=*")
        with _folder() as here:
            (here / keep).mkdir(exist_ok=True)
            self._check(self._rsync(flags, f"{here}/", self._there, b"\0".join(rules)))

    def _is_not_there(self, done: Said) -> bool:
        """Whether the folder that was asked for is missing, which is no failure."""
        if done.code and "change_dir" in done.words and "No such file" in done.words:
            return True
        self._check(done)
        return False

    def _rsync(self, flags: Sequence[str], source: str, to: str, given: bytes = b"") -> Said:
        quoting = () if _IS_PLAIN.fullmatch(self._there) else ("--protect-args",)
        command = ["rsync", "--timeout=300", *quoting, *flags, "--", source, to]
        # A folder on this machine gets the modes that web servers need, whatever the user's umask is.
        umask = -1 if sys.platform == "win32" else 0o022
        return said(command, self._environment, self._root, given, umask=umask)

    def _check(self, done: Said) -> None:
        if done.code:
            text = done.words or f"rsync has failed (code {done.code})"
            raise TargetError(f"{self.title}: {text}", hint_for(text, _CASES))


def _is_no_file(done: Said) -> bool:
    """Whether rsync found something that it could not read, or does not take for a file."""
    is_refused = done.code == _PARTIAL and "change_dir" not in done.words
    return is_refused or b"skipping non-regular" in done.output


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="newsgen-") as folder:
        yield Path(folder)


def _parts(folder: Path, paths: Sequence[str]) -> Iterator[list[str]]:
    """Paths as many at once as arrive in minutes, since rsync says only at its end that all are in their places."""
    part: list[str] = []
    n_bytes = 0
    for path in paths:
        size = _size(folder / path)
        if part and (len(part) == _PART or n_bytes + size > _PART_BYTES):
            yield part
            part, n_bytes = [], 0
        part.append(path)
        n_bytes += size
    if part:
        yield part


def _size(file: Path) -> int:
    """Of one that cannot be looked at rsync says why."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _place(to: str, site: Site) -> str:
    if _IS_REMOTE.match(to):
        return f"{to}./" if to.endswith(":") else f"{to.rstrip('/')}/"
    return f"{folder_of(to, site)}/"


def _asking_nobody(environment: Mapping[str, str]) -> dict[str, str]:
    # With no password said, a daemon of rsync would have it asked for; words are told from each other in hints.
    # Of the sums that both sides know, this one is asked for: rsync before 3.2 knows no other.
    return {"RSYNC_PASSWORD": "", **environment, "RSYNC_CHECKSUM_LIST": "md5", "LC_ALL": "C"}


def _ssh(sockets: str) -> str:
    """An ssh that asks nothing, and keeps its connection for the calls that follow soon."""
    if sys.platform == "win32" or len(os.fsencode(sockets)) > _MAX_SOCKET_FOLDER or " " in sockets:
        return _SSH
    return f"{_SSH} -o ControlMaster=auto -o ControlPersist=20 -o ControlPath={sockets}/ssh-%C"


def _found(listing: bytes) -> Iterator[tuple[str, Found]]:
    for line in listing.splitlines():
        kind, _, rest = line.partition(b" ")
        if kind[1:2] == b"f":
            size, _, named = rest.partition(b" ")
            digest, _, name = named.partition(b" ")
            yield _path(name), Found(int(size), f"md5:{digest.decode()}")


def _folders_of(listing: bytes) -> frozenset[str]:
    """The folders in a listing with sums, of which they have none."""
    told = (line.split(b" ", 2) for line in listing.splitlines())
    named = (parts[2].lstrip(b" ") for parts in told if len(parts) == 3 and parts[0][1:2] == b"d")
    return frozenset(_path(name).rstrip("/") for name in named)


def _path(name: bytes) -> str:
    return os.fsdecode(_ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name))


def _folders(path: str) -> Iterator[str]:
    """The folders that a path lies in, as rules name them, the outermost first."""
    return (f"/{folder}/" for folder in reversed(PurePosixPath(path).parents) if folder.name)


def _exactly(path: str) -> bytes:
    """A rule for this path alone: only where a wildcard stands does a backslash take away its meaning."""
    rule = os.fsencode(path)
    has_wildcard = any(sign in rule for sign in (b"*", b"?", b"["))
    return _plain(path) if has_wildcard else rule


def _plain(name: str) -> bytes:
    """A name within a rule that has wildcards."""
    return _WILD.sub(rb"\\\g<0>", os.fsencode(name))

"""rclone: S3 and its relatives, SFTP, Azure, Google, B2, and folders of this machine (https://rclone.org/overview/)."""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from newsgen.config import Destination
from newsgen.deploy.targets.base import MAX_OWN_BYTES, OWN, Arrived, Found, Headers, Site, UnreadableError
from newsgen.deploy.targets.folders import folder_of
from newsgen.deploy.targets.rcd import Rcd, RcdError, Said, words
from newsgen.deploy.targets.secrets import cleared

# What files are called while they arrive, behind eight digits: where rclone was killed they stay.
_PARTIAL = ".newsgen"
_LEFT = re.compile(r"(.+)\.[0-9a-f]{8}\.newsgen")
_LEFT_OF_OWN = re.compile(r"(?:manifest|lock-[0-9a-z]+)\.[0-9a-f]{8}\.newsgen")
# A remote of rclone's configuration, or one on the fly (https://rclone.org/docs/#syntax-of-remote-paths).
_REMOTE = re.compile(r"(:?[\w.+@-][\w.+@ -]*)(,[^/]*?)?:")
# What means more than itself in a rule (https://rclone.org/filtering/).
_SPECIAL, _ESCAPED = re.compile(r"[*?\[\]{}\\]"), r"\\\g<0>"
_SUMS = ("md5", "sha1")
_COPY = {
    "IgnoreTimes": True,
    "NoTraverse": True,
    "NoUpdateDirModTime": True,
    "PartialSuffix": _PARTIAL,
    "Transfers": 8,
    "Checkers": 8,
}
_ALL: Said = {"_config": {"UseListR": True}}
# Of newsgen's own no sum is asked for: whoever makes one of a pipe waits for ever.
_NOT_OWN: Said = {"_filter": {"ExcludeRule": [f"/{OWN}/**"]}}
# After a failed file others may arrive yet.
_N_TRIES = 3


def target(destination: Destination, site: Site) -> "Rclone":
    return Rclone(destination, site)


class Rclone:
    """A place that rclone knows. It is started when it is asked first."""

    is_whole = False
    is_atomic = False

    def __init__(self, destination: Destination, site: Site) -> None:
        self._to = _place(destination.to, site)
        self.title = cleared(_REMOTE.sub(r"\1:", destination.to, count=1), {})
        self._sizes: Mapping[str, int] | None = None
        self._left: Sequence[str] = ()

    @cached_property
    def _rclone(self) -> Rcd:
        return Rcd()

    @cached_property
    def _info(self) -> Said:
        return self._call("operations/fsinfo", fs=self._to)

    def _has(self, feature: str) -> bool:
        return (self._info.get("Features") or {}).get(feature) is True

    @property
    def takes_headers(self) -> bool:
        return self._has("WriteMimeType")

    def names(self) -> Sequence[str]:
        return tuple(self._sizes_now())

    def read(self, name: str) -> bytes | None:
        sizes = self._sizes_now() if self._sizes is None else self._sizes
        # Whoever opens a pipe waits for ever: in a folder it is listed nowhere, and over SFTP as a file without a byte.
        if name not in sizes:
            self._refuse_other(name)
            return None
        if sizes[name] == 0:
            return b""
        if sizes[name] > MAX_OWN_BYTES:
            raise UnreadableError(f"{OWN}/{name} is too large")
        with tempfile.TemporaryDirectory(prefix="newsgen-") as folder:
            try:
                self._copied(self._to, f"{OWN}/{name}", folder, "file")
            except RcdError as error:
                if error.status == 404:
                    return None
                self._refuse(name, error)
            return Path(folder, "file").read_bytes()

    def write(self, name: str, content: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="newsgen-") as folder:
            Path(folder, "file").write_bytes(content)
            try:
                self._copied(folder, "file", self._to, f"{OWN}/{name}")
            except RcdError as error:
                raise self._rclone.failed(error) from None

    def remove(self, name: str) -> None:
        try:
            self._rclone.call("operations/deletefile", fs=self._to, remote=f"{OWN}/{name}")
        except RcdError as error:
            if error.status != 404:
                raise self._rclone.failed(error) from None

    def listed(self) -> Mapping[str, Found]:
        # Where each sum costs an order, many are asked for at once.
        is_slow = self._has("SlowHash") and not self._has("IsLocal")
        found = self._listed("", {**_ALL, **_NOT_OWN}, recurse=True, showHash=not is_slow, hashTypes=[*_SUMS])
        sums = self._sums() if is_slow and found else {}
        return {path: _found(each, sums.get(path, "")) for path, each in found.items()}

    def found(self, paths: Sequence[str]) -> Mapping[str, Found]:
        # Each is asked for by its name: what else is in its folder does not count.
        with _list_of(paths) as file:
            which = {"_config": {"NoTraverse": True}, "_filter": {"FilesFromRaw": [file]}}
            found = self._listed("", which, recurse=True, showHash=True, hashTypes=[*_SUMS])
        return {path: _found(each, "") for path, each in found.items()} | self._in_the_way(paths)

    def leftover(self, path: str) -> str:
        """Of names longer than 100 bytes rclone leaves some out, and so what is left of them is not known for it."""
        found = _LEFT.fullmatch(path)
        # A bucket takes a file whole, under its own name.
        return found[1] if found and not self._has("BucketBased") else ""

    def upload(self, folder: Path, paths: Sequence[str], headers: Headers, arrived: Arrived) -> None:
        left = dict.fromkeys(paths)
        for n in range(1, _N_TRIES + 1):
            n_before = len(left)
            lines: list[Said] = []
            try:
                for line in self._sent(folder, [*left], headers):
                    lines.append(line)
                    path = str(line.get("object", ""))
                    if str(line.get("msg", "")).startswith(("Copied", "Multi-thread Copied")) and path in left:
                        del left[path]
                        arrived(path)
            except RcdError as error:
                if n == _N_TRIES or len(left) == n_before:
                    raise self._rclone.failed(words(lines, error)) from None
            except BaseException:
                # What is under way would go on beside whatever comes next.
                self._rclone.end()
                del self._rclone
                raise
            else:
                # Without a failure all are there, also those that no line told of.
                for path in left:
                    arrived(path)
                return

    def delete(self, paths: Sequence[str]) -> None:
        with _list_of(paths) as file:
            self._call("operations/delete", fs=self._to, _filter={"FilesFromRaw": [file]})
        for folder in _folders(paths):
            try:
                self._rclone.call("operations/rmdir", fs=self._to, remote=folder)
            except RcdError:
                # It holds something, or is none: in S3 there are no folders.
                continue

    def finish(self) -> None:
        """Delete what a stopped rclone has left of newsgen's notes; all else was there when it had arrived."""
        for name in self._left:
            self.remove(name)

    def _in_the_way(self, paths: Sequence[str]) -> dict[str, Found]:
        """The folders at paths; in a bucket there are none."""
        if self._has("BucketBased"):
            return {}
        # Only the folders that these lie in are looked into.
        rules = [f"/{_SPECIAL.sub(_ESCAPED, path)}/**" for path in paths]
        which = {"_filter": {"IncludeRule": rules}}
        there = self._listed("", which, recurse=True, filesOnly=False, dirsOnly=True)
        return {path: Found(-1, is_folder=True) for path in paths if path in there}

    def _sizes_now(self) -> Mapping[str, int]:
        sizes = {name: _found(each, "").size for name, each in self._listed(OWN).items()}
        if self._sizes is None:
            # What is there later may be arriving just now, from another machine.
            self._left = [name for name in sizes if _LEFT_OF_OWN.fullmatch(name)]
        self._sizes = sizes
        return sizes

    def _sums(self) -> Mapping[str, str]:
        """Path -> sum, where the place can tell: over SFTP only with a shell that has such a program."""
        known = [name for name in _SUMS if name in (self._info.get("Hashes") or [])]
        if not known:
            return {}
        lines: list[str] = (
            self._call("operations/hashsum", fs=self._to, hashType=known[0], **_NOT_OWN).get("hashsum") or []
        )
        pairs = (line.partition("  ") for line in lines)
        return {path: f"{known[0]}:{sum_}" for sum_, _, path in pairs if sum_.isalnum()}

    def _sent(self, folder: Path, paths: Sequence[str], headers: Headers) -> Iterator[Said]:
        named = {"Content-Type": headers.content_type, "Cache-Control": headers.cache_control}
        options = [{"Key": key, "Value": value} for key, value in named.items() if value]
        with _list_of(paths) as file:
            yield from self._rclone.calls(
                "sync/copy",
                srcFs=str(folder),
                dstFs=self._to,
                # In a bucket nothing stands in the way, and a question for each file would cost as much as the file.
                _config={**_COPY, "UploadHeaders": options, "NoCheckDest": self._has("BucketBased")},
                _filter={"FilesFromRaw": [file]},
            )

    def _listed(self, folder: str, which: Said = _ALL, **options: object) -> dict[str, Said]:
        opt = {"filesOnly": True, "noModTime": True, "noMimeType": True, **options}
        try:
            said = self._rclone.call("operations/list", fs=self._to, remote=folder, opt=opt, **which)
        except RcdError as error:
            if error.status == 404:
                return {}
            raise self._rclone.failed(error) from None
        found: list[Any] = said.get("list") or []
        return {str(each["Path"]).removeprefix(f"{OWN}/" if folder else ""): each for each in found}

    def _copied(self, from_: str, name: str, to: str, new_name: str) -> None:
        self._rclone.call(
            "operations/copyfile",
            srcFs=from_,
            srcRemote=name,
            dstFs=to,
            dstRemote=new_name,
            _config={"IgnoreTimes": True, "PartialSuffix": _PARTIAL},
        )

    def _refuse(self, name: str, error: RcdError) -> NoReturn:
        """UnreadableError where the place answers all the same: it is this file that cannot be read."""
        failed = self._rclone.failed(error)
        try:
            self._rclone.call("operations/stat", fs=self._to, remote=f"{OWN}/{name}")
        except RcdError:
            raise failed from None
        raise UnreadableError(f"{OWN}/{name}: {failed}") from None

    def _refuse_other(self, name: str) -> None:
        """UnreadableError where a folder, a link or a pipe has the name of a small file, though none is listed."""
        if self._call("operations/stat", fs=self._to, remote=f"{OWN}/{name}").get("item") is not None:
            raise UnreadableError(f"{OWN}/{name} is no file")

    def _call(self, order: str, **parameters: object) -> Said:
        try:
            return self._rclone.call(order, **parameters)
        except RcdError as error:
            raise self._rclone.failed(error) from None


def _found(said: Said, sum_: str) -> Found:
    hashes = said.get("Hashes") or {}
    size = said.get("Size")
    sums = (f"{name}:{hashes[name]}" for name in _SUMS if hashes.get(name))
    return Found(size if isinstance(size, int) else -1, next(sums, sum_))


def _place(to: str, site: Site) -> str:
    """What rclone shall call the place: a remote as it is written, a folder from the site's root."""
    remote = _REMOTE.match(to)
    if remote and not re.match(r"[A-Za-z]:[\\/]", to):
        # Without a slash rclone would ask whether it is a file, and take a refusal for a yes.
        return to if remote.end() == len(to) or to.endswith("/") else f"{to}/"
    return str(folder_of(to, site))


def _folders(paths: Sequence[str]) -> list[str]:
    """The folders of paths and those above them, the deepest first."""
    found: set[str] = set()
    for path in paths:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return sorted(found, key=lambda folder: -folder.count("/"))


class _list_of:
    """A file that names paths, one a line, for as long as rclone needs it."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths

    def __enter__(self) -> str:
        self._folder = tempfile.TemporaryDirectory(prefix="newsgen-")
        file = Path(self._folder.name, "paths")
        file.write_text("".join(f"{path}\n" for path in self._paths), "utf-8", newline="\n")
        return str(file)

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

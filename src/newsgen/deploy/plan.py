"""What is to be done at a target: what stands here, what stands there, the clock -> uploads in order, deletions."""

from collections.abc import Iterator, Mapping, Sequence, Set
from enum import IntEnum

from msgspec import Struct

from newsgen.deploy.targets.base import Headers
from newsgen.publish.staging import in_the_way

_DAY_S = 86_400


class Stage(IntEnum):
    """What goes first: nobody shall meet a page whose assets are not there, or a link to an article that is not.

    So among pages and lists those that are new go before those that change, and may link to them. New lists and new
    articles link to each other, and one of them has to be first: an article may be shared in the second in which it is
    up, while nothing leads to a list that is new but articles that are new, and what goes later.
    """

    ASSETS = 0
    NEW_LISTS = 1
    NEW_PAGES = 2
    PAGES = 3
    LISTS = 4
    HOME = 5
    FEEDS = 6


class File(Struct, frozen=True, gc=False):
    """A file of output/: its digest and size, when it goes, the kind that made it ("" for none), what readers are told.

    `lasts`: whether it stays for a while where no page asks for it any more. `is_listed`: whether it is a page that
    search engines may be told of. `sums`: of one that lasts, as targets tell them, for it may be there when no file
    here tells what it held.
    """

    digest: bytes
    size: int
    stage: Stage
    kind: str
    headers: Headers = Headers()
    lasts: bool = False
    is_listed: bool = False
    sums: tuple[str, ...] = ()


class Held(Struct, frozen=True, gc=False, array_like=True):
    """A file on the target; digest b"" where nobody knows what it holds. `is_ours`: newsgen put it there.

    `since` and `lasts` as a manifest has them, `kind` and `is_listed` as they were when it was put there.
    """

    digest: bytes
    size: int
    is_ours: bool = True
    lasts: bool = False
    since: int = 0
    kind: str = ""
    is_listed: bool = False
    sums: tuple[str, ...] = ()


class Batch(Struct, frozen=True):
    """Files that may be put there at once, since none needs another, with what readers are told beside them."""

    stage: Stage
    headers: Headers
    paths: tuple[str, ...]


class Plan(Struct, frozen=True):
    """`batches` in their order, then `deleted`; `kept` are no files of the site any more, and stay for a while.

    `files`: all that is newsgen's on the target when that is done. `new`, `changed`, `gone` are files of the site.
    `foreign`: files that newsgen did not put there and whose bytes would be replaced. `n_there`: how many files of the
    site were there before. `is_recorded`: whether `files` is what is said of the target already.
    """

    batches: tuple[Batch, ...]
    deleted: tuple[str, ...]
    kept: tuple[str, ...]
    files: Mapping[str, Held]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    foreign: tuple[str, ...]
    n_there: int
    is_recorded: bool

    @property
    def uploads(self) -> tuple[str, ...]:
        return tuple(path for batch in self.batches for path in batch.paths)

    @property
    def in_the_way(self) -> frozenset[str]:
        """Of `deleted`, what cannot wait: where a file stands there can be no folder, and no file where a folder is.

        Where case does not count, a file deleted after its namesake has come would be that one.
        """
        return frozenset(in_the_way(self.deleted, self.uploads))

    @property
    def is_nothing(self) -> bool:
        return not self.batches and not self.deleted and self.is_recorded


def plan(local: Mapping[str, File], held: Mapping[str, Held], now: int, keep_days: int, by_headers: bool) -> Plan:
    """Make a target hold `local`, what of its own lasts, and what is not newsgen's; `now` in seconds since 1970.

    `by_headers`: whether files of different headers go one after the other.
    """
    uploads = sorted(path for path, file in local.items() if not _is_there(file, held.get(path)))
    after = {path: _as_held(file) for path, file in local.items()}
    ours = {path: each for path, each in held.items() if each.is_ours}
    left = {path: each for path, each in ours.items() if path not in local}
    kept = {path: each for path, each in left.items() if _lasts(each, now, keep_days)}
    after |= {path: _kept_since(each, now) for path, each in kept.items()}
    is_of_site = {path for path, each in ours.items() if not each.since}
    return Plan(
        batches=_batches({path: local[path] for path in uploads}, held, by_headers),
        deleted=tuple(sorted(left.keys() - kept.keys())),
        kept=tuple(sorted(kept)),
        files=after,
        new=tuple(path for path in uploads if path not in is_of_site),
        changed=tuple(path for path in uploads if path in is_of_site),
        gone=tuple(sorted((left.keys() - kept.keys()) & is_of_site)),
        foreign=_replaced(uploads, {path for path, each in held.items() if not each.is_ours}),
        n_there=len(is_of_site),
        is_recorded=after.keys() == ours.keys() and all(map(_is_alike, after.values(), map(ours.get, after))),
    )


def _replaced(uploads: Sequence[str], foreign: Set[str]) -> tuple[str, ...]:
    """The foreign files at the paths of uploads, in the place of a folder of theirs, or in a folder in their place."""
    paths = {*uploads}
    above = {folder for path in uploads for folder in folders(path)} if foreign else set()
    below = {path for path in foreign if not paths.isdisjoint(folders(path))}
    return tuple(sorted(foreign & (paths | above) | below))


def folders(path: str) -> Iterator[str]:
    """Those that a path lies in, the innermost first."""
    while path := path.rpartition("/")[0]:
        yield path


def is_too_much(plan: Plan, max_percent: int) -> bool:
    """Whether more of the site's files go than should without a question."""
    return len(plan.gone) * 100 > max_percent * plan.n_there


def _is_there(file: File, held: Held | None) -> bool:
    return held is not None and held.digest == file.digest


def _is_alike(after: Held, before: Held | None) -> bool:
    return before is not None and (after.digest, after.since) == (before.digest, before.since)


def _as_held(file: File) -> Held:
    return Held(file.digest, file.size, lasts=file.lasts, kind=file.kind, is_listed=file.is_listed, sums=file.sums)


def _lasts(held: Held, now: int, keep_days: int) -> bool:
    return held.lasts and now - (held.since or now) < keep_days * _DAY_S


def _kept_since(held: Held, now: int) -> Held:
    return Held(held.digest, held.size, True, held.lasts, held.since or now, held.kind, held.is_listed, held.sums)


def _batches(files: Mapping[str, File], held: Mapping[str, Held], by_headers: bool) -> tuple[Batch, ...]:
    found: dict[tuple[Stage, Headers], list[str]] = {}
    for path, file in files.items():
        stage = file.stage if path in held else _of_new(file)
        found.setdefault((stage, file.headers if by_headers else Headers()), []).append(path)
    return tuple(Batch(*about, _sorted(paths)) for about, paths in sorted(found.items()))


def _of_new(file: File) -> Stage:
    # A fragment that pages hold links to articles, but a page whose fragment is not there yet is torn.
    if file.kind == "fragment":
        return Stage.ASSETS
    return {Stage.PAGES: Stage.NEW_PAGES, Stage.LISTS: Stage.NEW_LISTS}.get(file.stage, file.stage)


def _sorted(paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))

"""Between making and the swap: what is to be published goes through the proofs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from newsgen.gather.inputs import n_jobs
from newsgen.project import Project
from newsgen.proofs.base import Case, Proof
from newsgen.proofs.needles import Needle
from newsgen.proofs.prints import N_FILES, Probe, print_of
from newsgen.proofs.search import File, Finder, Hit, Text, Wanted, all_pieces, bytes_of
from newsgen.proofs.sieve import N_SAMPLE, Page, Sieve, Sifter
from newsgen.proofs.tokens import tokens
from newsgen.registry import Registry
from newsgen.state.secrets import PrintRow
from newsgen.walk.hiding import HiddenNow
from newsgen.walk.planned import Planned
from newsgen.walk.proving import Proved
from newsgen.walk.published import Move
from newsgen.walk.seen import Seen
from newsgen.walk.stale import Stale
from newsgen.workers import POOL_FROM, mapped

# Copies of files of the site, whose own texts are public.
_COPIES = frozenset({"asset", "static"})
_QUOTED = re.compile(r"\"([^\"]+)\"")

T = TypeVar("T")


def proved(
    project: Project,
    registry: Registry,
    proofs: Sequence[Proof],
    seen: Seen,
    planned: Planned,
    stale: Stale,
    move: Move,
) -> Proved:
    """What these proofs say of what a build is about to publish."""
    needs_hidden = any(proof.when == "hidden" for proof in proofs)
    hidden = HiddenNow(project, registry, seen, planned) if needs_hidden else None
    staged = _staged(stale, move)
    folders = Folders(str(project.staging), str(project.output))
    names = {file.path for file in staged}

    def standing() -> Sequence[File]:
        return _standing(seen, names.union(move.gone, move.left))

    searching = _Searching(project, hidden, folders, standing)
    case = Case(
        site=planned.site,
        outputs=planned.outputs,
        hidden=hidden,
        staged=staged,
        standing=standing,
        contents=folders.read,
        search=searching.hits,
        mapped=partial(_mapped, n_jobs(project)),
        is_there=_Foreign(project.output, frozenset(move.gone)).is_there,
        quoted=_quoted(planned),
        changed=move.for_readers,
        budget=project.options.budget,
        folder=project.output.name,
    )
    found = tuple(diagnostic for proof in proofs for diagnostic in proof.run(case))
    return Proved(found, hidden.hiding(searching.prints, searching.prints_gone) if hidden is not None else None)


def _staged(stale: Stale, move: Move) -> Sequence[File]:
    return [
        File(
            stale.outputs[int(each.name)].output.path,
            move.made[int(each.name)].digest,
            each.name,
            stale.outputs[int(each.name)].output.kind.name in _COPIES,
        )
        for each in move.staged
    ]


def _standing(seen: Seen, without: Set[str]) -> Sequence[File]:
    """What the last build has left, and this one leaves."""
    rows = seen.last.outputs.values()
    return [File(row.path, row.digest, "", row.kind in _COPIES) for row in rows if row.path not in without]


def _mapped(n_processes: int, task: Callable[[Sequence[File]], T], files: Sequence[File]) -> Iterator[T]:
    return mapped(task, files, n_processes)


def _quoted(planned: Planned) -> frozenset[str]:
    """What the checks have told of, as it is written."""
    return frozenset(each for said in planned.diagnostics for each in _QUOTED.findall(said.text))


class _Foreign(Struct, frozen=True):
    """What stands in the output folder, and will stay there."""

    output: Path
    gone: frozenset[str]

    def is_there(self, path: str) -> bool:
        return path not in self.gone and (self.output / path).is_file()


class Folders(Struct, frozen=True):
    """Where files are read: staged ones, and those that stand."""

    staging: str
    output: str

    def read(self, file: File) -> bytes:
        place = f"{self.staging}/{file.name}" if file.name else f"{self.output}/{file.path}"
        return Path(place).read_bytes()


class _Searching:
    """Looks through files for what is hidden: through many in several processes.

    What stands is asked by its prints first. They are made where many files are looked through, and kept from then on.
    """

    def __init__(
        self, project: Project, hidden: HiddenNow | None, folders: Folders, standing: Callable[[], Sequence[File]]
    ) -> None:
        self._project = project
        self._hidden = hidden
        self._folders = folders
        self._standing = standing
        parts = urlsplit(project.config.base_url)
        self._site = project.config.base_path, f"{parts.scheme}://{parts.netloc}"
        self.prints: list[PrintRow] = []
        self.prints_gone: set[int] = set()

    def hits(self, files: Sequence[File], needles: Sequence[Needle] | None) -> list[Hit]:
        if self._hidden is None or not files:
            return []
        if needles is not None:
            unknown, suspects = self._asked_by_prints(files, Probe(needles))
            digests = {each.anchor for each in needles if each.sort == "bytes"}
            suspects += [file for file in files if file.digest.hex() in digests] if digests else []
            return self._found(unknown, needles) + self._found(suspects, needles, has_prints=True)
        if len(files) < POOL_FROM:
            return self._found(files, self._hidden.among(self._pieces(files)))
        # Whatever stands is nothing that is asked for here.
        self._asked_by_prints(self._standing(), Probe(()))
        return self._found(files, self._hidden.every())

    def _found(self, files: Sequence[File], needles: Sequence[Needle], *, has_prints: bool = False) -> list[Hit]:
        task = _Search(needles, self._folders, *self._site, self._sample(files))
        hits: list[Hit] = []
        for found, made in mapped(task, files, n_jobs(self._project), N_FILES):
            hits += found
            self.prints += () if has_prints else made
        return hits

    def _sample(self, files: Sequence[File]) -> Sequence[Set[bytes]]:
        """The tokens of a few of many files."""
        if len(files) < POOL_FROM:
            return ()
        few = files[:: len(files) // N_SAMPLE]
        return [tokens(bytes_of(file, self._site[0], self._folders.read)) for file in few]

    def _asked_by_prints(self, files: Sequence[File], probe: Probe) -> tuple[list[File], list[File]]:
        """Files without a print, and those of whose prints something may stand in them.

        A print of which most files are others now is none.
        """
        assert self._hidden is not None
        left = {file.path: file for file in files}
        suspects: list[File] = []
        for row in self._hidden.secrets.prints():
            known = [left.get(path) for path, _ in row.files]
            there = [
                file is not None and _key(file, self._site[0]) == key
                for file, (_, key) in zip(known, row.files, strict=True)
            ]
            if sum(there) * 2 < len(there):
                self.prints_gone.add(row.number)
                continue
            may_hold = probe.files(row.print)
            for number, file in enumerate(known):
                if file is not None and there[number]:
                    del left[file.path]
                    if may_hold >> number & 1:
                        suspects.append(file)
        return [*left.values()], suspects

    def _pieces(self, files: Sequence[File]) -> set[str]:
        """All that may be an anchor in any of these files."""
        found = {file.digest.hex() for file in files}
        for file in files:
            text = Text(bytes_of(file, self._site[0], self._folders.read))
            found.update(text.pieces, all_pieces(text.tags))
        return found


def _key(file: File, base_path: str) -> bytes:
    """What of a file's print tells of what it was made: its bytes, and where it stands."""
    return file.digest + base_path.encode()


class _Search:
    """Looks through a chunk of files, in a worker or here, and makes the print of a whole one where that is asked."""

    def __init__(
        self,
        needles: Sequence[Needle],
        folders: Folders,
        base_path: str,
        origin: str,
        sample: Sequence[Set[bytes]],
    ) -> None:
        self._given = needles, folders, base_path, origin, sample
        self._sifter = Sifter(Sieve(needles, sample))
        self._finder = Finder(Wanted(needles), origin)

    def __reduce__(self) -> tuple[type[_Search], tuple[object, ...]]:
        """For a process that was not forked: what is known of lines and tags is found there anew."""
        return _Search, self._given

    def __call__(self, files: Sequence[File]) -> tuple[list[Hit], list[PrintRow]]:
        _, folders, base_path, _, _ = self._given
        hits: list[Hit] = []
        pages: list[Page] = []
        for file in files:
            data = bytes_of(file, base_path, folders.read)
            pages.append(self._sifter.page(data))
            if self._sifter.holds(pages[-1], data, file.digest.hex()):
                hits += self._finder.hits(file, Text(data))
        if len(files) < N_FILES:
            return hits, []
        keys = tuple((file.path, _key(file, base_path)) for file in files)
        return hits, [PrintRow(keys, print_of(pages))]

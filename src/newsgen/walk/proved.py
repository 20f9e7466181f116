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
from newsgen.proofs.prints import Probe, print_of
from newsgen.proofs.search import File, Finder, Hit, Text, Wanted, all_pieces, bytes_of
from newsgen.proofs.sieve import Sieve, tokens
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

    searching = _Searching(project, hidden, folders)
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
    return Proved(found, hidden.hiding(searching.prints) if hidden is not None else None)


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

    What stands is asked by its prints first. They are made when the first build needs them, and kept from then on.
    """

    def __init__(self, project: Project, hidden: HiddenNow | None, folders: Folders) -> None:
        self._project = project
        self._hidden = hidden
        self._folders = folders
        parts = urlsplit(project.config.base_url)
        self._site = project.config.base_path, f"{parts.scheme}://{parts.netloc}"
        self.prints: list[PrintRow] = []

    def hits(self, files: Sequence[File], needles: Sequence[Needle] | None) -> list[Hit]:
        if self._hidden is None or not files:
            return []
        prints = self._hidden.secrets.has_prints()
        if needles is None:
            is_few = len(files) < POOL_FROM
            needles = self._hidden.among(self._pieces(files)) if is_few else self._hidden.every()
        else:
            files, prints = self._suspect(files, needles), True
        task = _Search(needles, self._folders, *self._site, prints)
        hits: list[Hit] = []
        for found, made in mapped(task, files, n_jobs(self._project)):
            hits += found
            self.prints += made
        return hits

    def _suspect(self, files: Sequence[File], needles: Sequence[Needle]) -> Sequence[File]:
        """Those of which no print tells that nothing of this stands in them."""
        assert self._hidden is not None
        left, probe = {file.path: file for file in files}, Probe(needles)
        digests = {each.anchor for each in needles if each.sort == "bytes"}
        for row in self._hidden.secrets.prints():
            file = left.get(row.path)
            if file is None or row.key != _key(file, self._site[0]) or file.digest.hex() in digests:
                continue
            if not probe.may_be_in(row.print):
                del left[row.path]
        return [*left.values()]

    def _pieces(self, files: Sequence[File]) -> set[str]:
        """All that may be an anchor in any of these files."""
        found = {file.digest.hex() for file in files}
        for file in files:
            text = Text(bytes_of(file, self._site[0], self._folders.read))
            found.update(text.pieces, all_pieces(text.tags))
        return found


def _key(file: File, base_path: str) -> bytes:
    """What a file's print is made of: its bytes, and where it stands."""
    return file.digest + base_path.encode()


class _Search:
    """Looks through a chunk of files, in a worker or here, and makes their prints where that is asked."""

    def __init__(self, needles: Sequence[Needle], folders: Folders, base_path: str, origin: str, prints: bool) -> None:
        self._given = needles, folders, base_path, origin, prints
        self._sieve = Sieve(needles)
        self._finder = Finder(Wanted(needles), origin)

    def __reduce__(self) -> tuple[type[_Search], tuple[object, ...]]:
        """For a process that was not forked: what is known of tags is found there anew."""
        return _Search, self._given

    def __call__(self, files: Sequence[File]) -> tuple[list[Hit], list[PrintRow]]:
        _, folders, base_path, _, prints = self._given
        hits: list[Hit] = []
        made: list[PrintRow] = []
        for file in files:
            data = bytes_of(file, base_path, folders.read)
            there = tokens(data)
            if self._sieve.holds(there, file.digest.hex()):
                hits += self._finder.hits(file, Text(data))
            if prints:
                made.append(PrintRow(file.path, _key(file, base_path), print_of(there)))
        return hits, made

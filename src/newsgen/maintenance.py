"""What is with_cache about a site beside building it: its list of articles, proof, and cleaning up."""

import errno
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.build import build, quiet, with_cache
from newsgen.diagnostics import Diagnostic, in_order
from newsgen.gather.now import said_now
from newsgen.gather.remarks import remarks
from newsgen.model import Head
from newsgen.patterns import matcher
from newsgen.project import PREVIEW, PREVIEW_FILLINGS, PREVIEW_LOCK, Options, Project, opened
from newsgen.publish.claims import foreign, is_owner
from newsgen.publish.ground import Ground
from newsgen.publish.lock import LockedError, locked
from newsgen.publish.staging import staging
from newsgen.publish.swap import Swap, TornError, clear
from newsgen.shown import some
from newsgen.site.index import is_public, order


class Entry(Struct, frozen=True):
    """An article as `newsgen list` shows it; status: published, scheduled, embargoed, expired, draft or unlisted."""

    source: str
    title: str
    date: datetime
    status: str
    url: str


class OpenError(Exception):
    """There is no project to speak of: what is wrong with newsgen.yaml."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("newsgen.yaml cannot be used")
        self.diagnostics = diagnostics


def listing(options: Options) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Every article, newest first, and what is wrong in the sources."""
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    with consulted(project) as here:
        readings, problems = with_cache(here, lambda cache: said_now(here, cache, quiet))
    heads = [each.head for each in readings.values() if each.head is not None and each.head.form == "article"]
    entries = [
        Entry(head.source, head.title, head.date, _status(head, clock), head.url) for head in sorted(heads, key=order)
    ]
    return tuple(entries), in_order([*problems, *remarks(readings, project, clock)])


def clean(options: Options) -> int:
    """Remove every file that newsgen wrote, and what it remembers; returns the number of files.

    With the site's own output goes its preview, unless one is being served.
    """
    project = project_of(options)
    n_removed = _cleaned(project)
    preview = replace(project, output=project.root / PREVIEW, options=replace(options, for_preview=True))
    if options.output is None and preview.cache_file.exists():
        try:
            with locked(project.root / PREVIEW_LOCK, wait=False):
                n_removed += _cleaned(preview)
                (project.root / PREVIEW_FILLINGS).unlink(missing_ok=True)
        except LockedError:
            pass
    return n_removed


def _cleaned(project: Project) -> int:
    with locked(project.lock_file, project.options.wait):
        ours = with_cache(project, lambda cache: sorted(cache.outputs().keys() | cache.pending()))
        # What another configuration has taken over is not ours any more.
        n_removed = _deleted(project, ours) if is_owner(project) else 0
        _forget(project)
    return n_removed


def _deleted(project: Project, paths: Sequence[str]) -> int:
    """Delete files of the output folder: all of them, or none."""
    ground, is_kept = Ground(project.output), matcher(project.config.keep)
    clear(project.output, paths)
    with staging(project.staging):
        swap = Swap(project.staging, project.output)
        try:
            n_deleted = swap.delete(path for path in paths if ground.obstacle(path) is None and not is_kept(path))
        except BaseException as error:
            if torn := swap.undone():
                raise TornError(f"{error}; these files are gone: {some(torn)}", torn) from error
            raise
        swap.done()
    return n_deleted


def verify(options: Options) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Build, prove every page, build again from nothing elsewhere, and compare every byte: the paths that differ.

    Among them is what stands in the output folder and such a build does not make, unless it is hidden, or `keep` names
    it.
    """
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    result = build(replace(options, at=clock, proves_pages=True))
    if result.exit_code:
        return (), result.diagnostics
    with tempfile.TemporaryDirectory(prefix="newsgen-verify-") as folder:
        fresh = Path(folder) / "output"
        again = build(replace(options, at=clock, output=str(fresh), use_cache=True, budget=None, adopt=False))
        elsewhere = replace(project, output=fresh.resolve())
        _forget(elsewhere)
        elsewhere.lock_file.unlink(missing_ok=True)
        if again.exit_code:
            return (), again.diagnostics
        made = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()}
        differing = {path for path in made if not _same(fresh / path, project.output / path)}
    return tuple(sorted(differing | foreign(project, made))), result.diagnostics


class Elsewhere(Project, frozen=True, dict=True):
    """A project whose builds remember nothing: what is needed for a while stands in a `place` of its own."""

    place: Path

    @property
    def state(self) -> Path:
        return self.place


@contextmanager
def consulted(project: Project) -> Iterator[Project]:
    """The project, locked, for who looks at its sources alone; one that remembers nothing where nothing may be written.

    So in a checkout that belongs to somebody else, or on a disk that is mounted to be read.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(project.lock_file, project.options.wait))
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
                raise
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsgen-")))
            yield Elsewhere(project.options, project.root, project.config, project.output, place)
            return
        yield project


def _forget(project: Project) -> None:
    """Remove all that builds remember of an output folder, but the lock that may be held."""
    if is_owner(project):
        project.owner_file.unlink(missing_ok=True)
    for path in list(project.state.glob(f"{project.cache_file.stem}.*")):
        if path.is_dir():
            shutil.rmtree(path)
        elif path not in {project.lock_file, project.owner_file}:
            path.unlink()


def project_of(options: Options) -> Project:
    project, diagnostics = opened(options)
    if project is None or diagnostics:
        raise OpenError(diagnostics)
    return project


def _status(head: Head, clock: datetime) -> str:
    if head.status == "draft":
        return "draft"
    if is_public(head, clock):
        return "unlisted" if head.unlisted else "published"
    if head.publish_at > clock:
        return "embargoed" if head.embargo is not None and head.embargo > clock else "scheduled"
    return "expired"


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()

"""What is asked about a site beside building it: its list of articles, why a page was made, proof, and cleaning up."""

import shutil
import tempfile
from array import array
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from newsgen.build import build, cache_of
from newsgen.content.reading import settings
from newsgen.content.scan import scan
from newsgen.diagnostics import Diagnostic, in_order
from newsgen.incremental import reading
from newsgen.incremental.asking import question_of
from newsgen.incremental.cache import Cache, OutputRow
from newsgen.incremental.inputs import n_jobs
from newsgen.incremental.remarks import remarks
from newsgen.model import Head
from newsgen.output.lock import LockedError, locked
from newsgen.output.publish import deleted
from newsgen.project import PREVIEW, PREVIEW_LOCK, Options, Project, opened
from newsgen.shown import visible
from newsgen.site.answers import digest_of, written
from newsgen.site.index import is_public, order
from newsgen.site.permalinks import output_path


class Entry(Struct, frozen=True):
    """An article as `newsgen list` shows it; status: published, scheduled, expired, draft or unlisted."""

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
    with locked(project.lock_file, options.wait), cache_of(project) as cache:
        found = scan(project.root, project.config.content)
        wanted = settings(project.config)
        known = cache.sources() if cache.meta("settings") == digest_of(wanted) else {}
        limit_s, jobs, cache_file = project.config.limits.source_cpu_s, n_jobs(project), project.cache_file
        read = reading.rows(
            project.root, found.articles, known, wanted, cache, cache_file, jobs, limit_s, lambda *_: None
        )
        said = dict(cache.readings(read.rows))
        readings = {path: reading.decoded(said[path]) for path in read.rows}
    heads = [each.head for each in readings.values() if each.head is not None and each.head.form == "article"]
    entries = [
        Entry(head.source, head.title, head.date, _status(head, clock), head.url) for head in sorted(heads, key=order)
    ]
    diagnostics = [*found.diagnostics, *read.diagnostics, *remarks(readings, project, clock)]
    return tuple(entries), in_order(diagnostics)


def clean(options: Options) -> int:
    """Remove every file that newsgen wrote, and what it remembers; returns the number of files.

    With the site's own output goes its preview, unless one is being served.
    """
    project = project_of(options)
    n_removed = _cleaned(project)
    preview = replace(project, output=project.root / PREVIEW)
    if options.output is None and preview.cache_file.exists():
        try:
            with locked(project.root / PREVIEW_LOCK, wait=False):
                n_removed += _cleaned(preview)
        except LockedError:
            pass
    return n_removed


def _cleaned(project: Project) -> int:
    with locked(project.lock_file, project.options.wait):
        with cache_of(project) as cache:
            n_removed = deleted(project.output, [*cache.outputs(), *cache.pending()])
        _forget(project)
    return n_removed


def verify(options: Options) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Build, build again from nothing elsewhere, and compare every byte: the paths that differ."""
    project = project_of(options)
    clock = options.at or datetime.now(UTC)
    result = build(replace(options, at=clock))
    if result.exit_code:
        return (), result.diagnostics
    with cache_of(project) as cache:
        ours = set(cache.outputs())
    with tempfile.TemporaryDirectory(prefix="newsgen-verify-") as folder:
        fresh = Path(folder) / "output"
        again = build(replace(options, at=clock, output=str(fresh), use_cache=True, budget=None))
        if again.exit_code:
            return (), again.diagnostics
        _forget(replace(project, output=fresh.resolve()))
        made = {path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()}
        differing = {path for path in made & ours if not _same(fresh / path, project.output / path)}
    return tuple(sorted(differing | (made ^ ours))), result.diagnostics


def why(options: Options, address: str) -> str | None:
    """What an output asked, and which answers changed in the build that made it; None: there is no such output."""
    project = project_of(options)
    with cache_of(project) as cache:
        found = _output_at(project, cache, address)
        if found is None:
            return None
        row, number, cause = found
        last = int(cache.meta("build") or b"0")
        lines = [f"{row.path} ({row.kind}{f' of {row.subject}' if row.subject else ''})"]
        n_since = last - number
        age = "in the last build" if not n_since else f"{n_since} build{'' if n_since == 1 else 's'} ago"
        lines.append(f"made {age}: {cause}")
        asked = cache.questions.with_ids(array("I", row.asked or b""))
        lines += [f"{'*' if each.changed == number else ' '} {written(question_of(each))}" for each in asked]
        lines.append("* the answer was new in that build")
    return "\n".join(map(visible, lines))


def _forget(project: Project) -> None:
    """Remove all that builds remember of an output folder, but the lock that may be held."""
    for path in list(project.state.glob(f"{project.cache_file.stem}.*")):
        if path.is_dir():
            shutil.rmtree(path)
        elif path != project.lock_file:
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
    return "scheduled" if head.publish_at > clock else "expired"


def _output_at(project: Project, cache: Cache, address: str) -> tuple[OutputRow, int, str] | None:
    """The output that a URL, a root-relative address or a path below the output folder means."""
    try:
        path = urlsplit(address).path if "://" in address else address
    except ValueError:
        return None
    relative = unquote(path).removeprefix(f"{project.config.output}/").lstrip("/")
    return cache.output(relative) or cache.output(
        output_path(project.config, path if path.startswith("/") else f"/{path}")
    )


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()

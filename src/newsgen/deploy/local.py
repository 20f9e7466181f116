"""What output/ holds: each file with its digest, which is kept beside the cache while the file's stamp is the same."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from stat import S_ISREG

import msgspec
from msgspec import Struct

from newsgen.deploy.addresses import listed
from newsgen.deploy.headers import SNIFFED, headers_of
from newsgen.deploy.plan import File, Stage
from newsgen.deploy.sums import sums_of
from newsgen.deploy.targets.base import Headers
from newsgen.diagnostics import Diagnostic, Place
from newsgen.digests import digest_of_bytes, digest_of_file
from newsgen.project import Project
from newsgen.shown import some
from newsgen.site.pictures import FOLDER
from newsgen.state.cache import Cache, OutputRow
from newsgen.state.looking import looked_at
from newsgen.state.paths import leave_as_outputs
from newsgen.state.record import Record
from newsgen.state.stamps import UNSURE, sure, young_since

# What a swap keeps beside the files that it moves, and readers of file systems leave there.
_ASIDE = ".newsgen-"
# The kinds whose files name the pages that search engines may be told of.
_SITEMAPS = frozenset({"sitemap-month", "sitemap-pages", "sitemap-news"})
_PAGES = frozenset({"article", "page"})
# What is larger is no page, and need not fit into memory.
_PAGE_BYTES = 4 << 20


class Known(Struct, frozen=True, gc=False, array_like=True):
    """What was found in a file when it had a stamp."""

    stamp: int
    size: int
    digest: bytes
    headers: Headers
    sums: tuple[str, ...] = ()


class Local(Struct, frozen=True):
    """The files of output/ by path, what is remembered of the build that made them, and what is left out and why.

    `missing`: what that build wrote, and is not there any more.
    """

    files: Mapping[str, File]
    record: Record
    is_torn: bool
    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[str, ...] = ()


def local(project: Project, memory: Path) -> Local:
    """What is to stand on a target; `memory`: the file that keeps digests. UnknownError where there was no build."""
    rows, record, is_torn, lasting = looked_at(project.cache_file, _remembered)
    known = _recalled(memory)
    since = young_since()
    links: list[str] = []
    hidden: list[str] = []
    found: dict[str, Known] = {}
    stages = {name: kind.stage for name, kind in project.options.registry().kinds.items()}
    for path, stat in _walked(project.real_output, links):
        if path not in rows and _is_hidden(path):
            hidden.append(path)
            continue
        before, stamp = known.get(path), sure(stat, since)
        is_same = before is not None and stamp != UNSURE and before.stamp == stamp
        is_same = is_same and (path not in lasting or bool(before and before.sums))
        found[path] = before if before and is_same else _looked(project.real_output, path, stamp, path in lasting)
    _remember(memory, found, known)
    sitemaps = [path for path, row in rows.items() if row.kind in _SITEMAPS and path in found]
    shown = listed(record.base_url, found, ((project.real_output / path).read_bytes() for path in sitemaps))
    kinds = {path: row.kind for path, row in rows.items()}
    files = {
        path: _file(path, each, kinds.get(path, ""), stages, path in lasting, path in shown)
        for path, each in found.items()
    }
    missing = tuple(sorted(rows.keys() - found.keys() - set(links)))
    edited = sorted(path for path, row in rows.items() if path in found and found[path].digest != row.digest)
    remarks = (*_left_out(project, links, hidden), *_edited(project, edited))
    return Local(files, record, is_torn, remarks, missing)


def _remembered(cache: Cache) -> tuple[Mapping[str, OutputRow], Record, bool, frozenset[str]]:
    rows = cache.outputs()
    return rows, cache.record(), bool(cache.pending()), _lasting(rows)


def _walked(output: Path, links: list[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every regular file with its stat, in no order; links are not followed, and named in `links`."""
    waiting = [str(output)] if output.is_dir() else []
    start = len(str(output)) + 1
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(_ASIDE):
                    continue
                path = entry.path[start:].replace(os.sep, "/")
                if entry.is_symlink():
                    links.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif S_ISREG((stat := entry.stat(follow_symlinks=False)).st_mode):
                    yield path, stat


def _is_hidden(path: str) -> bool:
    """Whether newsgen would write nothing there: what nobody can name cannot be put anywhere, either."""
    return leave_as_outputs([path]) or not path.isprintable()


def _looked(output: Path, path: str, stamp: int, lasts: bool) -> Known:
    lasting = lasts or path.startswith(f"{FOLDER}/")
    with (output / path).open("rb") as file:
        data = file.read(_PAGE_BYTES)
        size = len(data) if len(data) < _PAGE_BYTES else os.fstat(file.fileno()).st_size
        if size > len(data):
            file.seek(0)
            return Known(stamp, size, digest_of_file(file), headers_of(path, data[:SNIFFED], lasting))
    sums = sums_of(output / path, size) if lasts else ()
    return Known(stamp, size, digest_of_bytes(data), headers_of(path, data[:SNIFFED], lasting), sums)


def _file(path: str, known: Known, kind: str, stages: Mapping[str, int], lasts: bool, is_listed: bool) -> File:
    stage = stage_of(path, kind, stages.get(kind, 0))
    return File(known.digest, known.size, stage, kind, known.headers, lasts, is_listed, known.sums)


def stage_of(path: str, kind: str, of_kind: int) -> Stage:
    """When a file goes: by its path, the kind of output that it is ("" for none), and the stage of that."""
    if of_kind >= 3:
        return Stage.FEEDS
    if path == "index.html":
        return Stage.HOME
    if of_kind:
        return Stage.LISTS
    return Stage.PAGES if kind in _PAGES or path.endswith((".html", ".htm")) else Stage.ASSETS


def _lasting(rows: Mapping[str, OutputRow]) -> frozenset[str]:
    """The style sheets and scripts with a hash in their names: a page that a reader has kept asks for these.

    Pictures are not among them. One that was taken out shall be gone.
    """
    return frozenset(
        path
        for path, row in rows.items()
        if row.kind == "static" and msgspec.msgpack.decode(row.subject, type=tuple[str])[0] != path
    )


def _recalled(memory: Path) -> Mapping[str, Known]:
    try:
        return msgspec.msgpack.decode(memory.read_bytes(), type=dict[str, Known])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def _remember(memory: Path, found: Mapping[str, Known], known: Mapping[str, Known]) -> None:
    if found != known:
        memory.parent.mkdir(parents=True, exist_ok=True)
        beside = memory.with_suffix(".new")
        beside.write_bytes(msgspec.msgpack.encode(found))
        beside.replace(memory)


def _edited(project: Project, paths: Sequence[str]) -> Iterator[Diagnostic]:
    """A warning and no error: a tool that makes pages smaller may stand between build and deploy."""
    if paths:
        text = f"not as the build wrote it, and put there as it is: {some(paths)}"
        hint = "newsgen build writes it again; what shall stay so belongs into content/, templates/ or static/"
        yield Diagnostic("deploy-edited", Place(f"{project.output.name}/{paths[0]}"), text, hint, "warning")


def _left_out(project: Project, links: list[str], hidden: list[str]) -> Iterator[Diagnostic]:
    place = Place(project.output.name)
    if links:
        text = f"symbolic links are not followed, and stay here: {some(sorted(links))}"
        yield Diagnostic("deploy-left", place, text, "put files in their place", "warning")
    if hidden:
        text = f"hidden files that newsgen did not write stay here: {some(sorted(hidden))}"
        yield Diagnostic("deploy-left", place, text, "what shall be published belongs into static/", "notice")

"""Whose the files in the output folder are: newsgen's own, or somebody else's that it must not touch.

Ours is what the cache knows, or has been moving when a build was killed; what has exactly the planned bytes; and what
the user says is ours, with `--adopt`. Hidden files, what `keep` names, and links are never ours unless newsgen wrote
them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.patterns import matcher
from newsgen.project import Project
from newsgen.publish.ground import Ground, below, files, taken
from newsgen.publish.staging import namesakes
from newsgen.shown import some
from newsgen.state.cache import Cache
from newsgen.state.opening import of_older
from newsgen.state.stamps import file_digest, stamp

if TYPE_CHECKING:
    from newsgen.make.maker import MadeOutput


class Claims(Struct, frozen=True):
    """`adopted`: files that are not planned and are ours at the user's word; `n_taken`: these and planned ones.

    `made`: what became of each output, those that stood there already with their stat.
    """

    made: list[MadeOutput]
    adopted: frozenset[str] = frozenset()
    n_taken: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def owned_by_another(project: Project) -> list[Diagnostic]:
    """`output-taken` where the site of another configuration stands in the output folder."""
    owner = _owner(project)
    if owner in {"", project.options.config_file} or adopts(project) or project.is_preview:
        return []
    if next(files(project.output, matcher(project.config.keep)), None) is None:
        return []
    text = f'the site of "{owner}" stands in this folder'
    hint = "name another folder under output:, or let this configuration have it: newsgen build --adopt"
    return [Diagnostic("output-taken", Place(project.output.name), text, hint)]


def adopts(project: Project) -> bool:
    """Whether all that stands in the output folder is ours; the preview's folder is nobody else's."""
    return project.options.adopt or (project.is_preview and _owner(project) != project.options.config_file)


def inherit(project: Project, cache: Cache) -> None:
    """Take over from an older newsgen which files are ours: those that hold what it wrote.

    It had one cache for all configurations, so that its list may be of another folder.
    """
    older = dict(cache.older)
    for file in project.older_cache_files if not older else ():
        older |= of_older(file)
    standing = ((path, digest) for path, digest in older.items() if (project.output / path).is_file())
    cache.put_ours({path: digest for path, digest in standing if file_digest(project.output / path) == digest})


def owned(project: Project) -> str:
    """Note whose site stands in the output folder; returns whose it was."""
    before = _owner(project)
    if before != project.options.config_file:
        _noted(project, project.options.config_file)
    return before


def given_back(project: Project, owner: str) -> None:
    """Note the owner of before, as of a swap that is undone; where even that fails, `--adopt` mends it."""
    if owner != project.options.config_file:
        with suppress(OSError):
            _noted(project, owner)


def is_owner(project: Project) -> bool:
    return _owner(project) in {"", project.options.config_file}


def claimed(
    project: Project,
    made: Sequence[tuple[str, MadeOutput]],
    planned: Set[str],
    published: Set[str],
    pending: Set[str],
    ground: Ground,
) -> Claims:
    """Whose the files are that stand where `made` outputs are to go, and with nothing known or `--adopt`, all others.

    `made` has each output with its path; `published` and `pending` files are known to be ours.
    """
    knows = bool(published or pending)
    output = project.output
    takes = adopts(project) or (not knows and project.is_preview)
    new = (path for path, _ in made if path not in published and path not in pending)
    found = {path: stat for path in new if (stat := ground.stat(path)) is not None}
    met = [_standing(output, path, each, found.get(path)) for path, each in made]
    standing = {path for (path, each), now in zip(made, met, strict=True) if now is not each}
    # Where a folder stands, obstacles() says so.
    unlike = {path: stat.st_mode for path, stat in found.items() if path not in standing and not S_ISDIR(stat.st_mode)}
    others = _others(project, planned, published | pending) if takes or not knows else []
    if takes:
        links = [path for path, mode in unlike.items() if not S_ISREG(mode)]
        n_taken = len(others) + len(standing) + len(unlike) - len(links)
        return Claims(met, frozenset(others), n_taken, tuple(_taken(output, path) for path in sorted(links)))
    if not knows and (others or unlike):
        return Claims(met, diagnostics=(_unknown(output, sorted({*others, *unlike})),))
    return Claims(met, diagnostics=tuple(_taken(output, path) for path in sorted(unlike)))


def foreign(project: Project, made: Set[str]) -> set[str]:
    """The files in the output folder that are not among `made`, and that nobody has declared foreign."""
    found = files(project.output, matcher(project.config.keep))
    start = len(str(project.output)) + 1
    return {path for entry in found if (path := below(entry, start)) not in made}


def _standing(output: Path, path: str, made: MadeOutput, stat: os.stat_result | None) -> MadeOutput:
    """An output whose bytes stand in its place already, with the stat of the file there; else as it was made."""
    if stat is None or not S_ISREG(stat.st_mode) or stat.st_size != made.size or not made.is_staged:
        return made
    if file_digest(output / path) != made.digest:
        return made
    return msgspec.structs.replace(made, is_staged=False, stamp=stamp(stat))


def _others(project: Project, planned: Set[str], ours: Set[str]) -> list[str]:
    """The regular files that are neither planned nor known, kept nor hidden."""
    start = len(str(project.output)) + 1
    entries = files(project.output, matcher(project.config.keep))
    found = [below(entry, start) for entry in entries if entry.is_file(follow_symlinks=False)]
    others = [path for path in found if path not in planned and path not in ours]
    same = {path for path, twin in namesakes(others, planned).items() if is_same(project.output, path, twin)}
    return [path for path in others if path not in same]


def is_same(output: Path, one: str, other: str) -> bool:
    """Whether two paths name one file, since case or composition do not count where it stands."""
    try:
        return os.path.samestat(os.lstat(output / one), os.lstat(output / other))
    except OSError:
        return False


def taken_note(n_taken: int, output: Path) -> str:
    return f"{_counted(n_taken)} taken for newsgen's own in {output.name}/"


def left_note(paths: Sequence[str], output: Path) -> str:
    """What was newsgen's, is no page any more, and stays."""
    return f"{_counted(len(paths))} in {output.name}/ stay as keep: says, though no page any more: {some(paths)}"


def _counted(n: int) -> str:
    return f"{n} file{'' if n == 1 else 's'}"


def _taken(output: Path, path: str) -> Diagnostic:
    text = "a file that newsgen did not write stands here, with other bytes than are to be written"
    return taken(output, path, text, "move it away, or take it for newsgen's own: newsgen build --adopt")


def _unknown(output: Path, paths: Sequence[str]) -> Diagnostic:
    text = f"nothing is known of this folder, and {_counted(len(paths))} in it would not be written so: {some(paths)}"
    hint = (
        "newsgen build --adopt takes all that stands there for newsgen's own, and deletes what is no page any more; "
        "keep: in newsgen.yaml names what is somebody else's"
    )
    return Diagnostic("output-taken", Place(output.name), text, hint)


def _noted(project: Project, owner: str) -> None:
    """Write the owner, whole or not at all: on a full disk, too, the folder is somebody's."""
    if not owner:
        project.owner_file.unlink(missing_ok=True)
        return
    beside = project.owner_file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with beside.open("x", encoding="utf-8") as file:
        file.write(owner)
    os.replace(beside, project.owner_file)  # noqa: PTH105  Path.replace would say the same


def _owner(project: Project) -> str:
    try:
        # Whoever opens a pipe waits.
        return project.owner_file.read_text("utf-8", "replace") if project.owner_file.is_file() else ""
    except OSError:
        return ""

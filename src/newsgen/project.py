"""One run's project: what the command line asks, newsgen.yaml, and where the folders are."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from itertools import combinations
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.config import Config, rebased, with_texts
from newsgen.config_file import load
from newsgen.diagnostics import Diagnostic, Place, undecodable
from newsgen.digests import hex_digest
from newsgen.inside import RefusedError, on_disk, read, remedy
from newsgen.spelling import composed

# A build that finds nothing to do needs no registry.
if TYPE_CHECKING:
    from newsgen.registry import Registry

# Composes the registry of a run: a function of a module, whose name stands for all that it composes.
Compose = Callable[[], "Registry"]

CONFIG_FILE = "newsgen.yaml"

# The preview's own output: what is drawn there can never be published by mistake.
PREVIEW = ".newsgen/preview"
# What the gaps of its pages are filled with.
PREVIEW_FILLINGS = ".newsgen/preview.fillings"
# Held by who serves it.
PREVIEW_LOCK = ".newsgen/preview.lock"

Progress = Callable[[str, int, int], None]


def standard() -> "Registry":
    """newsgen's own registry."""
    from newsgen.standard import standard

    return standard()


class Options(Struct, frozen=True):
    """What the command line says. `at`: the clock, aware (None: now); `jobs`: processes (None: one a core).

    `budget`: how many files may change for readers (None: any number).
    """

    root: Path
    config_file: str = CONFIG_FILE
    output: str | None = None
    base_url: str | None = None
    # Scheme and host in place of those of base_url, whose path stays.
    origin: str | None = None
    drafts: bool = False
    future: bool = False
    at: datetime | None = None
    jobs: int | None = None
    use_cache: bool = True
    strict: bool = False
    wait: bool = True
    verbose: bool = False
    budget: int | None = None
    # Whether all pages are proved, those that stand as well.
    proves_pages: bool = False
    # Whether all that stands in the output folder is to be taken for newsgen's own.
    adopt: bool = False
    # Whether style sheets and scripts have the hash of their content in their names.
    fingerprints: bool = True
    # Whether the preview's server asks, which alone may write to PREVIEW, and fills the gaps of pages (newsgen.gaps).
    for_preview: bool = False
    registry: Compose = standard


class Project(Struct, frozen=True, dict=True):
    """A site's root, its configuration, and its output folder; `state` holds what builds remember."""

    options: Options
    root: Path
    config: Config
    output: Path

    @property
    def state(self) -> Path:
        return self.root / ".newsgen"

    @property
    def is_preview(self) -> bool:
        """Whether what is built is for the preview's server, which fills the gaps of pages (newsgen.gaps)."""
        return self.options.for_preview

    @cached_property
    def real_output(self) -> Path:
        """The output folder without the links that lead to it."""
        return _real(self.output)

    @cached_property
    def cache_file(self) -> Path:
        """One cache for each configuration and output folder: what one of them says holds for no other."""
        name, folder = self.options.config_file, self.real_output
        if name == CONFIG_FILE and folder == _real(self.root / Config().output):
            return self.state / "cache.db"
        # The site may be moved as a whole. A slash stands in no file's name.
        place = folder.relative_to(self.root) if folder.is_relative_to(self.root) else folder
        return self.state / f"cache-{_hashed(f'{name}/{place}')}.db"

    @property
    def older_cache_files(self) -> tuple[Path, ...]:
        """Where an older newsgen kept what it remembered of this output folder: it told no configurations apart."""
        return self.state / "cache.db", self.state / f"cache-{_hashed(str(self.real_output))}.db"

    @property
    def staging(self) -> Path:
        return self.cache_file.with_suffix(".staging")

    @property
    def engine_file(self) -> Path:
        """Spares builds to look at newsgen and its libraries again."""
        return self.cache_file.with_suffix(".engine")

    @cached_property
    def lock_file(self) -> Path:
        """One lock for each output folder, whatever the configuration."""
        return self.state / f"{self._folder_name}.lock"

    @cached_property
    def owner_file(self) -> Path:
        """Holds the name of the configuration whose site stands in the output folder."""
        return self.state / f"{self._folder_name}.owner"

    @cached_property
    def _folder_name(self) -> str:
        folder = self.real_output
        return "cache" if folder == _real(self.root / Config().output) else f"output-{_hashed(str(folder))}"


def opened(options: Options) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """The project in a folder, or what is wrong with its newsgen.yaml."""
    file = options.config_file
    try:
        text = read(options.root / file, options.root).decode("utf-8-sig")
    except FileNotFoundError:
        hint = "write one, or let `newsgen init` do it"
        return None, (Diagnostic("config-missing", Place(file), "there is no such file", hint),)
    except RefusedError as error:
        return None, (error.refusal.at(file),)
    except UnicodeDecodeError as error:
        # A line of this file may hold a secret.
        return None, (replace(undecodable(error, "config-encoding", file), excerpt=""),)
    except OSError as error:
        text = f"this cannot be read: {error.strerror}"
        return None, (Diagnostic("config-missing", Place(file), text, remedy(error)),)
    config, diagnostics = load(text, file)
    if config is None:
        return None, diagnostics
    if options.base_url is not None:
        overridden, diagnostics = load(f"base_url: {options.base_url!r}", "--base-url")
        if overridden is None:
            return None, diagnostics
        config = rebased(config, overridden.base_url)
    if options.origin is not None:
        config = rebased(config, options.origin + config.base_path)
    folders = {name: composed(getattr(config, name)) for name in ("content", "templates", "static")}
    config = with_texts(config, **folders)
    root = options.root.resolve()
    output = _real(Path.cwd() / options.output) if options.output else root / config.output
    project = Project(options, root, config, output)
    return project, (*_misplaced(project, file), *_taken(project))


def unplaced(project: Project) -> tuple[Diagnostic, ...]:
    """A warning where nobody has said where readers will find the site; the preview is found where it runs."""
    options, config = project.options, project.config
    if "base_url" in config.places or options.base_url or options.origin or options.for_preview:
        return ()
    text = f"no base_url is given, so that feeds, sitemaps and data for machines say {config.base_url}"
    hint = "write base_url: https://… as readers shall see it, or build with -b"
    return (Diagnostic("base-url-missing", Place(options.config_file), text, hint, "warning"),)


def unfound(project: Project) -> tuple[Diagnostic, ...]:
    """A warning for each folder that newsgen.yaml names and that is not there; one can do without the usual ones.

    Of content/ the scan says so.
    """
    root, config, usual = project.root, project.config, Config()
    named = ((name, getattr(config, name)) for name in ("templates", "static"))
    lost = [
        (name, folder)
        for name, folder in named
        if folder != getattr(usual, name) and not os.path.lexists(root / on_disk(root, folder))
    ]
    hint = "make it, or correct its name"
    return tuple(
        Diagnostic("folder-missing", config.places[name], f'there is no folder "{folder}"', hint, "warning")
        for name, folder in lost
    )


def _real(folder: Path) -> Path:
    """Where a folder is after every link; where one leads back to itself, up to there, which is no folder."""
    # Path.resolve raises RuntimeError then, until Python 3.13.
    return Path(os.path.realpath(folder))


def _hashed(text: str) -> str:
    return hex_digest(text.encode("utf-8", "surrogateescape"), 6)


def _taken(project: Project) -> tuple[Diagnostic, ...]:
    """What stands in place of what newsgen remembers: through a link it would be written, or deleted, elsewhere."""
    cache = project.cache_file
    folders = (project.state, cache.with_suffix(".templates"), project.staging, project.root / PREVIEW)
    files = (
        cache,
        cache.with_name(f"{cache.name}-wal"),
        cache.with_name(f"{cache.name}-shm"),
        cache.with_name(f"{cache.name}-journal"),
        project.engine_file,
        project.lock_file,
        project.owner_file,
        project.root / PREVIEW_LOCK,
    )
    return _state_taken(project.root, folders, files)


def taken_preview(root: Path) -> tuple[Diagnostic, ...]:
    """What stands in place of what a preview writes and serves."""
    return _state_taken(root, (root / ".newsgen", root / PREVIEW), (root / PREVIEW_FILLINGS, root / PREVIEW_LOCK))


def _state_taken(root: Path, folders: Iterable[Path], files: Iterable[Path]) -> tuple[Diagnostic, ...]:
    checked = [*((part, S_ISDIR, "folder") for part in folders), *((part, S_ISREG, "file") for part in files)]
    found = [(part, _oddity(part, is_right, what)) for part, is_right, what in checked]
    return tuple(
        Diagnostic(odd[0], Place(part.relative_to(root).as_posix()), *odd[1:]) for part, odd in found if odd is not None
    )


def _oddity(part: Path, is_right: Callable[[int], bool], what: str) -> tuple[str, str, str] | None:
    """Why newsgen does not write here: code, text, hint."""
    try:
        mode = part.lstat().st_mode
    except OSError:
        return None
    if S_ISLNK(mode):
        return "state-linked", "this is a symbolic link", "remove it: newsgen writes and deletes here"
    return None if is_right(mode) else ("state-taken", f"this is no {what}", f"remove it: newsgen keeps a {what} here")


def _misplaced(project: Project, file: str) -> tuple[Diagnostic, ...]:
    """An output folder that is, or holds, or lies in what newsgen reads would be read again, or worse.

    In .git or among what builds remember, a page could take the place of what keeps the site.
    """
    real = project.real_output
    names = ("content", "templates", "static")
    named = {name: project.root / on_disk(project.root, getattr(project.config, name)) for name in names}
    folders = {name: _real(folder) for name, folder in named.items()}
    for one, other in combinations(folders, 2):
        if folders[one].is_relative_to(folders[other]) or folders[other].is_relative_to(folders[one]):
            text = f"{one}: and {other}: lie in one another, so that sources would be published or run as they are"
            return (Diagnostic("folders-nested", Place(file), text, "choose folders beside each other"),)
    for name, folder in named.items():
        if real == folder or folder.is_relative_to(real) or real.is_relative_to(folder):
            text = f"the output folder {project.output} and {name}: {folder} are one inside the other"
            return (Diagnostic("output-misplaced", Place(file), text, "choose an output folder beside them"),)
    for name in (".git", ".newsgen"):
        if real.is_relative_to(project.root / name) and not project.is_preview:
            text = f"the output folder {project.output} is {name} or lies in it"
            return (Diagnostic("output-misplaced", Place(file), text, "choose an output folder beside it"),)
    return ()

"""A site under edits, and the law that it is held to: what a build makes of it is what one from nothing makes."""

import os
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from stat import S_ISDIR

from newsgen.build import Options, Result, built_again
from newsgen.diagnostics import Diagnostic
from newsgen.walk.memory import Memory
from tests.laws.texts import CLOCK, FILES, config_text

# What is said of the step from one build to the next, a build from nothing cannot know.
PASSING = "asset-withdrawn"

# Where a file system tells whole seconds, what is younger than this is read whatever its stat says.
YOUNG_S = 4
# An age at which no file of a test is.
LONG_AGO_S = 1_600_000_000

STATE = (".newsgen", "output", "output2", "public", "kept")

# None: a folder; a text: where a link leads.
Tree = Mapping[str, bytes | str | None]


class Scene:
    """A site, its clock, and how it is built; `settings` are the keys of newsgen.yaml, each with its value's text."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site"
        self.clock: datetime = CLOCK
        self.settings: dict[str, str] = {}
        self.options: dict[str, bool] = {}
        self.content = "content"
        # Of a process that builds again and again; None while every build is one of the command line.
        self.memory: Memory | None = None
        self.seen: Mapping[str, object] = {}
        # Whether the next build takes all that stands in output/ for its own.
        self.adopts = False
        self.ages = True
        self.n_builds = 0
        self.n_published = 0
        self._n_files = 0
        self._n_failures = 0
        for name, text in FILES.items():
            self.write(name, text)
        self.configure()

    def close(self) -> None:
        if self.memory is not None:
            self.memory.close()
        self.memory = None

    def write(self, name: str, data: str | bytes) -> None:
        """Write a file below the root, whatever stands in its way."""
        path = self.root / name
        for parent in [*reversed(path.relative_to(self.root).parents)][1:]:
            if (self.root / parent).is_symlink() or (self.root / parent).is_file():
                (self.root / parent).unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        removed(path)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def configure(self) -> None:
        self.write("newsgen.yaml", config_text(self.settings))

    @property
    def output(self) -> Path:
        return self.root / self.settings.get("output", "output")

    def sources(self) -> list[Path]:
        """The articles, pages and descriptions, no links."""
        found = sorted((self.root / self.content).rglob("*.md"))
        return [path for path in found if path.is_file() and not path.is_symlink()]

    def aged(self) -> None:
        """Make every file that has just been written as old as no other is."""
        for path in (self.root, *files(self.root)):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime > time.time() - YOUNG_S:
                self._n_files += 1
                os.utime(path, (LONG_AGO_S + self._n_files,) * 2)

    def build(self, **options: object) -> Result:
        """Build as the site is built now: by a process that remembers, or by one that knows what the cache says."""
        wanted = self._options(self.root, adopt=self.adopts, **options)
        memory = self.memory or Memory()
        if self.memory is not None:
            memory.changed = self._changed()
        try:
            result = built_again(wanted, memory)
        finally:
            if memory is not self.memory:
                memory.close()
        self.adopts = self.adopts and result.exit_code != 0
        return result

    def step(self) -> None:
        """Build, and compare nothing."""
        if self.ages:
            self.aged()
        self._mended(self.build())

    def check(self, **options: object) -> None:
        """Build, and hold what it made and said against a build from nothing."""
        if self.ages:
            self.aged()
        output = self.output if not options else self.root / str(options["output_name"])
        named = {} if not options else {"output": str(output), "config_file": str(options["config_file"])}
        before = tree(output)
        result = self.build(**named)
        made, said, exit_code = self._from_nothing(named.get("config_file", "newsgen.yaml"))

        # A build that fails over its cache works again without it: that would hide a mistake of newsgen here.
        assert not any("could not be read" in note for note in result.notes), result.notes
        lasting = tuple(each for each in result.diagnostics if each.code != PASSING)
        assert lasting == said, f"said {_differing(lasting, said)}"
        if not (self.options.get("strict") and len(lasting) < len(result.diagnostics)):
            assert result.exit_code == exit_code
        expected = made if result.exit_code == 0 else before
        assert tree(output) == expected, f"made: {_differing(tree(output).items(), expected.items())}"
        self._mended(result)

    def _mended(self, result: Result) -> None:
        """Take errors away where they have been there for some builds: what is never published tries nothing."""
        self.n_builds += 1
        self.n_published += not result.exit_code
        self._n_failures = self._n_failures + 1 if result.exit_code else 0
        if self._n_failures < 2:
            return
        self._n_failures = 0
        self.settings = {key: value for key, value in self.settings.items() if key in {"output", "content"}}
        self.options = {}
        self.configure()
        for each in result.diagnostics:
            path = self.root / each.place.file
            if path.is_relative_to(self.root / "templates") and each.place.file in FILES:
                self.write(each.place.file, FILES[each.place.file])
            elif each.place.file not in {"newsgen.yaml", self.content, ""} and os.path.lexists(path):
                removed(path)

    def _options(self, root: Path, **more: object) -> Options:
        return Options(root, **{"at": self.clock, "jobs": 1, **self.options, **more})  # type: ignore[arg-type]

    def _from_nothing(self, config_file: str) -> tuple[Tree, tuple[Diagnostic, ...], int]:
        """What a build from nothing makes and says of the site as it stands now."""
        folder = self.root.parent / "site-cold"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(
            self.root, folder, ignore=lambda path, _: STATE if Path(path) == self.root else (), symlinks=True
        )
        memory = Memory()
        result = built_again(self._options(folder, config_file=config_file), memory)
        memory.close()
        name = "output2" if config_file != "newsgen.yaml" else self.output.name
        made = tree(folder / name)
        shutil.rmtree(folder)
        return made, result.diagnostics, result.exit_code

    def _changed(self) -> frozenset[str] | None:
        """What a watch would tell has changed since the last build of this memory: folders without what is in them."""
        now = {path.relative_to(self.root).as_posix(): _stat(path) for path in files(self.root)}
        before, self.seen = self.seen, now
        if not before:
            return None
        found = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        whole = {path for path in found if "dir" in (now.get(path), before.get(path))}
        found = {path for path in found if not any(path.startswith(f"{folder}/") for folder in whole)}
        return None if "newsgen.yaml" in found else frozenset(found)

    def spoiled(self) -> None:
        """Somebody has been at the output: nobody who watches sources can tell what has changed."""
        self.seen = {}


def _state(folder: str, names: list[str]) -> list[str]:
    """What newsgen has written beside the sources, of the names in a folder."""
    return [name for name in names if name in STATE and "newsgen.yaml" in names]


def removed(path: Path) -> None:
    """Take away whatever stands at a path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def files(root: Path) -> Iterator[Path]:
    """Everything below the root that a build may read, folders too; no link is followed."""
    for path in sorted(root.iterdir()):
        if path.name not in STATE:
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from (each for each in sorted(path.rglob("*")))


def tree(folder: Path) -> Tree:
    """What stands below a folder: files, folders and links."""
    found: dict[str, bytes | str | None] = {}
    for path in folder.rglob("*") if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        found[name] = str(path.readlink()) if path.is_symlink() else None if path.is_dir() else path.read_bytes()
    return found


def _stat(path: Path) -> object:
    stat = path.lstat()
    return "dir" if S_ISDIR(stat.st_mode) else (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def _differing(one: object, other: object) -> str:
    """What only one of two collections has, short enough to be read."""
    here, there = list(one), list(other)  # type: ignore[call-overload]  # whatever is compared here
    only = [each for each in here if each not in there], [each for each in there if each not in here]
    return "\n  warm only: ".join(["", *(str(each)[:1500] for each in only[0])]) + "\n  cold only: ".join(
        ["", *(str(each)[:1500] for each in only[1])]
    )

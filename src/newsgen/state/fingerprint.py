"""What made the cache: newsgen's own files, its libraries and Python. Another engine may say other things.

Of what is installed, the hashes that its RECORD has of its files count, of a source checkout the files themselves.
Where they lie and how old they are does not: two installations of the same versions are one engine.
"""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

import newsgen
from newsgen.digests import digest_of_bytes
from newsgen.inside import names_in
from newsgen.project import Compose, standard
from newsgen.state.stamps import UNSURE, sure, young_since

# Whose output stands in pages, and what these let do it; others only carry it. Named as their metadata are.
LIBRARIES = frozenset(
    {
        *(
            "babel",
            "feedgen",
            "idna",
            "jinja2",
            "lxml",
            "markdown",
            "markupsafe",
            "msgspec",
            "mutagen",
            "nh3",
            "pillow",
            "pyromark",
            "pyyaml",
        ),
        *("python_dateutil", "python_frontmatter", "python_slugify", "text_unidecode", "unidecode", "tzdata"),
    }
)

_OWN = "newsgen/__init__.py,"
# What modules may come out of, in place of a folder.
_ARCHIVES = (".zip", ".pyz", ".whl", ".egg")


class Part(Struct, frozen=True, gc=False):
    """A file to be looked at: a RECORD, or a file whose bytes count. Where it cannot be read, its name is known."""

    name: str
    file: str
    is_record: bool = False


def engine(
    memo: Path, package: Path | None = None, path: Sequence[str] | None = None, extensions: Collection[str] = ()
) -> str:
    """A digest that changes with newsgen, a library, an extension of Markdown or Python.

    `memo`: a file that keeps it, for as long as no stat of what it was made of differs. `package` and `path`: where
    newsgen and its libraries are, by default those that run. `extensions` are named as newsgen.yaml does.
    """
    path = sys.path if path is None else path
    python = f"{sys.implementation.name} {'.'.join(map(str, sys.version_info))}"
    parts = [*_own(package or Path(__file__).parents[1]), *_libraries(path, bool(extensions))]
    parts += [part for name in sorted(extensions) for part in _modules(name, path)]
    seen = _seen(python, parts)
    with suppress(OSError, ValueError):
        known, _, kept = memo.read_text("ascii").partition(" ")
        if seen and known == seen:
            return kept
    digest = digest_of_bytes("\n".join([newsgen.__version__, python, *map(_said, parts)]).encode()).hex()
    if seen:
        with suppress(OSError):
            memo.write_text(f"{seen} {digest}", "ascii")
    return digest


def composition(compose: Compose) -> str:
    """What composes a registry, and a digest of the files outside newsgen that what it brings stands in."""
    name = f"{compose.__module__}.{compose.__qualname__}"
    if compose is standard:
        return name
    modules = (each for each in {compose.__module__, *compose().modules} if each.partition(".")[0] != "newsgen")
    files = (getattr(sys.modules.get(each), "__file__", None) for each in sorted(modules))
    return f"{name} {digest_of_bytes(b''.join(Path(file).read_bytes() for file in files if file)).hex()}"


def _own(package: Path) -> Iterator[Part]:
    """newsgen's RECORD where it was installed from a wheel; else its files, but for the theme, which is input."""
    for name in names_in(package.parent):
        record = f"{package.parent}/{name}/RECORD"
        if name.startswith("newsgen-") and name.endswith(".dist-info") and _OWN in _text(record):
            yield Part("newsgen", record, is_record=True)
            return
    for parent, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "theme"})
        inner = parent[len(str(package)) :].replace(os.sep, "/")
        yield from (Part(f"{inner}/{name}", f"{parent}{os.sep}{name}") for name in sorted(names))


def _modules(extension: str, path: Sequence[str]) -> Iterator[Part]:
    """The files of the package that an extension is in, also of one that nobody installed."""
    top = extension.partition(":")[0].partition(".")[0]
    for folder in path if top.isidentifier() else ():
        place = Path(folder or ".") / top
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        yield from (Part(str(file.relative_to(place.parent)), str(file)) for file in files if file.is_file())


def _libraries(path: Sequence[str], every: bool) -> Iterator[Part]:
    """The RECORD of each library (PEP 376), that of the first of its name; importlib.metadata takes 11 ms to import.

    `every`: of all that is installed, for an extension of Markdown may be in any of it, and use any other.
    """
    known: set[str] = set()
    for folder in path:
        if folder.endswith(_ARCHIVES):
            yield Part("", folder)
        metadata = sorted(name for name in names_in(folder or ".") if name.endswith((".dist-info", ".egg-info")))
        found = {name: name.partition("-")[0].lower() for name in metadata}
        for name, library in found.items():
            if (every or library in LIBRARIES) and library not in known:
                yield Part(name, f"{folder}/{name}/RECORD", is_record=True)
        known.update(found.values())


def _seen(python: str, parts: Iterable[Part]) -> str:
    """A digest of the parts' places and stamps; "" where one of them is young, which proves nothing."""
    since_ns = young_since()
    stamps = []
    for part in parts:
        try:
            stamp = sure(os.stat(part.file), since_ns)  # noqa: PTH116  two hundred in a source checkout
        except OSError:
            stamps.append(f"{part.file} none")
            continue
        if stamp == UNSURE:
            return ""
        stamps.append(f"{part.file} {stamp}")
    return digest_of_bytes("\n".join([python, *stamps]).encode("utf-8", "surrogateescape")).hex()


def _said(part: Part) -> str:
    """What a part adds to the engine."""
    if not part.is_record:
        return f"{part.name} {digest_of_bytes(_bytes(part.file)).hex()}"
    return "\n".join(_hashed(_text(part.file))) or part.name


def _hashed(record: str) -> list[str]:
    """The rows of a RECORD that have the hash of a file in a package, in order.

    Each installer adds others: scripts outside, what it notes of itself in *.dist-info, compiled files.
    """
    found = []
    for row in record.splitlines():
        path, _, rest = row.partition(",")
        top = path.partition("/")[0]
        is_added = top in {"", ".."} or top.endswith((".dist-info", ".data")) or path.endswith(".pyc")
        if not is_added and not rest.startswith(",") and not path.startswith("newsgen/theme/"):
            found.append(row)
    return sorted(found)


def _text(file: str) -> str:
    return _bytes(file).decode("utf-8", "replace")


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        return b""

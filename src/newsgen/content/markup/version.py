"""The name and version of what makes bodies; asking for it loads no engine."""

import sys
from collections.abc import Iterator

from newsgen.inside import names_in

# Raised when newsgen makes other HTML of the same text.
ENGINE_VERSION = 6
_LIBRARIES = ("Markdown", "nh3", "python-slugify")


def engine_name() -> str:
    """Bodies of another engine, or of another version of one, are made anew."""
    known = dict(_installed())
    versions = (f"{library} {known.get(_folded(library)) or _asked(library)}" for library in _LIBRARIES)
    return " ".join([f"newsgen {ENGINE_VERSION}", *versions])


def _installed() -> Iterator[tuple[str, str]]:
    """Names and versions from "nh3-0.3.7.dist-info" (PEP 376), those that are imported last."""
    for folder in reversed(sys.path):
        for name in names_in(folder or "."):
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").partition("-")
                yield _folded(library), version


def _folded(library: str) -> str:
    return library.lower().replace("-", "_")


def _asked(library: str) -> str:
    """Where a library is installed in another way. It takes 13 ms, for which no build of one edit is to wait."""
    from importlib.metadata import version

    return version(library)

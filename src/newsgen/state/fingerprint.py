"""What made the cache: newsgen's own files and its libraries' versions. Another engine may say other things."""

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import newsgen

# The libraries whose output stands in pages; others only carry it.
LIBRARIES = (
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "python_slugify",
    "feedgen",
    "babel",
    "pyyaml",
    "msgspec",
    "pillow",
)


def engine() -> str:
    """A digest that changes with newsgen or a library: also in a source checkout, where the version stays."""
    digest = blake2b(newsgen.__version__.encode(), digest_size=16)
    digest.update("\n".join(sorted(_installed())).encode())
    package = Path(__file__).parents[1]
    for parent, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "theme"})
        for name in sorted(names):
            stat = Path(parent, name).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """ "jinja2-3.1.6.dist-info" of each library (PEP 376); importlib.metadata alone takes 11 ms to import."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208  names are all that is asked for
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")) and name.partition("-")[0].lower() in LIBRARIES:
                yield name

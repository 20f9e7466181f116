"""What made the cache: newsgen's own files and its libraries' versions. Another engine may say other things."""

import os
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import newsgen

# The libraries whose output stands in pages; others only carry it.
LIBRARIES = ("Jinja2", "Markdown", "MarkupSafe", "nh3", "python-slugify", "feedgen", "Babel", "PyYAML", "msgspec")


def engine() -> str:
    """A digest that changes with newsgen or a library: also in a source checkout, where the version stays."""
    digest = blake2b(newsgen.__version__.encode(), digest_size=16)
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    package = Path(__file__).parents[1]
    for parent, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in {"__pycache__", "theme"})
        for name in sorted(names):
            stat = Path(parent, name).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()

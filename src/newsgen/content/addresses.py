"""Paths as writers give them -> root-relative addresses."""

import unicodedata

from newsgen.placeholders import decoded


def written(path: str) -> str:
    """A path as a writer gave it, decoded, with a slash in front, and one behind unless it names a file."""
    whole = unicodedata.normalize("NFC", decoded(path))
    if not whole.startswith("/"):
        whole = f"/{whole}"
    whole = whole.removesuffix("index.html") if whole.endswith("/index.html") else whole
    last = whole.rpartition("/")[2]
    return f"{whole}/" if last and "." not in last else whole

"""Patterns of paths, as newsgen.yaml names files: `*` inside a name, `**` across folders, a folder with all in it."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path, with forward slashes, matches one of the patterns.

    "files/plan.pdf" is that file or all in that folder, "files/" all in the folder, "*.pdf" a file of the top folder,
    "**/*.pdf" one of any folder.
    """
    return _matcher(tuple(patterns))


@lru_cache(maxsize=16)
def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    if not patterns:
        return lambda path: False
    written = re.compile("|".join(f"(?:{_written(pattern)})" for pattern in patterns), re.DOTALL)
    return lambda path: written.fullmatch(path) is not None


def _written(pattern: str) -> str:
    """The regular expression of one pattern."""
    is_folder = pattern.endswith("/")
    parts = (_MEANS.get(token) or re.escape(token) for token in _TOKEN.findall(pattern.strip("/")))
    return "".join(parts) + ("/.*" if is_folder else "(?:/.*)?")

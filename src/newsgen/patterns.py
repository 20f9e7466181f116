"""Patterns of paths, as newsgen.yaml names files with them."""

import re
from collections.abc import Callable, Sequence

from newsgen.spelling import composed


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path, with forward slashes, is named by one of the patterns, or lies in a folder that is.

    `*` and `?` stand for characters of one name, `[ab]` for one of these, `**` for any number of folders.
    """
    if not patterns:
        return lambda path: False
    # However a disk or a writer spells a name.
    known = re.compile("|".join(_expression(composed(pattern)) for pattern in patterns), re.DOTALL)
    return lambda path: known.fullmatch(composed(path)) is not None


def _expression(pattern: str) -> str:
    # Twice any number of folders is any number of them, and takes long to try out.
    *folders, last = re.sub(r"(?:\*\*/)+", "**/", pattern.strip("/")).split("/")
    return f"{''.join(map(_of_folder, folders))}{_of_last(last)}(?:/.*)?"


def _of_folder(part: str) -> str:
    return "(?:.+/)?" if part == "**" else f"{_of_name(part)}/"


def _of_last(part: str) -> str:
    return ".+" if part == "**" else _of_name(part)


def _of_name(part: str) -> str:
    # Stars side by side mean no more than one, and take long to try out.
    return "".join(map(_of_mark, re.findall(r"\[!?\]?[^\]]*\]|.", re.sub(r"\*+", "*", part), re.DOTALL)))


def _of_mark(mark: str) -> str:
    if mark == "*":
        return "[^/]*"
    if mark == "?":
        return "[^/]"
    if len(mark) > 2:
        letters = re.escape(mark[1:-1].removeprefix("!")).replace(r"\-", "-")
        return f"[{'^/' if mark[1] == '!' else ''}{letters}]"
    return re.escape(mark)

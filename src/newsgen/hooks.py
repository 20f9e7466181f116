"""What `after:` of newsgen.yaml names: a command to be run, or an address of the web to be told."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from newsgen.expressions import expression

# `after:` as newsgen.yaml has it: texts, and lists of a program and its arguments.
Written = str | Sequence[str]


class Command(Struct, frozen=True):
    """A program and its arguments; no shell reads them."""

    arguments: tuple[str, ...]


class Listener(Struct, frozen=True):
    """An address that is posted to. It may name variables of the environment, `${NAME}`, that hold what is secret."""

    url: str


_VARIABLE = expression(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_WEB = expression(r"(?i)\s*(?:https?:|\$\{)")
_SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
# What only a shell understands: words that join commands or lead into files, and variables.
_OF_SHELLS = frozenset({"|", "||", "&", "&&", ";", ">", ">>", "<", "<<", "2>", "2>&1"})
_SHELL_VARIABLE = expression(r"\$(?:\{|[A-Za-z_(])|`")
_NO_SHELL = "no shell reads it: put it into a script and name that, or write [sh, -c, …]"
_EXAMPLE = "write ./tools/purge, [tools/purge, live] or https://hooks.example/purge"


def hook(written: Written) -> Command | Listener:
    """What an item of `after:` without `mistakes` means."""
    if not isinstance(written, str):
        return Command(tuple(written))
    return Listener(written.strip()) if _WEB().match(written) else Command(tuple(shlex.split(written)))


def mistakes(after: Sequence[Written]) -> Iterator[tuple[int, tuple[str, str]]]:
    """What of `after:` could never be run or told: the item, from 0; text and hint."""
    for number, written in enumerate(after):
        found = _of_arguments(written) if not isinstance(written, str) else _of_text(written)
        if found:
            yield number, (f"after: item {number + 1} {found[0]}", found[1])


def without_variables(text: str) -> str:
    """What stands in newsgen.yaml itself: names of variables are no secrets."""
    return _VARIABLE().sub(",", text)


def filled(url: str, environment: Mapping[str, str]) -> str:
    """An address with what its variables hold; KeyError with the name of one that is not set."""
    return _VARIABLE().sub(lambda found: environment[found[1]].strip(), url)


def _of_arguments(arguments: Sequence[str]) -> tuple[str, str] | None:
    return None if arguments and arguments[0].strip() else ("names no program", _EXAMPLE)


def _of_text(written: str) -> tuple[str, str] | None:
    if _WEB().match(written):
        return _of_address(written.strip())
    try:
        words = shlex.split(written)
    except ValueError:
        return "has a quotation mark without its second", "close it, or write a list: [program, argument]"
    if _SCHEME().match(words[0] if words else ""):
        return f'"{words[0].partition(":")[0]}:" is no address of the web', "write one that begins with https://"
    if _OF_SHELLS.intersection(words) or _SHELL_VARIABLE().search(written):
        return "is written for a shell", _NO_SHELL
    return _of_arguments(words)


def _of_address(url: str) -> tuple[str, str] | None:
    """Nothing of it is quoted: it may hold what opens a door."""
    without = _VARIABLE().sub("x", url)
    if "${" in without:
        return "has a variable that is none", "write it as ${NAME}"
    if re.match(r"\$\{", url):
        # All of it may stand in the environment.
        return None
    try:
        parts = urlsplit(without)
        is_placed = parts.hostname is not None and parts.port != 0
    except ValueError:
        is_placed = False
    if not is_placed or re.search(r"\s", without):
        return "is no address of the web", "write it whole: https://hooks.example/purge"
    if urlsplit(_VARIABLE().sub("", url)).netloc.rpartition("@")[0].strip(":"):
        return "holds a name or a password", "keep it in the environment: https://${LOGIN}@hooks.example/, or ${HOOK}"
    return None

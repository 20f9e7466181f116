"""What a destination of newsgen.yaml must keep: what its engine needs, and nothing that nobody may read."""

import re
from collections.abc import Iterator

from newsgen import hooks
from newsgen.config import Destination
from newsgen.expressions import expression

Mistakes = Iterator[tuple[str, str, str]]

_MAX_NAME = 64
# Each build reads newsgen.yaml, and an expression takes longer to be made than all else here: most texts need none.
_WORDS = ("pass", "secret", "token", "credential", "key", "sas_url", "auth", "@")
# A name and a password in an address; keys as flags, headers, YAML and rclone's connection strings have them.
_SECRET = expression(
    r"(?i)://[^/?#@\s:]*:[^/?#\s]*@|(?:pass(?:word|wd|phrase)?|secret|token|credentials?|key|key_id|sas_url"
    r"|auth|authorization)[\"']?\s*[=:]\s*[^\s,]"
)
_ELSEWHERE = "keep it in the engine's own configuration, or in the environment: `newsgen manual command-line`"
_WRITE_TO = {
    "rclone": "write to: paper:bucket/path, a remote that `rclone config` has made, or a folder: /srv/www/paper",
    "rsync": "write to: user@host:/srv/www/paper, or a folder",
    "git": "write to: git@codeberg.org:paper/pages.git, or the name of a remote, and the branch that the host serves",
}


def of_destination(destination: Destination) -> Mistakes:
    """Key, text and hint of each: a key of the destination, "after.1" for the second item of a list, "" for all."""
    if secret := next((key for key, text in _said(destination) if holds_secret(text)), None):
        # Nothing of it is quoted: logs are read by more people than this file.
        yield secret, f"{secret.partition('.')[0]}: holds what looks like a password or a key", _ELSEWHERE
        return
    yield from _of_engine(destination)
    yield from ((f"after.{number}", *found) for number, found in hooks.mistakes(destination.after))


def of_name(name: str) -> Iterator[tuple[str, str]]:
    if not _is_name(name):
        yield f'"{name}" is no name for a place', "name it with letters, digits, - and _: `live: {target: …}`"


def holds_secret(text: str) -> bool:
    """Whether a text looks as if it held what opens a door: a log may not show it."""
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _SECRET().search(text) is not None


def _of_engine(destination: Destination) -> Mistakes:
    engine = destination.target
    if engine != "git" and destination.history:
        yield "history", f"{engine} keeps no history", "take it out, or write target: git"
    if engine == "command":
        if not destination.run:
            yield "run", "nothing is said of what to run", "write run: [wrangler, pages, deploy, output]"
        if destination.to:
            yield "to", "a command has no to:", "write where it puts the site among its arguments, in run:"
        return
    if not destination.to.strip():
        yield "to", f"nothing is said of where {engine} puts the site", _WRITE_TO[engine]
    elif destination.to.startswith("-"):
        yield "to", f'"{destination.to}" would be a flag', _WRITE_TO[engine]
    elif engine == "rclone" and set(destination.to).isdisjoint(":/\\."):
        name = destination.to
        hint = f"write {name}: for a remote of rclone's, ./{name} for a folder"
        yield "to", f'"{name}" may be a remote or a folder', hint
    if destination.run:
        yield "run", f"{engine} has no run:", "take it out, or write target: command"
    if engine == "git" and not _is_branch(destination.branch):
        found = f'"{destination.branch}" is no branch' if destination.branch else "no branch is named"
        yield "branch", found, "write the one that the host serves: branch: pages"
    elif engine != "git" and destination.branch:
        yield "branch", f"{engine} knows no branch", "take it out, or write target: git"


def _is_name(name: str) -> bool:
    """Whether it can be typed, and stand for a folder."""
    letters = name.replace("-", "").replace("_", "")
    return len(name) <= _MAX_NAME and name[0] not in "-_" and letters.isascii() and letters.isalnum()


def _is_branch(name: str) -> bool:
    """As git-check-ref-format(1) has it."""
    return not re.search(r"^[-/.]|[\x00-\x20~^:?*\[\\\x7f]|\.\.|@\{|//|/\.|\.lock(/|$)|[/.]$|^@?$", name)


def _said(destination: Destination) -> Iterator[tuple[str, str]]:
    """What may hold a secret, with its key."""
    yield "to", destination.to
    yield from ((f"run.{number}", text) for number, text in enumerate(destination.run))
    for number, each in enumerate(destination.after):
        for text in (each,) if isinstance(each, str) else each:
            yield f"after.{number}", hooks.without_variables(text)

"""How git is called: with the user's credentials, and without the user's hooks, filters and questions."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsgen.deploy.targets.base import TargetError
from newsgen.deploy.targets.programs import said

# The remote of the work repository, whatever it is called at the user's.
REMOTE = "there"

# Hooks of git, `rebase --exec` and aliases set these: they would name another repository than ours
# (git-rev-parse(1), --local-env-vars, without those that hold configuration).
_ELSEWHERE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
# Of the site's repository, what says how a host is reached and who one is there: a runner of CI keeps its token so.
_PASSED = ("credential.", "http.", "url.", "ssh.", "protocol.", "core.sshcommand", "core.gitproxy", "core.askpass")
_OF_REMOTE = ("url", "pushurl", "proxy", "proxyauthmethod", "uploadpack", "receivepack")
_OURS = (
    ("push.gpgSign", "false"),
    ("push.followTags", "false"),
    ("push.pushOption", ""),
    ("push.recurseSubmodules", "no"),
    ("fetch.recurseSubmodules", "no"),
    ("fetch.writeCommitGraph", "false"),
    ("maintenance.auto", "false"),
    ("gc.autoDetach", "false"),
)

# git-config(1), GIT_CONFIG_COUNT.
_KEY, _VALUE = "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"

Setting = tuple[str, str]


def asking_nobody(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which git asks no question, and fails instead."""
    ours = {name: value for name, value in environment.items() if name not in _ELSEWHERE}
    if "GIT_ASKPASS" not in ours:
        # Where there is a screen, this one would open a window.
        ours.pop("SSH_ASKPASS", None)
    ours |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never", "SSH_ASKPASS_REQUIRE": "never"}
    # Words are told from each other in hints; paths stay bytes.
    ours |= {"LC_ALL": "C", "LANGUAGE": "C"}
    # A connection over which nothing comes for five minutes is dead.
    return {"GIT_HTTP_LOW_SPEED_LIMIT": "1", "GIT_HTTP_LOW_SPEED_TIME": "300"} | ours


def of_site(root: Path, environment: Mapping[str, str]) -> tuple[Setting, ...]:
    """What the configuration of the site's own repository says; nothing where it lies in none."""
    listed = said(["git", "config", "--local", "--includes", "-z", "--list"], environment, root)
    entries = listed.output.decode(errors="surrogateescape").split("\0") if listed.code == 0 else []
    # A key without a value is "true" for git, and none of those that are looked for.
    return tuple((key, value) for key, is_set, value in (entry.partition("\n") for entry in entries) if is_set)


def settings(to: str, root: Path, local: Sequence[Setting], hooks: Path) -> Iterator[Setting]:
    """What the work repository is told, each time anew: nothing of it, and so no token, is written down."""
    yield "core.hooksPath", str(hooks)
    yield from _OURS
    yield from ((key, value) for key, value in local if key.lower().startswith(_PASSED))
    if is_remote(to, local):
        start = f"remote.{to}."
        of_remote = ((key.removeprefix(start), value) for key, value in local if key.startswith(start))
        yield from ((f"remote.{REMOTE}.{key}", value) for key, value in of_remote if key in _OF_REMOTE)
    else:
        yield f"remote.{REMOTE}.url", address(to, root)


def is_remote(to: str, local: Sequence[Setting]) -> bool:
    return any(key == f"remote.{to}.url" for key, _ in local)


def address(to: str, root: Path) -> str:
    """A folder whole, since relative ones are meant from the site's folder; any other address as it is."""
    folder = root / Path(to).expanduser()
    if folder.is_dir():
        return str(folder.resolve())
    if ":" not in to and "/" not in to:
        hint = "write an address, or add it: git remote add " + to + " ADDRESS"
        raise TargetError(f'"{to}" is no remote of the repository that the site lies in', hint)
    return to


def with_settings(environment: Mapping[str, str], given: Sequence[Setting]) -> dict[str, str]:
    """The environment with settings that hold for one call: neither in a file nor on a command line (git-config(1))."""
    first = int(environment.get("GIT_CONFIG_COUNT") or 0)
    added = {"GIT_CONFIG_COUNT": str(first + len(given))}
    for number, (key, value) in enumerate(given, first):
        added |= {f"{_KEY}{number}": key, f"{_VALUE}{number}": value}
    return {**environment, **added}


def over_ssh_without_questions(environment: Mapping[str, str], root: Path) -> dict[str, str]:
    """The environment with an ssh that asks nothing, unless the user says which ssh it shall be."""
    is_said = {"GIT_SSH", "GIT_SSH_COMMAND"} & environment.keys()
    if is_said or said(["git", "config", "--get", "core.sshCommand"], environment, root).code == 0:
        return dict(environment)
    return {**environment, "GIT_SSH_COMMAND": "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=20"}


def hidden(environment: Mapping[str, str]) -> dict[str, str]:
    """What holds secrets, by names that say so: of settings, headers with a token."""
    kept = {name: value for name, value in environment.items() if not name.startswith(_KEY)}
    names = (name for name, key in environment.items() if name.startswith(_KEY) and _is_header(key))
    headers = (environment.get(name.replace(_KEY, _VALUE), "") for name in names)
    return kept | {f"token {n}": header.split()[-1] for n, header in enumerate(headers) if header.strip()}


def _is_header(key: str) -> bool:
    return key.lower().endswith(".extraheader")


def identity(root: Path, environment: Mapping[str, str]) -> tuple[str, str]:
    """Author and committer as a commit has them, with the time; newsgen itself where the user has told git no name."""
    return _identity("GIT_AUTHOR_IDENT", root, environment), _identity("GIT_COMMITTER_IDENT", root, environment)


def _identity(variable: str, root: Path, environment: Mapping[str, str]) -> str:
    known = said(["git", "-c", "user.useConfigOnly=true", "var", variable], environment, root)
    if known.code:
        ours = ("-c", "user.name=newsgen", "-c", "user.email=newsgen@localhost")
        known = said(["git", *ours, "var", variable], environment, root)
    return known.output.decode(errors="surrogateescape").strip()

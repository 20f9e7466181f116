"""The workflow by which a host of repositories publishes a site: which files, where, and what they say."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Literal

from msgspec import Struct

from newsgen import __version__
from newsgen.config import Config

Host = Literal["github", "gitlab"]

# Where each host looks for it, from the top of the repository.
FILES: Mapping[Host, str] = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}

REQUIREMENTS = f"""\
# What the workflow installs. A newsgen from elsewhere: a line such as ./newsgen-{__version__}-py3-none-any.whl
newsgen[deploy]=={__version__}
"""

# What stands for itself in YAML, in a shell, and in the patterns of caches.
_PLAIN = re.compile(r"[\w./ -]+")
_BRANCH = re.compile(r"[A-Za-z0-9._/-]+")


class PathError(ValueError):
    """A folder whose name cannot be written into a workflow without being taken for something else."""


class Placed(Struct, frozen=True):
    """Where a site stands in its repository: the top of that, the way from there, and the branch that is published."""

    top: Path
    folder: str
    branch: str


def placed(folder: Path) -> Placed:
    """As git knows it; a folder that is in no repository yet will be the top of one with a branch "main"."""
    top = Path(_git(folder, "rev-parse", "--show-toplevel") or folder)
    way = folder.resolve().relative_to(top.resolve()).as_posix()
    branch = _main_branch(folder)
    # A name with other letters would be taken for a pattern.
    return Placed(top if way != "." else folder, way, branch if _BRANCH.fullmatch(branch) else "main")


def _main_branch(folder: Path) -> str:
    """What the host takes for it; where no clone has asked yet, one with a usual name before the one checked out."""
    if published := _git(folder, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/"):
        return published
    found = _git(folder, "for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes/origin").splitlines()
    names = {each.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/") for each in found}
    usual = [each for each in ("main", "master") if each in names]
    return usual[0] if usual else _git(folder, "symbolic-ref", "--short", "HEAD")


def texts(host: Host, site: Placed, config: Config) -> dict[Path, str]:
    """The workflow, and what it installs, by path. Of several places of `deploy:` it is "live", else the first."""
    folder = PurePosixPath(site.folder)
    values = {
        "BRANCH": site.branch,
        "FOLDER": str(folder),
        "STATE": str(folder / ".newsgen"),
        "OUTPUT": str(folder / config.output.replace("\\", "/")),
    }
    for value in values.values():
        if not _PLAIN.fullmatch(value):
            raise PathError(f'"{value}" cannot stand in a workflow: letters, digits, dots, hyphens and blanks can')
    # Its name is checked where newsgen.yaml is read.
    places = {} if "" in config.deploy else config.deploy
    place = "live" if "live" in places else next(iter(places), "")
    values["newsgen publish PLACE"] = f"newsgen publish {place}".rstrip()
    text = Path(__file__).with_name(f"{host}.yml").read_text("utf-8")
    text = re.sub(rf"\b({'|'.join(values)})\b", lambda found: values[found[1]], text)
    return {site.top / FILES[host]: text, site.top / site.folder / "requirements.txt": REQUIREMENTS}


def _git(folder: Path, *arguments: str) -> str:
    """What git answers, "" where there is no git or it knows nothing."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except (OSError, UnicodeError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""

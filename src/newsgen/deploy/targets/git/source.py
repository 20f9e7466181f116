"""Whether a branch holds what sites are made from: such a one is nobody's to deploy to."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from newsgen.deploy.targets.base import OWN, Site, TargetError
from newsgen.deploy.targets.git.repository import Entry, Tip, name_of
from newsgen.deploy.targets.git.settings import Setting, address, is_remote
from newsgen.deploy.targets.programs import said

_HINT = "write a branch of the site's output alone: branch: gh-pages (GitHub), branch: pages (Codeberg)"


def refuse_checked_out(
    to: str, branch: str, site: Site, local: Sequence[Setting], environment: Mapping[str, str]
) -> None:
    """TargetError if the site's own repository has the branch in a work tree, and `to` is where that is pushed."""
    if name_of(branch) in _checked_out(site, environment) and _is_of_site(to, site.root, local, environment):
        raise TargetError(f'"{branch}" is the branch that the site itself is written in', _HINT)


def refuse_sources(
    branch: str, tip: Tip, files: Mapping[str, Entry], site: Site, environment: Mapping[str, str]
) -> None:
    """TargetError if what the branch holds looks like a site's sources, or is a past state of this site's."""
    prefix = said(["git", "rev-parse", "--show-prefix"], environment, site.root).output.decode(errors="replace").strip()
    found = _source(files, ("", prefix), site.output)
    if found:
        raise TargetError(f'the branch "{branch}" holds "{found}", so sites are written in it', _HINT)
    is_past = said(["git", "merge-base", "--is-ancestor", tip.name, "HEAD"], environment, site.root).code == 0
    if is_past and not tip.is_ours:
        raise TargetError(f'the branch "{branch}" is a past state of the one that the site is written in', _HINT)


def _checked_out(site: Site, environment: Mapping[str, str]) -> Iterator[str]:
    """The branches in work trees of the site's repository, but for one that has the output for its files."""
    listed = said(["git", "worktree", "list", "--porcelain"], environment, site.root).output.decode(errors="replace")
    output = site.output.resolve()
    for each in listed.split("\n\n"):
        about = dict(line.partition(" ")[::2] for line in each.splitlines())
        if "branch" in about and Path(about["worktree"]).resolve() != output:
            yield about["branch"]


def _source(files: Mapping[str, Entry], prefixes: Collection[str], output: Path) -> str:
    settings = (f"{prefix}newsgen.yaml" for prefix in prefixes)
    found = next((path for path in settings if path in files and not (output / path).exists()), "")
    if found or any(path.startswith(f"{OWN}/") for path in files):
        return found
    folders = tuple(f"{prefix}content/" for prefix in prefixes)
    return next((path for path in files if path.startswith(folders) and path.endswith(".md")), "")


def _is_of_site(to: str, root: Path, local: Sequence[Setting], environment: Mapping[str, str]) -> bool:
    if is_remote(to, local):
        return True
    urls = {_plain(value) for key, value in local if re.fullmatch(r"remote\..*\.(push)?url", key)}
    own = said(["git", "rev-parse", "--path-format=absolute", "--git-common-dir"], environment, root).output.decode()
    there = address(to, root)
    return _plain(there) in urls or Path(there).resolve() in (Path(own.strip()), Path(own.strip()).parent)


def _plain(url: str) -> str:
    """An address without what may differ where the place is the same: `git@host:a/b.git` and `https://host/a/b`."""
    without = re.sub(r"^[a-z+]+://", "", url.strip(), flags=re.IGNORECASE)
    without = re.sub(r"^[^/@]+@", "", without).replace(":", "/", 1)
    return without.rstrip("/").removesuffix(".git").lower()

"""A folder of this machine that a site is put to: never one in which the site's own files lie."""

from pathlib import Path

from newsgen.deploy.targets.base import Site, TargetError

_HINT = "name a folder beside the site's own, or one below it that is only for this"


def folder_of(to: str, site: Site) -> Path:
    """The folder that newsgen.yaml means; relative ones lie in the site's."""
    folder = (site.root / Path(to).expanduser()).resolve()
    output, root = site.output.resolve(), site.root.resolve()
    if folder.is_relative_to(output) or output.is_relative_to(folder):
        raise TargetError("the site would be put over its own output folder", _HINT)
    own = (root / ".git", *(each.resolve() for each in site.sources))
    if root.is_relative_to(folder) or any(folder.is_relative_to(each) for each in own):
        raise TargetError("the site would be put over its own sources", _HINT)
    if not folder.parent.is_dir():
        raise TargetError(f"{folder.parent} is not there", "make it, or mount the disk that it is on")
    return folder

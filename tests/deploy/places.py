"""A folder of a site for tests of targets, and what a target is told to do with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from newsgen.config import Destination
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import Headers, Site, Target


def site_at(root: Path, name: str = "live") -> Site:
    (root / "output").mkdir(parents=True, exist_ok=True)
    return Site(root, root / "output", root / ".newsgen" / name)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def put(
    destination: Destination, site: Site, files: Mapping[str, bytes], delete: Sequence[str] = (), small: str = ""
) -> list[str]:
    """One deploy, as newsgen makes it: what is told to have arrived."""
    target = target_of(destination, site)
    told = collected(target, site, files, delete, small)
    target.finish()
    return told


def collected(
    target: Target, site: Site, files: Mapping[str, bytes], delete: Sequence[str] = (), small: str = ""
) -> list[str]:
    """All of a deploy but its end."""
    told: list[str] = []
    write(site.output, files)
    target.read("manifest")
    if not target.is_atomic:
        target.write("lock", b"")
    if files:
        target.upload(site.output, [*files], Headers(), told.append)
    if small:
        target.write("manifest", small.encode())
    if delete:
        target.delete(delete)
    if not target.is_atomic:
        target.remove("lock")
    return told


def there(folder: Path) -> dict[str, bytes]:
    """What a folder holds, by path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

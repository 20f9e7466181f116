"""Addresses as writers and other systems write them: from the root, or from where the page itself stands."""

from urllib.parse import unquote

from newsgen import origins
from newsgen.config import Config
from newsgen.expressions import expression
from newsgen.model import Head
from newsgen.site.permalinks import encoded
from newsgen.spelling import composed

# How the files of pictures end, in small letters.
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".heic")

_SOURCE = expression(r"(?i).*\.(?:md|markdown|mdown|mkdn?)")
_PAGE = expression(r"(?i).*\.x?html?")


def rooted(config: Config, path: str) -> str:
    """An address from the root as the site's pages link to it; one that has the base path already stays as it is."""
    base = config.base_path
    if not base or not path.startswith("/") or path.startswith(("//", "/\\")):
        return path
    if is_within(path, base) or is_elsewhere(config, path):
        return path
    return origins.rooted(base, path)


def is_elsewhere(config: Config, path: str) -> bool:
    """Whether another program of the host answers an address, as `links.elsewhere` says, with or without base path."""
    if not config.links.elsewhere:
        return False
    # Both may be encoded, and however an editor or a disk spells letters.
    shown, base, *named = (composed(unquote(each)) for each in (path, config.base_path, *config.links.elsewhere))
    return any(is_within(shown, each) or (base and is_within(shown, base + each)) for each in named)


def is_within(path: str, folder: str) -> bool:
    """Whether an address is that of a folder, with or without a slash at its end, or lies in it."""
    folder = folder.rstrip("/")
    return path.startswith(folder) and path[len(folder) : len(folder) + 1] in {"", "/", "?", "#"}


def inner(config: Config, path: str) -> str:
    """An address from the root, decoded, as the site's own paths are: without the base path."""
    whole = rooted(config, path)
    return composed(unquote(whole[len(config.base_path) :])) or "/"


def deeper(config: Config, path: str) -> str:
    """What else an address may mean that begins as the base path: a folder of that name on the site itself; else ""."""
    base = config.base_path
    return base + path if base and is_within(path, base) and not is_elsewhere(config, path) else ""


def source_at(config: Config, path: str) -> str:
    """The source that is meant by an address that has the name of one, from the folder of all of them; else ""."""
    return f"{config.content}{inner(config, path)}" if _SOURCE().fullmatch(path) else ""


def is_of_file(path: str) -> bool:
    """Whether an address looks like that of a file which is no page."""
    return "." in path.rpartition("/")[2] and not _PAGE().fullmatch(path)


def beside(config: Config, head: Head, target: str) -> str:
    """Where a relative link leads that names no source: seen from the page's own address, as browsers see it.

    `target` is the path that it means among the sources; "" for what can only be one.
    """
    if _SOURCE().fullmatch(target):
        return ""
    folder, path = head.source.split("/")[:-1], target.split("/")
    n_same = 0
    while n_same < min(len(folder), len(path)) and folder[n_same] == path[n_same]:
        n_same += 1
    down = [part for part in path[n_same:] if part not in {"..", "."}]
    n_up = len(folder) - n_same + path.count("..")
    above = unquote(head.url[len(config.base_path) :]).split("/")
    # What stands behind the last slash is the page's own name.
    here = [part for part in above[:-1] if part]
    return config.base_path + encoded("/" + "/".join([*here[: max(0, len(here) - n_up)], *down]))


def bare_sources(target: str) -> tuple[str, ...]:
    """The sources that a path may mean which is that of none: `cup` of cup.md, and of cup/index.md.

    So Eleventy, Docusaurus and Obsidian write them, and whoever links the folder of a text of Hugo's.
    """
    return () if _SOURCE().fullmatch(target) else (f"{target}.md", f"{target}/index.md")


def files_at(config: Config, address: str) -> tuple[str, str]:
    """The source paths of the files that may be meant by an address of the site."""
    path = inner(config, address)
    return f"{config.static}{path}", f"{config.content}{path}"

"""Cold builds of newsgen and of its peers in turns, so that a busy hour falls on all of them alike."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import corpus
import peers
from cost import Cost, measured

# What reads a file younger than a few seconds reads it always; articles of a real site are older.
AGE_S = 24 * 3600


@dataclass(frozen=True)
class Contender:
    """A site that is built from nothing: its folder, and what a build leaves there."""

    command: tuple[str, ...]
    folder: Path
    output: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """How much a site says: its files, and the bytes of the middle page or feed of a kind."""

    n_files: int
    megabytes: float
    article: int
    other_page: int
    term_feed: int


def contenders(
    folder: Path, number: int, names: Sequence[str], engines: Sequence[str], build: Sequence[str]
) -> Mapping[str, Contender]:
    """Write every site; newsgen's with the Recent Posts in the pages, as its peers have them, and with SSI."""
    sites: dict[str, Contender] = {}
    for engine in engines or ("",):
        for placement in ("inline", "ssi"):
            name = " ".join(word for word in ("newsgen", engine, placement) if word)
            sites[name] = Contender(tuple(build), folder / name.replace(" ", "-"), "output", (".newsgen",))
            corpus.write(sites[name].folder, number, placement)
            if engine:
                with (sites[name].folder / "newsgen.yaml").open("a", encoding="utf-8") as file:
                    file.write(f"markdown:\n  engine: {engine}\n")
    for name in names:
        peer = peers.PEERS[name]
        sites[name] = Contender(peer.command, folder / name, peer.output, peer.kept)
        peers.write(name, sites[name].folder, number)
    for site in sites.values():
        make_old(site.folder)
    return sites


def make_old(folder: Path) -> None:
    """Let all files of a site be of yesterday."""
    yesterday = time.time() - AGE_S
    for file in folder.rglob("*"):
        os.utime(file, (yesterday, yesterday))


def compare(
    sites: Mapping[str, Contender], rounds: int, edit: Callable[[Path], None], tell: Callable[[str, Cost], None]
) -> tuple[Mapping[str, Cost], Mapping[str, Shape]]:
    """Each site's medians of cold builds, and its shape; `tell` hears of every build, of one after `edit`, too."""
    colds: dict[str, list[Cost]] = {name: [] for name in sites}
    shapes: dict[str, Shape] = {}
    for left in reversed(range(rounds)):
        for name, site in sites.items():
            colds[name].append(measured(site.command, site.folder)[0])
            tell(f"{name}: cold", colds[name][-1])
            if not left:
                shapes[name] = shape(site.folder / site.output)
                edit(site.folder)
                tell(f"{name}: one body edited", measured(site.command, site.folder)[0])
            _put_aside(site)
    return {name: medians(costs) for name, costs in colds.items()}, shapes


def medians(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        median(cost.wall_s for cost in costs),
        median(cost.cpu_s for cost in costs),
        median(cost.peak_mb for cost in costs),
    )


def shape(output: Path) -> Shape:
    files = {file.relative_to(output): file.stat().st_size for file in output.rglob("*") if file.is_file()}
    return Shape(
        n_files=len(files),
        megabytes=sum(files.values()) / 2**20,
        article=_middle(size for path, size in files.items() if _is_article(path)),
        other_page=_middle(size for path, size in files.items() if path.suffix == ".html" and not _is_article(path)),
        term_feed=_middle(size for path, size in files.items() if path.suffix == ".xml" and _is_of_term(path)),
    )


def _is_article(path: Path) -> bool:
    """Whether a page is an article's: year/month/name/index.html in all of them."""
    return len(path.parts) == 4 and path.parts[0].isdigit() and path.name == "index.html"


def _is_of_term(path: Path) -> bool:
    return path.parts[0].startswith(("categor", "tag", "author"))


def _middle(sizes: Iterator[int]) -> int:
    return int(median(list(sizes) or [0]))


def _put_aside(site: Contender) -> None:
    """Let the next build begin with nothing, without deleting what this one made.

    Without a journal ext4 gives no inode again for some minutes after a deletion, and passes over each of them where
    it looks for a free one: the folders of a site cost ten times as much then (fs/ext4/ialloc.c, recently_deleted).
    """
    aside = Path(tempfile.mkdtemp(dir=site.folder.parent, prefix="old-"))
    for name in (site.output, *site.kept):
        if (site.folder / name).exists():
            (site.folder / name).rename(aside / Path(name).name)

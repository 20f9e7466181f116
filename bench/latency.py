"""From saving an article to having its new page: `python bench/latency.py [N] [--edits 20]`.

Starts `newsgen serve` on a generated site of N articles (10,000 unless told) and edits one text again and again. An
edit's time runs from before the file is written until the new text has been read from the server. Editors' saving by
rename is used. Needs an installed newsgen.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from corpus import write


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int, nargs="?", default=10_000)
    parser.add_argument("--edits", type=int, default=20)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="newsgen-latency-"))
    try:
        write(folder, given.n)
        for title, file in {"newest": -1, "oldest": 0}.items():
            article = sorted(folder.glob("content/20*/**/*.md"))[file]
            report(title, latencies(folder, article, given.edits))
    finally:
        shutil.rmtree(folder)


def latencies(folder: Path, article: Path, n_edits: int) -> list[float]:
    """Seconds from save to served bytes, edit by edit."""
    command = [sys.executable, "-m", "newsgen", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = next(line for line in server.stdout if line.startswith("serving "))
        home = line.split()[1]
        page = f"{home}{article.parent.parent.name}/{article.parent.name}/{article.stem}/"
        try:
            with urllib.request.urlopen(f"{home}_newsgen/events") as events:
                # The first edit pays for what is loaded then.
                return [latency(article, page, events, number) for number in range(n_edits + 1)][1:]
        finally:
            server.terminate()


def latency(article: Path, page: str, events: Iterable[bytes], number: int) -> float:
    """As a browser does it: hear of the build, then ask for the page."""
    time.sleep(1)
    mark = f"Nachtrag {number}."
    text = article.read_text("utf-8").partition("\n\nNachtrag")[0] + f"\n\n{mark}\n"
    beside = article.with_name(f".{article.name}.swp")
    started = time.perf_counter()
    beside.write_text(text, "utf-8")
    beside.replace(article)
    while mark.encode() not in read(page):
        next(line for line in events if b'"changed"' in line)
    return time.perf_counter() - started


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
    return found


def report(title: str, seconds: list[float]) -> None:
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    print(
        f"{title} article, {len(seconds)} edits: {low:.3f} s, median {middle:.3f} s, {high:.3f} s at most", flush=True
    )


if __name__ == "__main__":
    main()

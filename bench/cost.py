"""What a command takes: seconds on the clock, seconds of all its processes, and the memory of the largest."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


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

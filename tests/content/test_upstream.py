"""The tests that Python-Markdown brings with its source pass with what newsgen puts in its place."""

import subprocess
import sys
import tarfile
from pathlib import Path

from tests.machine import MARKDOWN, ROOT, needed


def test_the_tests_of_the_library_pass(tmp_path: Path) -> None:
    """They are 1,141, of twenty years, and know more corners than anybody would think of."""
    with tarfile.open(needed(MARKDOWN)) as source:
        source.extractall(tmp_path, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (folder,) = tmp_path.iterdir()
    command = [sys.executable, str(ROOT / "tests/content/upstream.py")]

    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr[-4000:]
    n_fast, n_itself = map(int, done.stdout.split())
    assert n_fast > 950
    assert n_itself < 50

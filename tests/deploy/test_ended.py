"""Who ends newsgen ends all that works for it: else an old upload goes on, over what a later one has put there."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.deploy.paper import built, paper

# Has another program do the work, as `npx` does; that holds a lock, which the system takes from the dead alone.
TOOL = """#!{python}
import fcntl, subprocess, sys, time
if not sys.argv[1:]:
    sys.exit(subprocess.call([sys.executable, __file__, "work"]))
file = open("{root}/at-work", "w")
fcntl.flock(file, fcntl.LOCK_EX)
with open("{root}/begun", "w") as begun:
    begun.write("x")
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="not on this machine: groups of processes (Windows has none)")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_command_ends_with_newsgen(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, number: signal.Signals
) -> None:
    import fcntl

    root = paper(tmp_path_factory, tmp_path / "paper", "unused:")
    config = (root / "newsgen.yaml").read_text()
    start = config.index("deploy:")
    (root / "newsgen.yaml").write_text(f"{config[:start]}deploy: {{target: command, run: [./tool.py]}}\n")
    (root / "tool.py").write_text(TOOL.format(python=sys.executable, root=root))
    (root / "tool.py").chmod(0o755)
    built(root)
    os.mkfifo(root / "begun")
    # A shell that puts the tests into the background has them ignore interruptions, and so what they start.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [sys.executable, "-m", "newsgen", "deploy"]
    process = subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL, preexec_fn=heard)
    with (root / "begun").open() as begun:
        assert begun.read() == "x"

    process.send_signal(number)
    process.wait()

    with (root / "at-work").open("w") as file:
        # Waits for whoever is at work, which would be for ten minutes.
        fcntl.flock(file, fcntl.LOCK_EX)

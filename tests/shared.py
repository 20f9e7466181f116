"""What is made once in a run, by whichever of its processes asks first; another that asks meanwhile waits for it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.publish.lock import locked


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` returns for a folder of its own, which is not there yet. Nobody writes into it afterwards."""
    top = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # The folder of the run, in which each of its processes has one.
        top = top.parent
    told = top / f"shared-{name}.txt"
    with locked(top / f"shared-{name}.lock", wait=True):
        if not told.exists():
            folder = top / f"shared-{name}"
            shutil.rmtree(folder, ignore_errors=True)
            told.write_text(str(make(folder)), "utf-8")
    return Path(told.read_text("utf-8"))

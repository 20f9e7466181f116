"""What is made once in a run, by whichever of its processes asks first; another that asks meanwhile waits for it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgen.publish.lock import locked


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What `make` returns for a folder of its own, which is not there yet. Nobody writes into it afterwards."""
    top = of_the_run(factory)
    told = top / f"shared-{name}.txt"
    with locked(top / f"shared-{name}.lock", wait=True):
        if not told.exists():
            folder = top / f"shared-{name}"
            shutil.rmtree(folder, ignore_errors=True)
            told.write_text(str(make(folder)), "utf-8")
    return Path(told.read_text("utf-8"))


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder of the run, in which each of xdist's processes has one."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own

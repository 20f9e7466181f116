"""What the tests of the command line share: a site that `newsgen init` wrote, and a way to run commands in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsgen.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("build", "-q")` runs newsgen in tmp_path, at a fixed moment unless a test sets another."""
    monkeypatch.chdir(tmp_path)
    # Noon of 1 May 2026 in UTC.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777636800")
    return lambda *arguments: CliRunner().invoke(cli, arguments, prog_name="newsgen")


@pytest.fixture
def site(run: Run, tmp_path: Path) -> Path:
    """A site as init writes it."""
    assert run("init").exit_code == 0
    return tmp_path

"""Where a clock starts a deploy, nobody sits there to be asked: a missing key or password is an error at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.places import write
from tests.deploy.refusing import refusing
from tests.deploy.sshd import HOST, Server, serving
from tests.machine import GIT, POSIX, RSYNC, needed

CONFIG = "title: Paper\nbase_url: https://paper.example\ndeploy: {{{target}}}\n"
BRANCH = "target: git, branch: pages"
# How what programs say ends when they want to know something.
QUESTIONS = ("': ", "'s password: ", "(yes/no/[fingerprint])? ")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("asked") / "site"
    write(root, {"newsgen.yaml": b"title: Paper\n", "content/a.md": b"---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n"})
    subprocess.run([sys.executable, "-m", "newsgen", "build", "-q"], cwd=root, check=True)
    return root


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """It would take a password."""
    with serving(tmp_path / "ssh") as server:
        monkeypatch.setenv("PATH", server.path)
        server.with_wrong_key()
        yield server


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needed(POSIX)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    for name in ("RSYNC_RSH", "SSH_AUTH_SOCK", "GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("target", ["target: rsync", BRANCH])
def test_a_server_that_would_take_a_password(site: Path, server: Server, target: str) -> None:
    needed(RSYNC)
    needed(GIT)

    assert "Permission denied" in said(site, f"{target}, to: '{HOST}:{server.root}'")


@pytest.mark.parametrize("target", ["target: rsync", BRANCH])
def test_a_server_that_nobody_has_met(site: Path, server: Server, target: str) -> None:
    needed(RSYNC)
    needed(GIT)
    server.with_unknown_host()

    assert "Host key verification failed" in said(site, f"{target}, to: '{HOST}:{server.root}'")


def test_a_host_of_branches_that_would_take_a_password(site: Path) -> None:
    needed(GIT)
    with refusing() as (address, _):
        assert "without a question" in said(site, f"{BRANCH}, to: '{address}/paper.git'")


def test_a_command_that_would_take_a_password(site: Path) -> None:
    ask = """open("/dev/tty", "w").write("ada's password: ")\nopen("/dev/tty").readline()\n"""
    write(site, {"ask.py": ask.encode()})

    assert "/dev/tty" in said(site, f"target: command, run: [{sys.executable}, ask.py]")


def said(site: Path, target: str) -> str:
    """What a deploy says at a terminal where nobody answers; a question ends it."""
    import pty

    (site / "newsgen.yaml").write_text(CONFIG.format(target=target))
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(site)
        os.execv(sys.executable, [sys.executable, "-m", "newsgen", "deploy", "--yes"])
    text = ""
    with os.fdopen(terminal, "rb", buffering=0) as output:
        while not text.endswith(QUESTIONS) and (more := _read(output.fileno())):
            text += more
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 1, text
    return text


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode(errors="replace")
    except OSError:
        # So Linux says that nobody is there any more.
        return ""

"""What a deploy has changed is told, whatever other deploys do meanwhile and whoever is ended while it is told."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from newsgen.build import build
from newsgen.deploy.manifest import Claim, encoded_claim, key
from newsgen.deploy.targets.base import OWN
from newsgen.project import Options
from tests.deploy.paper import built, codes, deployed, paper
from tests.machine import POSIX, needed
from tests.walk.sites import article, small_site, written

# Waits, the first time, until somebody opens the gate.
HEAR = """
import pathlib, sys
heard = sys.stdin.read()
if pathlib.Path("slow").exists():
    pathlib.Path("slow").unlink()
    open("at-gate", "w").close()
    open("gate").close()
open("heard", "a").write(heard + chr(10))
"""
# Opens the gate in the middle of a deploy, and goes on when it may.
PUT = """
import pathlib, shutil
if pathlib.Path("opens").exists():
    open("gate", "w").close()
    open("go-on").close()
shutil.copytree("output", "place", dirs_exist_ok=True)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site whose first hook takes as long as the test wants."""
    needed(POSIX)
    root = small_site(tmp_path)
    deploy = {"target": "command", "run": [sys.executable, "put.py"], "after": [[sys.executable, "hear.py"]]}
    config = (root / "newsgen.yaml").read_text().replace("https://example.org", "https://daily.news")
    written(root, {"put.py": PUT, "hear.py": HEAR, "newsgen.yaml": f"{config}deploy: {json.dumps(deploy)}\n"})
    for name in ("at-gate", "gate", "go-on"):
        os.mkfifo(root / name)
    (root / "slow").touch()
    made(root)
    return root


def made(root: Path) -> None:
    assert build(Options(root, jobs=1)).exit_code == 0


@contextmanager
def deploying(root: Path, *flags: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", "newsgen", "deploy", "--quiet", *flags], cwd=root)
    guard = Timer(60, process.kill)
    guard.start()
    try:
        yield process
    finally:
        guard.cancel()
        process.kill()
        process.wait()


def heard(root: Path) -> list[dict[str, list[str]]]:
    return [json.loads(line) for line in (root / "heard").read_text().splitlines()]


def test_what_another_deploy_tells_meanwhile_is_neither_lost_nor_told_twice(site: Path) -> None:
    """A CDN that takes a minute for a purge, and an article that is published in that minute."""
    with deploying(site) as first:
        (site / "at-gate").read_bytes()
        (site / "content/a6.md").write_text(article("Title 6", "2026-05-06 10:00", "Text of 6."))
        made(site)
        (site / "opens").touch()
        with deploying(site) as second:
            assert first.wait() == 0
            (site / "go-on").write_bytes(b"")
            assert second.wait() == 0

    lists = heard(site)
    address = "https://daily.news/2026/05/a6/"
    assert [address in each["new"] for each in lists] == [False, True]
    assert "https://daily.news/2026/05/a5/" in lists[0]["new"]
    assert "https://daily.news/2026/05/a5/" not in lists[1]["new"]


def test_who_does_not_wait_leaves_its_list_to_whoever_tells(site: Path) -> None:
    with deploying(site) as first:
        (site / "at-gate").read_bytes()
        (site / "content/a6.md").write_text(article("Title 6", "2026-05-06 10:00", "Text of 6."))
        made(site)
        with deploying(site, "--no-wait") as second:
            assert second.wait() == 0
        (site / "gate").write_bytes(b"")
        assert first.wait() == 0

    address = "https://daily.news/2026/05/a6/"
    assert [address in each["new"] for each in heard(site)] == [False, True]


def test_what_was_being_told_when_newsgen_was_ended_is_told_with_the_next(site: Path) -> None:
    with deploying(site) as first:
        (site / "at-gate").read_bytes()
        first.send_signal(signal.SIGKILL)
        first.wait()
    with deploying(site) as second:
        assert second.wait() == 0

    assert "https://daily.news/2026/05/a5/" in heard(site)[0]["new"]


def test_what_another_machine_had_put_there_when_it_was_stopped_is_told(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As in a workflow, where each run has a machine that knows nothing of the one before."""
    root = paper(tmp_path_factory, tmp_path / "paper", "../www")
    hear = [sys.executable, "-c", "import sys; open('heard', 'w').write(sys.stdin.read())"]
    text = (root / "newsgen.yaml").read_text() + f"  after: {json.dumps([hear])}\n"
    (root / "newsgen.yaml").write_text(text)
    built(root)
    assert codes(deployed(root)) == []
    (root / "content/2026/new.md").write_text(article("The new one", "2026-05-30", "Text."), "utf-8")
    built(root)
    shutil.rmtree(root / ".newsgen/cache.deploy")
    # All of its pages had arrived, and the manifest had not.
    shutil.copytree(root / "output", tmp_path / "www", dirs_exist_ok=True)
    page = "2026/05/new/index.html"
    (tmp_path / "www" / OWN / "lock-0").write_bytes(encoded_claim(Claim(0, (key(page), key("index.html")))))

    assert codes(deployed(root)) == []

    told = json.loads((root / "heard").read_text())
    assert set(told["changed"]) >= {"https://paper.news/2026/05/new/", "https://paper.news/"}

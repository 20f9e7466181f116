"""What `newsgen deploy` promises, by git, rsync and a command: what is served is output/, and nothing is put twice."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from newsgen.build import Options, build
from newsgen.config import Destination, Engine
from newsgen.deploy.deploying import deploy
from newsgen.deploy.manifest import Claim, encoded_claim
from newsgen.deploy.outcome import Outcome
from newsgen.deploy.targets.base import OWN
from newsgen.deploy_rules import of_destination
from tests.deploy.places import there, write
from tests.machine import GIT, POSIX, RSYNC, needed

ARTICLE = "---\ntitle: {title}\ndate: 2026-0{n}-01\ncategories: [town]\n---\n\n{text}\n"
CONFIG = "title: Paper\nbase_url: https://paper.news\ndeploy:\n  live:\n    max_delete: 100\n    {target}\n"

# Copies as a host's own tool does: what is no file of the folder any more is gone.
COPY = "import os, shutil; shutil.rmtree('../there', True); shutil.copytree(os.environ['NEWSGEN_OUTPUT'], '../there')"


class Paper(Struct, frozen=True):
    """A site that was built, and what is served of it by path, without newsgen's own files."""

    root: Path
    served: Callable[[], dict[str, bytes]]
    add: Callable[[dict[str, bytes]], None]

    def edit(self, sources: dict[str, str]) -> None:
        write(self.root, {path: text.encode() for path, text in sources.items()})
        result = build(Options(self.root, jobs=1))
        assert result.exit_code == 0, result.diagnostics

    def deployed(self, verifies: bool = False) -> Outcome:
        outcome = deploy(Options(self.root), None, lambda found: True, lambda *_: None, verifies=verifies)
        assert not [each for each in outcome.diagnostics if each.level != "notice"], outcome.diagnostics
        return outcome

    def output(self) -> dict[str, bytes]:
        return there(self.root / "output")

    def forget(self) -> None:
        """What is left on a new machine, or where CI keeps nothing between two runs."""
        for folder in (self.root / ".newsgen").glob("*.deploy"):
            shutil.rmtree(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "site"
    articles = {f"content/{n}.md": ARTICLE.format(title=f"Story {n}", n=n, text="Text.").encode() for n in range(1, 6)}
    write(root, {"newsgen.yaml": CONFIG.format(target="target: command\n    run: [none]").encode(), **articles})
    result = build(Options(root, jobs=1))
    assert result.exit_code == 0, result.diagnostics
    return root


@pytest.fixture(params=["git", "rsync", "command"])
def paper(request: pytest.FixtureRequest, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    shutil.copytree(built, tmp_path / "site")
    root = tmp_path / "site"
    place = tmp_path / "there"
    if request.param == "git":
        needed(GIT)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
        subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)
        engine = "target: git\n    to: ../there\n    branch: pages"
        paper = Paper(root, lambda: _of_branch(place, tmp_path / "seen"), lambda files: _commit(place, tmp_path, files))
    elif request.param == "rsync":
        needed(RSYNC)
        engine = "target: rsync\n    to: ../there"
        paper = Paper(root, lambda: _without_own(place), lambda files: write(place, files))
    else:
        engine = f'target: command\n    run: [{Path(sys.executable).name}, -c, "{COPY}"]'
        paper = Paper(root, lambda: _without_own(place), lambda files: None)
    paper.edit({"newsgen.yaml": CONFIG.format(target=engine)})
    return paper


# A command keeps its own counsel about what is there.
shared = pytest.mark.parametrize("paper", ["git", "rsync"], indirect=True)


def test_what_is_served_is_the_output(paper: Paper) -> None:
    outcome = paper.deployed()

    assert paper.served() == paper.output()
    assert {each.path for each in outcome.new} == set(paper.output())


def test_a_second_deploy_has_nothing_to_do(paper: Paper) -> None:
    paper.deployed()

    outcome = paper.deployed()

    assert (outcome.new, outcome.changed, outcome.gone) == ((), (), ())


def test_what_has_changed_is_told_and_served(paper: Paper) -> None:
    paper.deployed()
    before = paper.output()
    (paper.root / "content/2.md").unlink()
    paper.edit({"content/1.md": ARTICLE.format(title="Story 1", n=1, text="Another text.")})
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})

    outcome = paper.deployed()

    after = paper.output()
    assert paper.served() == after
    assert {each.path for each in outcome.new} == after.keys() - before.keys()
    assert {each.path for each in outcome.gone} == before.keys() - after.keys()
    assert {each.path for each in outcome.changed} == {
        path for path in after if before.get(path, after[path]) != after[path]
    }


def test_a_file_may_stand_where_a_folder_was_and_a_folder_where_a_file_was(paper: Paper) -> None:
    """Uploads come before deletions: what is in the way has to go first."""
    paper.edit({"static/one": "file", "static/two/page.txt": "in a folder"})
    paper.deployed()
    (paper.root / "static/one").unlink()
    shutil.rmtree(paper.root / "static/two")
    paper.edit({"static/one/page.txt": "in a folder", "static/two": "file"})

    paper.deployed()

    assert paper.served() == paper.output()


@shared
def test_what_others_put_there_stays(paper: Paper) -> None:
    theirs = {"CNAME": b"paper.news\n", "old/page.html": b"old"}
    paper.add(theirs)

    paper.deployed()
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})
    paper.deployed()

    assert paper.served() == {**paper.output(), **theirs}


@shared
def test_a_file_of_others_at_a_new_path_is_asked_about(paper: Paper) -> None:
    paper.deployed()
    paper.add({"2026/06/6/index.html": b"of another program"})
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})
    asked: list[str] = []

    outcome = deploy(Options(paper.root), None, lambda found: bool(asked.extend(found)), lambda *_: None)

    page = next(each.path for each in paper.deployed().new if each.kind == "article")
    assert [each.code for each in outcome.diagnostics if each.level == "error"] == ["deploy-refused"]
    assert page == "2026/06/6/index.html"
    assert page in asked[0]


@shared
def test_a_folder_of_others_where_a_new_file_is_to_be_is_asked_about(paper: Paper) -> None:
    """A branch would lose what is in it; elsewhere the upload would stop there, behind other files."""
    paper.deployed()
    paper.add({"new [1].txt/mine.txt": b"of another program"})
    paper.edit({"static/new [1].txt": "ours"})
    before, asked = paper.served(), list[str]()

    outcome = deploy(Options(paper.root), None, lambda found: bool(asked.extend(found)), lambda *_: None)

    assert [each.code for each in outcome.diagnostics if each.level == "error"] == ["deploy-refused"]
    assert "new [1].txt" in asked[0]
    assert paper.served() == before


@shared
def test_a_machine_that_remembers_nothing_puts_nothing_twice(paper: Paper) -> None:
    paper.deployed()
    paper.forget()

    outcome = paper.deployed()

    assert (outcome.new, outcome.changed, outcome.gone) == ((), (), ())


@shared
def test_verify_finds_what_others_have_changed(paper: Paper) -> None:
    paper.deployed()
    paper.add({"index.html": b"not the paper"})

    outcome = paper.deployed(verifies=True)

    assert [each.path for each in outcome.changed] == ["index.html"]
    assert paper.served() == paper.output()


@pytest.mark.parametrize("paper", ["rsync", "command"], indirect=True)
def test_a_killed_deploy_is_gone_on_with(paper: Paper, tmp_path: Path) -> None:
    """Of a branch, this stands in test_git.py: nothing of it is there before the end."""
    needed(POSIX)
    paper.deployed()
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})
    # The second rsync that uploads, and the command, end whoever called them before they begin.
    ends = "kill -9 $PPID; exit 1"
    rsync = f'case "$*" in *--temp-dir*) [ ! -e {tmp_path}/once ] || {{ {ends}; }}; touch {tmp_path}/once;; esac'
    scripts = {"rsync": f'{rsync}\nexec {shutil.which("rsync")} "$@"', Path(sys.executable).name: ends}
    for name, lines in scripts.items():
        write(tmp_path / "bin", {name: f"#!/bin/sh\n{lines}\n".encode()})
        (tmp_path / "bin" / name).chmod(0o755)
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"

    killed = subprocess.run(
        [sys.executable, "-m", "newsgen", "deploy", "--yes"], cwd=paper.root, env={**os.environ, "PATH": path}
    )

    assert killed.returncode == -signal.SIGKILL
    outcome = paper.deployed()
    assert paper.served() == paper.output()
    assert "index.html" in {each.path for each in outcome.changed}


@pytest.mark.parametrize("paper", ["rsync"], indirect=True)
def test_two_that_begin_at_once_are_both_done(paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sees the other's lock, and lets go of its own: if both gave up, nobody would have deployed."""
    needed(POSIX)
    own = tmp_path / "there" / OWN
    (tmp_path / "other").write_bytes(encoded_claim(Claim(int(time.time()) + 1000)))
    # The lock of another machine is there as soon as the first one of this machine is, and goes when that goes.
    script = (
        f'#!/bin/sh\n{needed(RSYNC)} "$@" || exit $?\n'
        f'case "$*" in *--temp-dir*) ;; *--ignore-times*) [ -e {tmp_path}/once ] || cp {tmp_path}/other {own}/lock-0;; '
        f"*--delete*) rm -f {own}/lock-0; touch {tmp_path}/once;; esac\n"
    )
    write(tmp_path / "bin", {"rsync": script.encode()})
    (tmp_path / "bin/rsync").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")

    paper.deployed()

    assert (tmp_path / "once").exists()
    assert paper.served() == paper.output()


@pytest.mark.parametrize("paper", ["git"], indirect=True)
def test_who_is_overtaken_looks_again(paper: Paper, tmp_path: Path) -> None:
    """The host refuses the second push, and what the first one brought stays."""
    needed(POSIX)
    theirs = {"CNAME": b"paper.news\n"}
    paper.deployed()
    paper.add(theirs)
    late = subprocess.check_output(["git", "rev-parse", "pages"], cwd=tmp_path / "there", text=True).strip()
    subprocess.run(["git", "update-ref", "refs/heads/pages", f"{late}^"], cwd=tmp_path / "there", check=True)
    # Somebody else's commit comes in while ours is on its way.
    comes_in = f"unset GIT_QUARANTINE_PATH; git update-ref refs/heads/pages {late}"
    hook = f"#!/bin/sh\n[ -e once ] || {{ touch once; {comes_in}; }}\n"
    write(tmp_path / "there/hooks", {"pre-receive": hook.encode()})
    (tmp_path / "there/hooks/pre-receive").chmod(0o755)
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})

    paper.deployed()

    assert (tmp_path / "there/once").exists()
    assert paper.served() == {**paper.output(), **theirs}


@pytest.mark.parametrize("paper", ["git"], indirect=True)
def test_a_push_that_was_refused_has_changed_nothing(paper: Paper, tmp_path: Path) -> None:
    """Whoever then says no to a question is not told that the place may hold a part."""
    needed(POSIX)
    paper.deployed()
    paper.add({"2026/06/6/index.html": b"of another program"})
    late = subprocess.check_output(["git", "rev-parse", "pages"], cwd=tmp_path / "there", text=True).strip()
    subprocess.run(["git", "update-ref", "refs/heads/pages", f"{late}^"], cwd=tmp_path / "there", check=True)
    hook = f"#!/bin/sh\nunset GIT_QUARANTINE_PATH; git update-ref refs/heads/pages {late}\n"
    write(tmp_path / "there/hooks", {"pre-receive": hook.encode()})
    (tmp_path / "there/hooks/pre-receive").chmod(0o755)
    paper.edit({"content/6.md": ARTICLE.format(title="Story 6", n=6, text="Text.")})

    outcome = deploy(Options(paper.root), None, lambda found: False, lambda *_: None)

    assert [each.code for each in outcome.diagnostics if each.level == "error"] == ["deploy-refused"]
    assert not outcome.has_begun


@pytest.mark.parametrize("engine", ["rclone", "rsync", "command"])
def test_a_key_of_branches_is_none_of_other_engines(engine: Engine) -> None:
    """Who writes it means something by it that does not happen."""
    destination = Destination(target=engine, to="" if engine == "command" else "there", run=("tool",), history=True)

    assert f"{engine} keeps no history" in [text for _, text, _ in of_destination(destination)]


def _without_own(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in there(folder).items() if not path.startswith(f"{OWN}/")}


def _of_branch(host: Path, folder: Path) -> dict[str, bytes]:
    """What a host serves of the branch."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", "--branch=pages", str(host), str(folder)], check=True)
    hidden = (".git/", ".nojekyll", f"{OWN}/")
    return {path: content for path, content in there(folder).items() if not path.startswith(hidden)}


def _commit(host: Path, folder: Path, files: dict[str, bytes]) -> None:
    """A commit of somebody else's on the branch."""
    clone = folder / "clone"
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    has_branch = subprocess.run(["git", "rev-parse", "--quiet", "--verify", "pages"], cwd=host, capture_output=True)
    from_ = ["--branch=pages"] if has_branch.returncode == 0 else []
    subprocess.run(["git", "clone", "--quiet", *from_, str(host), str(clone)], check=True, capture_output=True)
    write(clone, files)
    for command in (("add", "--all"), (*who, "commit", "--quiet", "--message=mine"), ("push", "origin", "HEAD:pages")):
        subprocess.run(["git", *command], cwd=clone, check=True, capture_output=True)

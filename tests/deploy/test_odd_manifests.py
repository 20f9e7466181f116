"""Whatever stands in the place of a manifest, the site is put there whole, and nobody's file is lost by it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from newsgen.deploy.targets.base import MAX_OWN_BYTES, OWN
from tests.deploy import servers, sshd
from tests.deploy.paper import PAPER, built, codes, deployed, held, paper, texts
from tests.deploy.places import there as files_of
from tests.deploy.places import write
from tests.kinds.making import article
from tests.machine import GIT, POSIX, RSYNC, needed


def _nonsense(file: Path) -> None:
    file.write_bytes(b"newsgen-manifest-1\n\xc1")


def _of_others(file: Path) -> None:
    file.write_bytes(b"<h1>Not found</h1>")


def _huge(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(MAX_OWN_BYTES + 1)


def _link(file: Path) -> None:
    file.symlink_to("../../../secret")


def _folder(file: Path) -> None:
    file.mkdir()
    (file / "mine.txt").write_text("mine")


def _pipe(file: Path) -> None:
    os.mkfifo(file)


class Place(Struct, frozen=True):
    """A paper that has been deployed and edited since, the folder that it goes to, and who deletes there."""

    root: Path
    folder: Path
    drop: Callable[[str], None]


def removed(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


REPLACED = {"nonsense": _nonsense, "of-others": _of_others, "huge": _huge, "link": _link}
if sys.platform != "win32":
    REPLACED["pipe"] = _pipe


@pytest.fixture(params=["rclone", "rsync"])
def place(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Place]:
    (tmp_path / "secret").write_text("secret")
    if request.param == "rsync":
        needed(RSYNC)
        root = paper(tmp_path_factory, tmp_path / "paper", "unused:")
        (root / "newsgen.yaml").write_text(PAPER + "deploy: {target: rsync, to: ../there/www}\n")
        (tmp_path / "there").mkdir()
        yield Place(edited(root), tmp_path / "there/www", lambda path: removed(tmp_path / "there/www" / path))
        return
    with servers.folder(tmp_path / "there") as server:
        monkeypatch.setenv("RCLONE_CONFIG", str(server.config))
        yield Place(edited(paper(tmp_path_factory, tmp_path / "paper", server.to)), server.folder, server.drop)


def edited(root: Path) -> Path:
    built(root)
    assert codes(deployed(root)) == []
    (root / "content/2026/new.md").write_text(article("The new one", "2026-05-30"), "utf-8")
    built(root)
    return root


@pytest.mark.parametrize("put", REPLACED.values(), ids=REPLACED)
def test_what_is_no_manifest_is_told_and_replaced(place: Place, put: Callable[[Path], None]) -> None:
    root, folder = place.root, place.folder
    place.drop(f"{OWN}/manifest")
    put(folder / OWN / "manifest")

    first, second = deployed(root), deployed(root)

    assert codes(first) == [], texts(first)
    assert held(folder) == held(root / "output")
    assert [each.code for each in first.diagnostics if each.level == "warning"] == ["deploy-manifest"]
    assert "written anew" in texts(first)
    assert [each.code for each in second.diagnostics] == []
    assert (second.new, second.changed) == ((), ())
    assert not (folder / OWN / "manifest").is_symlink()


def test_it_is_replaced_also_where_nothing_else_is_to_be_done(place: Place) -> None:
    """Else each deploy would say that it was, and ask for all files that are there."""
    assert codes(deployed(place.root)) == []
    place.drop(f"{OWN}/manifest")
    _nonsense(place.folder / OWN / "manifest")

    dry, first, second = deployed(place.root, is_dry=True), deployed(place.root), deployed(place.root)

    assert "would be written anew" in texts(dry)
    assert "was written anew" in texts(first)
    assert [each.code for each in second.diagnostics] == []
    assert (first.new, first.changed) == ((), ())


def test_a_lock_that_cannot_be_read_says_what_to_do(place: Place) -> None:
    """Somebody may be at work by it, so that only a person can tell whether it may go."""
    _huge(place.folder / OWN / "lock-0123")
    before = held(place.folder)

    first = deployed(place.root)
    place.drop(f"{OWN}/lock-0123")
    second = deployed(place.root)

    assert codes(first) == ["deploy-failed"]
    assert f"delete {OWN}/lock-0123" in texts(first)
    assert held(place.folder) == held(place.root / "output") != before
    assert codes(second) == []


def test_a_folder_in_its_place_stays_and_stops_no_deploy(place: Place) -> None:
    """What is in it may be somebody's; until it is gone, each deploy asks for all that is there."""
    root, folder = place.root, place.folder
    place.drop(f"{OWN}/manifest")
    _folder(folder / OWN / "manifest")

    first, second = deployed(root), deployed(root)
    kept = (folder / OWN / "manifest/mine.txt").read_bytes()
    place.drop(f"{OWN}/manifest")
    third = deployed(root)

    assert codes(first) == codes(second) == codes(third) == [], texts(first)
    assert kept == b"mine"
    assert held(folder) == held(root / "output")
    assert "delete .newsgen-deploy/manifest at the place" in texts(second)
    assert (second.new, second.changed) == ((), ())
    assert "deploy-manifest" not in [each.code for each in third.diagnostics]
    assert (folder / OWN / "manifest").is_file()


@pytest.mark.parametrize("kind", ["sftp", "s3"])
def test_on_a_server(
    kind: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with getattr(servers, kind)(tmp_path / "there") as server:
        monkeypatch.setenv("RCLONE_CONFIG", str(server.config))
        root = edited(paper(tmp_path_factory, tmp_path / "paper", server.to))
        server.put(f"{OWN}/manifest", b"<h1>Not found</h1>")
        first = deployed(root)

        assert codes(first) == [], texts(first)
        assert held(server.folder) == held(root / "output")
        assert "written anew" in texts(first)


def test_a_pipe_on_a_server_holds_nobody_up(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a pipe is listed like a file, and whoever opens it, or asks for its sum, waits for ever."""
    with sshd.serving(tmp_path / "sshd") as server:
        monkeypatch.setenv("RCLONE_CONFIG", str(server.as_remote("there")))
        folder = server.root / "www"
        root = edited(paper(tmp_path_factory, tmp_path / "paper", f"there:{folder}"))
        (folder / OWN / "manifest").unlink()
        _pipe(folder / OWN / "manifest")
        _pipe(folder / OWN / "lock-0")
        outcome = deployed(root)

    assert codes(outcome) == [], texts(outcome)
    assert held(folder) == held(root / "output")
    assert (folder / OWN / "manifest").is_file()


def test_a_manifest_that_may_not_be_read_is_told(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another user of the server put it there."""
    needed(POSIX)
    needed(RSYNC)
    root = paper(tmp_path_factory, tmp_path / "paper", "unused:")
    (root / "newsgen.yaml").write_text(PAPER + "deploy: {target: rsync, to: ../www}\n")
    edited(root)
    # As rsync says it where the system refuses.
    said = 'rsync: [sender] send_files failed to open "manifest": Permission denied (13)'
    script = (
        f'#!/bin/sh\ncase "$*" in *--dry-run*|*--delete*|*--files-from*) exec {needed(RSYNC)} "$@";; esac\n'
        f"echo '{said}' >&2; exit 23\n"
    )
    write(tmp_path / "bin", {"rsync": script.encode()})
    (tmp_path / "bin/rsync").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")

    outcome = deployed(root)

    assert codes(outcome) == [], texts(outcome)
    assert held(tmp_path / "www") == held(root / "output")
    assert "Permission denied" in texts(outcome)


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_in_a_branch(
    kind: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed(GIT)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "host")], check=True)
    root = paper(tmp_path_factory, tmp_path / "paper", "unused:")
    (root / "newsgen.yaml").write_text(PAPER + "deploy: {target: git, to: ../host, branch: pages}\n")
    edited(root)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch=pages", "host", "clone")
    removed(clone / OWN / "manifest")
    {"folder": _folder, "link": _link}[kind](clone / OWN / "manifest")
    git(clone, "add", "--all")
    git(clone, "-c", "user.name=Ada", "-c", "user.email=ada@paper.news", "commit", "--quiet", "--message=mine")
    git(clone, "push", "--quiet", "origin", "HEAD:pages")

    outcome = deployed(root)

    git(clone, "fetch", "--quiet")
    git(clone, "reset", "--quiet", "--hard", "origin/pages")
    assert codes(outcome) == [], texts(outcome)
    served = {path: data for path, data in files_of(clone).items() if not path.startswith((".git/", OWN, ".nojekyll"))}
    assert served == held(root / "output")
    assert "deploy-manifest" in [each.code for each in outcome.diagnostics]
    assert (clone / OWN / "manifest/mine.txt").exists() == (kind == "folder")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

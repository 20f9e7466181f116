"""Two machines at one place: who was overtaken writes over nobody's notes, and of two that begin at once one wins."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread, get_ident

import pytest
from msgspec.structs import replace

from newsgen.config import Destination
from newsgen.deploy.carrying import LIFE_S, BusyError, OvertakenError
from newsgen.deploy.deploying import deploy
from newsgen.deploy.manifest import LOCK, MANIFEST, Claim, decoded, decoded_claim, encoded_claim, key
from newsgen.deploy.outcome import Outcome
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import OWN, Target
from newsgen.project import Options
from tests.deploy import servers
from tests.deploy.carried import NOW, carried, carrier_of, folder_of, planned
from tests.deploy.paper import built, codes, deployed, held, paper, texts
from tests.deploy.places import site_at
from tests.deploy.shelf import Shelf
from tests.kinds.making import article
from tests.machine import RSYNC, needed

OLD = {"a.html": b"old a", "b.html": b"old b", "index.html": b"old"}
OURS = {"a.html": b"our a", "b.html": b"our b", "index.html": b"ours"}
THEIRS = {"a.html": b"their a", "c.html": b"their c", "index.html": b"theirs"}


@pytest.fixture(params=["rclone", "rsync"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Target]:
    """What makes a target that puts a site to the folder www."""
    servers.rclone()
    needed(RSYNC)
    destination = Destination(target=request.param, to=str(tmp_path / "www"))
    return lambda: target_of(destination, site_at(tmp_path / "site"))


@pytest.mark.parametrize("sleeps", [True, False], ids=["a-laptop-that-slept", "clocks-that-differ"])
def test_who_was_taken_for_dead_looks_again(target: Callable[[], Target], tmp_path: Path, sleeps: bool) -> None:
    """Its manifest would say of the other's files that they are its own, and no machine would look again."""
    carried(target(), folder_of(tmp_path / "old", OLD), tmp_path / "ours")
    now, is_first, later = NOW, True, NOW + 3 * LIFE_S

    def arrived(n: int, of: int) -> None:
        nonlocal now, is_first
        if is_first:
            is_first = False
            now = later if sleeps else NOW
            carried(target(), folder_of(tmp_path / "theirs-output", THEIRS), tmp_path / "theirs", now=later)

    sleeper = carrier_of(target(), folder_of(tmp_path / "ours-output", OURS), tmp_path / "ours")
    sleeper = replace(sleeper, told=arrived, clock=lambda: now)
    with pytest.raises(OvertakenError):
        sleeper.carry(*planned(sleeper))
    manifest = decoded((tmp_path / "www" / OWN / MANIFEST).read_bytes())
    assert manifest and key("c.html") in manifest.files

    # Whoever comes next doubts what the sleeper has put there.
    carried(target(), folder_of(tmp_path / "theirs-output", THEIRS), tmp_path / "theirs", now=later + 60)

    assert held(tmp_path / "www") == THEIRS


def test_who_was_overtaken_behind_its_first_file_ends_with_an_error(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its build is the older one: gone on with, it would stand over the newer one, and nobody would know."""
    servers.rclone()
    root, www = paper(tmp_path_factory, tmp_path / "paper", "../www"), tmp_path / "www"
    assert codes(deployed(root)) == []
    other = shutil.copytree(root, tmp_path / "other", symlinks=True)
    for folder, text in ((root, "Older"), (other, "Newer")):
        (folder / "content/2026/a03.md").write_text(article(text, "2026-05-03"), "utf-8")
        built(folder)
    newer: list[Outcome] = []

    def progress(step: str, n_done: int, n_all: int) -> None:
        if step == "uploading" and not newer:
            for lock in (www / OWN).glob(f"{LOCK}*"):
                lock.write_bytes(encoded_claim(Claim(0, decoded_claim(lock.read_bytes()).keys)))
            newer.append(deployed(other))

    outcome = deploy(Options(root), None, lambda _: True, progress)

    assert codes(newer[0]) == [], texts(newer[0])
    assert codes(outcome) == ["deploy-failed"]
    assert "publish again" in texts(outcome)
    assert outcome.has_begun


class Contended(Shelf):
    """One on which both locks are there before anybody looks who else is, and both have looked before either goes."""

    def __init__(self) -> None:
        super().__init__()
        self.both = Barrier(2, timeout=30)
        self.have_looked = Barrier(2, timeout=30)
        self.locks: set[str] = set()
        self.looking: set[int] = set()

    def write(self, name: str, content: bytes) -> None:
        super().write(name, content)
        if name.startswith(LOCK) and name not in self.locks:
            self.locks.add(name)
            self.both.wait()
            self.looking.add(get_ident())

    def read(self, name: str) -> bytes | None:
        content = super().read(name)
        if name.startswith(LOCK) and get_ident() in self.looking:
            self.looking.remove(get_ident())
            self.have_looked.wait()
        return content


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_that_begin_at_once_one_wins(tmp_path: Path, attempt: int) -> None:
    """If both gave way, nobody would have deployed; chance gives the locks their names."""
    shelf, has_given_way, ends, begun = Contended(), Event(), list[str](), list[str]()

    def pause(seconds: float) -> None:
        assert has_given_way.wait(30)

    def deploy(name: str) -> None:
        carrier = carrier_of(shelf, folder_of(tmp_path / name, {name: b"x"}), tmp_path / f"memory-{name}")
        try:
            replace(carrier, pause=pause, begins=lambda: begun.append(name)).carry(*planned(carrier))
            ends.append(name)
        except BusyError:
            has_given_way.set()
            ends.append("busy")

    threads = [Thread(target=deploy, args=(name,)) for name in ("one.html", "two.html")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(ends) == 2 and ends.count("busy") == 1
    assert [*shelf.files] == begun == [each for each in ends if each != "busy"]
    assert [*shelf.own] == [MANIFEST]

"""Wherever a deploy stops, the next one makes the target whole, and nobody is misled meanwhile."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsgen.deploy.carrying import LIFE_S, BusyError, OvertakenError
from newsgen.deploy.manifest import (
    LOCK,
    MANIFEST,
    Claim,
    Entry,
    Manifest,
    decoded,
    decoded_claim,
    encoded,
    encoded_claim,
    key,
)
from newsgen.deploy.targets.base import TargetError
from tests.deploy.carried import BASE_URL, NOW, carried, carrier_of, folder_of, planned
from tests.deploy.shelf import Shelf

OLD = {
    "css/a.hash1.css": b"old style",
    "2026/cup/index.html": b"a page with the old style",
    "2026/gone/index.html": b"a page that goes",
    "2026/same/index.html": b"a page that stays as it is",
    "index.html": b"the old front",
    "feed.xml": b"<rss>old</rss>",
}
NEW = {
    "css/a.hash2.css": b"new style",
    "2026/cup/index.html": b"a page with the new style",
    "2026/new/index.html": b"a new page",
    "2026/same/index.html": b"a page that stays as it is",
    "index.html": b"the new front",
    "feed.xml": b"<rss>new</rss>",
}
FOREIGN = {"stats/index.html": b"of another program"}
# What is there after the second deploy: all of NEW, the old style sheet for cached pages, and what is not newsgen's.
AFTER = NEW | {"css/a.hash1.css": b"old style"} | FOREIGN


def with_old(tmp_path: Path, tells_sums: bool = True) -> tuple[Shelf, Path]:
    shelf = Shelf(tells_sums=tells_sums)
    shelf.files |= FOREIGN
    carried(shelf, folder_of(tmp_path / "output", OLD), tmp_path / "memory")
    shelf.done.clear()
    return shelf, tmp_path / "memory"


def n_changes(tmp_path: Path) -> int:
    """How many changes the second deploy makes."""
    shelf, memory = with_old(tmp_path)
    carried(shelf, folder_of(tmp_path / "output", NEW), memory)
    return len([each for each in shelf.done if each != "list"])


def test_all_is_there_in_order_and_nothing_else_is_touched(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert shelf.done == [
        "write lock",
        "css/a.hash2.css",
        "2026/new/index.html",
        "2026/cup/index.html",
        "index.html",
        "feed.xml",
        "delete 2026/gone/index.html",
        "write manifest",
        "remove lock",
    ]


def test_what_stands_in_the_way_goes_first(tmp_path: Path) -> None:
    """A file where a folder is to be, and the reverse; and a name in other letters, where case does not count."""
    shelf, memory = with_old(tmp_path)
    old = {"news": b"1", "sport/index.html": b"2", "Cup.html": b"3", "b.html": b"4", "c.html": b"5"}
    carried(shelf, folder_of(tmp_path / "old", old), memory)
    shelf.done.clear()

    carried(shelf, folder_of(tmp_path / "new", {"news/index.html": b"1", "sport": b"2", "cup.html": b"3"}), memory)

    changes = [each for each in shelf.done if each not in {"write lock", "list"}]
    assert changes[:3] == ["delete Cup.html", "delete news", "delete sport/index.html"]
    assert changes[3:8] == ["sport", "cup.html", "news/index.html", "delete b.html", "delete c.html"]


def test_nothing_to_do_changes_and_lists_nothing(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)

    carried(shelf, folder_of(tmp_path / "output", OLD), memory)

    assert shelf.done == []


@pytest.mark.parametrize("tells_sums", [True, False])
@pytest.mark.parametrize("is_here", [True, False], ids=["this-machine", "another-machine"])
def test_after_any_stop_the_next_deploy_makes_it_whole(tmp_path: Path, tells_sums: bool, is_here: bool) -> None:
    """Also where the next one runs on a machine that knows nothing, as in CI, and brings another state of the site."""
    for n in range(n_changes(tmp_path / "counted")):
        for next_files in (NEW, OLD):
            folder = tmp_path / f"{n}-{len(next_files)}-{next_files is OLD}"
            shelf, memory = with_old(folder, tells_sums)
            shelf.left = n
            with pytest.raises(TargetError):
                carried(shelf, folder_of(folder / "output", NEW), memory)
            shelf.left = None

            # Another machine waits for the end of the lock.
            where, now = (memory, NOW) if is_here else (folder / "elsewhere", NOW + LIFE_S + 1)
            carried(shelf, folder_of(folder / "output", next_files), where, now=now)

            whole = AFTER if next_files is NEW else OLD | FOREIGN
            kept = {path: data for path, data in shelf.files.items() if ".hash" in path}
            assert shelf.files == whole | kept
            assert list(shelf.own) == [MANIFEST]


def test_what_has_arrived_is_not_put_there_again(tmp_path: Path) -> None:
    """A journal says so, where the target tells no sums; also when the second try is stopped, too."""
    shelf, memory = with_old(tmp_path, tells_sums=False)
    local = folder_of(tmp_path / "output", NEW)
    for n in (3, 3):
        shelf.left = n
        with pytest.raises(TargetError):
            carried(shelf, local, memory)
    shelf.left = None

    carried(shelf, local, memory)

    assert [each for each in shelf.done if each in NEW] == [
        "css/a.hash2.css",
        "2026/new/index.html",
        "2026/cup/index.html",
        "index.html",
        "feed.xml",
    ]


def test_what_was_doubted_once_is_doubted_until_it_is_whole(tmp_path: Path) -> None:
    """Stopped twice here, the second time at once; then another machine brings the old state back."""
    shelf, memory = with_old(tmp_path, tells_sums=False)
    local = folder_of(tmp_path / "output", NEW)
    for n in (5, 1):
        shelf.left = n
        with pytest.raises(TargetError):
            carried(shelf, local, memory)
    shelf.left = None
    assert shelf.files["index.html"] == NEW["index.html"]

    carried(shelf, folder_of(tmp_path / "theirs", OLD), tmp_path / "elsewhere", now=NOW + LIFE_S + 1)

    assert {path: shelf.files[path] for path in OLD} == OLD


def test_what_was_only_meant_to_be_replaced_is_not_ours(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    shelf.left = 1
    with pytest.raises(TargetError):
        carried(shelf, folder_of(tmp_path / "output", NEW | {"stats/index.html": b"ours"}), memory)
    shelf.left = None

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER


def test_a_file_of_another_size_is_found_by_any_listing(tmp_path: Path) -> None:
    """Half a file, say, of a disk that was full; another machine looks by itself."""
    shelf, _ = with_old(tmp_path, tells_sums=False)
    shelf.files["2026/same/index.html"] = b"a page that"

    carried(shelf, folder_of(tmp_path / "theirs", NEW), tmp_path / "elsewhere")

    assert shelf.files == AFTER


def test_what_another_machine_put_there_is_seen(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    carried(shelf, folder_of(tmp_path / "theirs", NEW), tmp_path / "elsewhere")

    carried(shelf, folder_of(tmp_path / "output", OLD), memory)

    assert shelf.files == OLD | FOREIGN | {"css/a.hash2.css": b"new style"}


def test_a_lost_manifest_is_compared_by_listing(tmp_path: Path) -> None:
    """What this machine put there is still its own; what it cannot tell apart goes again."""
    shelf, memory = with_old(tmp_path)
    del shelf.own[MANIFEST]
    shelf.files["2026/same/index.html"] = b"a page that was broken meanwhile"
    shelf.done.clear()

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert "css/a.hash1.css" not in shelf.done


@pytest.mark.parametrize("manifest", [None, b"", b"<h1>Not found</h1>", b"newsgen-manifest-1\n\xff"])
def test_where_nothing_is_known_nothing_is_deleted(tmp_path: Path, manifest: bytes | None) -> None:
    shelf, _ = with_old(tmp_path)
    shelf.own.pop(MANIFEST)
    if manifest is not None:
        shelf.own[MANIFEST] = manifest

    meant = carried(shelf, folder_of(tmp_path / "output", NEW), tmp_path / "elsewhere")

    assert shelf.files == AFTER | {"2026/gone/index.html": b"a page that goes"}
    assert meant.deleted == ()
    assert set(meant.foreign) == {"2026/cup/index.html", "index.html", "feed.xml"}


def test_a_file_that_somebody_changed_there_is_found_when_all_is_compared(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    shelf.files["index.html"] = b"the bad front"
    del shelf.files["feed.xml"]
    carrier = carrier_of(shelf, folder_of(tmp_path / "output", OLD), memory)

    meant, there = planned(carrier, compares=True)
    carrier.carry(meant, there)

    assert meant.uploads == ("index.html", "feed.xml")
    assert shelf.files == OLD | FOREIGN


@pytest.mark.parametrize("path", ["../up.html", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "a\x1b[2J.html", "a\0b"])
def test_a_target_cannot_name_files_elsewhere(tmp_path: Path, path: str) -> None:
    """Whoever may write there could name any path, and in its manifest make it ours."""
    shelf, memory = with_old(tmp_path)
    shelf.files[path] = b"x"
    known = decoded(shelf.own[MANIFEST])
    assert known is not None
    shelf.own[MANIFEST] = encoded(Manifest(BASE_URL, {**known.files, key(path): Entry(b"x" * 16, 1)}))

    meant = carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert path not in meant.deleted
    assert shelf.files[path] == b"x"


def test_two_at_once_are_kept_apart(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    carrier = carrier_of(shelf, folder_of(tmp_path / "output", NEW), memory)
    meant, there = planned(carrier)
    shelf.own[f"{LOCK}theirs"] = encoded_claim(Claim(NOW + LIFE_S))

    with pytest.raises(BusyError) as raised:
        carrier.carry(meant, there)

    assert raised.value.until == NOW + LIFE_S
    assert shelf.files == OLD | FOREIGN
    assert set(shelf.own) == {MANIFEST, f"{LOCK}theirs"}


def test_who_was_overtaken_looks_again(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    carrier = carrier_of(shelf, folder_of(tmp_path / "output", NEW), memory)
    meant, there = planned(carrier)
    carried(shelf, folder_of(tmp_path / "theirs", OLD | {"extra.html": b"theirs"}), tmp_path / "elsewhere")

    with pytest.raises(OvertakenError):
        carrier.carry(meant, there)
    carrier.carry(*planned(carrier))

    assert shelf.files == AFTER
    assert list(shelf.own) == [MANIFEST]


def test_a_lock_that_nobody_holds_any_more_stops_nobody(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    shelf.own[f"{LOCK}dead"] = encoded_claim(Claim(1_000_000_000))

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert list(shelf.own) == [MANIFEST]


def test_a_stopped_deploy_holds_nobody_up(tmp_path: Path) -> None:
    """What ends by itself lets go; after a killed one, this machine goes on, and others wait for the lock's end."""
    shelf, memory = with_old(tmp_path)
    shelf.left = 3
    local = folder_of(tmp_path / "output", NEW)
    with pytest.raises(TargetError):
        carried(shelf, local, memory)
    shelf.left = None
    (name,) = [each for each in shelf.own if each.startswith(LOCK)]
    carrier = carrier_of(shelf, local, memory)
    killed = decoded_claim(shelf.own[name])
    shelf.own[name] = encoded_claim(Claim(NOW + LIFE_S, killed.keys))

    here, there = planned(carrier), planned(carrier_of(shelf, local, tmp_path / "elsewhere"))

    assert here[1].live == {}
    assert there[1].live == {name: NOW + LIFE_S}
    assert LIFE_S <= 3600


@pytest.mark.parametrize("tells_sums", [True, False])
def test_it_is_known_which_bytes_are_taken_on_trust(tmp_path: Path, tells_sums: bool) -> None:
    shelf, memory = with_old(tmp_path, tells_sums)

    _, there = planned(carrier_of(shelf, folder_of(tmp_path / "output", OLD), memory), compares=True)

    assert set(there.unproven) == (set() if tells_sums else set(OLD))


def test_a_lock_is_renewed_while_files_arrive(tmp_path: Path) -> None:
    """On a slow line an upload takes longer than a lock holds."""
    shelf, memory = with_old(tmp_path)
    now = NOW

    def clock() -> int:
        nonlocal now
        now += LIFE_S // 4
        return now

    carrier = replace(carrier_of(shelf, folder_of(tmp_path / "output", NEW), memory), clock=clock)
    carrier.carry(*planned(carrier))

    assert shelf.done.count("write lock") > 3
    assert shelf.files == AFTER


@pytest.mark.parametrize("name", ["lock-../../index.html", "lock-", "lock-a/b", "lock-\n", "manifest.old", "LOCK-a"])
def test_what_is_no_lock_is_not_touched(tmp_path: Path, name: str) -> None:
    """A name from a target becomes a path when the file is read or removed."""
    shelf, memory = with_old(tmp_path)
    shelf.own[name] = encoded_claim(Claim(0))

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert name in shelf.own


def test_what_is_remembered_of_another_target_holds_for_none(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    other = Shelf()
    other.title = "another shelf"
    # A copy that somebody has made of its own folder alone.
    other.own |= shelf.own

    carried(other, folder_of(tmp_path / "output", OLD), memory)

    assert other.files == OLD
    assert shelf.files == OLD | FOREIGN


def test_a_broken_memory_costs_a_listing(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    (memory / "record").write_bytes(b"\xc1")

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert "list" in shelf.done


def test_a_lost_memory_costs_a_listing(tmp_path: Path) -> None:
    shelf, memory = with_old(tmp_path)
    shutil.rmtree(memory)

    carried(shelf, folder_of(tmp_path / "output", NEW), memory)

    assert shelf.files == AFTER
    assert [each for each in shelf.done if each in OLD and each not in NEW] == []

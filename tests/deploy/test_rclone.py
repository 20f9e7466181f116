"""Sites put to real places by rclone: a folder, an SFTP server, an S3 server."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from newsgen.deploy.manifest import Claim, encoded_claim, key
from newsgen.deploy.outcome import Outcome
from newsgen.deploy.targets.base import OWN
from tests.deploy import servers
from tests.deploy.paper import built, codes, deployed, held, paper, texts
from tests.deploy.servers import PASSWORD, SECRET, Server
from tests.kinds.making import article
from tests.machine import NOT_HERE


@pytest.fixture(params=["folder", "sftp", "s3"])
def there(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with nothing on it, and rclone configured for it."""
    with getattr(servers, request.param)(tmp_path / "there") as found:
        monkeypatch.setenv("RCLONE_CONFIG", str(found.config))
        yield found


def good(outcome: Outcome) -> Outcome:
    assert codes(outcome) == [], texts(outcome)
    return outcome


# A shell that puts the tests into the background has them ignore interruptions, and so what they start.
HEARD = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)


def under_way(root: Path) -> tuple["subprocess.Popen[bytes]", Path]:
    """A deploy in a process of its own of which some files have arrived, and the file that says so."""
    command = [sys.executable, "-m", "newsgen", "deploy", "-c", str(root)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=HEARD)
    journal = root / ".newsgen/cache.deploy/_/journal"
    while not (journal.exists() and journal.read_bytes().count(b"\n") > 2):
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            raise AssertionError("it has ended too soon")
    return process, journal


def edited(root: Path) -> None:
    """A day at a paper: a new article, one that is taken out, one that is mended, another style."""
    (root / "content/2026/new.md").write_text(article("The new one", "2026-05-30"), "utf-8")
    (root / "content/2026/a02.md").unlink()
    (root / "content/2026/a03.md").write_text(article("Headline 3", "2026-05-03", "Mended."), "utf-8")
    (root / "static/own.css").write_text("body { color: navy }\n", "utf-8")
    built(root)


def test_the_place_holds_what_is_promised(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All of output/, the old style sheet for cached pages, and what newsgen never put there."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    first = good(deployed(root))
    before = held(root / "output")
    assert held(there.folder) == before
    assert {each.path for each in first.new} == before.keys()
    there.put("stats/index.html", b"of another program")

    edited(root)
    second = good(deployed(root, verifies=True))

    after, kept = held(root / "output"), dict.fromkeys(second.kept)
    assert held(there.folder) == after | {path: before[path] for path in kept} | {
        "stats/index.html": b"of another program"
    }
    assert [path.rpartition("/")[2].partition(".")[0] for path in kept] == ["own"]
    assert {each.path for each in second.gone} == before.keys() - after.keys() - kept.keys()
    differing = {path for path in after if before.get(path) != after[path]}
    assert {each.path for each in (*second.new, *second.changed)} == differing
    assert "https://paper.news/2026/05/a02/" in {each.url for each in second.gone}
    assert [each.name for each in (there.folder / OWN).iterdir()] == ["manifest"]
    if (there.folder / "2026/05").exists():
        # An empty folder would be listed by some hosts.
        assert not (there.folder / "2026/05/a02").exists()


def test_what_is_there_already_is_found_without_memory_and_manifest(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A first deploy over what somebody has put there by hand, and one of a machine that has lost all."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    there.drop(OWN)
    shutil.rmtree(root / ".newsgen/cache.deploy")
    there.put("index.html", b"another front")

    refused = deployed(root)
    outcome = good(deployed(root, yes=True))

    assert codes(refused) == ["deploy-refused"]
    assert "index.html" in texts(refused)
    assert [each.path for each in outcome.new] == ["index.html"]
    assert held(there.folder) == held(root / "output")


def test_wrong_bytes_and_lost_files_are_found_by_asking(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    there.drop("feed.xml")
    page = (there.folder / "2026/05/a03/index.html").read_bytes()
    there.put("2026/05/a03/index.html", page.replace(b"Text 3.", b"Text 4."))
    assert not good(deployed(root)).changed

    outcome = good(deployed(root, verifies=True))

    assert {each.path for each in (*outcome.new, *outcome.changed)} == {"feed.xml", "2026/05/a03/index.html"}
    assert held(there.folder) == held(root / "output")


def test_a_file_of_others_at_a_new_path_is_not_replaced_unasked(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It came since the place was listed, and newsgen remembers all else that is there."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    there.put("2026/05/new/index.html", b"of another program")
    edited(root)

    refused = deployed(root)
    assert held(there.folder)["2026/05/new/index.html"] == b"of another program"
    good(deployed(root, yes=True))

    assert codes(refused) == ["deploy-refused"]
    assert "2026/05/new/index.html" in texts(refused)
    assert held(there.folder).items() >= held(root / "output").items()


def test_an_old_style_sheet_that_was_damaged_is_found_by_asking(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its bytes are not here any more; and a script that somebody has changed runs at whoever has kept a page."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    edited(root)
    (kept,) = good(deployed(root, verifies=True)).kept
    there.put(kept, b"body { color: blacX }\n")

    unasked, asked = good(deployed(root)), good(deployed(root, verifies=True))

    assert unasked.kept == (kept,)
    assert asked.kept == ()
    # Copies of it may be anywhere, and a CDN is told.
    assert [each.path for each in asked.gone] == [kept]
    assert kept in texts(asked)
    assert held(there.folder) == held(root / "output")


@pytest.mark.parametrize("there", ["folder", "s3"], indirect=True)
def test_a_place_that_has_lost_all_is_told(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A disk that is not mounted looks so, or a bucket that somebody has emptied."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    assert "this is a new place" in texts(good(deployed(root)))
    for path in [*held(there.folder), f"{OWN}/manifest"]:
        there.drop(path)

    outcome = good(deployed(root))

    assert [(each.code, each.level) for each in outcome.diagnostics] == [("deploy-new", "warning")]
    assert "of what newsgen put there" in texts(outcome)
    assert held(there.folder) == held(root / "output")


def test_a_server_that_is_gone_has_a_hint(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with servers.sftp(tmp_path / "there") as server:
        monkeypatch.setenv("RCLONE_CONFIG", str(server.config))
        root = paper(tmp_path_factory, tmp_path / "paper", server.to)

    outcome = deployed(root)

    assert codes(outcome) == ["deploy-failed"]
    assert "nobody answers at the address" in texts(outcome)


@pytest.mark.parametrize("there", ["folder", "sftp"], indirect=True)
@pytest.mark.parametrize("is_many", [False, True])
def test_a_folder_of_others_where_a_new_file_is_to_be_is_asked_about(
    there: Server, is_many: bool, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    there.put("new [1].txt/mine.txt", b"of another program")
    (root / "static/new [1].txt").write_text("ours")
    for n in range(1001 if is_many else 0):
        (root / f"static/{n}.txt").write_text("")
    built(root)
    before = held(there.folder)

    outcome = deployed(root)

    assert codes(outcome) == ["deploy-refused"]
    assert "new [1].txt" in texts(outcome)
    assert held(there.folder) == before


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason=f"{NOT_HERE}a wait for processes of others")
def test_a_killed_deploy_goes_on_where_it_was(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed as a machine that is turned off: rclone ends with it, and leaves nothing half behind."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    (root / "static/film.bin").write_bytes(b"y" * 400_000)
    built(root)
    monkeypatch.setenv("RCLONE_BWLIMIT", "200k")
    process, journal = under_way(root)
    engines = [os.pidfd_open(pid) for pid in _below(process.pid)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    for engine in engines:
        assert select.select([engine], [], [], 20)[0], "rclone goes on by itself"
        os.close(engine)
    n_there = len(held(there.folder))
    assert 0 < n_there < len(held(root / "output"))
    arrived = {line.partition(" ")[2] for line in journal.read_text("utf-8").splitlines()}
    monkeypatch.delenv("RCLONE_BWLIMIT")
    # Half of the film may be there, under a name that only this upload would have asked for again.
    (root / "static/film.bin").write_bytes(b"z" * 300_000)
    built(root)

    outcome = good(deployed(root))

    assert held(there.folder) == held(root / "output")
    assert not (arrived - {"film.bin"}) & {each.path for each in (*outcome.new, *outcome.changed)}
    assert [each.name for each in (there.folder / OWN).iterdir()] == ["manifest"]


@pytest.mark.parametrize("there", ["folder", "sftp"], indirect=True)
def test_only_what_a_stopped_upload_has_left_is_swept_away(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A name that looks like one of rclone's proves nothing: others may have chosen it."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    good(deployed(root))
    theirs = {"notes.1234abcd.newsgen": b"notes", "index.html.0000aaaa.newsgen": b"a copy by hand"}
    for path, content in {**theirs, "film.bin.1234abcd.newsgen": b"half"}.items():
        there.put(path, content)
    there.put(f"{OWN}/lock-0", encoded_claim(Claim(0, (key("film.bin"),))))
    for name in ("manifest.0000aaaa.newsgen", "lock-0123456789abcdef.1234abcd.newsgen"):
        there.put(f"{OWN}/{name}", b"half")

    good(deployed(root))

    assert held(there.folder) == held(root / "output") | theirs
    assert [each.name for each in (there.folder / OWN).iterdir()] == ["manifest"]


@pytest.mark.parametrize("there", ["folder"], indirect=True)
def test_an_interrupted_deploy_lets_others_go_on(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a run of CI is cancelled, and the next one has a machine that knows nothing."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    (root / "static/film.bin").write_bytes(b"y" * 400_000)
    built(root)
    monkeypatch.setenv("RCLONE_BWLIMIT", "200k")
    process, _ = under_way(root)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    monkeypatch.delenv("RCLONE_BWLIMIT")
    shutil.rmtree(root / ".newsgen/cache.deploy")

    good(deployed(root))

    assert held(there.folder) == held(root / "output")
    assert [each.name for each in (there.folder / OWN).iterdir()] == ["manifest"]


@pytest.mark.parametrize("there", ["folder"], indirect=True)
def test_a_users_flags_do_not_change_what_is_carried(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """rclone takes each flag from the environment: with some of them it would carry less, and say that all is there."""
    root = paper(tmp_path_factory, tmp_path / "paper", there.to)
    for name, value in {
        "DRY_RUN": "true",
        "EXCLUDE": "*.html",
        "MAX_SIZE": "1k",
        "IGNORE_EXISTING": "true",
        "LOG_FILE": str(tmp_path / "log"),
        "VERBOSE": "2",
        "RC_ADDR": "127.0.0.1:1",
        "BACKUP_DIR": str(tmp_path / "aside"),
    }.items():
        monkeypatch.setenv(f"RCLONE_{name}", value)

    good(deployed(root))

    assert held(there.folder) == held(root / "output")


@pytest.mark.parametrize("there", ["folder", "s3"], indirect=True)
def test_two_machines_at_once_leave_one_whole_site(
    there: Server, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    roots = [paper(tmp_path_factory, tmp_path / name, there.to) for name in ("one", "other")]
    for root in roots:
        (root / "content/2026/a03.md").write_text(article("Headline 3", "2026-05-03", f"By {root.name}."), "utf-8")
        built(root)

    with ThreadPoolExecutor() as pool:
        outcomes = [*pool.map(lambda root: deployed(root, wait=True), roots)]

    for outcome in outcomes:
        good(outcome)
    assert held(there.folder) in [held(root / "output") for root in roots]
    assert [each.name for each in (there.folder / OWN).iterdir()] == ["manifest"]


def _below(pid: int) -> list[int]:
    """A process's children and theirs (proc(5))."""
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*found, *(each for child in found for each in _below(child))]


@pytest.mark.parametrize("kind", ["sftp", "s3"])
def test_wrong_keys_are_told_and_never_shown(
    kind: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with getattr(servers, kind)(tmp_path) as server:
        wrong = "anotherSecretThatIsWrong0123456789abcdef"
        text = server.config.read_text("utf-8").replace(SECRET, wrong)
        if kind == "sftp":
            host, port = "127.0.0.1", text.partition("port = ")[2].partition("\n")[0]
            text = servers.sftp_remote(host, port, wrong)
        server.config.write_text(text, "utf-8")
        monkeypatch.setenv("RCLONE_CONFIG", str(server.config))
        root = paper(tmp_path_factory, tmp_path / "paper", server.to)

        outcome = deployed(root)

    assert codes(outcome) == ["deploy-failed"]
    assert "rclone's configuration" in texts(outcome)
    assert wrong not in repr(outcome)
    assert SECRET not in repr(outcome)
    assert PASSWORD not in repr(outcome)


def test_an_unknown_remote_has_a_hint(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = paper(tmp_path_factory, tmp_path / "paper", "nowhere:bucket")

    outcome = deployed(root)

    assert codes(outcome) == ["deploy-failed"]
    assert "rclone config makes a remote" in texts(outcome)
    assert outcome.diagnostics[-1].place.line


def test_hosts_are_told_media_types_and_for_how_long_files_hold(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with servers.s3(tmp_path) as server:
        monkeypatch.setenv("RCLONE_CONFIG", str(server.config))
        root = paper(tmp_path_factory, tmp_path / "paper", server.to)
        good(deployed(root))
        command = ["lsjson", "-R", "-M", "--files-only", server.to]
        listed = json.loads(subprocess.check_output([servers.rclone(), *command], stderr=subprocess.DEVNULL))

    told = {each["Path"]: (each["Metadata"]["content-type"], each["Metadata"].get("cache-control")) for each in listed}
    (sheet,) = [path for path in told if path.startswith("own.") and path != "own.css"]
    assert told["feed.xml"] == ("application/rss+xml; charset=utf-8", "public, max-age=0, must-revalidate")
    assert told["atom.xml"][0] == "application/atom+xml; charset=utf-8"
    assert told["index.html"] == ("text/html; charset=utf-8", "public, max-age=0, must-revalidate")
    assert told[sheet] == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")
    assert told["own.css"] == ("text/css; charset=utf-8", "public, max-age=3600")


@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_a_full_disk_is_told_and_goes_on_when_there_is_room(
    kind: str,
    small_disk: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with getattr(servers, kind)(small_disk / "there") as there:
        monkeypatch.setenv("RCLONE_CONFIG", str(there.config))
        root = paper(tmp_path_factory, tmp_path / "paper", there.to)
        (root / "static/film.bin").write_bytes(os.urandom(1_500_000))
        built(root)
        outcome = deployed(root)
        assert codes(outcome) == ["deploy-failed"]
        assert kind == "s3" or "make room" in texts(outcome)
        # No page is there without the style that it asks for.
        assert {path for path in held(there.folder) if path.endswith(".html")} <= {"fragments/recent.html"}

        subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
        good(deployed(root))

        assert held(there.folder) == held(root / "output")


def test_a_disk_that_takes_no_files_is_told(
    small_disk: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = paper(tmp_path_factory, tmp_path / "paper", str(small_disk / "www"))
    good(deployed(root))
    (root / "content/2026/a13.md").write_text(article("Headline 13", "2026-05-13"), "utf-8")
    built(root)
    before = held(small_disk / "www")

    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    outcome = deployed(root)

    assert codes(outcome) == ["deploy-failed"]
    assert "mount it for writing" in texts(outcome)
    assert held(small_disk / "www") == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs leave to mount a small file system: run the tests as root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("to", ["./output", "output/www", ".", "..", ".git/www", "output/../output"])
def test_a_site_is_not_put_over_itself(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, to: str) -> None:
    root = paper(tmp_path_factory, tmp_path / "paper", to)

    outcome = deployed(root, yes=True)

    assert codes(outcome) == ["deploy-failed"]
    assert "would be put over its own" in texts(outcome)

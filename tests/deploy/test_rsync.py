"""Files put by rsync: on a server that ssh reaches, and in a folder of this machine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

import pytest

from newsgen.config import Destination
from newsgen.deploy.targets import target_of
from newsgen.deploy.targets.base import OWN, Headers, Site, TargetError
from tests.deploy.places import put, site_at, there, write
from tests.deploy.sshd import HOST, Server, serving
from tests.machine import RSYNC, needed, without_root

PAGES = {"index.html": b"<p>home\r\n", "2026/a/index.html": b"<p>a\n", "pictures/p.jpg": bytes(range(256))}
FOREIGN = {"mine.txt": b"mine", "2026/a/mine.txt": b"mine", "other/empty.txt": b""}


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    needed(RSYNC)
    monkeypatch.delenv("RSYNC_RSH", raising=False)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server") / "ssh") as server:
        yield server


@pytest.fixture
def own_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """One that a test may spoil."""
    with serving(tmp_path / "ssh") as server:
        monkeypatch.setenv("PATH", server.path)
        yield server


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_at(tmp_path / "site")


@pytest.fixture
def local(tmp_path: Path) -> tuple[Destination, Path]:
    """Where to put files, and the folder where they then are."""
    return Destination(target="rsync", to="../a place"), tmp_path / "a place"


@pytest.fixture(params=["folder", "ssh"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Destination, Path]:
    """The same, here and on a server."""
    if request.param == "folder":
        local: Place = request.getfixturevalue("local")
        return local
    server: Server = request.getfixturevalue("server")
    monkeypatch.setenv("PATH", server.path)
    folder = server.root / tmp_path.name
    return Destination(target="rsync", to=f"{HOST}:{folder}"), folder


Place = tuple[Destination, Path]


def refused(destination: Destination, site: Site) -> TargetError:
    with pytest.raises(TargetError) as caught:
        put(destination, site, PAGES)
    return caught.value


class TestWhatIsThere:
    def test_the_files_are_there_and_others_may_read_them(self, place: Place, site: Site) -> None:
        """A web server runs as another user, and whoever deploys may keep their files to themselves."""
        destination, folder = place
        before = os.umask(0o077)
        try:
            write(site.output, PAGES)
            told = put(destination, site, PAGES)
        finally:
            os.umask(before)

        assert without_own(folder) == PAGES
        assert sorted(told) == sorted(PAGES)
        assert {oct((folder / path).stat().st_mode & 0o777) for path in PAGES} == {"0o644"}
        assert {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_dir()} == {"0o755"}

    def test_a_file_of_the_same_size_and_time_is_put_too(self, local: Place, site: Site) -> None:
        """By its own rule rsync would take it for the same, and leave yesterday's page there."""
        destination, folder = local
        put(destination, site, {"index.html": b"monday"})
        write(site.output, {"index.html": b"friday"})
        stat = (folder / "index.html").stat()
        os.utime(site.output / "index.html", ns=(stat.st_atime_ns, stat.st_mtime_ns))

        target = target_of(destination, site)
        target.upload(site.output, ["index.html"], Headers(), lambda path: None)

        assert without_own(folder) == {"index.html": b"friday"}

    def test_only_what_is_named_is_deleted_and_folders_that_are_empty_then(self, place: Place, site: Site) -> None:
        destination, folder = place
        put(destination, site, {**PAGES, "tags/x/index.html": b"x", "tags/x/more/feed.xml": b"x"})
        write(folder, FOREIGN)
        (folder / "nothing").mkdir()

        gone = ["2026/a/index.html", "tags/x/index.html", "tags/x/more/feed.xml", "never/there.html"]
        put(destination, site, {}, delete=gone)

        left = {path: content for path, content in PAGES.items() if path not in gone}
        assert without_own(folder) == {**left, **FOREIGN}
        assert not (folder / "tags").exists()
        assert (folder / "nothing").is_dir()

    def test_names_are_no_patterns_flags_or_commands(self, place: Place, site: Site) -> None:
        """Tags and file names come from writers: `*` deletes nothing else, `$(…)` runs nothing."""
        destination, folder = place
        odd = [
            "-x",
            "a*/b",
            "a[1]/b",
            "a?/b",
            "a\\b",
            "$(touch ran)",
            "ü/ö",
            "two\nlines",
            " s ",
            "# c",
            "+ x",
            "a\\*b",
        ]
        near = ["ab/b", "a1/b", "aab", "-y"]
        put(destination, site, {name: name.encode() for name in [*odd, *near]})
        assert set(without_own(folder)) == {*odd, *near}

        put(destination, site, {}, delete=odd)

        assert set(without_own(folder)) == set(near)

    def test_files_are_told_with_size_and_sum(self, place: Place, site: Site) -> None:
        """So a lost manifest costs no upload of what is there."""
        destination, folder = place
        put(destination, site, {**PAGES, "ü\n.html": b"x"}, small="manifest")
        write(folder, FOREIGN)

        found = target_of(destination, site).listed()

        held = {**PAGES, **FOREIGN, "ü\n.html": b"x"}
        assert {path: (each.size, each.sum) for path, each in found.items()} == {
            path: (len(content), f"md5:{md5(content).hexdigest()}") for path, content in held.items()
        }

    def test_small_files_are_there_for_the_next_deploy_of_any_machine(
        self, place: Place, site: Site, tmp_path: Path
    ) -> None:
        destination, folder = place
        assert target_of(destination, site).listed() == {}
        put(destination, site, PAGES, small="which files are there")

        elsewhere = target_of(destination, site_at(tmp_path / "elsewhere"))

        assert elsewhere.names() == ["manifest"]
        assert elsewhere.read("manifest") == b"which files are there"
        assert elsewhere.read("lock") is None
        elsewhere.remove("manifest")
        assert there(folder / OWN) == {}

    def test_folders_that_are_there_keep_their_modes(self, local: Place, site: Site) -> None:
        """Several people may share them by a group."""
        destination, folder = local
        folder.mkdir()
        (folder / "2026").mkdir()
        (folder / "2026").chmod(0o2775)

        put(destination, site, PAGES)

        assert oct((folder / "2026").stat().st_mode & 0o7777) == "0o2775"


class TestStopped:
    def test_a_killed_rsync_leaves_no_half_file_where_readers_go(self, local: Place, site: Site) -> None:
        """What it leaves lies in newsgen's own folder, and goes with the next deploy."""
        destination, folder = local
        put(destination, site, {"film.mp4": b"old"})
        half = folder / OWN / ".film.mp4.Ab12xY"
        half.write_bytes(b"half of it")

        put(destination, site, {"film.mp4": b"new"})

        assert there(folder) == {"film.mp4": b"new"}
        assert not half.exists()

    def test_only_what_a_killed_rsync_has_left_is_swept_away(self, local: Place, site: Site) -> None:
        left = {".index.html.AbC123": b"half", ".manifest.xyz987": b"half"}
        theirs = {".htaccess.backup": b"Deny from all", ".other.html.AbC123": b"x"}
        destination, folder = local
        put(destination, site, {"index.html": b"1"})
        write(folder / OWN, left | theirs)

        put(destination, site, {"index.html": b"2"})

        assert {path: data for path, data in there(folder / OWN).items() if path.startswith(".")} == theirs

    def test_readers_meet_a_file_whole_while_it_is_put(self, site: Site, tmp_path: Path) -> None:
        destination = Destination(target="rsync", to=str(tmp_path / "there"))
        sizes = {path: bytes([n]) * 3_000_000 for n, path in enumerate(["a.mp4", "b.mp4", "c.mp4"])}
        put(destination, site, dict.fromkeys(sizes, b"old"))
        write(site.output, sizes)
        program = (
            "from pathlib import Path\nfrom newsgen.config import Destination\n"
            "from newsgen.deploy.targets import target_of\nfrom newsgen.deploy.targets.base import Headers\n"
            "from tests.deploy.places import site_at\n"
            f"site = site_at(Path({str(site.root)!r}))\n"
            f"target = target_of(Destination(target='rsync', to={destination.to!r}), site)\n"
            "target.write('lock', b'')\n"
            f"target.upload(Path({str(site.output)!r}), {[*sizes]!r}, Headers(), print)\n"
        )
        seen = set()
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                seen |= {(path, len((tmp_path / "there" / path).read_bytes())) for path in sizes}

        assert process.returncode == 0
        assert {size for _, size in seen} <= {3, 3_000_000}


class TestDaemon:
    """A host may offer rsync without ssh."""

    @pytest.fixture
    def module(self, tmp_path: Path) -> Iterator[tuple[Destination, Path]]:
        folder, settings, secrets = tmp_path / "www", tmp_path / "rsyncd.conf", tmp_path / "secrets"
        folder.mkdir()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings.write_text(
            f"use chroot = no\nuid = {os.getuid()}\ngid = {os.getgid()}\n[www]\npath = {folder}\nread only = no\n"
            f"auth users = ada\nsecrets file = {secrets}\n"
        )
        secrets.write_text("ada:Pa55word\n")
        secrets.chmod(0o600)
        flags = ("--no-detach", "--address=127.0.0.1", f"--port={port}", "--log-file=/dev/stdout")
        command = [needed(RSYNC), "--daemon", *flags, f"--config={settings}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as daemon:
            assert daemon.stdout
            try:
                assert b"listening" in daemon.stdout.readline()
                yield Destination(target="rsync", to=f"rsync://ada@127.0.0.1:{port}/www/paper"), folder / "paper"
            finally:
                daemon.terminate()

    def test_the_files_are_there(self, module: Place, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        destination, folder = module
        monkeypatch.setenv("RSYNC_PASSWORD", "Pa55word")

        put(destination, site, PAGES)
        put(destination, site, {}, delete=["2026/a/index.html"])

        assert set(without_own(folder)) == {"index.html", "pictures/p.jpg"}

    def test_without_the_password_it_is_refused(
        self, module: Place, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At a terminal rsync would ask for it."""
        monkeypatch.delenv("RSYNC_PASSWORD", raising=False)

        assert "RSYNC_PASSWORD" in refused(module[0], site).hint


class TestUnreachable:
    def test_a_key_that_the_server_does_not_know(self, own_server: Server, site: Site) -> None:
        own_server.with_wrong_key()

        error = refused(Destination(target="rsync", to=f"{HOST}:{own_server.root}"), site)

        assert "Permission denied" in str(error)
        assert "without a question" in error.hint

    def test_a_server_that_nobody_has_met(self, own_server: Server, site: Site) -> None:
        own_server.with_unknown_host()

        error = refused(Destination(target="rsync", to=f"{HOST}:{own_server.root}"), site)

        assert "connect once by hand" in error.hint

    def test_a_server_that_is_gone(self, own_server: Server, site: Site) -> None:
        config = own_server.folder / "ssh_config"
        config.write_text(config.read_text().replace("Port ", "Port 1 #"))

        error = refused(Destination(target="rsync", to=f"{HOST}:{own_server.root}"), site)

        assert "again" in error.hint

    def test_a_folder_in_nothing(self, site: Site, tmp_path: Path) -> None:
        """A disk that is not mounted is no reason to make folders."""
        error = refused(Destination(target="rsync", to=str(tmp_path / "no/disk")), site)

        assert "mount the disk" in error.hint
        assert not (tmp_path / "no").exists()

    @pytest.mark.parametrize("to", [".", "..", "output", "output/there", "../site", ".git/x"])
    def test_a_folder_of_the_site_itself(self, site: Site, to: str) -> None:
        """Pages would come to lie among the sources, or the output in itself."""
        assert "over its own" in str(refused(Destination(target="rsync", to=to), site))

    def test_a_folder_that_may_not_be_written_to(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "there").mkdir(mode=0o555)
        write(site.output, PAGES)
        program = (
            "from pathlib import Path\nfrom newsgen.config import Destination\n"
            "from newsgen.deploy.targets import target_of\nfrom newsgen.deploy.targets.base import TargetError\n"
            "from tests.deploy.places import site_at\n"
            f"site = site_at(Path({str(site.root)!r}))\n"
            f"target = target_of(Destination(target='rsync', to={str(tmp_path / 'there')!r}), site)\n"
            "try:\n    target.write('lock', b'')\nexcept TargetError as error:\n    print(error, error.hint)\n"
        )

        said = subprocess.run(
            [*without_root(), sys.executable, "-c", program], capture_output=True, text=True, check=True
        )

        assert "let the user of to: write" in said.stdout

    def test_rsync_itself_is_not_there(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")

        assert '"rsync" is not on this machine' in str(refused(Destination(target="rsync", to="there"), site))


def without_own(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in there(folder).items() if not path.startswith(f"{OWN}/")}

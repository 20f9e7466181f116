"""A real sshd on loopback, with keys of its own and none of the user's settings."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from msgspec import Struct

from tests.machine import SSH, SSHD, needed

HOST = "paper-host"


class Server(Struct, frozen=True):
    """`path` is a folder for PATH: its ssh reaches HOST as a user's would, by the settings of `folder`."""

    folder: Path
    path: str
    root: Path

    def with_wrong_key(self) -> None:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / "other"], check=True)
        for name in ("", ".pub"):
            (self.folder / f"other{name}").replace(self.folder / f"key{name}")

    def with_unknown_host(self) -> None:
        (self.folder / "known_hosts").write_text("")

    def as_remote(self, name: str) -> Path:
        """A configuration of rclone in which the server has this name."""
        port = (self.folder / "ssh_config").read_text().partition("Port ")[2].split()[0]
        file = self.folder / "rclone.conf"
        file.write_text(
            f"[{name}]\ntype = sftp\nhost = 127.0.0.1\nport = {port}\nuser = {getuser()}\n"
            f"key_file = {self.folder}/key\nknown_hosts_file = {self.folder}/known_hosts\n"
        )
        return file


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The server is there until the block ends; `root` is a folder to be put to."""
    needed(SSH)
    program = needed(SSHD)
    folder.mkdir()
    (folder / "root").mkdir()
    for name in ("key", "host"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "key.pub", folder / "authorized")
    if os.getuid() == 0:
        # Where it runs as root it wants this folder, which Debian makes only when it starts the service.
        Path("/run/sshd").mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "sshd_config").write_text(_server(folder, port))
    (folder / "ssh_config").write_text(_client(folder, port))
    public = (folder / "host.pub").read_text().split()[:2]
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {' '.join(public)}\n")
    (folder / "bin").mkdir()
    ssh = folder / "bin/ssh"
    ssh.write_text(f'#!/bin/sh\nexec {needed(SSH)} -F {folder}/ssh_config "$@"\n')
    ssh.chmod(0o755)
    with subprocess.Popen([program, "-D", "-e", "-f", folder / "sshd_config"], stderr=subprocess.PIPE) as process:
        assert process.stderr
        try:
            # It says on which address it listens, when it does.
            while b"listening" not in process.stderr.readline():
                assert process.poll() is None
            yield Server(folder, f"{folder}/bin:{os.environ['PATH']}", folder / "root")
        finally:
            process.terminate()


def _server(folder: Path, port: int) -> str:
    return (
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication yes\nPidFile none\nPermitRootLogin yes\n"
        "Subsystem sftp internal-sftp\n"
        # bash reads the user's ~/.bashrc for whoever comes over a network, unless it is not the first shell.
        "SetEnv SHLVL=2\n"
    )


def _client(folder: Path, port: int) -> str:
    return (
        f"Host {HOST}\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {folder}/key\n  IdentitiesOnly yes\n"
        f"  UserKnownHostsFile {folder}/known_hosts\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking ask\n"
    )

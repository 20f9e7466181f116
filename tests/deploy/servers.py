"""Real servers on the loopback: S3 and SFTP as rclone serves them, each with a folder that can be looked into."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from tests import machine

KEY, SECRET = "PAPERACCESSKEY000001", "thesecretofthepaper0123456789abcdefghijk"
USER, PASSWORD = "paper", "the-password-of-the-paper"


class Server(Struct, frozen=True):
    """`to`: what newsgen.yaml says; `folder`: where the files are; `config`: rclone's own, with the keys in it."""

    to: str
    folder: Path
    config: Path

    def put(self, path: str, content: bytes) -> None:
        """As somebody else does: the server looks for nothing behind its own back."""
        subprocess.run([rclone(), "--config", str(self.config), "rcat", f"{self.to}/{path}"], input=content, check=True)

    def drop(self, path: str) -> None:
        command = "purge" if (self.folder / path).is_dir() else "deletefile"
        subprocess.run([rclone(), "--config", str(self.config), command, f"{self.to}/{path}"], check=True)


@contextmanager
def s3(top: Path, *flags: str) -> Iterator[Server]:
    data = top / "s3"
    (data / "bucket").mkdir(parents=True)
    with _serving("s3", data, "--auth-key", f"{KEY},{SECRET}", *flags) as address:
        config = _config(
            top,
            "[there]\ntype = s3\nprovider = Rclone\nuse_multipart_uploads = false\n"
            f"endpoint = http://{address}\naccess_key_id = {KEY}\nsecret_access_key = {SECRET}\n",
        )
        yield Server("there:bucket/paper", data / "bucket/paper", config)


@contextmanager
def sftp(top: Path, *flags: str) -> Iterator[Server]:
    data = top / "sftp"
    data.mkdir(parents=True)
    with _serving("sftp", data, "--user", USER, "--pass", PASSWORD, *flags) as address:
        host, _, port = address.partition(":")
        yield Server("there:www", data / "www", _config(top, sftp_remote(host, port, PASSWORD)))


@contextmanager
def folder(top: Path, *flags: str) -> Iterator[Server]:
    rclone()
    top.mkdir(parents=True, exist_ok=True)
    yield Server(str(top / "www"), top / "www", _config(top, ""))


def sftp_remote(host: str, port: str, password: str) -> str:
    hidden = subprocess.run([rclone(), "obscure", password], capture_output=True, text=True, check=True).stdout.strip()
    return f"[there]\ntype = sftp\nhost = {host}\nport = {port}\nuser = {USER}\npass = {hidden}\n"


@contextmanager
def _serving(what: str, data: Path, *flags: str) -> Iterator[str]:
    """Host and port of a server, once it says that it listens."""
    command = [
        rclone(),
        "serve",
        what,
        "--addr",
        "127.0.0.1:0",
        "--config",
        "",
        *flags,
        str(data),
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        address = _address(process.stderr)
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield address
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def _address(lines: IO[str]) -> str:
    """The address that a server names as its own."""
    said = []
    for line in lines:
        said.append(line)
        if "127.0.0.1:" in line and "server" in line.lower():
            return "127.0.0.1:" + line.rpartition("127.0.0.1:")[2].strip().rstrip("/]\n")
    raise AssertionError("".join(said))


def _config(top: Path, text: str) -> Path:
    file = top / "rclone.conf"
    file.write_text(text, "utf-8")
    return file


def rclone() -> str:
    return machine.needed(machine.RCLONE)

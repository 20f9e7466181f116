"""A preview server in a process of its own, and how a test talks to it."""

import http.client
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from newsgen.project import Options, opened
from newsgen.serve.preview import PREVIEW
from tests.walk.sites import article, written

CONFIG = """\
title: Vorschau
base_url: https://example.org
language: de
timezone: Europe/Berlin
"""


def site(root: Path) -> Path:
    """Three articles, one of them a draft and one of the far future, with the theme that comes with newsgen."""
    written(
        root,
        {
            "newsgen.yaml": CONFIG,
            "content/2026/bruecke.md": article("Die Brücke ist offen", "2026-05-01", "Ein Text.", "tags: [Verkehr]\n"),
            "content/2026/rat.md": article("Der Rat tagt", "2026-05-02", "Noch ein Text."),
            "content/2026/entwurf.md": article("Ein Entwurf", "2026-05-03", "Geheim.", "draft: true\n"),
            "content/2026/fest.md": article("Das Fest", "2099-05-03", "Kommt erst."),
            "templates/.gitkeep": "",
            "static/bild.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
        },
    )
    return root


@cache
def compiled() -> Mapping[str, bytes]:
    """What Jinja compiles the theme to, in the files that a build keeps it in."""
    with TemporaryDirectory() as folder:
        root = site(Path(folder))
        subprocess.run([sys.executable, "-m", "newsgen", "build"], cwd=root, capture_output=True, check=True)
        return {file.name: file.read_bytes() for file in (root / ".newsgen/cache.templates").iterdir()}


def compile_theme(root: Path) -> None:
    """As the first preview of a site would, which would then take half as long again."""
    project, _ = opened(Options(root, output=str(root / PREVIEW)))
    folder = project.cache_file.with_suffix(".templates") if project else None
    if folder and not folder.exists():
        folder.mkdir(parents=True)
        for name, data in compiled().items():
            (folder / name).write_bytes(data)


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


class Running:
    """A server that says where it is, what pages hear from it, and how it ended."""

    def __init__(self, root: Path, *flags: str) -> None:
        compile_theme(root)
        command = [sys.executable, "-m", "newsgen", "serve", "--port", "0", *flags]
        self.process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.process.stdout is not None
        self.lines: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("serving "):
                break
        assert self.lines[-1].startswith("serving "), "".join(self.lines)
        self.address = self.lines[-1].split()[1].rstrip("/")
        # What is not read would fill the pipe and stop the server.
        self._reader = threading.Thread(target=lambda: self.lines.extend(self.process.stdout or ()))
        self._reader.start()

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """What is answered to exactly this path, which nobody normalises on the way."""
        connection = self._connection()
        try:
            connection.request(method, path, headers=dict(headers or {}))
            return Answer(connection.getresponse())
        finally:
            connection.close()

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """What an open page hears; the first is the state now."""
        connection = self._connection()
        connection.request("GET", "/_newsgen/events")
        response = connection.getresponse()
        try:
            yield (json.loads(line[6:]) for line in response if line.startswith(b"data: "))
        finally:
            connection.close()

    def interrupted(self) -> int:
        """The exit code after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=60)
        self._reader.join()
        return code

    def ended(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=120)


@contextmanager
def running(root: Path, *flags: str) -> Iterator[Running]:
    server = Running(root, *flags)
    try:
        yield server
    finally:
        server.ended()


def replaced(file: Path, text: str) -> None:
    """Save as careful editors do: a new file beside the old one, then moved over it."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, "utf-8")
    beside.replace(file)

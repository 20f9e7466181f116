"""A host on this machine that hears of deploys, and answers in all the ways that hosts do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Listening:
    """`heard`: path, headers and body of each request, in order; JSON where it says so."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        self.heard: list[tuple[str, dict[str, str], Any]] = []
        self.ended = threading.Event()


@contextmanager
def listening() -> Iterator[Listening]:
    """/ok hears it, /drip answers for ever, /moved leads to /ok, /refused answers 403."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    host = Listening(server.server_address[1])
    server.host = host  # type: ignore[attr-defined]  # handlers have nothing else to remember by
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield host
    finally:
        host.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        host: Listening = self.server.host  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        is_json = self.headers.get_content_type() == "application/json"
        host.heard.append((self.path, dict(self.headers), json.loads(body) if is_json else body))
        if self.path == "/drip":
            self._drip(host)
            return
        self.send_response({"/moved": 302, "/refused": 403}.get(self.path.partition("?")[0], 200))
        if self.path == "/moved":
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PURGE = do_POST

    def _drip(self, host: Listening) -> None:
        """A header that never ends: each piece comes within any limit of a socket."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not host.ended.wait(0.02):
            try:
                self.wfile.write(b".")
            except OSError:
                return

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

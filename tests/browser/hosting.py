"""A host for the tests: files over HTTP on the loopback, with the headers of `_headers` and with 404.html."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

Headers = dict[str, list[tuple[str, str]]]


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address, without a trailing slash, at which a folder is served."""
    with _served(folder, headers((folder / "_headers").read_text("utf-8"))) as address:
        yield address


@contextmanager
def plainly_hosted(folder: Path) -> Iterator[str]:
    """The same by a host that knows nothing of `_headers`."""
    with _served(folder, {}) as address:
        yield address


@contextmanager
def _served(folder: Path, rules: Headers) -> Iterator[str]:
    host = Host(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    host.rules = rules
    thread = Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{host.server_port}"
    finally:
        host.shutdown()
        host.server_close()
        thread.join()


def headers(text: str) -> Headers:
    """The blocks of a `_headers` file: a path, or one that ends in `*`, and what is sent with it."""
    rules: Headers = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = line.strip()
        elif line.strip():
            name, _, value = line.partition(":")
            rules.setdefault(path, []).append((name.strip(), value.strip()))
    return rules


class Host(ThreadingHTTPServer):
    daemon_threads = True
    rules: Headers


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".webmanifest": "application/manifest+json"}
    server: Host

    def end_headers(self) -> None:
        path = urlsplit(self.path).path
        for rule, pairs in self.server.rules.items():
            if path == rule or (rule.endswith("*") and path.startswith(rule[:-1])):
                for name, value in pairs:
                    self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """The tests read the browser's own log."""

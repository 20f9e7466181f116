"""A web server on loopback that lets nobody in."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class refusing:
    """A host on loopback that lets nobody in: its address, and the values of all headers that it was sent."""

    def __enter__(self) -> tuple[str, list[str]]:
        headers: list[str] = []

        class Refusing(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers.extend(self.headers.values())
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="git"')
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}", headers

    def __exit__(self, *of: object) -> None:
        self._server.shutdown()
        self._server.server_close()

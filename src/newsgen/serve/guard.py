"""Who may ask what: GET and HEAD only, and only under a name that the server was bound to."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Guard:
    """Before everything else: a page of another site must not read a preview through a name it owns (DNS rebinding)."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self._app = app
        self._bound = bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        app = self._app
        if not is_ours(Headers(scope=scope).get("host", ""), self._bound):
            app = PlainTextResponse("This preview is not served under that name.\n", 421)
        elif scope["method"] not in {"GET", "HEAD"}:
            app = PlainTextResponse("A preview can only be read.\n", 405, {"Allow": "GET, HEAD"})
        await app(scope, receive, send)


def is_ours(host: str, bound: str) -> bool:
    """Whether a Host header names this machine; what is bound to loopback answers to loopback's names alone.

    An address in figures is safe, for no other site can own it; a name is where rebinding happens.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name == "localhost":
        return True
    if is_loopback(bound):
        return is_loopback(name)
    return _is_address(name) or name in {bound.lower(), socket.gethostname().lower()}


def is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True

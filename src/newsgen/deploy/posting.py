"""An address of the web that hears of a deploy: one POST with the news as JSON."""

import base64
import queue
import threading
from collections.abc import Callable
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from newsgen import __version__
from newsgen.deploy.soft import FailedError
from newsgen.origins import ascii_host

_SAFE = "%/:?[]@!$&'()*+,;=~"


def posted(url: str, body: bytes, limit_s: float) -> None:
    """FailedError, without a word of the address, where it cannot be reached or does not answer that all is well."""
    try:
        request = _request(url, body)
    except ValueError:
        raise FailedError("is no address of the web", "look at the variables that it names") from None
    _within(limit_s, lambda: _post(request, limit_s))


def _request(url: str, body: bytes) -> Request:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable() or " " in parts.netloc:
        raise ValueError("no address of the web")
    host = ascii_host(parts.hostname)
    netloc = (f"[{host}]" if ":" in host else host) + (f":{parts.port}" if parts.port else "")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    request = Request(f"{parts.scheme}://{netloc}{path}", body, method="POST")
    request.add_header("Content-Type", "application/json")
    request.add_header("User-Agent", f"newsgen/{__version__}")
    if login := parts.netloc.rpartition("@")[0]:
        request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    return request


def _post(request: Request, limit_s: float) -> None:
    try:
        _web().open(request, timeout=limit_s).close()
    except HTTPError as error:
        error.close()
        if 300 <= error.code < 400:
            raise FailedError(f"leads elsewhere ({error.code})", "write the address that it leads to") from None
        raise FailedError(f"answers {error.code}") from None
    except URLError as error:
        raise FailedError(f"cannot be reached: {error.reason}") from None
    except TimeoutError:
        raise FailedError(f"did not answer within {limit_s:g} s") from None
    except (OSError, HTTPException, ValueError) as error:
        # What these say may quote the address.
        raise FailedError(f"gives no answer that could be read ({type(error).__name__})") from None


def _web() -> OpenerDirector:
    """The web alone, no files; and no redirect is followed: most make a GET of it, which loses the news silently."""
    opener = OpenerDirector()
    handlers = (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(), HTTPDefaultErrorHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _within(limit_s: float, work: Callable[[], None]) -> None:
    """Do it, or leave it: a socket's limit is one for each piece, and hosts can answer byte by byte."""
    ended: queue.SimpleQueue[FailedError | None] = queue.SimpleQueue()

    def run() -> None:
        try:
            work()
            ended.put(None)
        except FailedError as error:
            ended.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        failed = ended.get(timeout=limit_s)
    except queue.Empty:
        raise FailedError(f"did not answer within {limit_s:g} s") from None
    if failed:
        raise failed

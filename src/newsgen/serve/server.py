"""The preview server: watch, build again, tell the open pages; until it is interrupted."""

import asyncio
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import uvicorn
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from newsgen.build import Result, quiet
from newsgen.project import Options, Progress
from newsgen.serve.files import PreviewFiles
from newsgen.serve.guard import Guard
from newsgen.serve.hub import Hub
from newsgen.serve.preview import Preview
from newsgen.serve.watching import batches

# How many ports after the one that was asked for are tried.
PORTS = 20
# Between two looks at the clock.
LONGEST_WAIT_S = 30

# The name of a thread that builds.
BUILDING = "newsgen-build"

SCRIPT = Path(__file__).with_name("preview.js")


class Settings:
    """How to serve; `told` hears each build that found or did something, `progress` how far the first one is."""

    def __init__(self, reloads: bool, poll: bool, told: Callable[[Result], None], progress: Progress) -> None:
        self.reloads = reloads
        self.poll = poll
        self.told = told
        self.progress = progress


def bound(host: str, port: int) -> socket.socket:
    """A listening socket at a port, or at the next free one. OSError where none is, or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + PORTS + 1):
        found = socket.socket(family, socket.SOCK_STREAM)
        # What another run has just left may be taken again at once; on Windows the option means something else.
        if sys.platform != "win32":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, number))
            found.listen(128)
        except OSError:
            found.close()
            if number == port + PORTS or number == 65535:
                raise
            continue
        return found
    raise AssertionError("the loop returns or raises")


def origin(host: str, listening: socket.socket) -> str:
    """The address under which the preview's own links lead to it."""
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{listening.getsockname()[1]}"


def serve(options: Options, host: str, listening: socket.socket, settings: Settings, ready: Callable[[], None]) -> None:
    """Build, then serve and build again until SIGINT or SIGTERM. `ready` is called when the first build has ended."""
    preview = Preview(replace(options, origin=origin(host, listening)), settings.reloads)
    try:
        # The first build may be a large one: it comes before there are threads, so that its workers can be forked.
        settings.told(preview.build(None, settings.progress))
        ready()
        asyncio.run(_served(preview, host, listening, settings))
    finally:
        _let_go(preview)


def application(preview: Preview, hub: Hub, host: str) -> Guard:
    """What is served: the preview's events and script below /_newsgen/, and the site."""

    async def events(request: Request) -> Response:
        stream = hub.stream(preview.state.told())
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def script(request: Request) -> Response:
        headers = {"Cache-Control": "no-cache", "Content-Type": "text/javascript; charset=utf-8"}
        return FileResponse(SCRIPT, headers=headers)

    own = [Route("/_newsgen/events", events), Route("/_newsgen/preview.js", script)]
    return Guard(Starlette(routes=[*own, Mount("/", PreviewFiles(preview))]), host)


async def _served(preview: Preview, host: str, listening: socket.socket, settings: Settings) -> None:
    hub = Hub()
    config = uvicorn.Config(
        application(preview, hub, host), log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    server = _Server(config)
    with _interrupted_by(server, hub):
        rebuilding = asyncio.create_task(_rebuilding(preview, hub, settings))
        await server.serve([listening])
        rebuilding.cancel()
        await asyncio.wait([rebuilding], timeout=1)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: uvicorn raises them again when it has ended, and an interrupt is no failure here."""
        yield


@contextmanager
def _interrupted_by(server: uvicorn.Server, hub: Hub) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        hub.close()
        # The second time nobody waits.
        server.force_exit = server.should_exit
        server.should_exit = True

    signals = (signal.SIGINT, signal.SIGTERM)
    known = [signal.signal(each, lambda *_: loop.call_soon_threadsafe(stop)) for each in signals]
    try:
        yield
    finally:
        for each, handler in zip(signals, known, strict=True):
            signal.signal(each, handler)


async def _rebuilding(preview: Preview, hub: Hub, settings: Settings) -> None:
    options = preview.options
    files = (options.config_file, "newsgen.urls")
    changes = batches(options.root, lambda: preview.folders, files, settings.poll)
    telling = _Telling(settings)
    while True:
        saved = asyncio.ensure_future(anext(changes))
        try:
            # Until something is saved: what nobody looks at is made behind the rest, and what the clock brings.
            while not saved.done():
                if not preview.has_more and not await _is_due(preview, saved):
                    break
                await _rebuilt(preview, frozenset(), hub, telling)
            await _rebuilt(preview, await saved, hub, telling)
        finally:
            saved.cancel()


async def _is_due(preview: Preview, saved: "asyncio.Future[frozenset[str] | None]") -> bool:
    """Wait until something is saved, or what is shown changes by itself: whether it is that."""
    while not saved.done() and (left := preview.until - time.time()) > 0:
        # Machines sleep, and clocks are put right.
        await asyncio.wait([saved], timeout=min(left, LONGEST_WAIT_S))
    return not saved.done()


async def _rebuilt(preview: Preview, changed: frozenset[str] | None, hub: Hub, telling: "_Telling") -> None:
    before = preview.state
    result = await _in_thread(partial(preview.build, changed, quiet))
    now = preview.state
    telling.hear(result, now.version != before.version or now.problems != before.problems, preview.has_more)
    if now.version != before.version or now.problems != before.problems:
        hub.send(now.told_of_build())


class _Telling:
    """Tells of builds that found or did something; of several that make what one save has changed, once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._earlier: Result | None = None

    def hear(self, result: Result, is_news: bool, has_more: bool) -> None:
        whole = _together(self._earlier, result) if self._earlier is not None else result
        is_news |= self._earlier is not None
        self._earlier = whole if has_more else None
        if is_news and not has_more:
            # A terminal that has gone away does not end the preview.
            with suppress(OSError):
                self._settings.told(whole)


def _together(earlier: Result, result: Result) -> Result:
    """Two builds of which the second went on with the work of the first."""
    return replace(
        result,
        n_written=earlier.n_written + result.n_written,
        n_unchanged=max(0, result.n_unchanged - earlier.n_written),
        n_removed=earlier.n_removed + result.n_removed,
        n_changed=earlier.n_changed + result.n_changed,
        seconds=earlier.seconds + result.seconds,
    )


async def _in_thread(work: Callable[[], Result]) -> Result:
    """Run a build in a thread that the end of the process need not wait for."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def run() -> None:
        result = work()
        if not loop.is_closed():
            loop.call_soon_threadsafe(_settle, future, result)

    threading.Thread(target=run, name=BUILDING, daemon=True).start()
    return await future


def _settle(future: "asyncio.Future[Result]", result: Result) -> None:
    if not future.done():
        future.set_result(result)


def _let_go(preview: Preview) -> None:
    """End at once, also in the middle of a build: a killed build tears nothing, and the next one mends the rest."""
    if not any(thread.name == BUILDING for thread in threading.enumerate()):
        preview.close()
        return
    for child in multiprocessing.active_children():
        child.kill()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)

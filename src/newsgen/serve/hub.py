"""Server-sent events to the open pages: what a new reader is told at once, and what all are told then."""

import asyncio
import json
from collections.abc import AsyncIterator


class Hub:
    """One event loop's listeners; each has a queue of its own."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._closed = False

    def send(self, event: dict[str, object]) -> None:
        for queue in self._queues:
            queue.put_nowait(_encoded(event))

    def close(self) -> None:
        """End every stream, so that no open page holds the server up."""
        self._closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    async def stream(self, first: dict[str, object]) -> AsyncIterator[str]:
        """The events of one listener, as text/event-stream (WHATWG HTML, "Server-sent events")."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            # A browser waits three seconds before it asks again; an editor that restarts the server should not.
            yield f"retry: 500\n{_encoded(first)}"
            while not self._closed and (text := await queue.get()) is not None:
                yield text
        finally:
            self._queues.discard(queue)


def _encoded(event: dict[str, object]) -> str:
    return f"data: {json.dumps(event)}\n\n"

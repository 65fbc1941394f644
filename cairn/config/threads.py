"""Django in threads: a request takes one when it is here whole, and leaves with its answer whole.

A thread that waits for a phone's weak signal serves nobody else. So what is sent is read on the
loop first, and the thread hands the answer over once. What is larger than `SMALL`, a photo say, goes
to threads kept for such ones, where it is read piece by piece and nothing waits in memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import chain, islice
from typing import Any

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ

from cairn.config.bounded import Message, Receive, Send

SMALL = 64 * 1024  # bytes: more than all the words of a page
WHOLE = 1024 * 1024  # bytes of an answer that may wait in memory until they have left


class Gone(Exception):
    """Whoever sent this left before it was here whole."""


class InThreads:
    """A WSGI application as an ASGI one: `small` threads for most, `large` for what takes long to come."""

    def __init__(self, app: Any, *, small: int, large: int) -> None:
        self.app = app
        self.pool = ThreadPoolExecutor(small, "page")
        self.large: Any = WSGIMiddleware(app, workers=large)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.large(scope, receive, send)
            return
        try:
            body, has_more = await _read_first(receive)
        except Gone:
            return
        if has_more:
            await self.large(scope, _again(body, receive), send)
            return
        call = _Call(self.app, asyncio.get_running_loop(), send)
        environ = build_environ(scope, BytesIO(body))  # type: ignore[arg-type]  # reads like theirs
        for message in await call.loop.run_in_executor(self.pool, call, environ):
            await send(message)


class _Call:
    """One request in its thread; gives what is left to send, which is all of it where it is short."""

    def __init__(self, app: Any, loop: asyncio.AbstractEventLoop, send: Send) -> None:
        self.app, self.loop, self.send = app, loop, send
        self.start: Message = {}

    def __call__(self, environ: Any) -> list[Message]:
        answer = self.app(environ, self.start_response)
        try:
            pieces = iter(answer)
            first = list(islice(pieces, None if self.is_short() else 2))
            if self.is_short() or len(first) < 2:
                return [self.start, _piece(b"".join(first), more=False)]
            self.stream(chain(first, pieces))
            return [_piece(b"", more=False)]
        finally:
            answer.close()

    def is_short(self) -> bool:
        """Whether it says how long it is, and may leave at once: a slow reader then holds no thread."""
        length = dict(self.start["headers"]).get(b"content-length")
        return length is not None and int(length) <= WHOLE

    def start_response(self, status: str, headers: list[tuple[str, str]], *_rest: Any) -> None:
        pairs = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
        self.start = {"type": "http.response.start", "status": int(status[:3]), "headers": pairs}

    def stream(self, pieces: Iterable[bytes]) -> None:
        for message in chain([self.start], (_piece(each, more=True) for each in pieces)):
            asyncio.run_coroutine_threadsafe(self.pass_on(message), self.loop).result()

    async def pass_on(self, message: Message) -> None:
        await self.send(message)


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _read_first(receive: Receive) -> tuple[bytes, bool]:
    """What comes first, and whether there is more. Raises `Gone` when nobody waits any more."""
    body, more = b"", True
    while more and len(body) <= SMALL:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body, more


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives what was read once more, then the rest."""
    first = [{"type": "http.request", "body": body, "more_body": True}]

    async def receive_again() -> Message:
        return first.pop() if first else await receive()

    return receive_again

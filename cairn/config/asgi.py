"""The server's entry: a small ASGI application around Django in a fixed number of threads.

Live streams join as raw ASGI routes later; Django itself always runs as WSGI, because a stream
held open by a Django view would hold a thread and a database connection with it.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import Any

from cairn.config.giving_way import take_long_turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

THREADS, THREADS_FOR_FILES = 4, 6
# In each process: four are served, the others wait, on a small machine for a second at the most.
MOST_AT_ONCE = 100
django = get_wsgi_application()

from cairn.config.bounded import Bounded  # noqa: E402 - needs the settings
from cairn.config.threads import InThreads  # noqa: E402 - needs the settings
from cairn.config.worker import InProcessWorker  # noqa: E402 - needs the apps to be loaded

take_long_turns()
pages = Bounded(InThreads(django, small=THREADS, large=THREADS_FOR_FILES), MOST_AT_ONCE)


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    worker = InProcessWorker() if settings.WORKER_IN_PROCESS else None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            if worker:
                worker.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            if worker:
                worker.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return

"""Serves Cairn from processes forked off one that has loaded it; SIGUSR1 kills them, others follow.

    python -m bench.load.forking PORT PROCESSES

Loading takes seconds, and it is not what is tried here.
"""  # fmt: skip

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys

import uvicorn

from cairn.config.asgi import application

CHILDREN: set[int] = set()


def main(port: int, processes: int) -> None:
    config = uvicorn.Config(application, port=port, log_level="warning", access_log=False)
    listening = config.bind_socket()
    signal.signal(signal.SIGUSR1, kill_children)
    signal.signal(signal.SIGTERM, end)
    while True:
        while len(CHILDREN) < processes:
            fork(config, listening)
        CHILDREN.discard(os.wait()[0])


def fork(config: uvicorn.Config, listening: socket.socket) -> None:
    child = os.fork()
    if child:
        CHILDREN.add(child)
    else:
        uvicorn.Server(config).run(sockets=[listening])
        os._exit(0)


def kill_children(*_: object) -> None:
    for child in tuple(CHILDREN):
        with contextlib.suppress(ProcessLookupError):  # it was waited for a moment ago
            os.kill(child, signal.SIGKILL)


def end(*_: object) -> None:
    kill_children()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

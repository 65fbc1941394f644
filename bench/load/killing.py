"""People answer while what serves them is killed again and again, no warning given."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.load.people import Crowd
from bench.load.servers import Site, started, wait_until_served
from scripts.machine import SetupError
from scripts.postgres import Cluster

CLIENTS, TRIES, PATIENCE = 6, 400, 0.5
Kill = Callable[[], None]


@contextmanager
def killable_server(site: Site, port: int) -> Iterator[Kill]:
    """Cairn in two processes; yields what kills both at once."""
    command = ["-m", "bench.load.forking", str(port), "2"]
    with started(command, site.environment()) as process:
        wait_until_served(port)
        yield lambda: os.kill(process.pid, signal.SIGUSR1)


def kill_cluster(cluster: Cluster) -> None:
    """Kill PostgreSQL with all its children, and start it as whatever watches over it would."""
    first = (cluster.folder / "data" / "postmaster.pid").read_text().split()[0]
    found = subprocess.run(["pgrep", "-P", first], capture_output=True, text=True, check=False)
    for pid in (first, *found.stdout.split()):
        subprocess.run(["kill", "-9", pid], check=False, stderr=subprocess.DEVNULL)
    for _try in range(50):
        try:
            cluster.start()
        except SetupError:  # the last of the old ones still hold its memory
            time.sleep(0.2)
        else:
            return
    raise AssertionError("PostgreSQL did not start again")


def answer_while(crowd: Crowd, kill: Kill, kills: int, *, between: tuple[float, float]) -> Crowd:
    """People come one after the other until the last kill; those inside then finish."""
    asyncio.run(_answer_while(crowd, kill, kills, between))
    return crowd


async def _answer_while(crowd: Crowd, kill: Kill, kills: int, between: tuple[float, float]) -> None:
    coming = asyncio.create_task(crowd.keep_coming(CLIENTS, seconds=float("inf")))
    for _kill in range(kills):
        await asyncio.sleep(random.uniform(*between))
        await asyncio.to_thread(kill)
    crowd.until = 0.0
    await coming

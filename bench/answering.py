"""How many people can fill in a survey of six pages and thirty answers, and is all of it there.

A bare Django page on the same server, database and cores is measured first; both are loaded from
this process. Run:
python -m bench.answering [--seconds 60] [--bare-seconds 60] [--clients 16] [--processes 2] [--sqlite]
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load.people import BareCrowd, Crowd
from bench.load.servers import environment, open_site, own_folder, run, serve, work
from scripts.postgres import need_binaries, throw_away_cluster

PORT = 8447
FLOOR, AIM, LEAST_SHARE, MOST_SECONDS = 12.0, 21.0, 0.25, 1.0


def main() -> None:
    asked = read_arguments()
    load = os.getloadavg()[0]
    with own_folder() as folder, database(folder, sqlite=asked.sqlite) as url:
        bare = measure_bare(url, folder, asked)
        cairn, tally = measure_cairn(url, folder, asked)
    print(f"{bare.lasting:.0f} s and {cairn.lasting:.0f} s, {asked.clients} clients, {asked.processes} process(es), "
          f"load before {load:.1f}")  # fmt: skip
    print(f"{'':<26}{'bare page':>12}{'Cairn':>12}")
    rows = {
        "completed a second": lambda crowd: f"{crowd.rate(crowd.lasting):.1f}",
        "requests a second": lambda crowd: f"{crowd.requests(crowd.lasting):.0f}",
        "p95 of a page, seconds": lambda crowd: f"{crowd.slow():.3f}",
        "slowest page, seconds": lambda crowd: f"{crowd.slow(1):.3f}",
        "errors": lambda crowd: crowd.errors,
    }
    for name, figure in rows.items():
        print(f"{name:<26}{figure(bare):>12}{figure(cairn):>12}")
    print(f"share of the bare page: {cairn.rate(cairn.lasting) / bare.rate(bare.lasting):.0%} completed, "
          f"{cairn.requests(cairn.lasting) / bare.requests(bare.lasting):.0%} of its requests")  # fmt: skip
    print(tally)
    print(f"aims: {FLOOR:.0f} a second at the least, {AIM:.0f} if it can be; {LEAST_SHARE:.0%}; "
          f"p95 {MOST_SECONDS:.0f} s; no error, nothing lost, doubled or half written")  # fmt: skip


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--bare-seconds", type=float, help="as --seconds unless given")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sqlite", action="store_true")
    return parser.parse_args()


@contextmanager
def database(folder: Path, *, sqlite: bool) -> Iterator[str]:
    """A new one that writes through to the disk, as one that is relied on does."""
    if sqlite:
        yield f"sqlite:///{folder}/cairn.sqlite3"
    else:
        with throw_away_cluster(need_binaries(), fsync=True) as cluster:
            yield cluster.url


def measure_bare(url: str, folder: Path, asked: argparse.Namespace) -> Crowd:
    env = environment(url, folder)
    run("bench.load.bare", env=env)
    with serve("bench.load.bare:application", PORT, env, processes=asked.processes):
        return load(BareCrowd(PORT, "/"), asked.clients, asked.bare_seconds or asked.seconds)


def measure_cairn(url: str, folder: Path, asked: argparse.Namespace) -> tuple[Crowd, object]:
    site = open_site(url, folder)
    env = site.environment()
    server = serve("cairn.config.asgi:application", PORT, env, processes=asked.processes)
    with server, work(env):
        asyncio.run(Crowd(PORT, site.path).keep_coming(4, 3))  # pages are compiled, models loaded
        crowd = load(Crowd(PORT, site.path, first=10**6), asked.clients, asked.seconds)
    return crowd, site.tally(crowd)


def load(crowd: Crowd, clients: int, seconds: float) -> Crowd:
    asyncio.run(crowd.keep_coming(clients, seconds))
    return crowd


if __name__ == "__main__":
    main()

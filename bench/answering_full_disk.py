"""People answer while the disk under the database fills up, and when there is room again.

They have to be told so with their words still on the page, what was acknowledged has to be there, and
it has to go on by itself. Needs root, to mount a small disk in memory.
Run: python -m bench.answering_full_disk [--sqlite]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.load.people import Crowd
from bench.load.servers import open_site, own_folder, serve
from scripts.postgres import Cluster, need_binaries, throw_away_cluster

PORT = 8449
MEGABYTES, SECONDS = 220, 8.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sqlite", action="store_true")
    asked = parser.parse_args()
    if os.geteuid():
        sys.exit("Only root can mount the small disk that is filled here.")
    with own_folder() as folder, small_disk(folder / "disk") as disk, kept_on(disk, asked.sqlite) as (
        url, cluster,
    ):  # fmt: skip
        site = open_site(url, disk)
        with serve("cairn.config.asgi:application", PORT, site.environment(), processes=2):
            crowd = Crowd(PORT, site.path, tries=100, patience=1.0)
            freed = asyncio.run(answer_on_a_full_disk(crowd, disk, cluster))
        tally = site.tally(crowd)
    refused = [each for each in crowd.pages if not each.is_good]
    print(f"{'SQLite' if asked.sqlite else 'PostgreSQL'}: {len(crowd.people)} people, pages by status "
          f"{dict(crowd.met)}; {sum(not each.gave_back for each in refused if each.status)} refused a "
          f"form without its words; {crowd.gave_up} gave up")  # fmt: skip
    last = max((each.at for each in refused), default=freed)
    print(f"in order again {max(0.0, last - freed):.1f} s after there was room")
    print(tally)


@contextmanager
def small_disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=0777", "tmpfs", at], check=True
    )
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


@contextmanager
def kept_on(disk: Path, sqlite: bool) -> Iterator[tuple[str, Cluster | None]]:
    if sqlite:
        yield f"sqlite:///{disk}/cairn.sqlite3", None
    else:
        disk.parent.chmod(0o755)  # PostgreSQL has a user of its own
        with throw_away_cluster(need_binaries(), fsync=True, within=disk) as cluster:
            yield cluster.url, cluster


async def answer_on_a_full_disk(crowd: Crowd, disk: Path, cluster: Cluster | None) -> float:
    """A while with room, a while without, a while with; when there was room again."""
    coming = asyncio.create_task(crowd.keep_coming(6, seconds=float("inf")))
    await asyncio.sleep(SECONDS)
    filler = disk / "filler"
    await asyncio.to_thread(fill, filler)
    await asyncio.sleep(SECONDS)
    filler.unlink()
    freed = time.monotonic()
    if cluster is not None and not cluster.is_running():
        await asyncio.to_thread(cluster.start)  # as whatever watches over it would
    await asyncio.sleep(SECONDS)
    crowd.until = 0.0
    await coming
    return freed


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(bytes(1 << 16))


if __name__ == "__main__":
    main()

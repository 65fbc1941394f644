"""People answer while the web processes, then PostgreSQL, are killed again and again.

What they were told is kept has to be in the database once and whole, whoever was killed when.
Run: python -m bench.answering_kills [--web 200] [--database 60]
"""

from __future__ import annotations

import argparse
import os
import time

from bench.load.killing import PATIENCE, TRIES, answer_while, kill_cluster, killable_server
from bench.load.people import NO_ANSWER, Crowd
from bench.load.servers import open_site, own_folder
from scripts.postgres import need_binaries, throw_away_cluster

PORT = 8448
BETWEEN = (0.8, 2.5)  # seconds from one kill to the next


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--web", type=int, default=200)
    parser.add_argument("--database", type=int, default=60)
    asked = parser.parse_args()
    print(f"load before {os.getloadavg()[0]:.1f}")
    with own_folder() as folder, throw_away_cluster(need_binaries(), fsync=True) as cluster:
        site = open_site(cluster.url, folder)
        with killable_server(site, PORT) as kill_web:
            kinds = {
                "web processes": (kill_web, asked.web),
                "PostgreSQL": (lambda: kill_cluster(cluster), asked.database),
            }
            first = 0
            for name, (kill, kills) in kinds.items():
                crowd = Crowd(PORT, site.path, tries=TRIES, patience=PATIENCE, first=first)
                begun = time.monotonic()
                answer_while(crowd, kill, kills, between=BETWEEN)
                print(f"{name}: {kills} kills in {time.monotonic() - begun:.0f} s, "
                      f"{len(crowd.people)} people, {crowd.met[NO_ANSWER]} broken connections, "
                      f"{crowd.errors - crowd.met[NO_ANSWER]} pages refused, {crowd.gave_up} gave up")  # fmt: skip
                print(f"  {site.tally(crowd)}")
                first += len(crowd.people)


if __name__ == "__main__":
    main()

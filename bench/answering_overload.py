"""What happens when four times as many people come as the server can take.

It has to send some away at once with a time to come back at, keep what it acknowledged, and be itself
again within half a minute of the last of them. Run: python -m bench.answering_overload [--seconds 20]
"""

from __future__ import annotations

import argparse
import asyncio
import os

from bench.answering import MOST_SECONDS, PORT, database
from bench.load.people import Crowd
from bench.load.servers import open_site, own_folder, serve, work

TIMES, AFTERWARDS = 4, 30.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    print(f"load before {os.getloadavg()[0]:.1f}")
    with own_folder() as folder, database(folder, sqlite=False) as url:
        site = open_site(url, folder)
        env = site.environment()
        with serve("cairn.config.asgi:application", PORT, env, processes=2), work(env):
            usual = Crowd(PORT, site.path)
            asyncio.run(usual.keep_coming(16, 20))
            rate = TIMES * usual.rate(20)
            many = Crowd(PORT, site.path, tries=6, first=10**6)
            after = Crowd(PORT, site.path, first=2 * 10**6, tries=100)
            asyncio.run(overload(many, after, rate, seconds))
        everybody = Crowd(PORT, site.path, people=[*usual.people, *many.people, *after.people])
        tally = site.tally(everybody)
    print(f"usual: {usual.rate(20):.1f} completed a second, p95 of a page {usual.slow():.2f} s")
    print(f"{rate:.1f} came each second for {seconds:.0f} s: {len(many.people)} people, "
          f"{sum(bool(each.code) for each in many.people)} finished, {many.gave_up} gave up; "
          f"{many.met[503]} pages were 503, {many.errors - many.met[503]} failed otherwise, "
          f"p95 of those served {many.slow():.2f} s")  # fmt: skip
    print(f"usual again after {settled(after):.1f} s (aim {AFTERWARDS:.0f})")
    print(tally)


async def overload(many: Crowd, after: Crowd, rate: float, seconds: float) -> None:
    """Those many, and a few who come when no new ones of them do."""

    async def come_later() -> None:
        await asyncio.sleep(seconds)
        await after.keep_coming(4, AFTERWARDS)

    await asyncio.gather(many.arrive(rate, seconds), come_later())


def settled(after: Crowd) -> float:
    """When the last page was refused or slow, in seconds from the first of them."""
    bad = [each.at for each in after.pages if not each.is_good or each.seconds > MOST_SECONDS]
    return max(bad, default=after.begun) - after.begun


if __name__ == "__main__":
    main()

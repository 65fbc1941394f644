"""Themes of very many made-up texts: seconds, memory, and the same answer whoever does the work.

Sizes may be named as arguments (`bench/themes_at_scale.py 1000000` is the long run) and only they
are measured then. Else `CAIRN_THEME_TEXTS` sets the sizes (10000,100000 unless set), and
`CAIRN_THEME_SPREAD` the size done again by two processes and by a Dask cluster of two workers, one
of which is killed on the way. The texts are made up here; nobody said them.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

from distributed import Client, LocalCluster

from cairn.analysis.themes import ThemeFinder, Themes
from cairn.analysis.vectors.encoders import Tier

SUBJECTS = (
    ("parking", "the car park", "the permits", "spaces for staff"),
    ("the meals", "breakfast", "the menu", "the kitchen"),
    ("the waiting room", "the queue", "the delays", "our wait"),
    ("the nurses", "the doctors", "the receptionist", "the porters"),
    ("video calls", "the laptop", "online visits", "the link"),
    ("noise at night", "the alarms", "the lights", "sleep"),
    ("the letter", "the appointment", "the phone line", "the booking page"),
    ("the medicine", "the tablets", "the pharmacy", "the dose"),
    ("going home", "the transport", "the discharge papers", "the lift home"),
    ("the pain", "the scan", "the operation", "the physio"),
    ("the cleaners", "the toilets", "the floor", "clean sheets"),
    ("the garden", "visiting times", "the family room", "our visitors"),
)
SAID = (
    "was good about",
    "made harder",
    "needs",
    "could change",
    "helped with",
    "kept",
    "showed us",
)
WHEN = (
    "last week",
    "every day",
    "at the clinic",
    "before we left",
    "in the evening",
    "for my mother",
)


def main() -> int:
    """Measure each size in a process of its own, then compare who does the work."""
    usual = os.environ.get("CAIRN_THEME_TEXTS", "10000,100000").split(",")
    sizes = [int(each) for each in sys.argv[1:] or usual]
    print("| texts | vectors | themes | seconds | of processor | microseconds a text | peak MB |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        tiers: tuple[Tier, ...] = ("sentence", "static") if size <= 10_000 else ("static",)
        for tier in tiers:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                print(apart.submit(measure, size, tier).result(), flush=True)
    if not sys.argv[1:]:
        compare(int(os.environ.get("CAIRN_THEME_SPREAD", "40000")))
    return 0


def measure(size: int, tier: Tier) -> str:
    """Return the row of a table for one size, started cold."""
    texts = make_texts(size)
    start, work = time.perf_counter(), time.process_time()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = ThemeFinder(vectors=tier).fit(texts, executor=pool if size > 20_000 else None)
    seconds, work = time.perf_counter() - start, time.process_time() - work
    own = resource.getrusage(resource.RUSAGE_SELF)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = (own.ru_maxrss + (2 * workers.ru_maxrss if size > 20_000 else 0)) >> 10
    work += workers.ru_utime + workers.ru_stime
    each = 1e6 * seconds / size
    themes = len(found.themes)
    return f"| {size} | {tier} | {themes} | {seconds:.1f} | {work:.1f} | {each:.0f} | {peak} |"


def compare(size: int) -> None:
    """Print whether processes and a cluster that loses a worker give the answer given here."""
    texts = make_texts(size)
    here = _find(texts, None)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        print(f"{size} texts, two processes: same answer {_find(texts, pool) == here}")
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        executor = client.get_executor()
        print(f"{size} texts, Dask: same answer {_find(texts, executor) == here}")
        victim = next(iter(client.run(os.getpid).values()))
        threading.Timer(3.0, os.kill, (victim, signal.SIGKILL)).start()
        print(f"{size} texts, Dask, a worker killed: same answer {_find(texts, executor) == here}")


def make_texts(size: int) -> list[str]:
    """Return made-up comments, each mostly on one of a dozen subjects of unequal weight."""
    chance = random.Random(20)
    return [_make_text(chance) for _ in range(size)]


def _make_text(chance: random.Random) -> str:
    subject = SUBJECTS[min(int(chance.expovariate(0.3)), len(SUBJECTS) - 1)]
    first, other = chance.choice(subject), chance.choice(subject)
    aside = chance.choice(chance.choice(SUBJECTS))
    ending = f"and {aside} {chance.choice(SAID)} us" if chance.random() < 0.3 else "and so it stays"
    return f"{first} {chance.choice(SAID)} {other} {chance.choice(WHEN)}, {ending}".capitalize()


def _find(texts: Sequence[str], executor: Executor | None) -> Themes:
    return ThemeFinder(vectors="static").fit(texts, executor=executor)


if __name__ == "__main__":
    sys.exit(main())

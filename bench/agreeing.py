"""How long agreement and saturation take on more than anybody codes by hand.

Run `python -m bench.agreeing [UNITS]`. Beside Cohen's kappa stands scikit-learn's, on the same
ratings.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from sklearn.metrics import cohen_kappa_score

from cairn.analysis.agreement import Rating, Ratings, measure_agreement, read_ratings
from cairn.analysis.saturation import measure_saturation

CODES = [f"code {number}" for number in range(20)]


def main(units: int) -> None:
    print("| what | seconds | value |")
    print("|---|---|---|")
    for coders in (2, 5):
        rows = list(make_rows(units, coders))
        ratings = timed(f"{len(rows)} ratings read", lambda rows=rows: read_ratings(rows), str_of)
        timed(f"all, {coders} coders, 1,000 resamples", lambda ratings=ratings: measure_agreement(ratings),
              lambda found: f"{found.krippendorff_alpha.value:.4f}")  # fmt: skip
    pair = read_ratings(make_rows(units, 2))
    said = [pair.value[pair.coder == who] for who in (0, 1)]
    timed("Cohen, ours", lambda: measure_agreement(pair, samples=0), lambda f: f"{f.cohen.value}")
    timed("Cohen, scikit-learn", lambda: cohen_kappa_score(*said), lambda value: f"{value:.6f}")
    source = np.random.default_rng(0)
    texts = [(str(n), set(source.choice(CODES, 2))) for n in range(units // 10)]
    timed(f"saturation of {len(texts)} units", lambda: measure_saturation(texts),
          lambda found: str(found.reached_at))  # fmt: skip


def make_rows(units: int, coders: int) -> list[Rating]:
    """Coders who take the same of twenty codes four times in five."""
    source = np.random.default_rng(0)
    true = source.integers(0, len(CODES), units)
    rows = []
    for coder in range(coders):
        other = source.integers(0, len(CODES), units)
        put = np.where(source.random(units) < 0.8, true, other)
        rows += [Rating(unit, f"coder {coder}", CODES[code]) for unit, code in enumerate(put)]
    return rows


def timed(what: str, work: Callable, show: Callable) -> object:
    start = time.perf_counter()
    found = work()
    print(f"| {what} | {time.perf_counter() - start:.2f} | {show(found)} |")
    return found


def str_of(ratings: Ratings) -> str:
    return f"{len(ratings.values)} values"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

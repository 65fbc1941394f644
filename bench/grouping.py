"""Grouping: public instances and made-up ones of 120, against many starts of plain local search.

`CAIRN_BENCH_DATA` names the folder with `mdgp/*.txt`; without it only the made-up ones are run.
`CAIRN_GROUPING_SECONDS` is what each method gets an instance; 2 unless told.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np

from cairn.analysis.grouping import Effort, GroupingProblem, find_groups, read_problem
from cairn.analysis.grouping.annealing import draw_grouping


def main() -> int:
    seconds = float(os.environ.get("CAIRN_GROUPING_SECONDS", "2"))
    print("| instance | members | local search | Cairn | bound | below the bound | proved |")
    print("|---|---|---|---|---|---|---|")
    for name, problem in _read_all():
        found = find_groups(problem, Effort(seconds=seconds))
        peer = _search_locally(problem, seconds)
        print(
            f"| {name} | {problem.size} | {peer:.1f} | {found.value:.1f} | {found.bound:.1f} "
            f"| {found.gap:.1%} | {'yes' if found.proved else 'no'} |",
            flush=True,
        )
    return 0


def _read_all() -> list[tuple[str, GroupingProblem]]:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    paths = sorted(Path(named).glob("mdgp/*.txt")) if named else []
    found = [(path.stem, read_problem(path.read_text(encoding="utf-8"))) for path in paths]
    return found + [(f"made up, {kind}", _make_up(kind)) for kind in ("lengths", "numbers")]


def _make_up(kind: str) -> GroupingProblem:
    chance = np.random.default_rng(11)
    if kind == "lengths":
        points = chance.uniform(0, 10, (120, 5))
        distances = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    else:
        distances = chance.uniform(0, 100, (120, 120))
    distances = np.triu(distances, 1)
    return GroupingProblem(distances + distances.T, (12,) * 10, (12,) * 10)


def _search_locally(problem: GroupingProblem, seconds: float) -> float:
    """The best of many random starts, each improved by its best swap until none is left."""
    chance, best = np.random.default_rng(0), 0.0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        labels = draw_grouping(problem, chance)
        while time.perf_counter() < end:
            gain, pair = _find_swap(problem, labels)
            if gain <= 1e-9:
                break
            labels[pair] = labels[pair[::-1]]
        best = max(best, problem.measure(labels))
    return best


def _find_swap(problem: GroupingProblem, labels: np.ndarray) -> tuple[float, np.ndarray]:
    member = (labels[:, None] == np.arange(problem.group_count)).astype(float)
    sums = problem.distances @ member
    own = sums[np.arange(problem.size), labels]
    joined = sums[:, labels]
    gains = joined + joined.T - own[:, None] - own[None] - 2 * problem.distances
    gains[labels[:, None] == labels[None]] = 0.0
    at = int(gains.argmax())
    return float(gains.ravel()[at]), np.array(divmod(at, problem.size))


if __name__ == "__main__":
    sys.exit(main())

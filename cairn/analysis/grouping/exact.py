"""The best grouping of a few members, proved: every set of members is weighed once for each group.

Dynamic programming over subsets (Held and Karp 1962 use the same idea for tours): the best value
of the first `g` groups on a set is the best choice of the last group inside it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.grouping.problem import GroupingProblem

MOST_MEMBERS = 13
Values = NDArray[np.float64]
Sets = NDArray[np.intp]


def solve(problem: GroupingProblem) -> NDArray[np.intp]:
    """Return a best grouping, as the group of each member; for at most `MOST_MEMBERS` members."""
    if problem.size > MOST_MEMBERS:
        raise ValueError(f"a proof is tried for at most {MOST_MEMBERS} members")
    sets = np.arange(1 << problem.size)
    held = (sets[:, None] >> np.arange(problem.size)) & 1
    sizes = held.sum(axis=1)
    inside = np.einsum("si,ij,sj->s", held, problem.distances, held, optimize=True) / 2
    best = np.where(sets == 0, 0.0, -np.inf)
    chosen = []
    for group in range(problem.group_count):
        fits = (problem.lower[group] <= sizes) & (sizes <= problem.upper[group])
        worth = inside + held @ problem.leans[:, group]
        best, last = _add_group(best, np.flatnonzero(fits), worth, problem, group)
        chosen.append(last)
    return _trace(chosen, problem.size)


def _add_group(
    before: Values, candidates: Sets, worth: Values, problem: GroupingProblem, group: int
) -> tuple[Values, Sets]:
    """Return the best value of each set with one group more, and which set that group takes."""
    count = len(before)
    after, last = np.full(count, -np.inf), np.full(count, -1)
    for whole in _reachable(problem, group, count):
        inner = candidates[(candidates & ~whole) == 0]
        if len(inner):
            values = worth[inner] + before[whole ^ inner]
            pick = int(values.argmax())
            after[whole], last[whole] = values[pick], inner[pick]
    return after, last


def _reachable(problem: GroupingProblem, group: int, count: int) -> list[int]:
    """Sets that the groups up to this one can fill, with enough left for those to come."""
    low, high = sum(problem.lower[: group + 1]), sum(problem.upper[: group + 1])
    rest_low, rest_high = sum(problem.lower[group + 1 :]), sum(problem.upper[group + 1 :])
    n = problem.size
    low, high = max(low, n - rest_high), min(high, n - rest_low)
    return [whole for whole in range(count) if low <= whole.bit_count() <= high]


def _trace(chosen: list[Sets], n: int) -> NDArray[np.intp]:
    whole, labels = (1 << n) - 1, np.zeros(n, dtype=np.intp)
    for group in reversed(range(len(chosen))):
        taken = int(chosen[group][whole])
        labels[[member for member in range(n) if taken >> member & 1]] = group
        whole ^= taken
    return labels

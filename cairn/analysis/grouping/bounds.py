"""What no grouping can exceed, however long one searches.

Two bounds are taken and the smaller one kept: how many of the largest distances could at most lie
inside groups, and the sum of the largest eigenvalues of the distances (Donath and Hoffman 1973,
"Lower Bounds for the Partitioning of Graphs"), which is close where distances are lengths.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.grouping.problem import GroupingProblem

_EIGEN_MOST = 1_500
_ROUNDING = 1e-9
Range = tuple[float, float]


def bound_value(problem: GroupingProblem) -> float:
    """Return a number that no grouping's value exceeds."""
    lean = float(problem.leans.max(axis=1).sum())
    found = min(_bound_by_neighbours(problem), _bound_by_pairs(problem))
    if problem.size <= _EIGEN_MOST:
        found = min(found, _bound_by_eigenvalues(problem))
    return (found + lean) + abs(found) * _ROUNDING


def count_pairs(problem: GroupingProblem) -> int:
    """Return how many pairs at most sit together, over all sizes the bounds allow."""
    best = {0: 0}
    for low, high in zip(problem.lower, problem.upper, strict=True):
        after: dict[int, int] = {}
        for filled, pairs in best.items():
            for size in range(low, min(high, problem.size - filled) + 1):
                total = pairs + size * (size - 1) // 2
                after[filled + size] = max(after.get(filled + size, 0), total)
        best = after
    return best[problem.size]


def _bound_by_pairs(problem: GroupingProblem) -> float:
    """The largest distances, as many as there can be pairs inside groups."""
    apart = problem.distances[np.triu_indices(problem.size, 1)]
    count = min(count_pairs(problem), len(apart))
    if (apart < 0).any():
        apart = np.maximum(apart, 0.0)
    return float(np.sort(apart)[len(apart) - count :].sum())


def _bound_by_neighbours(problem: GroupingProblem) -> float:
    """Each member with the farthest others a largest group could give it; each pair counts half.

    Members share out the places of groups of different sizes: at most as many places as a size
    offers, the largest first, are given to those who gain most by them.
    """
    far = -np.sort(-np.maximum(problem.distances, 0.0), axis=1)
    reach = np.concatenate([np.zeros((problem.size, 1)), far.cumsum(axis=1)], axis=1)
    most = max(problem.upper)
    if problem.lower != problem.upper:
        return float(reach[:, most - 1].sum() / 2) if most else 0.0
    sizes = np.sort(np.repeat(problem.upper, problem.upper))
    return float(_share_places(reach, sizes) / 2)


def _share_places(reach: NDArray[np.float64], sizes: NDArray[np.intp]) -> float:
    """Return a bound on the sum of `reach[member, size - 1]` when each place is taken once.

    Raising a place from one size to the next can gain at most what it gains those who gain most.
    """
    total = 0.0
    for size in range(2, int(sizes.max()) + 1):
        gains = np.sort(reach[:, size - 1] - reach[:, size - 2])
        total += float(gains[len(gains) - int((sizes >= size).sum()) :].sum())
    return total


def _bound_by_eigenvalues(problem: GroupingProblem) -> float:
    """The mean part from the sizes alone, and the largest eigenvalues of what stands apart from it.

    With `Z[i, j]` one where two members sit together, twice the value is the trace of `D Z`. Across
    the constant vector `Z` has one rank less than there are groups and eigenvalues no larger than
    the sizes; along it, it holds the sum of squared sizes (Rendl and Wolkowicz 1995, "A Projection
    Technique for Partitioning the Nodes of a Graph"). The diagonal may be altered freely as long as
    what it adds is taken off: a few steps choose it so that the bound is small.
    """
    weights, squares = _weigh_sizes(problem), _square_sizes(problem)
    loose = max(problem.upper) - min(problem.lower)
    shift, best = np.zeros(problem.size), np.inf
    for step in range(80 if problem.size <= 200 else 8):
        table = problem.distances + np.diag(shift)
        value, slope = _evaluate(table, weights, squares, loose)
        value -= float(shift.sum()) / 2
        best = min(best, value)
        slope = (slope - 1.0) / 2
        length = float(slope @ slope)
        if length < 1e-12:
            break
        shift = shift - abs(value) * 0.05 * 0.94**step / length * slope
    return float(best)


def _evaluate(
    table: NDArray[np.float64], weights: NDArray[np.float64], squares: Range, loose: int
) -> tuple[float, NDArray[np.float64]]:
    """Return the bound of one table, and about how fast it grows with each number on the diagonal."""
    n = len(table)
    means = table.mean(axis=0)
    mean = float(means.mean())
    values, vectors = np.linalg.eigh(table - means[:, None] - means[None, :] + mean)
    mattering = np.abs(vectors.sum(axis=0)) < 0.5 * np.sqrt(n)
    values, vectors = values[mattering][::-1], vectors[:, mattering][:, ::-1]
    count = min(len(weights), len(values))
    used = np.where(values[:count] > 0, weights[:count], 0.0)
    square = squares[1] if mean > 0 else squares[0]
    across = float(used @ values[:count]) + loose * float(np.abs(means - mean).sum())
    slope = (vectors[:, :count] ** 2) @ used + square / n**2
    return (mean * square + across) / 2, slope


def _weigh_sizes(problem: GroupingProblem) -> NDArray[np.float64]:
    """The largest the sizes of the first, first two, ... groups can be in all, as differences."""
    upper, lower = sorted(problem.upper, reverse=True), sorted(problem.lower)
    rest = np.cumsum([0, *lower])[::-1][1:]
    most = np.minimum(np.cumsum(upper), problem.size - rest)
    return np.diff(most, prepend=0).astype(np.float64)[: max(0, problem.group_count - 1)]


def _square_sizes(problem: GroupingProblem) -> Range:
    """The least and the largest sum of squared sizes."""
    least = problem.size**2 / problem.group_count
    return least, float(2 * count_pairs(problem) + problem.size)

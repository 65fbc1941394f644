"""The coefficients, each from the smallest table it needs; None where it is not defined.

`weights` says how often each unit counts (shape (units,)), which is what a bootstrap changes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cairn.analysis.agreement.ratings import Level

Table = NDArray[np.float64]


def percent_agreement(counts: ArrayLike, weights: ArrayLike | None = None) -> float | None:
    """Return the share of pairs of coders who agree, a unit at a time, from 0 to 1.

    `counts` has shape (units, values); units with fewer than two ratings say nothing. The grant
    panel in Cohen's form, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no:

    >>> percent_agreement([[2, 0]] * 20 + [[1, 1]] * 15 + [[0, 2]] * 15)
    0.7
    """
    table, often = _weigh(counts, weights)
    agreed, rated = _pairs(table)
    total = float(often[rated].sum())
    return float((agreed * often)[rated].sum()) / total if total else None


def cohen_kappa(table: ArrayLike, distances: ArrayLike | None = None) -> float | None:
    """Return kappa of two coders (Cohen 1960), weighted where `distances` are given (Cohen 1968).

    `table` has shape (values, values): how often the first coder gave the row's value and the
    second the column's. `distances` has the same shape, 0 for the same value.

    >>> round(cohen_kappa([[20, 5], [10, 15]]), 3)
    0.4
    """
    both = np.asarray(table, dtype=np.float64)
    apart = 1 - np.eye(len(both)) if distances is None else np.asarray(distances, dtype=float)
    total = both.sum()
    if not total:
        return None
    chance = np.outer(both.sum(axis=1), both.sum(axis=0)) / total
    expected = float((chance * apart).sum())
    return 1 - float((both * apart).sum()) / expected if expected > 0 else None


def fleiss_kappa(counts: ArrayLike, weights: ArrayLike | None = None) -> float | None:
    """Return kappa of any number of coders (Fleiss 1971); `counts` has shape (units, values).

    Where units have different numbers of ratings, agreement is taken a unit at a time and chance
    from all ratings of those with two or more (Fleiss, Levin and Paik 2003). Ten things rated by
    fourteen people into five categories, the worked example that gives 0.210:

    >>> rows = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1",
    ...         "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"]
    >>> round(fleiss_kappa([[int(count) for count in row.split()] for row in rows]), 3)
    0.21
    """
    table, often = _weigh(counts, weights)
    observed = percent_agreement(table, often)
    if observed is None:
        return None
    _agreed, rated = _pairs(table)
    shares = (table[rated] * often[rated, None]).sum(axis=0)
    shares = shares / shares.sum()
    return _beyond(observed, float((shares**2).sum()))


def gwet_ac1(counts: ArrayLike, weights: ArrayLike | None = None) -> float | None:
    """Return AC1 (Gwet 2008), steady where nearly all ratings fall on one value.

    `counts` has shape (units, values); chance is taken from every unit with a rating. The table
    of Feinstein and Cicchetti's paradox with 118, 5, 2 and 0:

    >>> round(gwet_ac1([[2, 0]] * 118 + [[1, 1]] * 7), 4)
    0.9408
    """
    table, often = _weigh(counts, weights)
    observed = percent_agreement(table, often)
    values = table.shape[1]
    if observed is None:
        return None
    if values < 2:
        return 1.0
    seen = table.sum(axis=1) > 0
    shares = table[seen] / table[seen].sum(axis=1, keepdims=True)
    mean = (shares * often[seen, None]).sum(axis=0) / often[seen].sum()
    return _beyond(observed, float((mean * (1 - mean)).sum()) / (values - 1))


def krippendorff_alpha(
    counts: ArrayLike,
    level: Level = Level.NOMINAL,
    amounts: ArrayLike | None = None,
    weights: ArrayLike | None = None,
) -> float | None:
    """Return alpha (Krippendorff 2011) for any number of coders, gaps and all.

    `counts` has shape (units, values), the values in order; `amounts` (values,) are what they
    stand for on an interval or ratio scale. Four observers, twelve units, from that paper:

    >>> units = [(1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    ...          (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,)]
    >>> counts = [[unit.count(value) for value in range(1, 6)] for unit in units]
    >>> [round(krippendorff_alpha(counts, level, [1, 2, 3, 4, 5]), 3) for level in Level]
    [0.743, 0.815, 0.849, 0.797]
    """
    table, often = _weigh(counts, weights)
    _agreed, rated = _pairs(table)
    table, often = table[rated], often[rated]
    totals = (table * often[:, None]).sum(axis=0)
    apart = _measure_apart(level, totals, amounts)
    alike = totals.sum() - 1
    expected = float(totals @ apart @ totals / alike) if alike > 0 else 0.0
    if expected <= 0:
        return None
    inside = ((table @ apart) * table).sum(axis=1) / (table.sum(axis=1) - 1)
    return float(1 - (inside * often).sum() / expected)


def _measure_apart(level: Level, totals: Table, amounts: ArrayLike | None) -> Table:
    """How far values lie from one another, squared, shape (values, values)."""
    if level is Level.NOMINAL:
        return 1 - np.eye(len(totals))
    if level is Level.ORDINAL:  # how many ratings lie between, half of each end counted
        places = np.cumsum(totals) - totals / 2
    else:
        places = np.asarray(amounts, dtype=np.float64)
    gaps = places[:, None] - places[None, :]
    if level is Level.RATIO:
        sums = places[:, None] + places[None, :]
        gaps = np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums != 0)
    return np.asarray(gaps**2, dtype=np.float64)


def _weigh(counts: ArrayLike, weights: ArrayLike | None) -> tuple[Table, Table]:
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2:
        table = table.reshape(0, 0)
    often = np.ones(len(table)) if weights is None else np.asarray(weights, dtype=np.float64)
    return table, often


def _pairs(table: Table) -> tuple[Table, NDArray[np.bool_]]:
    """The share of agreeing pairs in each unit, and which units have a pair."""
    ratings = table.sum(axis=1)
    rated = ratings >= 2
    possible = np.where(rated, ratings * (ratings - 1), 1.0)
    return (table * (table - 1)).sum(axis=1) / possible, rated


def _beyond(observed: float, chance: float) -> float | None:
    return (observed - chance) / (1 - chance) if chance < 1 else None

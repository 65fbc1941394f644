"""The coefficients, each from the smallest table it needs; None where it is not defined.

Beside each stands the same for many samples at once: `weights` (samples, units) says how often
each unit counts in each, and what is not defined in a sample is NaN there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cairn.analysis.agreement.ratings import Level

Table = NDArray[np.float64]


def percent_agreement(counts: ArrayLike) -> float | None:
    """Return the share of pairs of coders who agree, a unit at a time, from 0 to 1.

    `counts` has shape (units, values); units with fewer than two ratings say nothing. The grant
    panel in Cohen's form, 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no:

    >>> percent_agreement([[2, 0]] * 20 + [[1, 1]] * 15 + [[0, 2]] * 15)
    0.7
    """
    return _one(percent_samples(_read(counts)))


def percent_samples(table: Table, weights: Table | None = None) -> Table:
    agreed, rated = _pairs(table)
    often = _often(table, weights)[:, rated]
    return _divide(often @ agreed[rated], often.sum(axis=1))


def cohen_kappa(table: ArrayLike, distances: ArrayLike | None = None) -> float | None:
    """Return kappa of two coders (Cohen 1960), weighted where `distances` are given (Cohen 1968).

    `table` has shape (values, values): how often the first coder gave the row's value and the
    second the column's. `distances` has the same shape, 0 for the same value.

    >>> round(cohen_kappa([[20, 5], [10, 15]]), 3)
    0.4
    """
    both = np.asarray(table, dtype=np.float64)
    apart = None if distances is None else np.asarray(distances, dtype=np.float64)
    return _one(cohen_samples(both[None], apart))


def cohen_samples(tables: Table, apart: Table | None = None) -> Table:
    """`tables` has shape (samples, values, values)."""
    apart = 1 - np.eye(tables.shape[1]) if apart is None else apart
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    expected = _divide(((rows @ apart) * columns).sum(axis=1), rows.sum(axis=1))
    return 1 - _divide((tables * apart).sum(axis=(1, 2)), expected)


def fleiss_kappa(counts: ArrayLike) -> float | None:
    """Return kappa of any number of coders (Fleiss 1971); `counts` has shape (units, values).

    Where units have different numbers of ratings, agreement is taken a unit at a time and chance
    from all ratings of those with two or more (Fleiss, Levin and Paik 2003). Ten things rated by
    fourteen people into five categories, the worked example that gives 0.210:

    >>> rows = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1",
    ...         "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"]
    >>> round(fleiss_kappa([[int(count) for count in row.split()] for row in rows]), 3)
    0.21
    """
    return _one(fleiss_samples(_read(counts)))


def fleiss_samples(table: Table, weights: Table | None = None) -> Table:
    _agreed, rated = _pairs(table)
    shares = _often(table, weights)[:, rated] @ table[rated]
    shares = _divide(shares, shares.sum(axis=1)[:, None])
    return _beyond(percent_samples(table, weights), (shares**2).sum(axis=1))


def gwet_ac1(counts: ArrayLike) -> float | None:
    """Return AC1 (Gwet 2008), steady where nearly all ratings fall on one value.

    `counts` has shape (units, values); chance is taken from every unit with a rating. The table
    of Feinstein and Cicchetti's paradox with 118, 5, 2 and 0:

    >>> round(gwet_ac1([[2, 0]] * 118 + [[1, 1]] * 7), 4)
    0.9408
    """
    return _one(ac1_samples(_read(counts)))


def ac1_samples(table: Table, weights: Table | None = None) -> Table:
    observed = percent_samples(table, weights)
    values = table.shape[1]
    if values < 2:
        return np.where(np.isnan(observed), np.nan, 1.0)
    seen = table.sum(axis=1) > 0
    often = _often(table, weights)[:, seen]
    mean = _divide(often @ _divide(table[seen], table[seen].sum(axis=1)[:, None]),
                   often.sum(axis=1)[:, None])  # fmt: skip
    return _beyond(observed, (mean * (1 - mean)).sum(axis=1) / (values - 1))


def krippendorff_alpha(
    counts: ArrayLike, level: Level = Level.NOMINAL, amounts: ArrayLike | None = None
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
    known = None if amounts is None else np.asarray(amounts, dtype=np.float64)
    return _one(alpha_samples(_read(counts), level, known))


def alpha_samples(
    table: Table, level: Level, amounts: Table | None = None, weights: Table | None = None
) -> Table:
    _agreed, rated = _pairs(table)
    often, table = _often(table, weights)[:, rated], table[rated]
    if level is Level.ORDINAL and len(often) > 1:  # distances hang on each sample's own totals
        return np.concatenate([_alpha(table, level, amounts, one[None]) for one in often])
    return _alpha(table, level, amounts, often)


def _alpha(table: Table, level: Level, amounts: Table | None, often: Table) -> Table:
    totals = often @ table
    apart = _measure_apart(level, totals[0], amounts)
    expected = _divide(((totals @ apart) * totals).sum(axis=1), totals.sum(axis=1) - 1)
    inside = ((table @ apart) * table).sum(axis=1) / (table.sum(axis=1) - 1)
    return 1 - _divide(often @ inside, expected)


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
    # Alpha is the same in any unit of measurement, and squares of very small gaps would be lost.
    widest = np.abs(gaps).max(initial=0)
    return np.asarray((gaps / (widest or 1.0)) ** 2, dtype=np.float64)


def _read(counts: ArrayLike) -> Table:
    table = np.asarray(counts, dtype=np.float64)
    return table if table.ndim == 2 else table.reshape(0, 0)


def _often(table: Table, weights: Table | None) -> Table:
    return np.ones((1, len(table))) if weights is None else weights


def _pairs(table: Table) -> tuple[Table, NDArray[np.bool_]]:
    """The share of agreeing pairs in each unit, and which units have a pair."""
    ratings = table.sum(axis=1)
    rated = ratings >= 2
    possible = np.where(rated, ratings * (ratings - 1), 1.0)
    return (table * (table - 1)).sum(axis=1) / possible, rated


def _divide(above: Table, below: Table) -> Table:
    out = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    return np.divide(above, below, out=out, where=np.broadcast_to(below > 1e-12, out.shape))


def _beyond(observed: Table, chance: Table) -> Table:
    return _divide(observed - chance, 1 - chance)


def _one(found: Table) -> float | None:
    return None if np.isnan(found[0]) else float(found[0])

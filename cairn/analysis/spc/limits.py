"""Where the middle and the limits of each kind of chart lie.

Sources: Wheeler 1993, "Understanding variation" (XmR, 2.66); Nelson 1982 (screened moving ranges);
Laney 2002, "Improved control charts for attributes" (p', u'); Benneyan 2001 (g); Nelson 1994, "A
control chart for parts-per-million nonconforming items" (t, the power 1/3.6); NIST/SEMATECH e-Handbook of Statistical
Methods, 6.3 (p, u, c).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
WIDEST = 3.267  # D4 for two values: a moving range above this many means is a special cause itself
XMR = 2.66  # 3 / 1.128
_D2 = 1.128
_POWER = 3.6
_SLIP = 1e-12


@dataclass(frozen=True)
class Lines:
    """Middle, limits and the width of a third of the way, one of each per point.

    `divide` is what points are above or below of in a shift: the mean save for skew charts.
    """

    mean: Values
    lower: Values
    upper: Values
    low_third: Values
    high_third: Values
    divide: Values
    mean_moving_range: float | None = None
    left_out: int = 0


def compare(values: Values | float, line: Values | float) -> NDArray[np.int64]:
    """Return 1 above a line, -1 below it, 0 on it; a line that is not drawn (NaN) has nothing beside.

    A mean of equal values may miss them by its last digit, which is no difference.

    >>> compare(np.array([4.1, 4.2]), float(np.mean([4.1] * 12))).tolist()
    [0, 1]
    """
    apart = np.asarray(values, dtype=np.float64) - line
    slip = _SLIP * np.maximum(np.abs(values), np.abs(line))
    return np.asarray(np.where(apart > slip, 1, np.where(apart < -slip, -1, 0)))


def moving_range_limits(values: Values) -> tuple[float, float, float]:
    """Return lower limit, mean and upper limit of single values in order of time.

    Mean plus and minus 2.66 mean moving ranges; ranges over 3.267 times their mean are left out of
    it, once. Raises `ValueError` for fewer than two values.

    The flow rates of the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2:

    >>> flow = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    >>> [round(line, 1) for line in moving_range_limits(flow)]
    [45.8, 50.8, 55.8]
    """
    if len(values) < 2:
        raise ValueError("limits need two values or more")
    mean, (spread, _) = float(np.mean(values)), screen_ranges(values)
    return mean - XMR * spread, mean, mean + XMR * spread


def screen_ranges(values: Values) -> tuple[float, int]:
    """Return the mean moving range after screening, and how many ranges were left out of it.

    >>> screen_ranges(np.array([1.0, 2, 1, 2, 1, 2, 30, 31, 30, 31]))
    (1.0, 1)
    """
    ranges = np.abs(np.diff(values))
    kept = ranges[ranges <= WIDEST * ranges.mean()]
    return float(kept.mean()), len(ranges) - len(kept)


def xmr_lines(values: Values) -> Lines:
    if len(values) < 2:
        return _no_limits(values)
    spread, left_out = screen_ranges(values)
    sigma = np.full(len(values), XMR * spread / 3)
    return _around(np.full(len(values), values.mean()), sigma, spread, left_out)


def proportion_lines(counts: Values, sizes: Values, prime: bool = False) -> Lines:
    """p and p' charts: mean plus and minus three binomial standard errors, times sigma z for p'.

    Faulty ones among 30 samples of 50 in the same handbook, 6.3.3.2:

    >>> faulty = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
    >>> faulty += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
    >>> lines = proportion_lines(np.array(faulty, dtype=float), np.full(30, 50.0))
    >>> [round(float(line[0]), 4) for line in (lines.lower, lines.mean, lines.upper)]
    [0.0524, 0.2313, 0.4102]
    """
    mean = counts.sum() / sizes.sum()
    return _rate_lines(counts / sizes, mean, np.sqrt(mean * (1 - mean) / sizes), prime, 1.0)


def rate_lines(counts: Values, sizes: Values, prime: bool = False) -> Lines:
    """u and u' charts: mean plus and minus three Poisson standard errors, times sigma z for u'."""
    mean = counts.sum() / sizes.sum()
    return _rate_lines(counts / sizes, mean, np.sqrt(mean / sizes), prime, np.inf)


def count_limits(counts: Values) -> tuple[float, float, float]:
    """Return lower limit, mean and upper limit of a c chart.

    Defects on 25 wafers in the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.1:

    >>> defects = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14]
    >>> defects += [16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
    >>> count_limits(np.array(defects, dtype=float))
    (4.0, 16.0, 28.0)
    """
    lines = count_lines(counts)
    return float(lines.lower[0]), float(lines.mean[0]), float(lines.upper[0])


def count_lines(counts: Values) -> Lines:
    mean = np.full(len(counts), counts.mean())
    return _cut(_around(mean, np.sqrt(mean)), 0.0, np.inf)


def gap_lines(between: Values) -> Lines:
    """g chart: numbers of cases (or days) between rare events, by the geometric distribution.

    Mean g; limits g plus and minus 3 sqrt(g (g + 1)) (Benneyan 2001). As the distribution leans,
    a shift is counted against its median, 0.693 g, not against the mean.
    """
    mean = np.full(len(between), between.mean())
    lines = _cut(_around(mean, np.sqrt(mean * (mean + 1))), 0.0, np.inf)
    return replace(lines, divide=mean * np.log(2))


def time_lines(between: Values) -> Lines:
    """t chart: times between rare events, made normal by the power 1/3.6 (Nelson 1994), as XmR."""
    if len(between) < 2:
        return _no_limits(between)
    flat = xmr_lines(between ** (1 / _POWER))
    lines = (flat.mean, flat.lower, flat.upper, flat.low_third, flat.high_third)
    mean, lower, upper, low, high = (np.maximum(line, 0.0) ** _POWER for line in lines)
    return Lines(mean, lower, upper, low, high, mean, flat.mean_moving_range, flat.left_out)


def median_lines(values: Values) -> Lines:
    """Run chart: the median and no limits."""
    return _no_limits(np.full(len(values), np.median(values)))


def _rate_lines(rates: Values, mean: float, errors: Values, prime: bool, most: float) -> Lines:
    middle = np.full(len(rates), mean)
    if not prime:
        return _cut(_around(middle, errors), 0.0, most)
    if len(rates) < 2 or not errors.all():
        return _no_limits(middle)
    spread, left_out = screen_ranges((rates - mean) / errors)
    return _cut(_around(middle, errors * spread / _D2, spread, left_out), 0.0, most)


def _around(mean: Values, sigma: Values, spread: float | None = None, left_out: int = 0) -> Lines:
    thirds = mean - 2 * sigma, mean + 2 * sigma
    return Lines(mean, mean - 3 * sigma, mean + 3 * sigma, *thirds, mean, spread, left_out)


def _cut(lines: Lines, least: float, most: float) -> Lines:
    """Limits do not go where no value can; the thirds stay where they were."""
    lower, upper = np.maximum(lines.lower, least), np.minimum(lines.upper, most)
    return replace(lines, lower=lower, upper=upper)


def _no_limits(values: Values) -> Lines:
    nothing = np.full(len(values), np.nan)
    mean = np.full(len(values), values.mean())
    return Lines(mean, nothing, nothing, nothing, nothing, mean)

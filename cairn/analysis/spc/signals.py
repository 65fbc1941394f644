"""Signals of special cause: which points of one segment stand out, and by which rule.

NHS England's Making Data Count rules, as this project reads them (rule set and version are in every
result):

* `outside_high`, `outside_low`: the point is beyond a limit, not on it.
* `shift_high`, `shift_low`: one of seven or more points in a row on one side of the mean; a point on
  the mean ends the row.
* `trend_up`, `trend_down`: one of seven or more points in a row of which each is above (below) the
  one before it, so six rises; two equal points end the row.
* `two_of_three_high`, `two_of_three_low`: one of two or three points, among three in a row, that lie
  beyond two thirds of the way from the mean to the same limit, and not beyond the limit.

Run charts follow Perla, Provost & Murray 2011 ("The run chart: a simple analytical tool for learning
from variation in healthcare processes"): six or more in a row on one side of the median and five or
more going one way; points on the median, and points equal to the one before, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from cairn.analysis.spc.limits import Lines, Values, compare

SHIFT, TREND = 7, 7
RUN_SHIFT, RUN_TREND = 6, 5
_RARE = 0.025
Signals = list[list[str]]


def find_nhs_signals(values: Values, lines: Lines) -> Signals:
    """Return the codes for each value of one segment, the gravest first."""
    side = compare(values, lines.divide)
    outside = _mark_beyond(values, lines.lower, lines.upper)
    marks = {
        "outside": outside,
        "trend": _mark_trends(values, TREND, pass_over=False),
        "two_of_three": _mark_two_of_three(values, lines, outside),
        "shift": _mark_rows(side, SHIFT, pass_over=False),
    }
    return _name_signals(marks, len(values))


def find_run_signals(values: Values, lines: Lines) -> Signals:
    """Return the codes for each value of a run chart's segment."""
    side = compare(values, lines.divide)
    marks = {
        "trend": _mark_trends(values, RUN_TREND, pass_over=True),
        "shift": _mark_rows(side, RUN_SHIFT, pass_over=True),
    }
    return _name_signals(marks, len(values))


def count_runs(values: Values, median: float) -> tuple[int, int, int]:
    """Return how many runs there are about the median, and the fewest and most chance would give.

    Chance would give fewer, or more, once in forty times each (exact, Swed & Eisenhart 1943); points
    on the median do not count. With points on one side only one run is to be expected, with none none.

    >>> count_runs(np.array([1.0, 9, 2, 8, 3, 7, 4, 6, 1, 9, 2, 8]), 5.0)
    (12, 4, 10)
    """
    side = [each for each in compare(values, median).tolist() if each]
    runs = sum(1 for _ in _rows(side))
    return runs, *_expect_runs(side.count(1), side.count(-1))


def _expect_runs(above: int, below: int) -> tuple[int, int]:
    if not above or not below:
        return (1, 1) if above or below else (0, 0)
    heaped = np.cumsum(_chances_of_runs(above, below))
    return int(np.argmax(heaped > _RARE)), int(np.argmax(heaped >= 1 - _RARE))


def _chances_of_runs(above: int, below: int) -> Values:
    """For 0, 1, 2... runs: the share of all orders of so many points each side that have so many."""
    half, odd = np.divmod(np.arange(above + below + 1), 2)
    most, fewer = half + odd, half
    ways = np.logaddexp(
        _log_ways(above, most) + _log_ways(below, fewer),
        _log_ways(above, fewer) + _log_ways(below, most),
    )
    return np.asarray(np.exp(ways - _log_choose(above + below, np.array([above]))))


def _log_ways(points: int, runs: NDArray[np.int64]) -> Values:
    """In how many ways so many points fall into so many runs."""
    return _log_choose(points - 1, runs - 1)


def _log_choose(many: int, chosen: NDArray[np.int64]) -> Values:
    some = np.clip(chosen, 0, many)
    ways = gammaln(many + 1) - gammaln(some + 1) - gammaln(many - some + 1)
    return np.asarray(np.where(some == chosen, ways, -np.inf))


def _name_signals(marks: dict[str, NDArray[np.int64]], size: int) -> Signals:
    named: Signals = [[] for _ in range(size)]
    for rule, mark in marks.items():
        up, down = ("up", "down") if rule == "trend" else ("high", "low")
        for at in np.flatnonzero(mark):
            named[at].append(f"{rule}_{up if mark[at] > 0 else down}")
    return named


def _mark_rows(side: NDArray[np.int64], least: int, *, pass_over: bool) -> NDArray[np.int64]:
    """Mark each member of `least` or more in a row on one side; 0 ends a row or is passed over."""
    marks = np.zeros(len(side), dtype=np.int64)
    chosen = np.flatnonzero(side) if pass_over else np.arange(len(side))
    for sign, places in _rows(side[chosen].tolist()):
        if sign and len(places) >= least:
            marks[chosen[places]] = sign
    return marks


def _mark_trends(values: Values, least: int, *, pass_over: bool) -> NDArray[np.int64]:
    """Mark each member of `least` or more points in a row that all go one way."""
    marks = np.zeros(len(values), dtype=np.int64)
    moved = np.flatnonzero(np.diff(values) != 0) + 1
    chosen = np.concatenate([[0], moved]) if pass_over else np.arange(len(values))
    steps = np.sign(np.diff(values[chosen])).astype(int)
    for sign, places in _rows(steps.tolist()):
        members = chosen[[*places, places[-1] + 1]]
        if sign and len(members) >= least:
            marks[members] = np.where(marks[members] == 0, sign, marks[members])
    return marks


def _mark_two_of_three(
    values: Values, lines: Lines, outside: NDArray[np.int64]
) -> NDArray[np.int64]:
    marks = np.zeros(len(values), dtype=np.int64)
    near = _mark_beyond(values, lines.low_third, lines.high_third)
    near[outside != 0] = 0
    for start in range(len(values) - 2):
        three = near[start : start + 3]
        for sign in (1, -1):
            if (three == sign).sum() >= 2:
                marks[start : start + 3][three == sign] = sign
    return marks


def _mark_beyond(values: Values, low: Values, high: Values) -> NDArray[np.int64]:
    above, below = compare(values, high) > 0, compare(values, low) < 0
    return np.where(above, 1, np.where(below, -1, 0))


def _rows(signs: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each stretch of one sign with the places of its members."""
    places: list[int] = []
    for at, sign in enumerate(signs):
        if places and sign != signs[places[-1]]:
            yield signs[places[-1]], places
            places = []
        places.append(at)
    if places:
        yield signs[places[-1]], places

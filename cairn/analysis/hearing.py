"""Whom we have heard from, against whom we wanted to hear, and how many more will answer."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import gamma

_LEAST_DAYS, _LEAST_ANSWERS = 5, 10
_DRAWS, _ROUNDS, _WEEK = 2000, 50, 7


@dataclass(frozen=True)
class Heard:
    """A group (a value, or several together) with people heard and wanted; `missing` is the gap."""

    group: Hashable
    heard: int
    wanted: int

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.heard)

    @property
    def share(self) -> float:
        """From 0 (nobody yet) to 1 (as many as wanted, or more)."""
        return min(1.0, self.heard / self.wanted) if self.wanted else 1.0


def compare_with_targets(
    heard: Mapping[Hashable, int], wanted: Mapping[Hashable, int]
) -> tuple[Heard, ...]:
    """Return every group of either, those of whom most is missing first.

    >>> rows = compare_with_targets({"nurses": 12, "porters": 1}, {"nurses": 10, "porters": 8})
    >>> [(row.group, row.missing) for row in rows]
    [('porters', 7), ('nurses', 0)]
    """
    groups = sorted({*heard, *wanted}, key=str)
    rows = [Heard(group, heard.get(group, 0), wanted.get(group, 0)) for group in groups]
    return tuple(sorted(rows, key=lambda row: (row.share, -row.missing, str(row.group))))


@dataclass(frozen=True)
class AnswersForecast:
    """How many answers there will be at the end, with 95 % bounds; None says by `reason` why."""

    expected: float | None
    low: int | None = None
    high: int | None = None
    reason: str = ""


def forecast_answers(
    daily: Sequence[int], days_left: int, random_state: int = 0
) -> AnswersForecast:
    """Return the total to expect from answers a day so far, the first day first.

    The daily rate is taken to rise or fall by a constant share (Poisson regression on the day,
    McCullagh and Nelder 1989); bounds add the doubt in that and the chance of each day. A rise is
    not drawn on into the future, and no day to come is taken for busier than the last week allows at
    its 97.5 % bound (Gamma, Jeffreys), however few days there are to fit. `reason` is too_few_days or
    too_few_answers.

    >>> silent = forecast_answers([40, 51] + [0] * 20, days_left=20)
    >>> silent.expected, silent.low, silent.high
    (91.0, 91, 91)
    """
    if days_left < 0 or any(count < 0 for count in daily):
        raise ValueError("days and answers cannot be below nothing")
    if len(daily) < _LEAST_DAYS:
        return AnswersForecast(None, reason="too_few_days")
    if sum(daily) < _LEAST_ANSWERS:
        return AnswersForecast(None, reason="too_few_answers")
    slopes, spread = _fit(np.asarray(daily, dtype=np.float64))
    source = np.random.default_rng(random_state)
    drawn = source.multivariate_normal(slopes, spread, _DRAWS)
    most = _most_a_day(daily)
    slopes[0], drawn[:, 0] = min(slopes[0], most), np.minimum(drawn[:, 0], most)
    ahead = np.arange(1, days_left + 1)
    rates = np.exp(np.clip(drawn[:, :1] + np.minimum(drawn[:, 1:], 0) * ahead, -20, 20)).sum(axis=1)
    totals = sum(daily) + source.poisson(rates)
    low, high = np.percentile(totals, [2.5, 97.5])
    likely = float(np.exp(slopes[0] + min(slopes[1], 0.0) * ahead).sum())
    return AnswersForecast(round(sum(daily) + likely, 1), int(low), int(high))


def _most_a_day(daily: Sequence[int]) -> float:
    """The logarithm of the most answers a day that the last week can be taken for."""
    week = daily[-_WEEK:]
    return float(np.log(gamma.ppf(0.975, sum(week) + 0.5) / len(week)))


def _fit(counts: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log rate on the last day and its change a day, and their covariance, widened where days
    scatter more than chance."""
    days = np.column_stack([np.ones(len(counts)), np.arange(len(counts)) - len(counts) + 1.0])
    slopes = np.array([np.log(counts.mean() + 0.5), 0.0])
    for _round in range(_ROUNDS):
        rate = np.exp(np.clip(days @ slopes, -20, 20))
        information = days.T @ (days * rate[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(information, days.T @ (counts - rate))
        slopes = slopes + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    rate = np.exp(np.clip(days @ slopes, -20, 20))
    scatter = float((((counts - rate) ** 2) / rate).sum() / max(len(counts) - 2, 1))
    spread: NDArray[np.float64] = np.linalg.inv(information) * max(1.0, scatter)
    return slopes, (spread + spread.T) / 2

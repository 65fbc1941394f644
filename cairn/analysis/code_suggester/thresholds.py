"""Scores made honest, and the score from which each code is given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from cairn.analysis.code_suggester.learners import Marks

_PRIOR = 5.0  # a code's own threshold weighs as its examples against five of everybody's


@dataclass(frozen=True)
class Calibration:
    """`score -> 1 / (1 + exp(-(slope * score + offset)))`, then a threshold for each code.

    `best_anyway` says that texts without any code do not occur, so the best code is given then.
    """

    slope: float
    offset: float
    thresholds: NDArray[np.float64]
    best_anyway: bool = False

    def apply(self, raw: Marks) -> Marks:
        """Return scores as chances from 0 to 1, in the same order of codes."""
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(self.slope * raw + self.offset, -30, 30))))

    def accept(self, chances: Marks) -> NDArray[np.bool_]:
        """Return which codes are given, (texts, codes)."""
        given = chances >= self.thresholds
        if self.best_anyway and chances.shape[1]:
            bare = np.flatnonzero(~given.any(axis=1))
            best = chances[bare].argmax(axis=1)
            held = chances[bare, best] >= 0.5 * self.thresholds[best]
            given[bare[held], best[held]] = True
        return given


def calibrate(raw: Marks, marks: Marks, least: float = 0.0) -> Calibration:
    """Learn from scores of rows the model did not see and their true marks, (n, codes) both.

    One logistic curve for all codes (Platt 1999) keeps their order; thresholds then give the best
    F1 for each code, drawn towards the one that is best for all (fewer examples, more so).
    """
    slope, offset = _fit_curve(raw.ravel(), marks.ravel())
    chances = Calibration(slope, offset, np.ones(raw.shape[1])).apply(raw)
    overall = find_threshold(chances.ravel(), marks.ravel())
    counts = marks.sum(axis=0)
    own = np.array(
        [
            find_threshold(chances[:, code], marks[:, code]) if counts[code] else overall
            for code in range(raw.shape[1])
        ]
    )
    thresholds = np.maximum((counts * own + _PRIOR * overall) / (counts + _PRIOR), least)
    plain = Calibration(slope, offset, thresholds)
    anyway = Calibration(slope, offset, thresholds, best_anyway=True)
    better = measure_f1(anyway.accept(chances), marks) > measure_f1(plain.accept(chances), marks)
    return anyway if better else plain


def find_threshold(scores: NDArray[np.float64], marks: NDArray[np.float64]) -> float:
    """Return the score from which saying yes gives the best F1, half way to the next lower score.

    >>> find_threshold(np.array([0.9, 0.8, 0.4, 0.2]), np.array([1.0, 1.0, 0.0, 0.0]))
    0.6
    """
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(marks[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + marks.sum())
    ends = np.append(ranked[1:] < ranked[:-1], True)  # equal scores are taken together
    best = int(np.where(ends, f1, -1.0).argmax())
    lower = ranked[best + 1] if best + 1 < len(ranked) else ranked[best]
    return round(float(ranked[best] + lower) / 2, 12)


def measure_f1(given: NDArray[np.bool_], marks: Marks) -> float:
    """Return F1 over all decisions together (micro); 0 where nothing is given or true."""
    right = float((given * marks).sum())
    both = float(given.sum() + marks.sum())
    return 2 * right / both if both else 0.0


def _fit_curve(raw: NDArray[np.float64], marks: NDArray[np.float64]) -> tuple[float, float]:
    if len(np.unique(marks)) < 2 or np.ptp(raw) < 1e-12:
        return 8.0, -4.0
    # The spread of scores is far below one, so the penalty must not hold the slope down.
    model = LogisticRegression(C=1e4, max_iter=500).fit(raw.reshape(-1, 1), marks > 0.5)
    return max(float(model.coef_[0, 0]), 1e-3), float(model.intercept_[0])

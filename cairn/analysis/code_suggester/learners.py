"""Two learners: one that tells codes apart, and one that gives a text several codes."""

from __future__ import annotations

from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from cairn.analysis.code_suggester.space import Rows

Marks = NDArray[np.float64]
_PENALTIES = (0.1, 0.3, 1.0)
_TRIED_ON = 1_500
_MOST_ROWS = 8_000
_CHUNK = 2_000


class Learner(Protocol):
    """Learns from rows (n, d) and marks (n, codes; 1 where the code holds)."""

    def fit(self, rows: Rows, marks: Marks, weights: NDArray[np.float64]) -> Self: ...

    def predict(self, rows: Rows) -> Marks:
        """Return scores (n, codes), about 0 to 1."""


class OneCode:
    """Logistic regression over all codes at once, each weighing the same however many rows it has.

    A row with several codes is learnt once for each.
    """

    def __init__(self, strength: float = 10.0) -> None:
        self.strength = strength

    def fit(self, rows: Rows, marks: Marks, weights: NDArray[np.float64]) -> Self:
        at, codes = np.nonzero(marks)
        self.width = marks.shape[1]
        self.known, counts = np.unique(codes, return_counts=True)
        balance = len(codes) / (len(self.known) * counts)
        each = weights[at] * balance[np.searchsorted(self.known, codes)]
        self.model = None
        if len(self.known) > 1:
            with threadpool_limits(1):
                model = LogisticRegression(C=self.strength, max_iter=500)
                self.model = model.fit(rows[at], codes, sample_weight=each)
        return self

    def predict(self, rows: Rows) -> Marks:
        scores = np.zeros((len(rows), self.width))
        scores[:, self.known] = 1.0 if self.model is None else self.model.predict_proba(rows)
        return scores


class SeveralCodes:
    """Kernel ridge regression on each code's marks, one solution for all codes.

    The kernel is Gaussian, exp(2 (cosine - 1)). `left_out` holds each row's scores by the model
    that never saw it, exact and without learning again (Rifkin and Lippert 2007, "Notes on
    regularized least squares"): y - a / diag(inverse). Of more than 8,000 rows an even spread of
    8,000 is learnt from.

    >>> rows = np.eye(3)
    >>> model = SeveralCodes().fit(rows, np.array([[1.0], [1.0], [0.0]]), np.ones(3))
    >>> [bool(score > 0.5) for score in model.predict(rows)[:, 0]]
    [True, True, False]
    """

    def fit(self, rows: Rows, marks: Marks, weights: NDArray[np.float64]) -> Self:
        self.taken = _take_evenly(len(rows), _MOST_ROWS)
        rows, marks, weights = rows[self.taken], marks[self.taken], weights[self.taken]
        few = _take_evenly(len(rows), _TRIED_ON)
        with threadpool_limits(1):
            errors = [_try(rows[few], marks[few], weights[few], p) for p in _PENALTIES]
            self.penalty = _PENALTIES[int(np.argmin(errors))]
            self.rows, self.means = rows, marks.mean(axis=0)
            self.amounts, self.left_out = _solve(rows, marks, weights, self.penalty)
        return self

    def predict(self, rows: Rows) -> Marks:
        parts = [np.zeros((0, len(self.means)))]
        with threadpool_limits(1):
            for start in range(0, len(rows), _CHUNK):
                near = compare(rows[start : start + _CHUNK], self.rows)
                parts.append(near @ self.amounts + self.means)
        return np.vstack(parts)


def compare(rows: Rows, others: Rows) -> Rows:
    """Return the Gaussian kernel of rows of length one, (n, m), from about 0 to 1."""
    return np.asarray(np.exp(2.0 * (rows @ others.T - 1.0)))


def _solve(
    rows: Rows, marks: Marks, weights: NDArray[np.float64], penalty: float
) -> tuple[Marks, Marks]:
    kernel = compare(rows, rows)
    kernel[np.diag_indices_from(kernel)] += penalty / weights
    inverse = np.linalg.inv(kernel)
    amounts = inverse @ (marks - marks.mean(axis=0))
    return amounts, marks - amounts / np.diag(inverse)[:, None]


def _try(rows: Rows, marks: Marks, weights: NDArray[np.float64], penalty: float) -> float:
    _, left_out = _solve(rows, marks, weights, penalty)
    return float((weights[:, None] * (left_out - marks) ** 2).sum())


def _take_evenly(count: int, most: int) -> NDArray[np.int64]:
    return np.linspace(0, count - 1, min(count, most)).round().astype(np.int64)

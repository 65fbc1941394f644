"""Scores of rows for codes: learnt weights beside nearness to the best three examples."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.code_suggester.learners import Marks, OneCode
from cairn.analysis.code_suggester.space import Rows

_NEAR = 0.25
_BEST = 3
_TITLES = 0.2
_SHARPNESS = 20.0
_FOLDS = 5


class Telling:
    """Tells codes apart by `OneCode` and, for the smaller part, by prototypes.

    Every example of a code is a prototype of its own; the mean of the three nearest counts, and a
    fifth of the nearness to its name and definition.
    """

    def fit(self, rows: Rows, marks: Marks, titles: NDArray[np.bool_]) -> Self:
        """Learn from rows (n, d) with marks (n, codes); `titles` says which are names, definitions."""
        self.learner = OneCode().fit(rows, marks, np.ones(len(rows)))
        self.rows, self.marks, self.titles = rows, marks, titles
        return self

    def predict(self, rows: Rows) -> Marks:
        """Return scores (n, codes) that sum to about one a row."""
        return (1 - _NEAR) * self.learner.predict(rows) + _NEAR * self._compare(rows)

    def _compare(self, rows: Rows) -> Marks:
        near = rows @ self.rows.T
        found = np.zeros((len(rows), self.marks.shape[1]))
        for code in range(found.shape[1]):
            mine = self.marks[:, code] > 0
            found[:, code] = _mean_of_best(near[:, mine & ~self.titles])
            found[:, code] += _TITLES * near[:, mine & self.titles].sum(axis=1)
        raised = np.exp(_SHARPNESS * (found - found.max(axis=1, keepdims=True)))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def leave_out(rows: Rows, marks: Marks, titles: NDArray[np.bool_]) -> Marks:
    """Return scores (n, codes) of each example by what the other four fifths teach; titles stay in."""
    fold = np.arange(len(rows)) % _FOLDS
    scores = np.zeros(marks.shape)
    for each in range(_FOLDS):
        seen = titles | (fold != each)
        if not seen.all():
            scores[~seen] = (
                Telling().fit(rows[seen], marks[seen], titles[seen]).predict(rows[~seen])
            )
    return scores


def _mean_of_best(near: Rows) -> NDArray[np.float64]:
    if near.shape[1] == 0:
        return np.zeros(len(near))
    count = min(_BEST, near.shape[1])
    best = np.partition(near, near.shape[1] - count, axis=1)[:, -count:]
    return np.asarray(best.mean(axis=1))

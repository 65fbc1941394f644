"""Unknown whole numbers between bounds, sums among them, and what follows for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

WIDTH = 3  # an interval under this is too narrow to call a figure hidden
_NEAR = 1e-6
_SEED = 0


class Contradiction(ValueError):
    """No numbers agree with the bounds and the sums."""


class Puzzle:
    """Numbers are added with their bounds, then sums are said, then questions are asked."""

    def __init__(self) -> None:
        self._low: list[float] = []
        self._high: list[float] = []
        self._sums: list[tuple[tuple[int, ...], int]] = []
        self._written: tuple[csr_array, NDArray[np.float64], NDArray[np.float64]] | None = None

    def add(self, low: float, high: float | None) -> int:
        """Add an unknown and return its number; `high` is None where nothing holds it down."""
        self._low.append(low)
        self._high.append(inf if high is None else high)
        return len(self._low) - 1

    def say_sum(self, parts: Iterable[int], whole: int) -> None:
        """Say that the parts make the whole."""
        self._sums.append((tuple(parts), whole))

    def bound(self, number: int) -> tuple[float, float]:
        """Return the least and the most an unknown can be; raises `Contradiction`."""
        low = self._solve(number, 1.0)[number]
        high = self._solve(number, -1.0)[number]
        unbounded = high > self._most_known() + 1
        return ceil(low - _NEAR), inf if unbounded else floor(high + _NEAR)

    def find_narrow(self, numbers: Sequence[int], width: int = WIDTH) -> dict[int, tuple[int, int]]:
        """Return those that lie in an interval under `width` wide, and it; raises `Contradiction`.

        Every solution is a witness for all unknowns at once, so few have to be asked one by one.
        """
        if not numbers:
            return {}
        seen = self._see_swings(numbers, width)
        narrow = {}
        for number in numbers:
            for sign in (1.0, -1.0):
                if seen.width(number) < width:
                    seen.add(self._solve(number, sign))
            if seen.width(number) < width:
                narrow[number] = seen.interval(number)
        return narrow

    def _see_swings(self, numbers: Sequence[int], width: int) -> _Seen:
        """Push all that are not yet seen to swing, each its own way, and then all the other way."""
        seen = _Seen(len(self._low))
        chance = np.random.default_rng(_SEED)
        still, before = list(numbers), len(numbers) + 1
        while still and len(still) < before:
            before = len(still)
            goal = np.zeros(len(self._low))
            goal[still] = chance.choice([-1.0, 1.0], len(still))
            seen.add(self._push(goal))
            seen.add(self._push(-goal))
            still = [number for number in still if seen.width(number) < width]
        return seen

    def _solve(self, number: int, sign: float) -> NDArray[np.float64]:
        goal = np.zeros(len(self._low))
        goal[number] = sign
        return self._push(goal)

    def _push(self, goal: NDArray[np.float64]) -> NDArray[np.float64]:
        matrix, nought, bounds = self._write()
        answer = linprog(goal, A_eq=matrix, b_eq=nought, bounds=bounds, method="highs")
        if answer.status != 0:
            raise Contradiction(answer.message)
        return np.asarray(answer.x)

    def _most_known(self) -> float:
        return sum(high for high in self._high if high < inf) + sum(self._low)

    def _write(self) -> tuple[csr_array, NDArray[np.float64], NDArray[np.float64]]:
        """Nothing is left unbounded, but what is not held down may go far above all that is known."""
        if self._written is None:
            far = 2 * self._most_known() + 1000
            bounds = np.column_stack([self._low, np.minimum(self._high, far)])
            places = [
                (row, part, 1.0) for row, (parts, _) in enumerate(self._sums) for part in parts
            ]
            places += [(row, whole, -1.0) for row, (_, whole) in enumerate(self._sums)]
            rows, columns, signs = zip(*places, strict=True)
            shape = (len(self._sums), len(self._low))
            matrix = csr_array((signs, (rows, columns)), shape=shape)
            self._written = (matrix, np.zeros(len(self._sums)), bounds)
        return self._written


class _Seen:
    """The least and the most that any solution gave each unknown."""

    def __init__(self, size: int) -> None:
        self._low, self._high = np.full(size, inf), np.full(size, -inf)

    def add(self, solution: NDArray[np.float64]) -> None:
        self._low = np.minimum(self._low, solution)
        self._high = np.maximum(self._high, solution)

    def interval(self, number: int) -> tuple[int, int]:
        return ceil(self._low[number] - _NEAR), floor(self._high[number] + _NEAR)

    def width(self, number: int) -> int:
        low, high = self.interval(number)
        return high - low

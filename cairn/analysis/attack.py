"""An attacker who knows the rule and can add up: what do the shown figures give away?

Shares no code with the gate, which it is there to test. Every hidden figure is bounded from below
and above by a linear programme over all tables that agree with what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Shown = Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Interval:
    """All that can be said of one hidden figure; `high` is infinite if nothing holds it down."""

    row: int
    column: int
    low: float
    high: float


@dataclass(frozen=True)
class Findings:
    """What the attack learnt: figures known exactly, and those in an interval under 3 wide."""

    exact: tuple[Interval, ...]
    narrow: tuple[Interval, ...]
    cells: tuple[Interval, ...]


def attack_table(shown: Shown, least: int = 1) -> Findings:
    """Return bounds for every None in a table whose last row and column are totals.

    `least` is the smallest count a hidden figure can be: 1 where nought is always shown. A table
    of one row of counts has no row of totals. Raises `ValueError` if no table agrees with it.
    """
    rows, columns = len(shown), len(shown[0])
    hidden = [
        (row, column)
        for row in range(rows)
        for column in range(columns)
        if shown[row][column] is None
    ]
    if not hidden:
        return Findings((), (), ())
    equations, values = _write_equations(shown, hidden)
    cells = []
    for number, (row, column) in enumerate(hidden):
        low = _push(equations, values, number, 1.0, least)
        high = -_push(equations, values, number, -1.0, least)
        cells.append(Interval(row, column, low, high))
    exact = tuple(cell for cell in cells if cell.high - cell.low < 0.5)
    narrow = tuple(cell for cell in cells if cell.high - cell.low < 3 - 1e-6)
    return Findings(exact, narrow, tuple(cells))


def _write_equations(
    shown: Shown, hidden: Sequence[tuple[int, int]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One equation a line of the table: its cells less its total make nought."""
    lines = [[(row, column) for column in range(len(shown[0]))] for row in range(len(shown))]
    if len(shown) > 1:
        lines += [[(row, column) for row in range(len(shown))] for column in range(len(shown[0]))]
    place = {cell: number for number, cell in enumerate(hidden)}
    equations = np.zeros((len(lines), len(hidden)))
    values = np.zeros(len(lines))
    for number, line in enumerate(lines):
        for cell in line:
            sign = -1.0 if cell == line[-1] else 1.0
            figure = shown[cell[0]][cell[1]]
            if figure is None:
                equations[number, place[cell]] = sign
            else:
                values[number] -= sign * figure
    return equations, values


def _push(
    equations: NDArray[np.float64],
    values: NDArray[np.float64],
    number: int,
    sign: float,
    least: int,
) -> float:
    goal = np.zeros(equations.shape[1])
    goal[number] = sign
    answer = linprog(goal, A_eq=equations, b_eq=values, bounds=(least, None), method="highs")
    if answer.status == 3:
        return float("-inf")
    if answer.status != 0:
        raise ValueError(f"no table agrees with what is shown: {answer.message}")
    return float(answer.fun)

"""Which cells of a table to hide: the table as a flow network, its totals closing the circle.

People flow from the "all columns" node into each row (row totals), from rows into columns (cells),
from columns into the "all rows" node (column totals) and back (the grand total). What a reader
cannot know about hidden cells is how much can still be sent round circles made of hidden cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int64]
Mask = NDArray[np.bool_]
Arc = tuple[int, int]
WIDTH = 3
_LEAST_HIDDEN = 1


def hide_cells(full: Table, k: int, flat: bool = False) -> Mask:
    """Return which cells of a table with its totals (last row, last column) to hide.

    `flat` says that the table is a list: only the total of its one row is shown beside it.
    """
    network = _Network(full, k, flat)
    for arc in network.small_arcs():
        if not network.is_protected(arc):
            network.protect(arc)
    return network.hidden_cells()


class _Network:
    def __init__(self, full: Table, k: int, flat: bool) -> None:
        self.rows, self.columns = full.shape[0] - 1, full.shape[1] - 1
        size = self.rows + self.columns + 2
        self.people = np.zeros((size, size), dtype=np.int64)
        self.shown_free = np.zeros((size, size), dtype=bool)
        for row, column, arc in self._cells():
            self.people[arc] = full[row, column]
            self.shown_free[arc] = flat and row == self.rows
        self.hidden = (self.people > 0) & ((self.people < k) | self.shown_free)
        self.price = self._price_arcs(full)
        self.k = k

    def small_arcs(self) -> list[Arc]:
        """The cells that must not be found out, the largest first: they need the least help."""
        arcs = [arc for _, _, arc in self._cells() if not self.shown_free[arc]]
        small = [arc for arc in arcs if 0 < self.people[arc] < self.k]
        return sorted(small, key=lambda arc: (-int(self.people[arc]), arc))

    def is_protected(self, arc: Arc) -> bool:
        """Say whether hidden cells alone let the cell rise or fall by `WIDTH`."""
        tail, head = arc
        steps = self._steps(self.hidden, arc)
        if _is_reachable(steps, head, tail):
            return True
        return self._can_fall(arc) and _is_reachable(steps, tail, head)

    def protect(self, arc: Arc) -> None:
        """Hide the cheapest circle through the cell; raising all its totals is always possible."""
        tail, head = arc
        costs = self._costs(arc)
        choices = [_find_path(costs, head, tail)]
        if self._can_fall(arc):
            choices.append(_find_path(costs, tail, head))
        _, path = min(choices, key=lambda choice: choice[0])
        for first, second in pairwise(path):
            forward = costs[first, second] == self._forward_cost(first, second)
            self.hidden[(first, second) if forward else (second, first)] = True

    def hidden_cells(self) -> Mask:
        mask = np.zeros((self.rows + 1, self.columns + 1), dtype=bool)
        for row, column, arc in self._cells():
            mask[row, column] = self.hidden[arc] and not self.shown_free[arc]
        return mask

    def _cells(self) -> Iterator[tuple[int, int, Arc]]:
        all_columns, all_rows = self.rows + self.columns, self.rows + self.columns + 1
        for row in range(self.rows + 1):
            for column in range(self.columns + 1):
                start = row if row < self.rows else all_rows
                end = self.rows + column if column < self.columns else all_columns
                total = (row == self.rows) != (column == self.columns)
                yield row, column, (end, start) if total else (start, end)

    def _price_arcs(self, full: Table) -> NDArray[np.float64]:
        """A cell costs by its size, a total as much as the line it sums and more."""
        price = 1 + np.log1p(self.people)
        for row, column, arc in self._cells():
            totals = (row == self.rows) + (column == self.columns)
            price[arc] *= (1, 8, 60)[totals]
        return np.asarray(price)

    def _can_fall(self, arc: Arc) -> bool:
        return bool(self.people[arc] - _LEAST_HIDDEN >= WIDTH)

    def _steps(self, usable: Mask, without: Arc) -> Mask:
        steps = usable | (usable & (self.people - _LEAST_HIDDEN >= WIDTH)).T
        steps[without] = steps[without[::-1]] = False
        return np.asarray(steps)

    def _costs(self, without: Arc) -> NDArray[np.float64]:
        forward = np.where(self.people > 0, np.where(self.hidden, 0.0, self.price), np.inf)
        enough = self.people - _LEAST_HIDDEN >= WIDTH
        costs = np.minimum(forward, np.where(enough, forward, np.inf).T)
        costs[without] = costs[without[::-1]] = np.inf
        return costs

    def _forward_cost(self, first: int, second: int) -> float:
        if self.people[first, second] == 0:
            return float("nan")
        return 0.0 if self.hidden[first, second] else float(self.price[first, second])


def _is_reachable(steps: Mask, start: int, goal: int) -> bool:
    reached = np.zeros(len(steps), dtype=bool)
    front = reached.copy()
    front[start] = True
    while front.any():
        reached |= front
        if reached[goal]:
            return True
        front = steps[front].any(axis=0) & ~reached
    return False


def _find_path(costs: NDArray[np.float64], start: int, goal: int) -> tuple[float, list[int]]:
    """Return the least cost from `start` to `goal` and the way (Dijkstra 1959)."""
    best = np.full(len(costs), np.inf)
    before = np.full(len(costs), -1, dtype=np.int64)
    unseen = np.ones(len(costs), dtype=bool)
    best[start] = 0.0
    while unseen[goal]:
        node = int(np.argmin(np.where(unseen, best, np.inf)))
        if not np.isfinite(best[node]) or not unseen[node]:
            return float("inf"), []
        unseen[node] = False
        through = best[node] + costs[node]
        nearer = unseen & (through < best)
        best[nearer] = through[nearer]
        before[nearer] = node
    path = [goal]
    while path[-1] != start:
        path.append(int(before[path[-1]]))
    return float(best[goal]), path[::-1]

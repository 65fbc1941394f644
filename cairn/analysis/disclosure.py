"""The gate: what may be shown of counts of people, and of who said a quote.

A cell of 1 to k - 1 people is hidden, and enough others with it that no sum gives it away. Nought
is shown, so whoever reads the table knows that a hidden cell holds at least one person. The named
rule sets are in `disclosure_rules`; some round what they show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.disclosure_rules import RULE_SETS, RuleSet, find_rule
from cairn.analysis.suppression import hide_cells
from cairn.analysis.suppression_more import (
    hide_known_cells,
    hide_whole_groups,
    price_figures,
)

ENGINE, VERSION = "cell-suppression", "2"
RULES = tuple(RULE_SETS)
HIDDEN = "*"
Counts = Sequence[int] | Sequence[Sequence[int]] | NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """One figure as it may be shown, rounded if the rule says so; `value` is None where hidden."""

    text: str
    hidden: bool
    value: int | None


HIDDEN_CELL = Cell(HIDDEN, True, None)


@dataclass(frozen=True)
class ReleasedTable:
    """A table fit to be shown: a list of counts has one row and no totals but `total`."""

    engine: str
    version: str
    rule: str
    k: int
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Attribution:
    """The attributes a quote may carry, finest allowed; nothing left is an empty tuple."""

    attributes: tuple[str, ...]
    people: int
    coarsened: bool


def release_table(
    counts: Counts, k: int | None = None, rule: str = "staff", *, whole_groups: bool = False
) -> ReleasedTable:
    """Return counts of people, one- or two-dimensional, with their sums, as they may be shown.

    Cells and totals under `k` are hidden (the rule's own k unless one is given), then others until
    each hidden figure could lie anywhere in an interval at least 3 wide: complementary suppression
    by shortest paths in the table's flow network (Cox 1995, "Network models for complementary cell
    suppression"), then one by one until an attacker's linear programmes find nothing more, even one
    who takes every hidden cell to be under k. With `whole_groups` rows are groups of people and
    columns what they said: where a whole row said the same, the row's cells are hidden too, and so
    may noughts be. Raises `ValueError` for negative counts, more than two dimensions, k under 2 or
    an unknown rule.

    >>> [cell.text for cell in release_table([3, 20, 40], k=11).cells[0]]
    ['*', '*', '40']
    >>> release_table([3, 20, 40], k=11).total.text
    '63'
    >>> [cell.text for cell in release_table([3, 4, 23], rule="health-statistics").cells[0]]
    ['*', '*', '25']
    """
    return plan_table(counts, find_rule(rule, k), whole_groups=whole_groups).release()


@dataclass(frozen=True)
class TablePlan:
    """Counts with their totals and what of them is to be hidden, before anybody sees them."""

    full: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    rules: RuleSet
    flat: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns without totals; a list is one row."""
        return len(self.full) - (not self.flat), self.full.shape[1] - 1

    def shown(self) -> tuple[tuple[int | None, ...], ...]:
        """The figures as they will be shown, None where hidden, totals last."""
        return tuple(tuple(cell.value for cell in row) for row in self._show())

    def is_shown(self, place: tuple[int, int]) -> bool:
        """Say whether a figure other than nought stands there."""
        return bool(not self.hidden[place] and self.full[place] > 0)

    def shown_places(self) -> list[tuple[int, int]]:
        return [place for place in np.ndindex(*self.full.shape) if self.is_shown(place)]

    def price(self, place: tuple[int, int]) -> float:
        return float(price_figures(self.full)[place])

    def hide(self, *places: tuple[int, int]) -> TablePlan:
        """Return the plan with these figures hidden too, and what has to go with them."""
        hidden = self.hidden.copy()
        hidden[tuple(zip(*places, strict=True))] = True
        more = hide_known_cells(self.full, hidden, self.rules)
        return TablePlan(self.full, more, self.rules, self.flat)

    def release(self) -> ReleasedTable:
        cells = self._show()
        rows, _ = self.shape
        inner = tuple(row[:-1] for row in cells[:rows])
        row_totals = () if self.flat else tuple(row[-1] for row in cells[:-1])
        column_totals = () if self.flat else cells[-1][:-1]
        return ReleasedTable(
            ENGINE,
            VERSION,
            self.rules.name,
            self.rules.k,
            inner,
            row_totals,
            column_totals,
            cells[-1][-1],
        )

    def _show(self) -> list[tuple[Cell, ...]]:
        return [
            _show_row(self.rules, *row)
            for row in zip(self.full.tolist(), self.hidden.tolist(), strict=True)
        ]


def plan_table(counts: Counts, rules: RuleSet, *, whole_groups: bool = False) -> TablePlan:
    """Return what `release_table` would show, so that more of it can be hidden first."""
    table = _read_counts(counts)
    flat = table.ndim == 1
    full = _add_totals(np.atleast_2d(table))
    full = full[:1] if flat else full
    return TablePlan(full, _choose_hidden(full, rules, flat, whole_groups), rules, flat)


def _choose_hidden(
    full: NDArray[np.int64], rules: RuleSet, flat: bool, whole_groups: bool
) -> NDArray[np.bool_]:
    hidden = np.array((full > 0) & (full < rules.k))
    if rules.base == 1:
        doubled = np.vstack([full, full]) if flat else full
        hidden = hide_cells(doubled, rules.k, flat=flat)[: len(full)]
    if whole_groups:
        hidden |= hide_whole_groups(full, flat)
    least, protected = (0, False) if whole_groups else (1, rules.base == 1)
    return hide_known_cells(full, hidden, rules, least, protected)


def release_attribution(groups: Iterable[tuple[Sequence[str], int]], k: int) -> Attribution:
    """Return the first group of at least `k` people; `groups` go from finest to coarsest.

    A group is the attributes a quote would carry and how many people share all of them.

    >>> release_attribution([(("nurse", "acute"), 4), (("nurse",), 30)], k=11)
    Attribution(attributes=('nurse',), people=30, coarsened=True)
    """
    if k < 2:
        raise ValueError("k must be 2 or more people")
    coarsened = False
    for attributes, people in groups:
        if people >= k:
            return Attribution(tuple(attributes), people, coarsened)
        coarsened = True
    return Attribution((), 0, coarsened)


def count_groups(
    wanted: Mapping[str, str], people: Iterable[Mapping[str, str]]
) -> list[tuple[tuple[str, ...], int]]:
    """Return every combination of the wanted attributes, most first, with who shares it.

    Earlier attributes are given up last. `people` holds the attributes of each person once.
    """
    everyone = list(people)
    said = [(name, value) for name, value in wanted.items() if value]
    groups = []
    for size in range(len(said), 0, -1):
        for chosen in combinations(said, size):
            shared = sum(all(one.get(name) == value for name, value in chosen) for one in everyone)
            groups.append((tuple(value for _, value in chosen), shared))
    return groups


def _read_counts(counts: Counts) -> NDArray[np.int64]:
    table = np.array(counts)
    if table.size == 0:
        table = np.zeros(table.shape if table.ndim in (1, 2) else (0,), dtype=np.int64)
    if table.ndim not in (1, 2) or table.dtype.kind not in "iu":
        raise ValueError("counts must be whole numbers in a list or in rows of equal length")
    if (table < 0).any():
        raise ValueError("counts of people cannot be negative")
    return table.astype(np.int64)


def _add_totals(table: NDArray[np.int64]) -> NDArray[np.int64]:
    wide = np.column_stack([table, table.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def _show_row(rules: RuleSet, values: Sequence[int], hidden: Sequence[bool]) -> tuple[Cell, ...]:
    return tuple(
        HIDDEN_CELL if hide else Cell(str(rules.round(value)), False, rules.round(value))
        for value, hide in zip(values, hidden, strict=True)
    )

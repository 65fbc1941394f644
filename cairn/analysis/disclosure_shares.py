"""Means and percentages of people, as they may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cairn.analysis.disclosure import HIDDEN_CELL, Cell, ReleasedTable, release_table

_BAND = 10


@dataclass(frozen=True)
class ReleasedMeans:
    """A mean for each group, the mean of all, and the counts they stand on."""

    means: tuple[Cell, ...]
    mean: Cell
    counts: ReleasedTable


def release_means(
    counts: Sequence[int],
    sums: Sequence[float],
    k: int | None = None,
    rule: str = "staff",
    *,
    places: int = 1,
) -> ReleasedMeans:
    """Return the mean of each group, and of all, as text with `places` digits behind the point.

    A group's mean is shown where its count is. The mean of all is shown only if those whose means are
    hidden are together k people or more, or nobody: otherwise the others' means, taken from it, would
    leave theirs. A mean's `value` is always None; its text is all there is. Raises `ValueError` as
    `release_table` does, and for lists of different lengths.

    >>> found = release_means([3, 20, 40], [12.0, 70.0, 180.0])
    >>> [cell.text for cell in found.means], found.mean.text
    (['*', '*', '4.5'], '4.2')
    >>> release_means([3, 4, 40], [12.0, 14.0, 180.0]).mean.text
    '*'
    """
    if len(counts) != len(sums):
        raise ValueError("each group needs a count and a sum")
    table = release_table(counts, k, rule)
    cells = table.cells[0]
    means = tuple(
        HIDDEN_CELL if cell.hidden else _say_mean(total, count, places)
        for cell, count, total in zip(cells, counts, sums, strict=True)
    )
    behind = sum(count for cell, count in zip(cells, counts, strict=True) if cell.hidden)
    shown = not table.total.hidden and (behind == 0 or behind >= table.k)
    mean = _say_mean(sum(sums), sum(counts), places) if shown else HIDDEN_CELL
    return ReleasedMeans(means, mean, table)


def release_shares(table: ReleasedTable, *, band: bool = False) -> tuple[tuple[Cell, ...], ...]:
    """Return what each cell of a released table is of its row, in whole percent.

    Worked out from the figures as they are shown, so nothing is known that was not before; hidden
    where the cell or its row's total is. With `band` shares under 10 and over 90 are said as
    "<10 %" and ">90 %", and have no value: nobody is told that all of a group, or none, said so.

    >>> table = release_table([[30, 0], [45, 15]], k=11)
    >>> [[cell.text for cell in row] for row in release_shares(table)]
    [['100 %', '0 %'], ['75 %', '25 %']]
    >>> [[cell.text for cell in row] for row in release_shares(table, band=True)]
    [['>90 %', '<10 %'], ['75 %', '25 %']]
    """
    totals = table.row_totals or (table.total,)
    return tuple(
        tuple(_say_share(cell, total, band) for cell in row)
        for row, total in zip(table.cells, totals, strict=True)
    )


def _say_mean(total: float, count: int, places: int) -> Cell:
    if count == 0:
        return Cell("", False, None)
    return Cell(f"{total / count:.{places}f}", False, None)


def _say_share(cell: Cell, total: Cell, band: bool) -> Cell:
    if cell.value is None or total.value is None:
        return HIDDEN_CELL
    if total.value == 0:
        return Cell("", False, None)
    share = min(100, round(100 * cell.value / total.value))  # rounded parts may exceed the whole
    if band and share < _BAND:
        return Cell(f"<{_BAND} %", False, None)
    if band and share > 100 - _BAND:
        return Cell(f">{100 - _BAND} %", False, None)
    return Cell(f"{share} %", False, share)

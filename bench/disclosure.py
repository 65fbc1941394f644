"""The gate against the common rule (hide small cells, show totals), one attacker for both.

`CAIRN_DISCLOSURE_TABLES` says how many random tables; 500 unless told.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np

from cairn.analysis.attack import attack_table
from cairn.analysis.disclosure import ReleasedTable, release_table

K = 11
Shown = list[list[int | None]]


def main() -> int:
    tables = int(os.environ.get("CAIRN_DISCLOSURE_TABLES", "500"))
    chance = np.random.default_rng(0)
    drawn = [_draw(chance) for _ in range(tables)]
    small = sum(int(((table > 0) & (table < K)).sum()) for table in drawn)
    print(f"{tables} random tables, {small} cells of 1 to {K - 1} people")
    print("| rule | cells known exactly | in an interval under 3 | large cells hidden |")
    print("|---|---|---|---|")
    _report("hide under 11, show totals", drawn, [_hide_small(table) for table in drawn])
    _report("Cairn, staff rule", drawn, [_as_shown(release_table(table, K)) for table in drawn])
    page = chance.negative_binomial(1, 0.08, (30, 30))
    start = time.perf_counter()
    release_table(page, K)
    print(f"30 x 30 table: {1000 * (time.perf_counter() - start):.0f} ms")
    return 0


def _draw(chance: np.random.Generator) -> np.ndarray:
    shape = chance.integers(2, 7, 2)
    table = chance.negative_binomial(1, chance.uniform(0.02, 0.15), shape)
    return table * (chance.random(shape) > chance.choice([0.0, 0.3]))


def _hide_small(table: np.ndarray) -> Shown:
    wide = np.column_stack([table, table.sum(axis=1)])
    full = np.vstack([wide, wide.sum(axis=0)])
    shown: Shown = full.tolist()
    for row, column in np.argwhere((full > 0) & (full < K)):
        if row < table.shape[0] and column < table.shape[1]:
            shown[row][column] = None
    return shown


def _as_shown(released: ReleasedTable) -> Shown:
    rows = [[cell.value for cell in row] for row in released.cells]
    body = [[*row, total.value] for row, total in zip(rows, released.row_totals, strict=True)]
    return [*body, [*(cell.value for cell in released.column_totals), released.total.value]]


def _report(rule: str, drawn: list[np.ndarray], shown: list[Shown]) -> None:
    found = [attack_table(table) for table in shown]
    exact, narrow = (
        sum(len(getattr(each, kind)) for each in found) for kind in ("exact", "narrow")
    )
    large = sum(int((table >= K).sum()) for table in drawn)
    hidden = sum(
        int(table[row, column] >= K)
        for table, cells in zip(drawn, shown, strict=True)
        for row, column in np.ndindex(table.shape)
        if cells[row][column] is None
    )
    print(f"| {rule} | {exact} | {narrow} | {hidden} of {large} |")


if __name__ == "__main__":
    sys.exit(main())

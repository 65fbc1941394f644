"""The gate against the common rules (hide small figures and stop), one attacker for all.

`CAIRN_DISCLOSURE_TABLES` says how many random tables; 500 unless told. The attacker assumes first
that hidden cells are under k and, where no table agrees, that they may be of any size.
"""

from __future__ import annotations

import os
import sys
import time

import numpy as np

from cairn.analysis.attack import RULES, attack_table
from cairn.analysis.disclosure import ReleasedTable, release_table
from cairn.analysis.disclosure_rules import RULE_SETS, RuleSet

Shown = list[list[int | None]]


def main() -> int:
    tables = int(os.environ.get("CAIRN_DISCLOSURE_TABLES", "500"))
    chance = np.random.default_rng(0)
    drawn = [_draw(chance) for _ in range(tables)]
    print(f"{tables} random tables")
    print("| rule | small cells | known exactly | in an interval under 3 | large cells hidden |")
    print("|---|---|---|---|---|")
    for rule in RULE_SETS.values():
        _report(f"{rule.name}, small figures hidden", rule, drawn, _hide_small)
        _report(f"{rule.name}, Cairn", rule, drawn, _release)
    page = chance.negative_binomial(1, 0.08, (30, 30))
    for rule in RULE_SETS.values():
        start = time.perf_counter()
        release_table(page, rule=rule.name)
        print(f"30 x 30 table, {rule.name}: {1000 * (time.perf_counter() - start):.0f} ms")
    return 0


def _draw(chance: np.random.Generator) -> np.ndarray:
    shape = chance.integers(2, 7, 2)
    table = chance.negative_binomial(1, chance.uniform(0.02, 0.15), shape)
    return table * (chance.random(shape) > chance.choice([0.0, 0.3]))


def _hide_small(table: np.ndarray, rule: RuleSet) -> Shown:
    """Staff: cells only, as is often done; the rounding rules say themselves that totals count."""
    wide = np.column_stack([table, table.sum(axis=1)])
    full = np.vstack([wide, wide.sum(axis=0)])
    shown: Shown = [[rule.round(int(count)) for count in row] for row in full]
    for row, column in np.argwhere((full > 0) & (full < rule.k)):
        if rule.base > 1 or (row < table.shape[0] and column < table.shape[1]):
            shown[row][column] = None
    return shown


def _release(table: np.ndarray, rule: RuleSet) -> Shown:
    return _as_shown(release_table(table, rule=rule.name))


def _as_shown(released: ReleasedTable) -> Shown:
    rows = [[cell.value for cell in row] for row in released.cells]
    body = [[*row, total.value] for row, total in zip(rows, released.row_totals, strict=True)]
    return [*body, [*(cell.value for cell in released.column_totals), released.total.value]]


def _report(name: str, rule: RuleSet, drawn: list[np.ndarray], show) -> None:
    exact = narrow = small = large = hidden = 0
    for table in drawn:
        shown = show(table, rule)
        found = attack_table(shown, rule=RULES[rule.name], every=False)
        exact, narrow = exact + len(found.exact), narrow + len(found.narrow)
        small += int(((table > 0) & (table < rule.k)).sum())
        large += int((table >= rule.k).sum())
        hidden += sum(
            int(table[row, column] >= rule.k)
            for row, column in np.ndindex(table.shape)
            if shown[row][column] is None
        )
    print(f"| {name} | {small} | {exact} | {narrow} | {hidden} of {large} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Which figures to hide besides, one by one, until an attacker finds nothing.

The flow network of `suppression` does most of the work where figures are shown as they are. What is
left, and all there is where figures are rounded, is done here: ask the attacker, hide the cheapest
figure in a line of what was found, and ask again. It ends, for hiding all of a table ends it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.attack import ALL_SMALL, FREE, SMALL_CELLS, Published, find_known_cells
from cairn.analysis.disclosure_rules import RuleSet

Table = NDArray[np.int64]
Mask = NDArray[np.bool_]
Place = tuple[int, int]
_KINDS = (FREE, SMALL_CELLS, ALL_SMALL)


def hide_known_cells(
    full: Table, hidden: Mask, rule: RuleSet, least: int = 1, protected: bool = False
) -> Mask:
    """Return `hidden` and what has to be hidden besides; the last row and column are totals.

    A table of one row has no row of totals. `least` is 0 where noughts may be hidden too.
    `protected` says that `hidden` is known to hold against whoever assumes nothing.
    """
    mask = hidden.copy()
    known = Published(rule.k, rule.base, least)
    kinds = (SMALL_CELLS, ALL_SMALL) if protected else _KINDS
    while more := _find_more(full, mask, rule, known, kinds):
        kinds = _KINDS
        for place in more:
            mask[place] = True
    return mask


def _find_more(
    full: Table, mask: Mask, rule: RuleSet, known: Published, kinds: Sequence[str]
) -> set[Place]:
    """Return what to hide next: nothing where the attacker finds nothing, or nothing is left."""
    shown = _show(full, mask, rule)
    for assumed in kinds:
        more = _choose_more(full, mask, find_known_cells(shown, known, assumed), known.least)
        if more:
            return more
    return set()


def hide_whole_groups(full: Table, flat: bool) -> Mask:
    """Return the cells of rows that hold all their people in one cell; totals stay."""
    mask = np.zeros(full.shape, dtype=bool)
    if flat or full.shape[1] < 3:
        return mask
    whole = (full[:-1, :-1] == full[:-1, -1:]).any(axis=1) & (full[:-1, -1] > 0)
    mask[:-1, :-1][whole] = True
    return mask


def _show(full: Table, mask: Mask, rule: RuleSet) -> list[list[int | None]]:
    return [
        [None if hide else rule.round(value) for value, hide in zip(row, hides, strict=True)]
        for row, hides in zip(full.tolist(), mask.tolist(), strict=True)
    ]


def _choose_more(full: Table, mask: Mask, found: list[Place], least: int) -> set[Place]:
    """One more figure for each found one, but no two in a line at once: one may do for both."""
    price = price_figures(full)
    usable = ~mask & (full >= least)
    chosen: set[Place] = set()
    for row, column in found:
        if any(row == other[0] or column == other[1] for other in chosen):
            continue
        line = np.zeros(full.shape, dtype=bool)
        line[row, :] = line[:, column] = True
        options = usable & line if (usable & line).any() else usable
        if options.any():
            best = int(np.argmin(np.where(options, price, np.inf)))
            chosen.add((best // full.shape[1], best % full.shape[1]))
    return chosen


def price_figures(full: Table) -> NDArray[np.float64]:
    """A cell costs by its size, a total as much as the line it sums and more."""
    price = 1 + np.log1p(full)
    price[:, -1] *= 8
    if len(full) > 1:
        price[-1, :] *= 8
    return np.asarray(price)

"""An attacker who keeps every list and asks after every group of people he can name.

People are divided by every attribute that a list tells apart. What was shown says how many are in
some of the parts together; a linear programme says how few and how many a group can then have.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import product
from math import ceil, floor, prod

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from cairn.analysis.attack_ledger import MOST_PARTS, Told, Who

_WIDTH = 3
_NEAR = 1e-6
_GOALS, _SEED = 4, 0
_FAR = 100_000.0
Vector = NDArray[np.float64]


def find_known_groups(
    told: Sequence[Told], groups: Sequence[Who], complete: Collection[str], k: int
) -> dict[int, tuple[int, int]] | None:
    """Return the groups of 1 to k - 1 people whose number lies in an interval under 3 wide, and it.

    By their place in `groups`. `complete` names the attributes all of whose values are told; of the
    others there is a rest, whose value is "\\0". None where no numbers agree with what was told.
    Raises `ValueError` for more than 20,000 parts.

    >>> everyone, nurses = (), (("role", frozenset({"nurse"})),)
    >>> others = (("role", frozenset({"\\0"})),)
    >>> told = [Told(0, everyone, 40, 40), Told(1, nurses, 38, 38)]
    >>> find_known_groups(told, [nurses, others], (), k=11)
    {1: (2, 2)}
    """
    people = _People([*(one.who for one in told), *groups], complete)
    puzzle = _Puzzle(people.rows[: len(told)], told)
    wanted = people.rows[len(told) :].astype(float)
    first = puzzle.push(np.zeros(wanted.shape[1]))
    if first is None or not groups:
        return None if first is None else {}
    seen = np.array([first, *puzzle.swing(wanted)]) @ wanted.T
    narrow = (seen.max(axis=0) - seen.min(axis=0) < _WIDTH) & (seen.max(axis=0) < k + _WIDTH)
    narrow &= ~puzzle.is_nought(wanted, narrow & (seen.max(axis=0) < _NEAR))
    found = {int(at): puzzle.bound(wanted[at]) for at in np.flatnonzero(narrow)}
    return {
        at: (low, high)
        for at, (low, high) in found.items()
        if high - low < _WIDTH and low < k and high > 0
    }


class _People:
    """The parts that people are divided into, and which of them each group is made of."""

    def __init__(self, whos: Sequence[Who], complete: Collection[str]) -> None:
        sets: dict[str, set[frozenset[str]]] = {}
        for who in whos:
            for name, values in who:
                sets.setdefault(name, set()).add(values)
        blocks = {name: _divide(each, name in complete) for name, each in sorted(sets.items())}
        if prod(len(each) for each in blocks.values()) > MOST_PARTS:
            raise ValueError("the releases tell too many groups apart to be checked together")
        parts = np.array(list(product(*(range(len(each)) for each in blocks.values()))), dtype=int)
        places = dict(zip(blocks, parts.T, strict=True))
        inside = {
            (name, values): np.array([value in values for value in blocks[name]])[places[name]]
            for name, each in sets.items()
            for values in each
        }
        everyone = np.ones(len(parts), dtype=bool)
        self.rows = np.array(
            [np.logical_and.reduce([everyone, *(inside[each] for each in who)]) for who in whos]
        )


def _divide(sets: Collection[frozenset[str]], complete: bool) -> list[str]:
    """Return one value for all that nothing tells apart; "\\0" stands for the rest."""
    values = frozenset().union(*sets) | (frozenset() if complete else {"\0"})
    ordered = sorted(sets, key=sorted)
    first = {tuple(value in each for each in ordered): value for value in sorted(values)}
    return sorted(first.values())


class _Puzzle:
    """How many are in each part, as far as the shown figures say."""

    def __init__(self, rows: NDArray[np.bool_], told: Sequence[Told]) -> None:
        said = [at for at, one in enumerate(told) if one.high is not None]
        highs = [float(told[at].high or 0) for at in said]
        lows = [float(told[at].low) for at in said]
        self._sums = LinearConstraint(csr_array(rows[said].astype(float)), lows, highs)

    def push(self, goal: Vector) -> Vector | None:
        """Return the answer that is least by `goal`; None where nothing agrees with the figures."""
        found = milp(goal, constraints=self._sums, bounds=Bounds(0, _FAR))
        return np.asarray(found.x) if found.status == 0 else None

    def swing(self, wanted: Vector) -> list[Vector]:
        """Answers that lie far apart: groups that they agree on may be known."""
        chance = np.random.default_rng(_SEED)
        goals = chance.normal(size=(_GOALS, wanted.shape[1]))
        answers = [self.push(goal) for goal in (*goals, *-goals)]
        return [one for one in answers if one is not None]

    def bound(self, group: Vector) -> tuple[int, int]:
        """The fewest and the most that may be in a group."""
        low, high = self.push(group), self.push(-group)
        if low is None or high is None:
            return 0, int(_FAR)
        return ceil(float(low @ group) - _NEAR), floor(float(high @ group) + _NEAR)

    def is_nought(self, groups: NDArray[np.float64], which: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Say of which of these groups it is sure, asked of all at once, that nobody is in them."""
        most = self.push(-groups[which].sum(axis=0)) if which.any() else None
        if most is None:
            return np.zeros(len(groups), dtype=bool)
        return which & (groups @ most < _NEAR) & bool(groups[which].sum(axis=0) @ most < _NEAR)

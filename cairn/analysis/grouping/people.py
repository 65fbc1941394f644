"""People into small, mixed groups, round after round with others than before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.grouping.annealing import Effort, Labels, plan_cooling, search
from cairn.analysis.grouping.bounds import bound_value
from cairn.analysis.grouping.exact import MOST_MEMBERS, solve
from cairn.analysis.grouping.placing import Placement, Rules, place_people
from cairn.analysis.grouping.problem import Grouping, GroupingProblem, list_groups
from cairn.analysis.made_by import MadeBy

METHOD, VERSION = "population annealing of people", "1"
_AGAIN = 2.0
_HARDER = 8.0
_SWEEPS = 2


@dataclass(frozen=True)
class Rotation:
    """Rounds of groups. `used` are the sessions the groups stand for, in order, counted from 0.

    `met_again` counts meetings of pairs that had met before; with these groups they cannot be
    fewer than `least_again`.
    """

    rounds: tuple[Grouping, ...]
    used: tuple[int, ...]
    met_again: int
    least_again: int


def measure_traits(traits: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return how far each two people are from one another: the part of their traits that differ.

    >>> measure_traits([("nurse", "north"), ("nurse", "south"), ("porter", "south")])[0].tolist()
    [0.0, 0.5, 1.0]
    """
    n, width = len(traits), len(traits[0]) if traits else 0
    apart = np.zeros((n, n))
    for column in zip(*traits, strict=True):
        codes = np.unique([each.strip().casefold() for each in column], return_inverse=True)[1]
        apart += codes[:, None] != codes[None, :]
    return apart / max(width, 1)


def mix_people(
    traits: Sequence[Sequence[str]],
    rules: Rules | None = None,
    rounds: int = 1,
    effort: Effort | None = None,
    random_state: int = 0,
) -> Rotation:
    """Return groups whose members differ as much as can be, and meet new people each round.

    `traits` (n, traits) are what each person is; a pair's distance is the part that differs. Not
    meeting again counts for more than the mix. Raises `CannotPlace` when the rules leave no way.
    """
    rules, effort = rules or Rules(), effort or Effort()
    if not traits:
        return Rotation((), (), 0, 0)
    placed = place_people(len(traits), rules)
    mixing = _Mixing(measure_traits(traits), rules, placed, random_state)
    parts = rounds * (_SWEEPS if rounds > 1 else 1)
    plans = mixing.rotate(rounds, _share(effort, parts))
    return mixing.report(plans)


def _share(effort: Effort, parts: int) -> Effort:
    steps = None if effort.steps is None else max(1, effort.steps // parts)
    return replace(effort, seconds=effort.seconds / parts, steps=steps)


class _Mixing:
    """One set of people, their rules, and a grouping that keeps them."""

    def __init__(
        self, apart: NDArray[np.float64], rules: Rules, placed: Placement, seed: int
    ) -> None:
        self.rules, self.placed, self.seed = rules, placed, seed
        self.plain = GroupingProblem(apart, placed.lower, placed.upper)
        self.n = len(apart)
        self.shut = np.zeros((self.n, len(placed.used)), dtype=np.bool_)
        if rules.sessions is not None:
            self.shut = ~rules.sessions[:, list(placed.used)]

    def rotate(self, rounds: int, effort: Effort) -> list[Labels]:
        """Make the rounds one after another, then each again beside all the others."""
        plans: list[Labels] = []
        for _ in range(rounds):
            plans.append(self._improve(self._distances(plans), self.placed.labels, effort))
        if rounds > 1:
            for turn in range(rounds):
                others = plans[:turn] + plans[turn + 1 :]
                plans[turn] = self._improve(self._distances(others), plans[turn], effort)
        return plans

    def _distances(self, others: Sequence[Labels]) -> NDArray[np.float64]:
        met = sum((_sit_together(labels) for labels in others), np.zeros((self.n, self.n)))
        distances: NDArray[np.float64] = self.plain.distances - _AGAIN * met**1.5
        np.fill_diagonal(distances, 0.0)
        return distances

    def _improve(self, distances: NDArray[np.float64], kept: Labels, effort: Effort) -> Labels:
        """Search with the rules as fines, higher each time they are broken; never give up `kept`."""
        asked = GroupingProblem(distances, self.placed.lower, self.placed.upper)
        fine = 4.0 * plan_cooling(asked).hot
        best, tries = kept, 1 if self._is_free() else 2
        for attempt in range(tries):
            fined = self._fine(asked, fine * _HARDER**attempt)
            found = self._search(fined, kept, _share(effort, tries))
            if self._keeps_rules(found) and asked.measure(found) > asked.measure(best):
                best = found
        return best

    def _search(self, fined: GroupingProblem, kept: Labels, effort: Effort) -> Labels:
        if self.n <= MOST_MEMBERS:
            return solve(self._fine(fined, float(self.n * (1 + np.abs(fined.distances).sum()))))
        return search(fined, effort, self.seed, None if self._is_free() else kept[None])

    def _is_free(self) -> bool:
        return not (self.rules.apart or self.rules.together or self.shut.any())

    def _fine(self, asked: GroupingProblem, fine: float) -> GroupingProblem:
        distances = asked.distances.copy()
        for pairs, sign in ((self.rules.apart, -1.0), (self.rules.together, 1.0)):
            for first, second in pairs:
                distances[first, second] += sign * fine
                distances[second, first] = distances[first, second]
        return replace(asked, distances=distances, leanings=asked.leans - fine * self.shut)

    def _keeps_rules(self, labels: Labels) -> bool:
        apart = all(labels[first] != labels[second] for first, second in self.rules.apart)
        together = all(labels[first] == labels[second] for first, second in self.rules.together)
        return apart and together and not self.shut[np.arange(self.n), labels].any()

    def report(self, plans: Sequence[Labels]) -> Rotation:
        """Value the rounds by the mix alone and count who meets again."""
        proved = self.n <= MOST_MEMBERS and len(plans) == 1
        bound = bound_value(self.plain)
        met = sum((_sit_together(labels) for labels in plans), np.zeros((self.n, self.n)))
        once = np.triu(met, 1)
        most = self.n * (self.n - 1) // 2
        fewest = (count_fewest(self.plain) if plans else 0) * len(plans)
        return Rotation(
            tuple(self._describe(labels, bound, proved) for labels in plans),
            self.placed.used,
            int(np.maximum(once - 1, 0).sum()),
            max(0, fewest - most),
        )

    def _describe(self, labels: Labels, bound: float, proved: bool) -> Grouping:
        value = self.plain.measure(labels)
        groups = list_groups(labels, len(self.placed.used))
        made_by = MadeBy(METHOD, VERSION, self.seed)
        return Grouping(groups, value, value if proved else max(bound, value), proved, made_by)


def count_fewest(problem: GroupingProblem) -> int:
    """Return how many pairs at least sit together: those of groups as even as can be."""
    size, over = divmod(problem.size, problem.group_count)
    small = size * (size - 1) // 2
    return over * (size + 1) * size // 2 + (problem.group_count - over) * small


def _sit_together(labels: Labels) -> NDArray[np.float64]:
    return (labels[:, None] == labels[None, :]).astype(np.float64)

"""Searching for a good grouping: many chains side by side, the poor ones replaced by the good.

Simulated annealing (Kirkpatrick and others 1983) with heat-bath steps: one member's swaps and
moves are all weighed at once, and one is drawn with a chance that grows with what it gains. As the
chains cool they are resampled by their value (Hukushima and Iba 2003, "Population Annealing and
Its Application to a Spin Glass"). What each member would add to each group is kept up to date, so
that a step costs one line of sums, as in the tabu search of Gallego and others (2013).

Groups whose size may change hold one more member each, a ghost at no distance from anybody: a move
is then a swap with a ghost.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.grouping.problem import GroupingProblem

Labels = NDArray[np.intp]
_BLOCK = 32
_POOL = 1 << 18
_NEVER = -1e30
_COOLED = 0.95
_HOT, _COLD, _LENGTHS = 0.5, 0.15, 0.4
_EIGEN_MOST = 1_500
_SPREAD = 1.0


@dataclass(frozen=True)
class Effort:
    """When to stop: after `steps`, which makes a run repeatable, or after `seconds` on the clock."""

    seconds: float = 5.0
    steps: int | None = None
    chains: int | None = None


def search(
    problem: GroupingProblem, effort: Effort, random_state: int, starts: Labels | None = None
) -> Labels:
    """Return the best grouping found, as the group of each member.

    `starts` (m, n) are groupings to begin with; without it chains begin at random ones. The same
    seed gives the same grouping only where `effort` counts steps.
    """
    chance = np.random.default_rng(random_state)
    count = effort.chains or _count_chains(problem)
    if starts is None:
        begun = np.stack([draw_grouping(problem, chance) for _ in range(count)])
    else:
        begun = starts[np.arange(count) % len(starts)]
    chains = _Chains(problem, begun)
    schedule, clock = plan_cooling(problem), _Clock(effort)
    while (part := clock.part()) < 1.0:
        chains.cool(schedule.heat(part), chance, resample=part <= _COOLED)
        chains.run_block(chance)
        clock.count(_BLOCK)
    found = chains.labels()
    return found[int(np.argmax([problem.measure(each) for each in found]))]


def draw_grouping(problem: GroupingProblem, chance: np.random.Generator) -> Labels:
    """Return a random grouping whose sizes stay within their bounds."""
    sizes = np.array(problem.lower)
    upper = np.array(problem.upper)
    while sizes.sum() < problem.size:
        sizes[chance.choice(np.flatnonzero(sizes < upper))] += 1
    return chance.permutation(np.repeat(np.arange(problem.group_count), sizes))


def _count_chains(problem: GroupingProblem) -> int:
    cells = (problem.size + problem.group_count) * problem.group_count
    return int(np.clip(4_000_000 // max(cells, 1), 2, 32))


class Cooling(NamedTuple):
    hot: float
    cold: float

    def heat(self, part: float) -> float:
        """The temperature when this part of the effort is spent; nearly none at the very end."""
        if part > _COOLED:
            return self.cold * (1.0 - part) / (1.0 - _COOLED) + self.cold * 1e-6
        return float(self.hot * (self.cold / self.hot) ** (part / _COOLED))


def plan_cooling(problem: GroupingProblem) -> Cooling:
    """Heat in proportion to what a swap typically changes, of which mean distances are no part.

    Lengths, whose centred table has no large positive eigenvalue, freeze at a lower heat than
    distances at random, whose largest is near twice the spread times the root of the size.
    """
    means = problem.distances.mean(axis=0)
    apart = problem.distances - means[:, None] - means[None, :] + means.mean()
    spread = float(apart[np.triu_indices(problem.size, 1)].std()) if problem.size > 1 else 0.0
    part = 1.0
    if spread > 0 and problem.size <= _EIGEN_MOST:
        top = float(np.linalg.eigvalsh(apart)[-1])
        part = min(1.0, max(_LENGTHS, top / (1.5 * spread * np.sqrt(problem.size))))
    scale = max(spread, 1e-9) * np.sqrt(problem.size / problem.group_count)
    return Cooling(_HOT * scale * part, _COLD * scale * part**2)


class _Clock:
    def __init__(self, effort: Effort) -> None:
        self._effort, self._done, self._begun = effort, 0, time.perf_counter()

    def count(self, steps: int) -> None:
        self._done += steps

    def part(self) -> float:
        if self._effort.steps is not None:
            return self._done / max(self._effort.steps, 1)
        return (time.perf_counter() - self._begun) / max(self._effort.seconds, 1e-9)


class _Chains:
    """All chains as one table: row `chain * groups + group` holds each member's sum of distances."""

    def __init__(self, problem: GroupingProblem, labels: Labels) -> None:
        self.count, self.n = labels.shape
        self.groups = problem.group_count
        self.fixed = problem.lower == problem.upper
        self.wide = self.n if self.fixed else self.n + self.groups
        self.apart = np.zeros((self.wide, self.wide))
        self.apart[: self.n, : self.n] = problem.distances
        self.twice = 2.0 * self.apart
        self.lean = np.zeros((self.groups, self.wide))
        self.lean[:, : self.n] = problem.leans.T
        self.first = np.arange(self.count) * self.groups
        self.chain = np.arange(self.count)
        self.lower = np.tile(problem.lower, self.count)
        self.upper = np.tile(problem.upper, self.count)
        self.cold = -1.0
        self._place(self._add_ghosts(labels))

    def _add_ghosts(self, labels: Labels) -> Labels:
        ghosts = np.tile(np.arange(self.groups), (self.count, 1))
        return labels if self.fixed else np.hstack([labels, ghosts])

    def _place(self, labels: Labels) -> None:
        member = labels[:, None, :] == np.arange(self.groups)[None, :, None]
        sums = member.astype(np.float64) @ self.apart + self.lean
        self.sums = sums.reshape(-1, self.wide)
        self.sizes = member[:, :, : self.n].sum(axis=2).reshape(-1)
        self.rows = labels + self.first[:, None]
        self.own = self.rows * self.wide + np.arange(self.wide)

    def labels(self) -> Labels:
        """The group of each member, a row for each chain."""
        return self.rows[:, : self.n] - self.first[:, None]

    def _values(self) -> NDArray[np.float64]:
        lean = np.tile(self.lean, (self.count, 1)).take(self.own).sum(axis=1)
        return np.asarray((self.sums.take(self.own).sum(axis=1) + lean) / 2)

    def cool(self, heat: float, chance: np.random.Generator, *, resample: bool) -> None:
        """Lower the heat; chains are drawn anew by their value once the cooling tells them apart."""
        self.inverse = 1.0 / heat
        if self.cold < 0:
            self.cold = self.inverse
        if not resample:
            return
        values, change = self._values(), self.inverse - self.cold
        if change * values.std() <= _SPREAD:
            return
        weights = np.exp(change * (values - values.max())).cumsum()
        marks = (self.chain + chance.random()) * weights[-1] / self.count
        drawn = np.searchsorted(weights, marks).clip(0, self.count - 1)
        self._place(self._add_ghosts(self.labels()[drawn]))
        self.cold = self.inverse

    def run_block(self, chance: np.random.Generator) -> None:
        """Take some steps, each for one member in all chains at once."""
        cells = self.count * self.wide
        noise = _draw_noise(max(_POOL, 2 * cells))
        members = chance.integers(0, self.n, _BLOCK).tolist()
        starts = chance.integers(0, len(noise) - cells, _BLOCK).tolist()
        for member, start in zip(members, starts, strict=True):
            self._step(member, noise[start : start + cells].reshape(self.count, self.wide))

    def _step(self, member: int, noise: NDArray[np.float64]) -> None:
        rows, sums, chain = self.rows, self.sums, self.chain
        left = rows[:, member].copy()
        gain = sums[:, member].take(rows)
        gain += sums[left]
        gain -= sums.take(self.own)
        gain -= self.twice[member]
        gain *= self.inverse
        gain += noise
        if not self.fixed:
            self._forbid_sizes(gain, left)
        other = gain.argmax(axis=1)
        joined = rows[chain, other]
        change = self.apart[other] - self.apart[member]
        sums[left] += change
        sums[joined] -= change
        rows[chain, other] = left
        rows[:, member] = joined
        self.own[chain, other] = left * self.wide + other
        self.own[:, member] = joined * self.wide + member
        if not self.fixed:
            self._return_ghosts(other, left, joined)

    def _forbid_sizes(self, gain: NDArray[np.float64], left: Labels) -> None:
        full = (self.sizes >= self.upper).reshape(self.count, self.groups)
        full |= (self.sizes[left] <= self.lower[left])[:, None]
        gain[:, self.n :][full] = _NEVER

    def _return_ghosts(self, other: Labels, left: Labels, joined: Labels) -> None:
        moved = np.flatnonzero(other >= self.n)
        if not len(moved):
            return
        self.sizes[left[moved]] -= 1
        self.sizes[joined[moved]] += 1
        self.rows[moved, other[moved]] = joined[moved]
        self.own[moved, other[moved]] = joined[moved] * self.wide + other[moved]


@cache
def _draw_noise(count: int) -> NDArray[np.float64]:
    """Return Gumbel numbers, drawn once: the largest of gains plus these is a heat-bath draw."""
    return np.random.default_rng(0).gumbel(size=count)

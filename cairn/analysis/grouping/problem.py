"""What is asked: who is how far from whom, and how many may sit in each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cairn.analysis.made_by import MadeBy

KINDS = ("ss", "ds")


@dataclass(frozen=True, eq=False)
class GroupingProblem:
    """Put `n` members into groups so that the sum of distances inside the groups is largest.

    `distances` is (n, n), symmetric, its diagonal zero; `lower` and `upper` bound the size of each
    group. `leanings` (n, groups), zero unless given, is what a member adds in a group whoever else
    sits there. Raises `ValueError` in plain words when no grouping can fit.
    """

    distances: NDArray[np.float64]
    lower: tuple[int, ...]
    upper: tuple[int, ...]
    leanings: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        n, shape = self.size, self.distances.shape
        if shape != (n, n) or not np.isfinite(self.distances).all():
            raise ValueError("distances need a square table of finite numbers")
        if (self.distances != self.distances.T).any() or self.distances.diagonal().any():
            raise ValueError("distances need to be the same both ways, and zero to oneself")
        if not self.lower or len(self.lower) != len(self.upper):
            raise ValueError("each group needs a lower and an upper size")
        if any(not 0 <= low <= high for low, high in zip(self.lower, self.upper, strict=True)):
            raise ValueError("a group's lower size must be from 0 to its upper size")
        if not sum(self.lower) <= n <= sum(self.upper):
            message = "{} members do not fit groups that hold {} to {} in all"
            raise ValueError(message.format(n, sum(self.lower), sum(self.upper)))

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self.distances)

    @property
    def group_count(self) -> int:
        """How many groups there are."""
        return len(self.lower)

    @cached_property
    def leans(self) -> NDArray[np.float64]:
        """Leanings as a table, zero where none were given."""
        if self.leanings is None:
            return np.zeros((self.size, self.group_count))
        return self.leanings

    def measure(self, labels: NDArray[np.intp]) -> float:
        """Return the value of a grouping given as the group of each member."""
        same = labels[:, None] == labels[None, :]
        lean = self.leans[np.arange(self.size), labels].sum()
        return float(self.distances[same].sum() / 2 + lean)


@dataclass(frozen=True)
class Grouping:
    """Groups of members counted from 0, what they are worth, and what no grouping can exceed."""

    groups: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    proved: bool
    made_by: MadeBy

    @property
    def gap(self) -> float:
        """The part of the bound that is not reached; 0 where the best is proved."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound > 0 else 0.0


def list_groups(labels: NDArray[np.intp], count: int) -> tuple[tuple[int, ...], ...]:
    """Return who sits in each group, from the group of each member."""
    return tuple(tuple(map(int, np.flatnonzero(labels == group))) for group in range(count))


def read_problem(text: str) -> GroupingProblem:
    """Read a published instance: `n groups ss|ds low high ...`, then a line `i j distance` a pair.

    This is the format of MDGPLIB (Gallego and others 2013); members count from 0. Raises
    `ValueError` that names the line it cannot read.

    >>> read_problem("3 2 ds 1 2 1 2\\n0 1 4.5\\n0 2 1\\n1 2 2").upper
    (2, 2)
    """
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), start=1)]
    filled = [(number, cells) for number, cells in lines if cells]
    if not filled:
        raise ValueError("the file is empty")
    n, lower, upper = _read_head(filled[0][1])
    distances = np.full((n, n), np.nan)
    np.fill_diagonal(distances, 0.0)
    for number, cells in filled[1:]:
        first, second, distance = _read_pair(number, cells, n)
        distances[first, second] = distances[second, first] = distance
    missing = np.argwhere(np.isnan(distances))
    if len(missing):
        raise ValueError(f"there is no distance between {missing[0][0]} and {missing[0][1]}")
    return GroupingProblem(distances, lower, upper)


def _read_head(cells: Sequence[str]) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    message = "line 1 must be: members, groups, ss or ds, then each group's lower and upper size"
    if len(cells) < 3 or cells[2] not in KINDS or not all(map(_is_count, cells[:2])):
        raise ValueError(message)
    sizes = cells[3:]
    if len(sizes) != 2 * int(cells[1]) or not all(map(_is_count, sizes)) or int(cells[0]) < 1:
        raise ValueError(message)
    return int(cells[0]), tuple(map(int, sizes[::2])), tuple(map(int, sizes[1::2]))


def _read_pair(number: int, cells: Sequence[str], n: int) -> tuple[int, int, float]:
    try:
        first, second, distance = int(cells[0]), int(cells[1]), float(cells[2])
    except (ValueError, IndexError):
        raise ValueError(f"line {number} must be: member, member, distance") from None
    if not (0 <= first < n and 0 <= second < n) or first == second or not np.isfinite(distance):
        raise ValueError(f"line {number} does not name two members from 0 to {n - 1}")
    return first, second, distance


def _is_count(cell: str) -> bool:
    return cell.isascii() and cell.isdigit()

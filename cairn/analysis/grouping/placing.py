"""Whether everybody can be placed at all, and who stands in the way when not.

The rules are put to a solver as yes-or-no questions (Perron and Didier, OR-Tools CP-SAT): each
person in one session, nobody beside those they are kept apart from, each where they can come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

Pairs = tuple[tuple[int, int], ...]
_PATIENCE = 2.0
_NO_WAY, _NOT_FOUND = "no way", "not found"
_Seats = dict[tuple[int, int], cp_model.IntVar]


class CannotPlace(Exception):
    """No grouping keeps the rules: a code, the people it is about (from 0), and a number."""

    def __init__(self, code: str, people: Sequence[int] = (), number: int = 0) -> None:
        super().__init__(code)
        self.code, self.people, self.number = code, tuple(people), number


@dataclass(frozen=True, eq=False)
class Rules:
    """Who may sit where and with whom; people and sessions count from 0.

    `sessions` (n, sessions) says who can come to which; None lets anybody come to any of as many
    groups as are needed. At most `most` sit in a group.
    """

    most: int = 7
    apart: Pairs = ()
    together: Pairs = ()
    sessions: NDArray[np.bool_] | None = None


@dataclass(frozen=True, eq=False)
class Placement:
    """A grouping that keeps the rules: which sessions are used, and who is in which of those."""

    used: tuple[int, ...]
    labels: NDArray[np.intp]
    lower: tuple[int, ...]
    upper: tuple[int, ...]


def place_people(n: int, rules: Rules) -> Placement:
    """Return a grouping that keeps the rules, in few and even groups, nobody alone if avoidable.

    Raises `CannotPlace` with codes `no_session`, `block_too_large`, `apart_and_together`,
    `no_common_session`, `too_few_places`, `no_way` or `not_found` (in time) and the people concerned.
    """
    blocks = join_blocks(n, rules.together)
    _check_blocks(blocks, rules)
    if rules.sessions is None and not rules.apart and not rules.together:
        return _place_anyhow(n, rules.most)
    for count, low, high in _list_sizes(n, rules):
        labels = _solve(n, rules, _Asked(count, low, high))
        if isinstance(labels, np.ndarray):
            return _describe(labels)
    raise _explain(n, rules)


def join_blocks(n: int, together: Pairs) -> tuple[tuple[int, ...], ...]:
    """Return who has to sit together, everybody in one block.

    >>> join_blocks(4, ((0, 2), (2, 3)))
    ((0, 2, 3), (1,))
    """
    head = list(range(n))
    for first, second in together:
        low, high = sorted((head[first], head[second]))
        head = [low if each == high else each for each in head]
    return tuple(
        tuple(each for each in range(n) if head[each] == first)
        for first in range(n)
        if head[first] == first
    )


def _check_blocks(blocks: Sequence[tuple[int, ...]], rules: Rules) -> None:
    place = {person: block for block in blocks for person in block}
    for first, second in rules.apart:
        if second in place[first]:
            raise CannotPlace("apart_and_together", (first, second))
    for block in blocks:
        if len(block) > rules.most:
            raise CannotPlace("block_too_large", block, rules.most)
    if rules.sessions is None:
        return
    for person in place:
        if not rules.sessions[person].any():
            raise CannotPlace("no_session", (person,))
    for block in blocks:
        if not rules.sessions[list(block)].all(axis=0).any():
            raise CannotPlace("no_common_session", block)
    places = rules.most * rules.sessions.shape[1]
    if len(place) > places:
        raise CannotPlace("too_few_places", (), places)


def _place_anyhow(n: int, most: int) -> Placement:
    count = -(-n // most)
    return _describe(np.arange(n) % count)


def _list_sizes(n: int, rules: Rules) -> list[tuple[int, int, int]]:
    """Return how many groups and of which sizes to try: few and even first, somebody alone last."""
    most_groups = n if rules.sessions is None else rules.sessions.shape[1]
    counts = range(-(-n // rules.most), min(n, most_groups) + 1)
    decent = [
        sizes
        for count in counts
        for sizes in ((count, n // count, -(-n // count)), (count, 2, rules.most))
        if sizes[1] >= 2
    ]
    return decent + [(count, 1, rules.most) for count in counts]


def _describe(labels: NDArray[np.intp]) -> Placement:
    sizes = np.bincount(labels)
    used = np.flatnonzero(sizes)
    low, high = int(sizes[used].min()), int(sizes[used].max())
    count = len(used)
    places = np.searchsorted(used, labels)
    return Placement(tuple(map(int, used)), places, (low,) * count, (high,) * count)


def _explain(n: int, rules: Rules) -> CannotPlace:
    """Name people who cannot all be placed, each of whom is part of the reason."""
    asked = _Asked(None, 0, rules.most)
    if _solve(n, rules, asked) is not _NO_WAY:
        return CannotPlace("not_found")
    people = list(range(n))
    for person in range(n):
        fewer = [each for each in people if each != person]
        if _solve(n, rules, asked, fewer) is _NO_WAY:
            people = fewer
    return CannotPlace("no_way", people)


class _Asked(NamedTuple):
    """How many groups, None for any, and how many people in each that is used."""

    groups: int | None
    low: int
    high: int


def _solve(
    n: int, rules: Rules, asked: _Asked, people: Sequence[int] | None = None
) -> NDArray[np.intp] | str:
    """Return the group of each person, or why there is none: `"no way"`, or `"not found"` in time."""
    wanted = list(range(n)) if people is None else list(people)
    allowed = rules.sessions
    if allowed is None:
        allowed = np.ones((n, asked.groups or n), dtype=np.bool_)
    model = cp_model.CpModel()
    seats: _Seats = {}
    for person in wanted:
        groups = [int(group) for group in np.flatnonzero(allowed[person])]
        seats |= {(person, group): model.new_bool_var("") for group in groups}
        model.add_exactly_one([seats[person, group] for group in groups])
    _add_pairs(model, seats, rules, set(wanted))
    _add_sizes(model, seats, allowed.shape[1], asked)
    return _read(model, seats, n)


def _add_pairs(model: cp_model.CpModel, seats: _Seats, rules: Rules, wanted: set[int]) -> None:
    groups = sorted({group for _, group in seats})
    for first, second in rules.apart:
        for group in groups:
            if (first, group) in seats and (second, group) in seats:
                model.add_at_most_one([seats[first, group], seats[second, group]])
    for first, second in rules.together:
        if {first, second} <= wanted:
            for group in groups:
                model.add(seats.get((first, group), 0) == seats.get((second, group), 0))


def _add_sizes(model: cp_model.CpModel, seats: _Seats, groups: int, asked: _Asked) -> None:
    used = [model.new_bool_var("") for _ in range(groups)]
    seated: dict[int, list[cp_model.IntVar]] = {group: [] for group in range(groups)}
    for (_, group), seat in seats.items():
        seated[group].append(seat)
    for group in range(groups):
        total = cp_model.LinearExpr.sum(seated[group])
        model.add(total <= asked.high * used[group])
        model.add(total >= asked.low * used[group])
    if asked.groups is not None:
        model.add(cp_model.LinearExpr.sum(used) == asked.groups)


def _read(model: cp_model.CpModel, seats: _Seats, n: int) -> NDArray[np.intp] | str:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _PATIENCE
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _NO_WAY if status == cp_model.INFEASIBLE else _NOT_FOUND
    labels = np.full(n, -1)
    for (person, group), seat in seats.items():
        if solver.value(seat):
            labels[person] = group
    return labels

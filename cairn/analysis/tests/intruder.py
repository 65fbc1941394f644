"""Made-up surveys in steps, with filters and people who go, and an intruder who reads every release.

The intruder shares no code with the gate: he writes one unknown for each kind of person (when they
came, role, place, mood), says what every figure tells of them, and asks a linear programme for the
least and the most of each group anybody could name. He takes it that nobody went; where the lists
cannot all be true then, he trusts the latest that can, and tries each earlier one with it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from cairn.analysis.disclosure_ledger import Question
from cairn.analysis.disclosure_rules import RuleSet
from cairn.analysis.disclosure_series import Stepped, release_together

NAMES = ("role", "place", "mood")
VALUES = {
    "role": ("nurse", "porter", "cook"), "place": ("north", "south", "coast"), "mood": ("low", "same", "high"),
}  # fmt: skip
STEPS = (1, 2, 3)
KINDS = list(product(STEPS, *VALUES.values()))
CHOICES = [
    {}, {"role": "nurse"}, {"role": "porter"}, {"role": "cook"}, {"place": "north"},
    {"place": "south"}, {"role": "nurse", "place": "north"}, {"role": "porter", "place": "south"},
]  # fmt: skip
NARROW = 3


@dataclass
class Survey:
    """People as (step, role, place, mood), those who are still here, and what was released."""

    people: list[tuple]
    released: list[Stepped]
    rules: RuleSet
    refused: int = 0

    def release(self, step: int, wanted: dict[str, str]) -> None:
        kept = tuple((name, (value,)) for name, value in sorted(wanted.items()))
        here = [one for one in self.people if fits(one, step, wanted)]
        lists = [
            (Question(name, VALUES[name], kept=kept), count(here, name))
            for name in ("mood", "role")
            if name not in wanted
        ]
        found = release_together(len(here), kept, lists, step, self.released, rules=self.rules)
        self.refused += found is None
        self.released += found or []

    def count(self, step: int, wanted: dict[str, str]) -> int:
        return sum(fits(one, step, wanted) for one in self.people)


def fits(one: tuple, step: int, wanted: dict[str, str]) -> bool:
    said = dict(zip(NAMES, one[1:], strict=True))
    return one[0] <= step and all(said[name] == value for name, value in wanted.items())


def count(people: Sequence[tuple], name: str) -> list[int]:
    place = 1 + NAMES.index(name)
    return [sum(one[place] == value for one in people) for value in VALUES[name]]


def play(seed: int, rules: RuleSet) -> Survey:
    """A survey of up to three steps; after each some filters in any order, and people who go."""
    chance = np.random.default_rng(seed)
    survey, many = Survey([], [], rules), int(chance.integers(rules.k, 5 * rules.k))
    odds = [chance.dirichlet([1.0] * len(VALUES[name])) for name in NAMES]
    for step in STEPS[: int(chance.integers(1, 4))]:
        for _ in range(many if step == 1 else int(chance.integers(rules.k, 3 * rules.k))):
            said = [chance.choice(VALUES[n], p=p) for n, p in zip(NAMES, odds, strict=True)]
            survey.people.append((step, *map(str, said)))
        survey.release(step, {})
        for at in chance.permutation(len(CHOICES) - 1)[: int(chance.integers(0, 5))]:
            for _ in range(int(chance.choice([0, 0, 1, 3]))):
                survey.people.pop(int(chance.integers(len(survey.people))))
            survey.release(step, CHOICES[1 + int(at)])
    return survey


@dataclass(frozen=True)
class Known:
    """A group of fewer than k people, though somebody, of whom the intruder knows the number."""

    group: tuple
    many: int
    low: int
    high: int


def intrude(survey: Survey) -> list[Known]:
    """Return the groups of whom he learnt the number to within less than three, and rightly so."""
    known: dict[tuple, Known] = {}
    for lists in _believe(survey.released):
        known |= {found.group: found for found in _work_out(lists, survey)}
    return list(known.values())


def _groups() -> Iterator[tuple]:
    """Everybody of some steps in a row; role, place and mood named, left open or all but one."""
    spans = [range(a, b + 1) for a in STEPS for b in STEPS if a <= b]
    apart = {name: [(v,) for v in VALUES[name]] + [VALUES[name]] for name in NAMES}
    for name in NAMES:
        apart[name] += [tuple(v for v in VALUES[name] if v != one) for one in VALUES[name]]
    yield from product(spans, *(apart[name] for name in NAMES))


GROUPS = list(_groups())
MEMBERS = np.array(
    [[all(a in b for a, b in zip(k, g, strict=True)) for k in KINDS] for g in GROUPS]
)


def _believe(released: Sequence[Stepped]) -> Iterator[list[Stepped]]:
    if _System(released).answer(np.zeros(len(KINDS))) is not None:
        yield list(released)
        return
    kept: list[Stepped] = []
    for each in reversed(released):
        if _System([each, *kept]).answer(np.zeros(len(KINDS))) is not None:
            kept.insert(0, each)
    yield kept
    others = [each for each in released if each not in kept]
    yield from ([old, new] for old in others for new in released if old is not new)


class _System:
    """What lists say of how many there are of each kind, if nobody went."""

    def __init__(self, released: Sequence[Stepped]) -> None:
        rows = [figure for each in released for figure in _figures(each)]
        matrix = np.array([row for row, _, _ in rows], dtype=float)
        lows, highs = ([row[at] for row in rows] for at in (1, 2))
        self.said = LinearConstraint(matrix, lows, highs)

    def answer(self, goal: np.ndarray) -> np.ndarray | None:
        found = milp(goal, constraints=self.said, bounds=Bounds(0, 2000))
        return found.x if found.status == 0 else None


def _figures(each: Stepped) -> Iterator[tuple[list[bool], float, float]]:
    asked, line = each.line.question, each.line
    want = {name: values[0] for name, values in asked.kept}
    for value, shown in zip((*asked.row_values, None), line.shown[0], strict=True):
        if shown is not None:
            said = want if value is None else want | {asked.rows: value}
            around = line.base // 2 if shown else 0
            low = max(shown - around, line.k) if shown else 0
            yield [fits(kind, each.step, said) for kind in KINDS], low, shown + around


def _work_out(lists: Sequence[Stepped], survey: Survey) -> Iterator[Known]:
    """Groups that no answer seen so far shows to swing are asked one by one."""
    system, chance = _System(lists), np.random.default_rng(0)
    goals = chance.normal(size=(3, len(KINDS)))
    answers = [system.answer(goal) for goal in (*goals, *-goals)]
    if answers[0] is None:
        return
    seen = np.array(answers) @ MEMBERS.T
    truth = MEMBERS @ np.array([survey.people.count(kind) for kind in KINDS])
    swing = seen.max(axis=0) - seen.min(axis=0)
    for at in np.flatnonzero((swing < NARROW) & (truth > 0) & (truth < survey.rules.k)):
        members, many = MEMBERS[at].astype(float), int(truth[at])
        least = int(np.ceil(system.answer(members) @ members - 1e-6))
        most = int(np.floor(system.answer(-members) @ members + 1e-6))
        if most - least < NARROW and least <= many <= most:
            yield Known(GROUPS[at], many, least, most)

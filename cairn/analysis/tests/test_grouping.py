from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.grouping import (
    CannotPlace,
    Effort,
    GroupingProblem,
    Rules,
    find_groups,
    measure_traits,
    mix_people,
    read_problem,
)
from cairn.analysis.grouping.bounds import bound_value
from cairn.analysis.grouping.exact import solve


def draw_problem(
    n: int, sizes: tuple[tuple[int, int], ...], seed: int, *, lean: bool = False
) -> GroupingProblem:
    chance = np.random.default_rng(seed)
    distances = np.triu(chance.integers(0, 100, (n, n)).astype(float), 1)
    lower, upper = zip(*sizes, strict=True)
    leanings = chance.integers(-40, 40, (n, len(sizes))).astype(float) if lean else None
    return GroupingProblem(distances + distances.T, lower, upper, leanings)


def try_all(problem: GroupingProblem) -> float:
    best = -np.inf
    for labels in product(range(problem.group_count), repeat=problem.size):
        counts = [labels.count(group) for group in range(problem.group_count)]
        if all(
            low <= count <= high
            for low, count, high in zip(problem.lower, counts, problem.upper, strict=True)
        ):
            best = max(best, problem.measure(np.array(labels)))
    return best


SMALL = [((2, 2), (2, 2), (2, 2)), ((1, 3), (2, 4), (0, 2)), ((0, 6), (0, 6), (0, 6))]


@pytest.mark.parametrize("sizes", SMALL)
@pytest.mark.parametrize("lean", [False, True])
def test_best_when_every_grouping_is_tried(sizes: tuple[tuple[int, int], ...], lean: bool) -> None:
    for seed in range(4):
        problem = draw_problem(6, sizes, seed, lean=lean)
        found = find_groups(problem)
        assert found.value == found.bound == try_all(problem)
        assert found.proved
        assert bound_value(problem) >= found.value


@pytest.mark.parametrize("lean", [False, True])
def test_search_when_the_best_is_known(lean: bool) -> None:
    from cairn.analysis.grouping.annealing import search

    for sizes in (((4, 4), (4, 4), (4, 4)), ((2, 5), (3, 6), (1, 6))):
        problem = draw_problem(12, sizes, 3, lean=lean)
        labels = search(problem, Effort(steps=3000), 0)
        assert problem.measure(labels) == problem.measure(solve(problem))
        counts = np.bincount(labels, minlength=3)
        assert (counts >= problem.lower).all()
        assert (counts <= problem.upper).all()


def test_groups_when_the_seed_and_steps_are_the_same() -> None:
    problem = draw_problem(24, ((6, 6),) * 4, 1)
    first, second = (find_groups(problem, Effort(steps=500), 5) for _ in range(2))
    assert first == second
    assert sorted(member for group in first.groups for member in group) == list(range(24))
    assert [len(group) for group in first.groups] == [6, 6, 6, 6]
    assert first.made_by.seed == 5
    assert first.value <= first.bound


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4), st.booleans())
def test_bound_when_lengths_or_numbers_are_random(seed: int, groups: int, even: bool) -> None:
    chance = np.random.default_rng(seed)
    points = chance.normal(size=(8, 3))
    distances = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    distances = np.triu(distances, 1)
    sizes = ((8 // groups, -(-8 // groups)) if even else (1, 5),) * groups
    lower, upper = zip(*sizes, strict=True)
    problem = GroupingProblem(distances + distances.T, lower, upper)
    assert bound_value(problem) >= problem.measure(solve(problem))


def test_groups_when_there_is_one_member_or_all_are_alike() -> None:
    alone = find_groups(GroupingProblem(np.zeros((1, 1)), (1,), (1,)))
    assert (alone.groups, alone.value, alone.gap) == (((0,),), 0.0, 0.0)
    same = find_groups(GroupingProblem(np.zeros((20, 20)), (4,) * 5, (4,) * 5), Effort(steps=50))
    assert (same.value, same.gap) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("3 1 xx 3 3", "line 1 must be"),
        ("3 1 ss 3", "line 1 must be"),
        ("3 1 ss 3 3\n0 1", "line 2 must be"),
        ("3 1 ss 3 3\n0 3 1", "line 2 does not name two members from 0 to 2"),
        ("3 1 ss 3 3\n0 1 1\n0 2 1", "there is no distance between 1 and 2"),
        ("3 1 ss 2 2\n0 1 1\n0 2 1\n1 2 1", "3 members do not fit groups that hold 2 to 2 in all"),
    ],
)
def test_refusal_when_an_instance_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_problem(text)


def test_distances_when_case_and_space_differ() -> None:
    assert measure_traits([("Nurse ", "x"), ("nurse", "y")]).tolist() == [[0.0, 0.5], [0.5, 0.0]]


TRAITS = [
    (("nurse", "porter", "doctor")[row % 3], ("north", "south")[row % 2]) for row in range(24)
]


def labels_of(groups: tuple[tuple[int, ...], ...]) -> dict[int, int]:
    return {person: nth for nth, group in enumerate(groups) for person in group}


def test_people_when_nothing_stands_in_the_way() -> None:
    found = mix_people(TRAITS, Rules(most=7), effort=Effort(steps=600))
    assert sorted(len(group) for group in found.rounds[0].groups) == [6, 6, 6, 6]
    assert all({TRAITS[person][0] for person in group} == {"nurse", "porter", "doctor"}
               for group in found.rounds[0].groups)  # fmt: skip
    assert found.rounds[0].value == pytest.approx(found.rounds[0].bound)


def test_people_when_rules_are_kept_in_each_round() -> None:
    suits = np.ones((24, 5), dtype=np.bool_)
    suits[:10, 4] = False
    suits[3] = [True, False, False, False, False]
    rules = Rules(7, apart=((0, 1), (1, 2), (0, 2)), together=((4, 5), (5, 6)), sessions=suits)
    found = mix_people(TRAITS, rules, rounds=3, effort=Effort(steps=2400))
    assert len(found.rounds) == 3
    for grouping in found.rounds:
        place = labels_of(grouping.groups)
        assert sorted(place) == list(range(24))
        assert len({place[0], place[1], place[2]}) == 3
        assert place[4] == place[5] == place[6]
        assert all(suits[person, found.used[nth]] for person, nth in place.items())
        assert {len(group) for group in grouping.groups} == {6}


def test_people_when_rounds_can_all_bring_new_faces() -> None:
    found = mix_people([("a",)] * 16, Rules(most=4), rounds=3, effort=Effort(steps=6000))
    assert (found.met_again, found.least_again) == (0, 0)
    again = mix_people([("a",)] * 4, Rules(most=4), rounds=3, effort=Effort(steps=60))
    assert (again.met_again, again.least_again) == (12, 12)


def test_people_when_few_and_kept_apart() -> None:
    found = mix_people(TRAITS[:9], Rules(7, apart=((0, 1),), together=((2, 3),)))
    place = labels_of(found.rounds[0].groups)
    assert place[0] != place[1]
    assert place[2] == place[3]
    assert sorted(len(group) for group in found.rounds[0].groups) == [4, 5]


def test_nobody_alone_when_it_can_be_avoided() -> None:
    suits = np.ones((8, 2), dtype=np.bool_)
    suits[1:, 1] = False
    suits[1, 1] = True
    found = mix_people(TRAITS[:8], Rules(7, sessions=suits))
    assert sorted(len(group) for group in found.rounds[0].groups) == [2, 6]
    assert found.rounds[0].groups[1] == (0, 1)


@pytest.mark.parametrize(
    ("rules", "code", "people"),
    [
        (Rules(2, together=((0, 1), (1, 2))), "block_too_large", (0, 1, 2)),
        (Rules(7, apart=((0, 2),), together=((0, 1), (1, 2))), "apart_and_together", (0, 2)),
        (Rules(7, sessions=np.eye(4, 2, dtype=np.bool_)), "no_session", (2,)),
        (Rules(7, together=((0, 1),), sessions=np.eye(4, dtype=np.bool_)), "no_common_session",
         (0, 1)),
        (Rules(1, sessions=np.ones((4, 3), dtype=np.bool_)), "too_few_places", ()),
        (Rules(7, apart=((0, 1), (0, 3), (1, 3)), sessions=np.ones((4, 2), dtype=np.bool_)),
         "no_way", (0, 1, 3)),
    ],
)  # fmt: skip
def test_reason_when_the_rules_leave_no_way(
    rules: Rules, code: str, people: tuple[int, ...]
) -> None:
    with pytest.raises(CannotPlace) as stopped:
        mix_people(TRAITS[:4], rules)
    assert (stopped.value.code, stopped.value.people) == (code, people)

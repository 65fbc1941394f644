import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.opinions import (
    Leaning,
    Refusal,
    find_opinion_groups,
    read_opinions,
    read_statement,
)

NAN = float("nan")


def two_camps(people=24, statements=8, noise=0.1, seed=0):
    """Half agree with the first half of the statements and disagree with the rest; half not."""
    source = np.random.default_rng(seed)
    side = np.where(np.arange(people) < people // 2, 1, -1)
    signs = np.where(np.arange(statements) < statements // 2, 1, -1)
    votes = np.outer(side, signs).astype(float)
    votes[source.random(votes.shape) < noise] *= -1
    votes[:, 0] = 1
    return votes


@pytest.mark.parametrize(
    ("votes", "leaning"),
    [
        ([1] * 6, Leaning.TOO_FEW),
        ([1] * 7, Leaning.CONSENSUS_FOR),
        ([1] * 6 + [-1] * 2, Leaning.LEANING_FOR),  # three quarters, but it could be under half
        ([-1] * 18 + [1] * 2, Leaning.CONSENSUS_AGAINST),
        ([1] * 10 + [-1] * 10, Leaning.DIVIDED),
        ([1] * 6 + [-1] * 2 + [0] * 8, Leaning.UNDECIDED),
        ([1] * 5 + [-1] * 9 + [0] * 4, Leaning.LEANING_AGAINST),
    ],
)
def test_a_statement_when_votes_fall_so(votes, leaning):
    assert read_statement("s", votes).leaning is leaning


def test_divergence_when_half_agree_and_half_do_not():
    shares = [read_statement("s", votes).divergence for votes in ([1, -1], [1, 1], [0, 0], [])]
    assert shares == [1.0, 0.0, 0.0, 0.0]


def test_a_vote_when_it_is_no_vote():
    with pytest.raises(ValueError, match="1, 0 or -1, not 2"):
        read_statement("s", [1, 2])


def test_groups_when_two_camps_stand_apart():
    found = find_opinion_groups(two_camps())
    assert [group.people for group in found.groups] == [tuple(range(12)), tuple(range(12, 24))]
    assert found.refusal is None
    assert found.stability > 0.9
    assert (0, 1) not in found.groups[0].distinct  # all agree with it
    assert set(found.groups[0].distinct) <= {(1, 1), (2, 1), (3, 1), (4, -1), (5, -1), (6, -1),
                                             (7, -1)}  # fmt: skip


@pytest.mark.parametrize(
    ("votes", "refusal"),
    [
        (two_camps(people=13), Refusal.TOO_FEW_PEOPLE),
        (two_camps(statements=4), Refusal.TOO_FEW_STATEMENTS),
        (np.ones((30, 8)), Refusal.TOO_SMALL),
        (np.zeros((0, 6)), Refusal.TOO_FEW_PEOPLE),
        (np.zeros((3, 0)), Refusal.TOO_FEW_STATEMENTS),
    ],
)
def test_groups_when_they_are_refused(votes, refusal):
    found = find_opinion_groups(votes)
    assert (found.groups, found.refusal) == ((), refusal)
    assert found.reason


@pytest.mark.parametrize("seed", range(4))
def test_groups_when_everybody_votes_at_random(seed):
    votes = np.random.default_rng(seed).choice([-1.0, 0.0, 1.0], (40, 10))
    assert find_opinion_groups(votes).groups == ()


def test_groups_when_some_hardly_voted():
    votes = two_camps(people=26)
    votes[3, 2:] = NAN
    found = find_opinion_groups(votes)
    assert found.left_out == (3,)
    assert sorted(person for group in found.groups for person in group.people) == [
        person for person in range(26) if person != 3
    ]


def named(votes):
    return {
        (f"P{row:02}", f"S{column}"): int(vote)
        for row, people in enumerate(votes)
        for column, vote in enumerate(people)
    }


def test_opinions_when_read_whole():
    found = read_opinions(named(two_camps()), [f"S{n}" for n in range(8)])
    assert [one.id for one in found.consensus] == ["S0"]
    assert {one.id for one in found.divided} == {f"S{n}" for n in range(1, 8)}
    assert found.across == ("S0",)
    assert found.made_by.seed == 0


def test_opinions_when_the_votes_come_in_another_order():
    votes = list(named(two_camps()).items())
    names = [f"S{n}" for n in range(8)]
    first = read_opinions(dict(votes), names)
    random.Random(1).shuffle(votes)
    assert read_opinions(dict(votes), names) == first


@pytest.mark.parametrize(
    ("names", "message"),
    [(["a", "a"], "named twice"), (["b"], "a is not one of the statements")],
)
def test_opinions_when_statements_do_not_fit(names, message):
    with pytest.raises(ValueError, match=message):
        read_opinions({("P1", "a"): 1}, names)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=70))
def test_a_statement_when_everybody_turns_round(votes):
    here, there = read_statement("s", votes), read_statement("s", [-vote for vote in votes])
    assert (here.agreed, here.disagreed) == (there.disagreed, there.agreed)
    assert here.divergence == there.divergence
    assert 0 <= here.low <= here.high <= 1

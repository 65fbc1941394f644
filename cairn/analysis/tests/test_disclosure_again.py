import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import disclosure_again
from cairn.analysis.disclosure import release_table
from cairn.analysis.disclosure_again import ReleasedAgain, release_again
from cairn.analysis.disclosure_ledger import Question, Released

ROLES, SECTORS = ("nurse", "porter", "cook"), ("acute", "home", "")
LIST, GRID = Question("role", ROLES), Question("role", ROLES, "sector", SECTORS)
GRIDS = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=3)
FEW = st.lists(st.lists(st.integers(-2, 3), min_size=3, max_size=3), min_size=3, max_size=3)


def _texts(released: ReleasedAgain) -> list[str]:
    table = released.table
    return [cell.text for row in table.cells for cell in row] + [table.total.text]


def test_examples_when_run_from_the_docstrings() -> None:
    assert doctest.testmod(disclosure_again).failed == 0


@pytest.mark.parametrize(
    ("before", "now", "shown", "more"),
    [
        ([40, 30, 25], [40, 30, 25], ["40", "30", "25", "95"], 0),
        ([40, 30, 25], [43, 30, 25], ["*", "30", "25", "*"], 2),  # three nurses came
        ([40, 30, 25], [37, 30, 25], ["*", "30", "25", "*"], 2),  # three went
        ([40, 30, 25], [43, 30, 37], ["*", "*", "37", "110"], 2),  # three nurses or porters came
        ([40, 30, 25], [51, 30, 25], ["51", "30", "25", "106"], 0),  # eleven are enough
        ([40, 30, 25], [45, 25, 25], ["*", "*", "25", "95"], 2),  # some came, some went
        ([40, 30, 5], [40, 30, 16], ["40", "30", "16", "86"], 0),  # porters were hidden before
    ],
)
def test_list_when_it_was_released_before(
    before: list[int], now: list[int], shown: list[str], more: int
) -> None:
    first = release_again(before, LIST)
    again = release_again(now, LIST, [first.line])
    assert (_texts(again), again.more) == (shown, more)


def test_line_when_it_is_released_is_what_is_shown() -> None:
    found = release_again([40, 30, 3], LIST)
    assert found.line == Released(LIST, 11, 1, ((40, None, None, 73),))
    assert found.table == release_table([40, 30, 3])


def test_list_when_a_value_is_new() -> None:
    first = release_again([40, 30], Question("role", ("nurse", "porter")))
    again = release_again([40, 30, 15], LIST, [first.line])
    assert _texts(again) == ["40", "30", "15", "85"]
    few = release_again([40, 30, 9], LIST, [first.line])
    assert _texts(few) == ["40", "*", "*", "*"]


def test_table_when_rows_are_not_all_there_are() -> None:
    """Of a theme that was not in the first table nothing is known, and sums of themes differ."""
    asked = Question("theme", ("1", "2"), "role", ROLES)
    first = release_again([[40, 30, 20], [15, 16, 17]], asked, every_value=False)
    later = Question("theme", ("2", "3"), "role", ROLES)
    again = release_again([[15, 16, 17], [12, 13, 14]], later, [first.line], every_value=False)
    assert again.more == 0
    one_more = release_again([[16, 16, 17], [12, 13, 14]], later, [first.line], every_value=False)
    assert (one_more.table.cells[0][0].text, one_more.table.row_totals[0].text) == ("*", "*")


def test_table_when_many_releases_came_before() -> None:
    first = release_again([40, 30, 25], LIST)
    second = release_again([60, 30, 25], LIST, [first.line])
    third = release_again([62, 30, 25], LIST, [first.line, second.line])
    assert _texts(second) == ["60", "30", "25", "115"]
    assert _texts(third) == ["*", "30", "25", "*"]
    fourth = release_again([80, 30, 25], LIST, [first.line, second.line, third.line])
    assert _texts(fourth) == ["80", "30", "25", "135"]


def test_refusal_when_the_question_does_not_fit() -> None:
    with pytest.raises(ValueError, match="a value for each row and column"):
        release_again([1, 2], LIST)


@settings(max_examples=8, deadline=None)
@given(GRIDS, FEW)
def test_no_figure_changes_by_a_few_when_tables_are_random(
    counts: list[list[int]], change: list[list[int]]
) -> None:
    first = release_again(counts, GRID)
    now = np.maximum(np.array(counts) + np.array(change), 0)
    again = release_again(now, GRID, [first.line])
    for row, line in zip(again.line.shown, first.line.shown, strict=True):
        for value, old in zip(row, line, strict=True):
            assert value is None or old is None or abs(value - old) not in range(1, 11)
    assert release_again(counts, GRID, [first.line]).more == 0


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(11, 30), min_size=3, max_size=3), st.data())
def test_many_stories_agree_when_people_only_came(counts: list[int], data: st.DataObject) -> None:
    """Count them: in each role, how many may have come, given all that both tables show?"""
    came = data.draw(st.lists(st.integers(0, 12), min_size=3, max_size=3))
    first = release_again(counts, LIST)
    now = release_again([a + b for a, b in zip(counts, came, strict=True)], LIST, [first.line])
    stories = np.indices((60, 60, 60)).reshape(3, -1)
    shown = now.line.shown[0]
    agree = np.ones(stories.shape[1], dtype=bool)
    for role, old in enumerate(counts):
        agree &= (shown[role] is None) | (stories[role] + old == shown[role])
    agree &= (shown[3] is None) | (stories.sum(axis=0) + sum(counts) == shown[3])
    for role, many in enumerate(came):
        could = np.unique(stories[role][agree])
        assert many in could
        assert many in (0, *range(11, 13)) or len(could) > 3

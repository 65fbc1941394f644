import doctest
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import disclosure
from cairn.analysis.attack import RULES, Findings, Published, attack_table
from cairn.analysis.attack_puzzle import Contradiction, Puzzle
from cairn.analysis.disclosure import (
    Attribution,
    ReleasedTable,
    count_groups,
    release_attribution,
    release_table,
)
from cairn.analysis.suppression_more import hide_whole_groups

TABLES = int(os.environ.get("CAIRN_DISCLOSURE_TABLES", "60"))
COUNTS = st.one_of(st.just(0), st.integers(1, 10), st.integers(11, 40), st.integers(0, 900))


def _as_shown(released: ReleasedTable) -> list[list[int | None]]:
    rows = [[cell.value for cell in row] for row in released.cells]
    if not released.row_totals:
        return [[*rows[0], released.total.value]]
    body = [[*row, total.value] for row, total in zip(rows, released.row_totals, strict=True)]
    return [*body, [*(cell.value for cell in released.column_totals), released.total.value]]


def _attack(released: ReleasedTable) -> Findings:
    return attack_table(_as_shown(released))


def _texts(released: ReleasedTable) -> list[list[str]]:
    return [["*" if value is None else str(value) for value in row] for row in _as_shown(released)]


def test_examples_when_run_from_the_docstrings() -> None:
    assert doctest.testmod(disclosure).failed == 0


def test_table_when_all_cells_are_large_or_nought() -> None:
    assert _texts(release_table([[12, 0], [30, 11]], k=11)) == [
        ["12", "0", "12"],
        ["30", "11", "41"],
        ["42", "11", "53"],
    ]


def test_table_when_one_cell_is_small() -> None:
    released = release_table([[3, 20, 30], [25, 22, 40], [50, 60, 70]], k=11)
    assert _texts(released) == [
        ["*", "*", "30", "53"],
        ["*", "*", "40", "87"],
        ["50", "60", "70", "180"],
        ["78", "102", "140", "320"],
    ]
    assert _attack(released).narrow == ()


def test_total_when_fewer_than_k_spoke() -> None:
    released = release_table([2, 3, 0], k=11)
    assert _texts(released) == [["*", "*", "0", "*"]]


def test_attacker_when_only_small_cells_were_hidden() -> None:
    found = attack_table([[None, 20, 23], [30, 40, 70], [33, 60, 93]])
    assert [(cell.row, cell.column, cell.low, cell.high) for cell in found.exact] == [(0, 0, 3, 3)]


def test_attacker_when_an_interval_is_narrow() -> None:
    found = attack_table([[None, None, 4]])
    assert found.exact == ()
    assert [(cell.low, cell.high) for cell in found.narrow] == [(1, 3), (1, 3)]


def test_attacker_when_the_table_contradicts_itself() -> None:
    with pytest.raises(ValueError, match="no table agrees"):
        attack_table([[None, 20, 10]])


@settings(max_examples=TABLES, deadline=None)
@given(st.data())
def test_attacker_finds_nothing_when_tables_are_random(data: st.DataObject) -> None:
    columns = data.draw(st.integers(1, 6))
    counts = data.draw(
        st.lists(st.lists(COUNTS, min_size=columns, max_size=columns), min_size=1, max_size=6)
    )
    k = data.draw(st.sampled_from([5, 8, 11]))
    released = release_table(counts, k)
    assert attack_table(_as_shown(released), every=False).narrow == ()
    assert not any(cell.value in range(1, k) for row in released.cells for cell in row)


@settings(max_examples=TABLES, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=9), st.sampled_from([5, 8, 11]))
def test_attacker_finds_nothing_when_lists_are_random(counts: list[int], k: int) -> None:
    released = release_table(counts, k)
    assert attack_table(_as_shown(released), every=False).narrow == ()
    shown = [cell.value for cell in [*released.cells[0], released.total]]
    assert not any(value in range(1, k) for value in shown)


def test_attacker_finds_nothing_when_the_table_fills_a_page() -> None:
    counts = np.random.default_rng(7).negative_binomial(1, 0.08, (30, 30))
    released = release_table(counts, k=11)
    shown = sum(not cell.hidden for row in released.cells for cell in row)
    assert shown >= np.count_nonzero(counts >= 11) // 2
    values = [[cell.value for cell in row] for row in released.cells]
    assert [[v for v in row if v is not None] for row in values] == [
        [int(count) for count, cell in zip(line, row, strict=True) if not cell.hidden]
        for line, row in zip(counts, released.cells, strict=True)
    ]


@pytest.mark.parametrize(
    ("counts", "k", "rule", "message"),
    [
        ([1, -2], 11, "staff", "negative"),
        ([1.5], 11, "staff", "whole numbers"),
        ([[[1]]], 11, "staff", "rows of equal length"),
        ([1], 1, "staff", "2 or more"),
        ([1], 11, "other", "no rule"),
    ],
)
def test_table_when_arguments_are_bad(counts: list, k: int, rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        release_table(counts, k, rule)


def test_table_when_empty() -> None:
    assert release_table([], k=11).total.text == "0"


@pytest.mark.parametrize(
    ("counts", "k", "shown"),
    [
        ([3, 1], 2, ["3", "*", "*"]),
        ([3, 1], 3, ["3", "*", "*"]),
        ([9, 1, 2], 3, ["*", "*", "*", "12"]),
        ([9, 1, 1], 4, ["*", "*", "*", "11"]),
    ],
)
def test_list_when_the_rule_hides_one_two_or_three(
    counts: list[int], k: int, shown: list[str]
) -> None:
    """That a hidden cell is 1 or 2 is what the rule says of it: nothing more has to go for it."""
    assert _texts(release_table(counts, k)) == [shown]


def test_attribution_when_groups_are_small() -> None:
    people = [{"role": "nurse", "sector": "acute"}] * 4 + [{"role": "nurse", "sector": "home"}] * 8
    people += [{"role": "porter", "sector": "acute"}] * 9
    groups = count_groups({"role": "nurse", "sector": "acute", "place": ""}, people)
    assert groups == [(("nurse", "acute"), 4), (("nurse",), 12), (("acute",), 13)]
    assert release_attribution(groups, k=11) == Attribution(("nurse",), 12, True)
    assert release_attribution(groups, k=4) == Attribution(("nurse", "acute"), 4, False)
    assert release_attribution(groups, k=50) == Attribution((), 0, True)


@settings(max_examples=TABLES // 3, deadline=None)
@given(
    st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(sorted(RULES)),
)
def test_attacker_finds_nothing_whatever_he_assumes_under_each_rule(
    counts: list[list[int]], rule: str
) -> None:
    released = release_table(counts, rule=rule)
    assert attack_table(_as_shown(released), rule=RULES[rule], every=False).narrow == ()
    for row, line in zip(released.cells, counts, strict=True):
        for cell, count in zip(row, line, strict=True):
            low, high = (1, 10**9) if cell.value is None else RULES[rule].read(cell.value)
            assert low <= count <= high


EVERY_2_BY_2 = np.indices((18, 18, 18, 18)).reshape(4, -1)


def _agreeing(shown: list[list[int | None]], rule: Published) -> np.ndarray:
    """All tables of counts up to 17 that round and add up to what is shown."""
    a, b, c, d = EVERY_2_BY_2
    full = [[a, b, a + b], [c, d, c + d], [a + c, b + d, a + b + c + d]]
    agrees = np.ones(a.shape, dtype=bool)
    for line, seen in zip(full, shown, strict=True):
        for count, figure in zip(line, seen, strict=True):
            low, high = (1, 10**9) if figure is None else rule.read(figure)
            agrees &= (low <= count) & (count <= high)
    return EVERY_2_BY_2[:, agrees]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=4, max_size=4), st.sampled_from(sorted(RULES)))
def test_many_tables_agree_with_what_is_shown(counts: list[int], rule: str) -> None:
    """Without linear programmes: count, over all tables of 2 by 2, what a hidden cell could be."""
    released = release_table([counts[:2], counts[2:]], rule=rule)
    could = _agreeing(_as_shown(released), RULES[rule])
    cells = [cell for row in released.cells for cell in row]
    for cell, values, count in zip(cells, could, counts, strict=True):
        assert count in values
        assert not cell.hidden or len(set(values.tolist())) >= 4


@pytest.mark.parametrize(
    ("rule", "counts", "shown"),
    [
        ("staff", [10, 11], [["*", "*", "21"]]),
        ("staff", [11, 12], [["11", "12", "23"]]),
        ("staff", [11, 0, 12], [["11", "0", "12", "23"]]),
        ("health-statistics", [7, 30], [["*", "30", "35"]]),
        ("health-statistics", [8, 32], [["10", "30", "40"]]),
        ("health-statistics", [8, 8, 1], [["*", "10", "*", "15"]]),
        ("public-engagement", [4, 30], [["*", "30", "35"]]),
        ("public-engagement", [5, 33], [["5", "35", "40"]]),
    ],
)
def test_list_when_a_rule_is_named(rule: str, counts: list[int], shown: list[list[str]]) -> None:
    released = release_table(counts, rule=rule)
    assert _texts(released) == shown
    assert (released.rule, released.k) == (rule, RULES[rule].k)


def test_hidden_pair_when_both_are_as_large_as_they_can_be() -> None:
    """Who takes both for ten or fewer would know them to be ten; so a third is hidden with them."""
    assert _texts(release_table([10, 10, 30, 40], k=11)) == [["*", "*", "*", "40", "90"]]


def test_attacker_when_he_knows_that_hidden_cells_are_small() -> None:
    shown = [[None, None, 30, 50]]
    assert (
        attack_table(shown, rule=RULES["staff"]).exact
        == attack_table(shown, rule=RULES["staff"], every=False).exact
    )
    found = attack_table(shown, rule=RULES["staff"])
    assert [(cell.low, cell.high) for cell in found.exact] == [(10, 10), (10, 10)]
    assert found.assumed == "small_cells"
    larger = attack_table([[None, None, 30, 60]], rule=RULES["staff"])
    assert (larger.exact, larger.assumed) == ((), "free")
    assert [(cell.low, cell.high) for cell in larger.cells] == [(1, 29), (1, 29)]


def test_attacker_when_nothing_holds_a_figure_down() -> None:
    found = attack_table([[None, 20, None]], rule=RULES["staff"])
    assert [(cell.low, cell.high) for cell in found.cells] == [(1, 10), (21, 30)]
    found = attack_table([[None, 20, None]])
    assert [(cell.low, cell.high) for cell in found.cells] == [(1, np.inf), (21, np.inf)]


def test_attacker_when_rounded_figures_leave_one_way() -> None:
    found = attack_table([[10, 10, None, 15]], rule=RULES["health-statistics"])
    assert [(cell.low, cell.high) for cell in found.exact] == [(1, 1)]


@pytest.mark.parametrize(
    ("shown", "low", "high"), [(0, 0, 0), (5, 5, 7), (10, 8, 12), (25, 23, 27)]
)
def test_figure_when_it_was_rounded(shown: int, low: int, high: int) -> None:
    assert RULES["public-engagement"].read(shown) == (low, high)


def test_whole_groups_when_all_of_a_row_said_the_same() -> None:
    counts = [[30, 0, 0], [40, 50, 45], [60, 45, 70]]
    plain, banded = release_table(counts, 11), release_table(counts, 11, whole_groups=True)
    assert _texts(plain)[0] == ["30", "0", "0", "30"]
    assert _texts(banded)[0] == ["*", "*", "*", "30"]
    assert attack_table(_as_shown(banded), least=0).narrow == ()


def test_puzzle_when_no_numbers_agree() -> None:
    puzzle = Puzzle()
    parts = [puzzle.add(3, 4), puzzle.add(3, 4)]
    puzzle.say_sum(parts, puzzle.add(9, 9))
    with pytest.raises(Contradiction):
        puzzle.find_narrow(parts)


def test_puzzle_when_asked_for_what_is_narrow() -> None:
    puzzle = Puzzle()
    one, other = puzzle.add(1, None), puzzle.add(2, 9)
    puzzle.say_sum([one, other], puzzle.add(5, 5))
    assert puzzle.find_narrow([one, other]) == {one: (1, 3), other: (2, 4)}
    assert puzzle.find_narrow([one, other], width=2) == {}
    assert puzzle.find_narrow([]) == {}
    assert puzzle.bound(one) == (1, 3)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([[30, 0], [20, 25]], [[True, True], [False, False]]),
        ([[0, 40], [0, 0], [12, 13]], [[True, True], [False, False], [False, False]]),
        ([[1, 0], [2, 3]], [[True, True], [False, False]]),
        ([[30], [25]], [[False], [False]]),  # one column says nothing of what they said
    ],
)
def test_whole_groups_are_the_rows_of_one_answer(
    counts: list[list[int]], hidden: list[list[bool]]
) -> None:
    table = np.array(counts)
    full = np.vstack([wide := np.column_stack([table, table.sum(axis=1)]), wide.sum(axis=0)])
    mask = hide_whole_groups(full, flat=False)
    assert mask[:-1, :-1].tolist() == hidden
    assert not mask[-1].any()
    assert not mask[:, -1].any()
    assert not hide_whole_groups(full[:1], flat=True).any()


def test_whole_groups_leave_the_other_rows_alone() -> None:
    banded = release_table(
        [[30, 0, 0], [40, 50, 45], [60, 45, 70], [50, 55, 60]], 11, whole_groups=True
    )
    assert [cell.text for cell in banded.row_totals] == ["30", "135", "175", "165"]
    assert sum(not cell.hidden for row in banded.cells[1:] for cell in row) >= 2


def test_attribution_when_k_is_as_small_as_it_may_be() -> None:
    assert release_attribution([(("nurse",), 2)], k=2) == Attribution(("nurse",), 2, False)
    with pytest.raises(ValueError, match=r"^k must be 2 or more people$"):
        release_attribution([], k=1)

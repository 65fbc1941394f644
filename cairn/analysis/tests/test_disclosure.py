import doctest
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import disclosure
from cairn.analysis.attack import Findings, attack_table
from cairn.analysis.disclosure import (
    Attribution,
    ReleasedTable,
    count_groups,
    release_attribution,
    release_table,
)

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
    assert _attack(released).narrow == ()
    assert not any(cell.value in range(1, k) for row in released.cells for cell in row)


@settings(max_examples=TABLES, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=9), st.sampled_from([5, 8, 11]))
def test_attacker_finds_nothing_when_lists_are_random(counts: list[int], k: int) -> None:
    released = release_table(counts, k)
    assert _attack(released).narrow == ()
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

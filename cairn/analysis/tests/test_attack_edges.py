import numpy as np
import pytest

from cairn.analysis import attack_groups, attack_ledger
from cairn.analysis.attack import RULES, attack_table
from cairn.analysis.attack_groups import find_known_groups
from cairn.analysis.attack_ledger import Leak, Told, Who, attack_releases
from cairn.analysis.attack_puzzle import Puzzle
from cairn.analysis.suppression import hide_cells
from cairn.analysis.suppression_more import hide_whole_groups


def _who(**groups: str) -> Who:
    return tuple((name, frozenset(values.split())) for name, values in groups.items())


def _add_totals(table: list[list[int]]) -> np.ndarray:
    wide = np.column_stack([table, np.sum(table, axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


NURSES, PORTERS, OTHERS = _who(role="nurse"), _who(role="porter"), _who(role="\0")
ALL_BUT_A = _who(ward="B C")


def test_table_when_hidden_figures_may_be_nought() -> None:
    found = attack_table([[None, None, 4]], least=0)
    assert [(cell.low, cell.high) for cell in found.cells] == [(0, 4), (0, 4)]


def test_refusal_when_no_table_agrees() -> None:
    with pytest.raises(ValueError, match=r"^no table agrees with what is shown$"):
        attack_table([[None, 30, 20]])


@pytest.mark.parametrize(
    ("low", "high", "rest", "leaks"),
    [
        (60, 60, 59, [Leak((0, 1), 1, 1)]),
        (60, 60, 60, []),
        (58, 60, 48, [Leak((0, 1), 10, 12)]),  # ten may be few enough
        (59, 61, 48, []),
        (58, 61, 56, []),  # two to five
    ],
)
def test_difference_when_it_is_at_the_edges(
    low: int, high: int, rest: int, leaks: list[Leak]
) -> None:
    told = [Told(0, (), low, high), Told(1, ALL_BUT_A, rest, rest)]
    assert attack_releases(told, (), k=11) == leaks


def test_difference_when_two_releases_tell_it() -> None:
    told = [Told(0, (), 60, 60), Told(1, ALL_BUT_A, 55, 55), Told(2, ALL_BUT_A, 55, 55)]
    assert attack_releases(told, (), k=11) == [Leak((0, 1), 5, 5)]


def test_difference_when_its_pair_is_not_asked_for() -> None:
    told = [Told(0, (), 60, 60), Told(1, ALL_BUT_A, 55, 55)]
    assert attack_releases(told, (), 11, [(0, 1)]) == [Leak((0, 1), 5, 5)]
    assert attack_releases(told, (), 11, []) == []


def test_difference_when_a_third_release_has_no_part_in_it() -> None:
    told = [Told(0, (), 60, 60), Told(1, ALL_BUT_A, 55, 55), Told(2, NURSES, 30, 30)]
    assert Leak((0, 1), 5, 5) in attack_releases(told, (), k=11)


def test_hidden_figure_when_its_own_release_tells_it() -> None:
    told = [
        Told(0, NURSES, 1, None),
        Told(0, PORTERS, 40, 40),
        Told(0, (), 47, 47),
        Told(1, (), 47, 47),
    ]
    assert attack_releases(told, ("role",), k=11) == []


def test_hidden_figure_when_two_releases_hide_it() -> None:
    told = [
        Told(0, NURSES, 1, None),
        Told(0, (), 47, 47),
        Told(1, NURSES, 1, None),
        Told(1, PORTERS, 40, 40),
    ]
    assert attack_releases(told, ("role",), k=11) == [Leak((0,), 7, 7)]


def test_releases_when_they_tell_as_many_groups_apart_as_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two roles on two wards are four parts."""
    told = [Told(0, NURSES, 30, 30), Told(1, _who(ward="A"), 20, 20)]
    monkeypatch.setattr(attack_ledger, "MOST_PARTS", 4)
    monkeypatch.setattr(attack_groups, "MOST_PARTS", 4)
    assert attack_releases(told, (), k=11) == []
    assert find_known_groups(told, [NURSES], (), k=11) == {}
    monkeypatch.setattr(attack_ledger, "MOST_PARTS", 3)
    monkeypatch.setattr(attack_groups, "MOST_PARTS", 3)
    problem = r"^the releases tell too many groups apart to be checked together$"
    with pytest.raises(ValueError, match=problem):
        attack_releases(told, (), k=11)
    with pytest.raises(ValueError, match=problem):
        find_known_groups(told, [NURSES], (), k=11)


@pytest.mark.parametrize(
    ("nurses", "found"), [(40, {}), (39, {0: (1, 1)}), (30, {0: (10, 10)}), (29, {})]
)
def test_group_when_it_is_at_the_edges(nurses: int, found: dict[int, tuple[int, int]]) -> None:
    told = [Told(0, (), 40, 40), Told(1, NURSES, nurses, nurses)]
    assert find_known_groups(told, [OTHERS], (), k=11) == found


def test_groups_when_lists_contradict_one_another() -> None:
    told = [Told(0, (), 40, 40), Told(1, NURSES, 41, 41)]
    assert find_known_groups(told, [OTHERS], (), k=11) is None
    assert find_known_groups(told, [], (), k=11) is None


def test_groups_when_none_is_asked_for() -> None:
    assert find_known_groups([Told(0, (), 40, 40)], [], (), k=11) == {}


def test_groups_when_one_is_nobody_and_another_is_two() -> None:
    cooks = _who(role="cook")
    told = [Told(0, (), 40, 40), Told(1, NURSES, 38, 38), Told(1, cooks, 0, 0)]
    assert find_known_groups(told, [cooks, OTHERS], (), k=11) == {1: (2, 2)}


def test_groups_when_two_people_are_of_one_or_the_other() -> None:
    """None of the cooks, two porters or others: each of these is nobody, one or both."""
    cooks = _who(role="cook")
    told = [Told(0, (), 40, 40), Told(1, NURSES, 38, 38), Told(1, cooks, 0, 0)]
    found = find_known_groups(told, [cooks, PORTERS, OTHERS], (), k=11)
    assert found == {1: (0, 2), 2: (0, 2)}


def test_bound_when_one_part_may_be_all_that_is_known() -> None:
    puzzle = Puzzle()
    one, other, whole = puzzle.add(0, None), puzzle.add(0, None), puzzle.add(0, 5)
    puzzle.say_sum([one, other], whole)
    assert [puzzle.bound(each) for each in (one, other, whole)] == [(0, 5)] * 3


@pytest.mark.parametrize("at", [0, 1, 2])
def test_whole_group_when_it_is_in_any_row(at: int) -> None:
    table = [[20, 15], [25, 16], [21, 18]]
    table[at] = [0, 30]
    mask = hide_whole_groups(_add_totals(table), flat=False)
    assert mask.tolist() == [[row == at, row == at, False] for row in range(3)] + [[False] * 3]


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        (
            [[5, 20, 30], [25, 40, 20]],
            ["*.*.", "*.*.", "...."],
        ),  # 30 and 20 cost less than 20 and 40
        ([[10, 40], [30, 0]], ["*.*", "*.*", "..."]),  # a nought hides nothing, so totals have to
        ([[20, 3, 3], [40, 3, 30]], ["***.", "***.", ".**."]),
        ([[0, 20, 30], [3, 3, 40]], [".**.", "***.", "**.."]),
        ([[30, 4], [3, 3]], ["***", "***", "**."]),
        ([[3, 4], [5, 20]], ["***", "*.*", "**."]),
        ([[40, 2, 40, 1], [10, 30, 40, 5]], ["**.*.", "*..*.", ".*.*."]),
    ],
)
def test_cells_when_sums_would_give_them_away(table: list[list[int]], hidden: list[str]) -> None:
    full = _add_totals(table)
    mask = hide_cells(full, 11)
    assert ["".join(".*"[hide] for hide in row) for row in mask.tolist()] == hidden
    shown = [
        [None if hide else value for value, hide in zip(*row, strict=True)]
        for row in zip(full.tolist(), mask.tolist(), strict=True)
    ]
    assert attack_table(shown).narrow == ()


def test_attack_when_nothing_is_hidden_and_the_total_is_wrong() -> None:
    with pytest.raises(ValueError, match="no table agrees with what is shown"):
        attack_table([[20, 30, 40]])


def test_attack_when_nothing_is_hidden_and_totals_are_rounded() -> None:
    found = attack_table(
        [[10, 10, 25], [10, 10, 20], [20, 20, 45]], rule=RULES["health-statistics"]
    )
    assert (found.exact, found.cells) == ((), ())

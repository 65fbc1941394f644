from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.attack_ledger import Leak, Told, attack_releases
from cairn.analysis.disclosure import HIDDEN_CELL, Cell, release_table
from cairn.analysis.disclosure_ledger import Question, Released, release_with_ledger
from cairn.analysis.disclosure_shares import release_means, release_shares

ROLES = ("nurse", "porter", "doctor")
WARDS = ("A", "B", "C")
COUNTS = st.one_of(st.just(0), st.integers(1, 10), st.integers(11, 60))
CUBE = st.lists(
    st.lists(COUNTS, min_size=3, max_size=3), min_size=3, max_size=3
)  # people by role and ward


def _who(**groups: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(values.split())) for name, values in groups.items())


def test_attacker_when_two_filters_differ_by_one_ward() -> None:
    told = [Told(0, (), 60, 60), Told(1, _who(ward="B C"), 55, 55)]
    assert attack_releases(told, (), k=11) == [Leak((0, 1), 5, 5)]
    assert attack_releases(told, (), k=5) == []


def test_attacker_when_the_difference_is_nobody_or_hidden() -> None:
    told = [Told(0, (), 60, 60), Told(1, _who(ward="B C"), 60, 60)]
    assert attack_releases(told, (), k=11) == []
    told = [Told(0, (), 60, 60), Told(1, _who(ward="B C"), 1, None)]
    assert attack_releases(told, (), k=11) == []


def test_attacker_when_one_release_shows_what_another_hides() -> None:
    hidden = Told(0, _who(role="nurse"), 1, None)
    rest = Told(1, _who(role="porter"), 40, 40)
    total = Told(0, (), 47, 47)
    assert attack_releases([hidden, rest, total], (), k=11) == [Leak((2, 1), 7, 7)]
    told = [hidden, Told(1, _who(role="porter doctor"), 40, 40), total]
    assert attack_releases(told, ("role",), k=11) == [Leak((0,), 7, 7)]


def test_attacker_when_figures_are_rounded() -> None:
    told = [Told(0, (), 58, 62), Told(1, _who(ward="B C"), 53, 57)]
    assert attack_releases(told, (), k=8) == []
    told = [Told(0, (), 58, 60), Told(1, _who(ward="B C"), 58, 62)]
    assert attack_releases(told, (), k=8) == [Leak((0, 1), 0, 2)]


def test_attacker_when_releases_contradict_one_another() -> None:
    told = [Told(0, (), 60, 60), Told(1, _who(ward="B C"), 61, 61)]
    assert attack_releases(told, (), k=11) == []


def test_attacker_when_there_are_too_many_groups() -> None:
    told = [Told(0, _who(**{name: str(value)}), 1, 1) for name in "abcde" for value in range(1, 9)]
    with pytest.raises(ValueError, match="too many groups"):
        attack_releases(told, (), k=11)


def _texts(counts: object, question: Question, ledger: list[Released]) -> tuple[list[str], str]:
    table, _ = release_with_ledger(counts, question, ledger)
    return [cell.text for row in table.cells for cell in row], table.total.text


def test_table_when_nothing_was_released_before() -> None:
    asked = Question("role", ROLES, "ward", WARDS)
    counts = [[30, 20, 3], [25, 22, 40], [50, 60, 70]]
    table, line = release_with_ledger(counts, asked)
    assert [cell.text for cell in table.cells[0]] == ["30", "*", "*"]
    assert line.shown[3] == (105, 102, 113, 320)
    assert (line.k, line.base) == (11, 1)


def test_table_when_all_but_one_ward_is_asked_for_after_all() -> None:
    roles = Question("role", ROLES)
    _, line = release_with_ledger([40, 30, 90], roles)
    kept = Question("role", ROLES, kept=(("ward", ("B", "C")),))
    assert _texts([40, 30, 90], kept, [line]) == (["40", "30", "90"], "160")
    assert _texts([37, 30, 60], kept, [line]) == (["*", "*", "60"], "127")
    assert _texts([20, 15, 60], kept, [line]) == (["20", "15", "60"], "95")


def test_table_when_a_margin_was_released_before() -> None:
    """Role by ward hides a pair of wards; the wards' totals, shown before, must not undo it."""
    both = Question("role", ("nurse", "porter"), "ward", ("A", "B"))
    table, line = release_with_ledger([[3, 40], [30, 50]], both)
    assert table.row_totals[0].text == "43"
    again, _ = release_with_ledger([33, 90], Question("ward", ("A", "B")), [line])
    assert [cell.text for cell in again.cells[0]] == ["33", "90"]


@pytest.mark.parametrize("counts", [[1, 2, 3, 4], [[1, 2, 3]], [[1], [2], [3]]])
def test_refusal_when_the_question_does_not_fit(counts: list) -> None:
    with pytest.raises(ValueError, match="a value for each row and column"):
        release_with_ledger(counts, Question("role", ROLES))


@settings(max_examples=15, deadline=None)
@given(CUBE, st.integers(0, 2), st.sampled_from(["staff", "health-statistics"]))
def test_ward_stays_hidden_when_all_and_all_but_it_are_released(cube, ward, rule) -> None:
    """Not one figure of the left-out ward under k can be told from the two releases."""
    asked = Question("role", ROLES)
    everyone = [sum(row) for row in cube]
    table, line = release_with_ledger(everyone, asked, rule=rule)
    others = [sum(row) - row[ward] for row in cube]
    kept = tuple(each for at, each in enumerate(WARDS) if at != ward)
    again, _ = release_with_ledger(
        others, Question("role", ROLES, kept=(("ward", kept),)), [line], rule=rule
    )
    for role in range(3):
        before, after = table.cells[0][role].value, again.cells[0][role].value
        if rule == "staff" and before is not None and after is not None:
            assert cube[role][ward] not in range(1, 11)


def test_means_when_those_hidden_are_few_the_mean_of_all_is_too() -> None:
    found = release_means([3, 20, 40], [12.0, 70.0, 180.0])
    assert [cell.text for cell in found.means] == ["*", "*", "4.5"]
    assert found.mean.text == "4.2"
    assert release_means([3, 4, 40], [12.0, 14.0, 180.0]).mean.text == "*"
    assert release_means([5, 6, 40], [12.0, 14.0, 180.0]).mean.text == "4.0"
    assert release_means([20, 40], [70.0, 180.0]).mean.text == "4.2"
    assert release_means([2, 3], [7.0, 18.0]).mean.text == "*"


def test_means_when_a_group_is_empty_and_when_lists_differ() -> None:
    found = release_means([0, 20], [0.0, 70.0], places=2)
    assert [(cell.text, cell.hidden) for cell in found.means] == [("", False), ("3.50", False)]
    with pytest.raises(ValueError, match="a count and a sum"):
        release_means([1, 2], [1.0])


def test_shares_when_whole_and_when_banded() -> None:
    table, _ = release_with_ledger(
        [[30, 0], [56, 14], [40, 0]], Question("a", ROLES, "b", ("x", "y"))
    )
    shares = release_shares(table)
    assert [cell.text for cell in shares[0]] == ["100 %", "0 %"]
    assert [cell.text for cell in shares[1]] == ["80 %", "20 %"]
    assert [cell.text for cell in release_shares(table, band=True)[0]] == [">90 %", "<10 %"]
    assert release_shares(table)[0][0].value == 100
    small, _ = release_with_ledger(
        [[30, 0], [56, 14], [10, 0]], Question("a", ROLES, "b", ("x", "y"))
    )
    assert [[cell.text for cell in row] for row in release_shares(small)] == [
        ["*", "*"],
        ["80 %", "20 %"],
        ["*", "*"],
    ]
    assert release_shares(table, band=True)[0][0].value is None


def test_shares_when_nobody_is_there_and_at_the_edges_of_the_bands() -> None:
    table = release_table([[0, 0], [90, 10], [91, 9]], k=2)
    plain, banded = release_shares(table), release_shares(table, band=True)
    assert plain[0] == banded[0] == (Cell("", False, None), Cell("", False, None))
    assert plain[1] == banded[1] == (Cell("90 %", False, 90), Cell("10 %", False, 10))
    assert plain[2] == (Cell("91 %", False, 91), Cell("9 %", False, 9))
    assert banded[2] == (Cell(">90 %", False, None), Cell("<10 %", False, None))
    few = release_table([[1, 0], [40, 30]], k=11)
    assert release_shares(few)[0] == (HIDDEN_CELL, HIDDEN_CELL)


def test_shares_when_rounded_parts_exceed_the_whole() -> None:
    table = release_table([[28, 0], [60, 60]], rule="health-statistics")
    cells = ((Cell("30", False, 30), Cell("0", False, 0)), table.cells[1])
    rounded = replace(table, cells=cells, row_totals=(Cell("25", False, 25), table.row_totals[1]))
    assert release_shares(rounded)[0] == (Cell("100 %", False, 100), Cell("0 %", False, 0))


def test_means_when_another_k_or_rule_is_asked_for() -> None:
    few = release_means([3, 20, 40], [12.0, 70.0, 180.0], k=2)
    assert [cell.text for cell in few.means] == ["4.0", "3.5", "4.5"]
    assert few.counts == release_table([3, 20, 40], k=2)
    rounded = release_means([9, 21, 40], [18.0, 70.0, 180.0], rule="health-statistics")
    assert rounded.counts == release_table([9, 21, 40], rule="health-statistics")
    with pytest.raises(ValueError, match=r"^each group needs a count and a sum$"):
        release_means([1], [])

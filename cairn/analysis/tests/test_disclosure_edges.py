from collections.abc import Sequence

import pytest

from cairn.analysis import attack_ledger, disclosure_series
from cairn.analysis.disclosure import Cell, ReleasedTable, plan_table, release_table
from cairn.analysis.disclosure_again import ReleasedAgain, release_again
from cairn.analysis.disclosure_ledger import (
    Filter,
    Question,
    Released,
    release_with_ledger,
)
from cairn.analysis.disclosure_rules import RULE_SETS, RuleSet
from cairn.analysis.disclosure_series import PEOPLE, Stepped, release_in_series, release_together

STAFF, HEALTH = RULE_SETS["staff"], RULE_SETS["health-statistics"]
ROLES = Question("role", ("cook", "nurse", "porter"))
MOODS = Question("mood", ("low", "same", "high"))
NORTH: Filter = (("place", ("north",)),)
NORTH_MOODS = Question("mood", MOODS.row_values, kept=NORTH)


def _again(released: ReleasedAgain) -> tuple[tuple[int | None, ...], int]:
    return released.line.shown[0], released.more


def _shown(each: Stepped | None) -> tuple[int | None, ...] | None:
    return each and each.line.shown[0]


def _first(asked: Question, counts: Sequence[int], rules: RuleSet = STAFF) -> Stepped:
    found = release_in_series(counts, asked, 1, rules=rules)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("count", "hidden"), [(0, False), (1, True), (10, True), (11, False), (12, False)]
)
def test_rule_when_counts_are_at_its_edges(count: int, hidden: bool) -> None:
    assert STAFF.hides(count) is hidden


@pytest.mark.parametrize(
    ("one", "other", "weaker"),
    [
        (RuleSet("a", "1", 8, 5), RuleSet("b", "1", 8, 5), False),
        (RuleSet("a", "1", 7, 5), RuleSet("b", "1", 8, 5), True),
        (RuleSet("a", "1", 8, 1), RuleSet("b", "1", 8, 5), True),
        (RuleSet("a", "1", 9, 10), RuleSet("b", "1", 8, 5), False),
    ],
)
def test_rule_when_it_is_weaker_than_another(one: RuleSet, other: RuleSet, weaker: bool) -> None:
    assert one.is_weaker_than(other) is weaker


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        # in both, all that changed among nurses and porters together is two people
        ([25, 40, 30], [36, 43, 29], (None, None, None, 108)),  # by who only came
        ([36, 43, 29], [25, 40, 30], (None, None, None, 95)),  # by who only went
    ],
)
def test_list_when_two_came_or_went_among_hidden_figures(
    before: list[int], now: list[int], shown: tuple[int | None, ...]
) -> None:
    first = release_again(before, ROLES)
    assert first.line.shown[0] == (*before, sum(before))
    assert _again(release_again(now, ROLES, [first.line])) == (shown, 3)


def test_rows_of_a_table_when_two_came_among_hidden_figures() -> None:
    """As above, in a table whose other rows are about other themes."""
    old, new = (
        Question("theme", themes, "role", ROLES.row_values) for themes in (("1", "2"), ("2", "3"))
    )
    first = release_again([[50, 50, 50], [25, 40, 30]], old, every_value=False)
    again = release_again([[36, 43, 29], [50, 60, 70]], new, [first.line], every_value=False)
    assert again.line.shown[0] == (None, None, None, 108)
    assert again.more == 6


def test_list_when_hidden_figures_come_before_a_small_change() -> None:
    """One more, while many came and many went elsewhere."""
    asked = Question("role", tuple("abcdefg"))
    first = release_again([3, 4, 5, 6, 40, 60, 20], asked)
    again = release_again([3, 4, 5, 6, 43, 40, 55], asked, [first.line])
    assert first.line.shown[0] == (None, None, None, None, 40, 60, 20, 138)
    assert _again(again) == ((None, None, None, None, None, 40, 55, 156), 1)


def test_list_when_one_person_came() -> None:
    first = release_again([40, 60, 25], ROLES)
    again = release_again([41, 30, 66], ROLES, [first.line])
    assert _again(again) == ((None, None, 66, 137), 2)


def test_list_when_rounding_leaves_the_change_open() -> None:
    first = release_again([40, 30, 25], ROLES, k=11, rule="health-statistics")
    again = release_again([45, 30, 25], ROLES, [first.line], k=11, rule="health-statistics")
    assert _again(again) == ((45, 30, 25, 100), 0)  # one to nine came


def test_list_when_a_change_lies_in_an_interval_of_three() -> None:
    """A shown 10 is 11 or 12 under a k of 11, and 10 to 12 under one of 10: two went to one came."""
    first = release_again([11, 60, 25], ROLES, k=11, rule="health-statistics")
    again = release_again([11, 30, 60], ROLES, [first.line], k=10, rule="health-statistics")
    assert _again(again) == ((10, 30, 60, 100), 0)


def test_list_when_a_value_was_nobodys_before() -> None:
    """Nurses and porters were 45 and are 47; without the cooks, who are new, that is two."""
    first = release_again([5, 40], Question("role", ("nurse", "porter")))
    assert first.line.shown[0] == (None, None, 45)
    asked = Question("role", ("nurse", "porter", "cook"))
    assert _again(release_again([16, 31, 20], asked, [first.line])) == ((None, 31, None, 67), 2)


def test_list_when_nothing_changed_and_few_are_hidden() -> None:
    first = release_again([40, 3, 4], ROLES)
    assert first.more == 0
    again = release_again([40, 3, 4], ROLES, [first.line])
    assert _again(again) == ((40, None, None, 47), 0)


@pytest.mark.parametrize(("now", "shown"), [([40, 33], (40, 33, 73)), ([43, 33], (None, None, 76))])
def test_list_when_its_total_is_of_other_values(now: list[int], shown: tuple[int | None]) -> None:
    first = release_again([40, 30], Question("role", ("nurse", "porter")), every_value=False)
    asked = Question("role", ("nurse", "cook"))
    again = release_again(now, asked, [first.line], every_value=False)
    assert again.line.shown[0] == shown


def test_list_when_k_is_given() -> None:
    shown = (3, 20, 40, 63)
    assert release_again([3, 20, 40], ROLES, k=2).line == Released(ROLES, 2, 1, (shown,))
    table, line = release_with_ledger([3, 20, 40], ROLES, k=2)
    assert (table.k, line) == (2, Released(ROLES, 2, 1, (shown,)))


@pytest.mark.parametrize(
    ("counts", "values", "shown"),
    [
        ([0, 3, 30, 40], "abcd", (0, None, None, 40, 73)),  # a nought would add nobody
        ([10, 10], "ab", (None, None, 20)),  # nothing is left to hide
        ([10, 9, 40], "abc", (None, None, None, 59)),  # two under 11 that make 19 are 9 or 10
    ],
)
def test_first_list_when_more_has_to_be_hidden(
    counts: list[int], values: str, shown: tuple[int | None, ...]
) -> None:
    asked = Question("answer", tuple(values))
    assert _first(asked, counts) == Stepped(1, Released(asked, 11, 1, (shown,)))


def test_first_list_when_hidden_cells_may_be_nought() -> None:
    """Three of four people together: 0 to 4 each, were they not nought only 1 or 2."""
    asked = Question("answer", tuple("abcd"))
    found = _first(asked, [1, 1, 2, 40], RuleSet("few", "1", 4))
    assert _shown(found) == (None, None, None, 40, 44)


def test_next_step_when_few_came_to_the_largest_figure() -> None:
    first = _first(MOODS, [20, 30, 40])
    later = release_in_series([31, 41, 43], MOODS, 2, [first], rules=STAFF)
    assert _shown(later) == (None, 41, None, 115)


def test_filter_when_it_leaves_out_two_of_the_largest_figure() -> None:
    first = _first(MOODS, [40, 50, 60])
    kept = release_in_series([20, 30, 58], NORTH_MOODS, 1, [first], rules=STAFF)
    assert _shown(kept) == (None, 30, None, 108)


def test_filter_when_the_list_before_the_last_contradicts_it() -> None:
    first = _first(MOODS, [40, 50, 60])
    second = release_in_series([25, 50, 60], MOODS, 2, [first], rules=STAFF)  # fifteen went
    assert second is not None
    assert _shown(second) == (25, 50, 60, 135)
    kept = release_in_series([13, 30, 58], NORTH_MOODS, 2, [first, second], rules=STAFF)
    assert _shown(kept) == (None, 30, None, 101)


def test_list_when_an_earlier_one_that_the_last_contradicts_gives_away_a_few() -> None:
    """The first filter leaves out two who are high; the second, after many went, twenty."""
    first = _first(NORTH_MOODS, [30, 40, 58])
    second = release_in_series([30, 40, 40], NORTH_MOODS, 2, [first], rules=STAFF)
    assert second is not None
    assert _shown(second) == (30, 40, 40, 110)
    everyone = release_in_series([50, 60, 60], MOODS, 2, [first, second], rules=STAFF)
    assert _shown(everyone) == (None, 60, None, 170)


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ([20, 30, 40], [25, 30, 45], (25, 30, 45, 100)),  # five more may be one or nine
        ([3, 30, 40], [3, 35, 45], (None, None, 45, 85)),
    ],
)
def test_next_step_when_figures_are_rounded(
    before: list[int], now: list[int], shown: tuple[int | None, ...]
) -> None:
    first = _first(MOODS, before, HEALTH)
    assert _shown(release_in_series(now, MOODS, 2, [first], rules=HEALTH)) == shown


def test_filter_when_it_leaves_out_two_small_values_together() -> None:
    places = Question("place", ("north", "south", "east", "west"))
    before = release_together(75, (), [(places, [40, 30, 2, 3])], 1, rules=STAFF)
    assert before is not None
    assert [_shown(each) for each in before] == [(75,), (40, None, None, None, 75)]
    both: Filter = (("place", ("north", "south")),)
    assert release_together(70, both, [], 1, before, rules=STAFF) is None


@pytest.mark.parametrize(("north", "released"), [(85, False), (75, True)])
def test_filter_when_few_who_came_are_not_of_its_value(north: int, released: bool) -> None:
    """Thirty came: 25 to the north leaves five elsewhere, in the south or neither; 15 leaves many."""
    before: list[Stepped] = []
    south: Filter = (("place", ("south",)),)
    for people, kept, step in [(100, (), 1), (60, NORTH, 1), (20, south, 1), (130, (), 2)]:
        found = release_together(people, kept, [], step, before, rules=STAFF)
        assert found is not None
        before += found
    found = release_together(north, NORTH, [], 2, before, rules=STAFF)
    assert (found is not None) is released


def test_lists_when_one_is_of_an_attribute_that_lists_were_kept_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Places go first, for there was a list of the north, and are beside the moods then."""
    asked: list[tuple[str, list[str]]] = []

    def note(
        counts: Sequence[int],
        question: Question,
        step: int,
        before: Sequence[Stepped],
        *,
        rules: RuleSet,
    ) -> Stepped | None:
        asked.append((question.rows, [each.line.question.rows for each in before]))
        return release_in_series(counts, question, step, before, rules=rules)

    before = release_together(60, NORTH, [], 1, rules=STAFF)
    monkeypatch.setattr(disclosure_series, "release_in_series", note)
    places = Question("place", ("north", "south"))
    lists = [(MOODS, [40, 40, 40]), (places, [60, 60])]
    found = release_together(120, (), lists, 1, before or (), rules=STAFF)
    assert asked == [
        (PEOPLE, [PEOPLE]),
        ("place", [PEOPLE, PEOPLE]),
        ("mood", [PEOPLE, PEOPLE, "place"]),
    ]
    assert [each.line.question.rows for each in found or ()] == [PEOPLE, "mood", "place"]


@pytest.mark.parametrize(
    ("now", "then", "small"),
    [
        ((25, 25), (20, 20), True),
        ((20, 20), (25, 25), True),
        ((31, 31), (20, 20), False),
        ((20, 20), (20, 20), False),
        ((23, 27), (20, 20), False),  # three to seven came
        ((20, 20), (13, 17), False),
        ((13, 17), (18, 18), False),  # one to five went
        ((20, 23), (19, 19), False),  # one to four came: too wide by one
        ((20, 22), (19, 19), True),
        ((20, None), (19, 19), False),
    ],
)
def test_change_when_its_interval_is_at_the_edges(
    now: tuple[int, int | None], then: tuple[int, int | None], small: bool
) -> None:
    assert disclosure_series._is_small_change(now, then, 11) is small


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        ([1], r"^the list needs a count for each value$"),
        ([1, 2, -1], r"^counts of people cannot be negative$"),
    ],
)
def test_refusal_of_a_list_when_its_counts_do_not_fit(counts: list[int], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        release_in_series(counts, MOODS, 1, rules=STAFF)


def test_refusal_of_a_table_when_its_counts_do_not_fit() -> None:
    with pytest.raises(ValueError, match=r"^the question needs a value for each row and column of"):
        release_with_ledger([1, 2], ROLES)


def test_ledger_when_it_is_empty_bounds_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack_ledger, "MOST_PARTS", 2)
    table, line = release_with_ledger([40, 30, 90], ROLES)
    assert table.total.text == "160"
    with pytest.raises(ValueError, match=r"^the releases tell too many groups apart to be checked"):
        release_with_ledger([40, 30, 90], ROLES, [line])


def test_ledger_when_rounding_leaves_the_difference_open() -> None:
    roles = Question("role", ("nurse", "porter"))
    _, line = release_with_ledger([40, 30], roles, rule="health-statistics")
    kept = Question("role", roles.row_values, kept=(("ward", ("B",)),))
    _, again = release_with_ledger([35, 30], kept, [line], rule="health-statistics")
    assert again.shown == ((35, 30, 65),)


def test_ledger_when_its_own_lines_tell_all_the_new_table_is_hidden() -> None:
    ward = Question("role", ("nurse", "porter"), kept=(("ward", ("B",)),))
    told = [
        Released(Question("role", ("nurse", "porter")), 11, 1, ((40, 30, 70),)),
        Released(ward, 11, 1, ((38, 30, 68),)),
    ]
    table, line = release_with_ledger([50, 20], Question("sector", ("acute", "home")), told)
    assert line.shown == ((None, None, None),)
    assert table.total.text == "*"


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        # three left out of the first and of all: it goes with the cheapest beside it, then the total
        ([40, 60, 30, 20], [37, 60, 30, 20], (None, 60, 30, None, None)),
        # two of the second, two of the third: 18 goes first, with 20 beside it, then 48
        ([60, 20, 50, 40], [40, 18, 48, 20], (40, None, None, None, 126)),
        # two of the first, three of the last: 37 goes first, with 40 beside it, then 58
        ([60, 40, 60, 40], [58, 40, 40, 37], (None, None, 40, None, 175)),
    ],
)
def test_ledger_when_a_filter_leaves_out_few(
    before: list[int], now: list[int], shown: tuple[int | None, ...]
) -> None:
    half = sum(before) // 2
    _, sectors = release_with_ledger([half, half], Question("sector", ("acute", "home")))
    roles = Question("role", tuple("abcd"))
    _, line = release_with_ledger(before, roles, [sectors])
    kept = Question("role", roles.row_values, kept=(("ward", ("B",)),))
    _, again = release_with_ledger(now, kept, [sectors, line])
    assert again.shown == (shown,)


def test_plan_when_figures_are_nought_hidden_and_shown() -> None:
    plan = plan_table([3, 0, 20, 40], STAFF)
    assert [plan.is_shown((0, at)) for at in range(5)] == [False, False, False, True, True]
    assert plan.shown_places() == [(0, 3), (0, 4)]


def test_table_when_it_is_a_list() -> None:
    cells = (Cell("20", False, 20), Cell("0", False, 0))
    assert release_table([20, 0]) == ReleasedTable(
        "cell-suppression", "2", "staff", 11, (cells,), (), (), Cell("20", False, 20)
    )


def test_table_when_small_cells_stand_beside_whole_groups() -> None:
    """Nobody in the second row said the same, so the five are hidden for being few."""
    found = release_table([[30, 0], [5, 40]], whole_groups=True)
    assert all(cell.hidden for row in found.cells for cell in row)

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis import attack_groups, disclosure_series
from cairn.analysis.attack_groups import find_known_groups
from cairn.analysis.attack_ledger import Told
from cairn.analysis.disclosure_ledger import Question, Released
from cairn.analysis.disclosure_rules import RULE_SETS, RuleSet
from cairn.analysis.disclosure_series import (
    PEOPLE,
    Stepped,
    release_in_series,
    release_together,
)
from cairn.analysis.tests.intruder import Survey, intrude, play

STAFF = RULE_SETS["staff"]
MOODS = Question("mood", ("low", "same", "high"))
SEEDS = [("staff", seed) for seed in range(30)]
SEEDS += [(rule, seed) for rule in ("health-statistics", "public-engagement") for seed in range(10)]


def shown(each: Stepped | None) -> tuple[int | None, ...] | None:
    return each and each.line.shown[0]


@pytest.mark.parametrize("module", [attack_groups, disclosure_series], ids=lambda m: m.__name__)
def test_examples_when_run_from_the_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # a module, by its name


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        ([20, 30, 40], (20, 30, 40, 90)),
        ([0, 30, 40], (0, 30, 40, 70)),
        ([3, 30, 40], (None, None, 40, 73)),
        ([3, 9, 40], (None, None, 40, 52)),  # twelve together, each of them could be any of those
        ([3, 4, 40], (None, None, None, 47)),  # seven together would be known
        ([0, 40, 0], (None, None, None, 40)),  # everybody said the same
        ([3, 4, 3], None),  # fewer than k people
        ([0, 0, 0], None),
    ],
)
def test_first_list_when_nothing_was_shown_before(
    counts: list[int], figures: tuple[int | None, ...] | None
) -> None:
    assert shown(release_in_series(counts, MOODS, 1, rules=STAFF)) == figures


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        ([23, 30, 51], (None, None, None, 104)),  # three of those who came were not high
        ([23, 39, 51], (None, None, 51, 113)),  # twelve were not high, three of them low
        ([31, 41, 51], (31, 41, 51, 123)),
        ([18, 43, 51], (None, None, 51, 112)),  # two who had been low went
        ([20, 30, 40], (20, 30, 40, 90)),  # nobody came
        ([20, 30, 45], None),  # five people more could be told apart
    ],
)
def test_next_step_when_few_of_a_kind_came_or_went(
    counts: list[int], figures: tuple[int | None, ...] | None
) -> None:
    first = release_in_series([20, 30, 40], MOODS, 1, rules=STAFF)
    assert first is not None
    assert shown(release_in_series(counts, MOODS, 2, [first], rules=STAFF)) == figures


def keep(name: str, value: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((name, (value,)),)


def test_filter_when_it_leaves_out_a_few() -> None:
    before = release_together(60, (), [(MOODS, [20, 20, 20])], 1, rules=STAFF)
    assert before is not None
    north = Question("mood", MOODS.row_values, kept=keep("place", "north"))
    few = release_together(
        55, keep("place", "north"), [(north, [18, 18, 19])], 1, before, rules=STAFF
    )
    assert few is None
    found = release_together(
        45, keep("place", "north"), [(north, [18, 18, 9])], 1, before, rules=STAFF
    )
    assert [shown(each) for each in found or ()] == [(45,), (None, None, None, 45)]


def test_filters_when_only_all_of_them_leave_out_a_few() -> None:
    """Each leaves out many; those in neither place are three."""
    before = release_together(60, (), [], 1, rules=STAFF) or []
    north = release_together(30, keep("place", "north"), [], 1, before, rules=STAFF)
    assert north is not None
    south = release_together(27, keep("place", "south"), [], 1, [*before, *north], rules=STAFF)
    assert south is None


def test_filters_when_those_in_neither_of_two_are_few() -> None:
    """40 in all, 25 nurses, 25 in the north, 12 both: two are neither."""
    released: list[Stepped] = []
    for kept, people in [
        ((), 40), (keep("role", "nurse"), 25), (keep("place", "north"), 25),
    ]:  # fmt: skip
        released += release_together(people, kept, [], 1, released, rules=STAFF) or []
    assert [shown(each) for each in released] == [(40,), (25,), (25,)]
    both = (*keep("place", "north"), *keep("role", "nurse"))
    assert release_together(12, both, [], 1, released, rules=STAFF) is None


def test_filter_when_a_list_hid_how_many_it_keeps() -> None:
    """The list of roles hides the porters beside four cooks; a filter would tell them."""
    roles = Question("role", ("nurse", "porter", "cook"))
    before = release_together(62, (), [(roles, [40, 18, 4])], 1, rules=STAFF)
    assert before is not None
    assert shown(before[1]) == (40, None, None, 62)
    assert release_together(18, keep("role", "porter"), [], 1, before, rules=STAFF) is None
    assert release_together(40, keep("role", "nurse"), [], 1, before, rules=STAFF) is not None


def test_filter_when_one_whom_the_list_counted_went() -> None:
    roles = Question("role", ("nurse", "porter"))
    before = release_together(60, (), [(roles, [40, 20])], 1, rules=STAFF)
    assert before is not None
    assert release_together(39, keep("role", "nurse"), [], 1, before, rules=STAFF) is None
    assert release_together(40, keep("role", "nurse"), [], 1, before, rules=STAFF) is not None


@pytest.mark.parametrize(("counts", "problem"), [([1], "for each value"), ([1, 2, -1], "negative")])
def test_refusal_when_counts_do_not_fit(counts: list[int], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        release_in_series(counts, MOODS, 1, rules=STAFF)


def test_refusal_when_too_many_groups_are_told_apart() -> None:
    values = {name: frozenset({str(at)}) for at in range(200) for name in (f"name {at}",)}
    with pytest.raises(ValueError, match="too many groups"):
        find_known_groups([Told(0, tuple(values.items()), 1, 1)], [], (), 11)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=3))
def test_no_cell_and_no_change_is_under_k_when_lists_are_random(series: list[list[int]]) -> None:
    released: list[Stepped] = []
    for step, counts in enumerate(series, start=1):
        found = release_in_series(counts, MOODS, step, released, rules=STAFF)
        if found is None:
            continue
        for old in released:
            for now, then in zip(found.line.shown[0], old.line.shown[0], strict=True):
                assert now is None or then is None or abs(now - then) not in range(1, 11)
        assert all(value is None or value not in range(1, 11) for value in found.line.shown[0])
        released.append(found)


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "seed"), SEEDS)
def test_intruder_learns_nothing_when_steps_filters_and_withdrawals_are_random(
    rule: str, seed: int
) -> None:
    survey = play(seed, RULE_SETS[rule])
    assert intrude(survey) == []
    figures = [value for each in survey.released for value in shown(each) or ()]
    assert all(value is None or value == 0 or value >= survey.rules.k for value in figures)


def naive(survey: Survey) -> Survey:
    """The same questions under the common rule: small figures are hidden, and no more."""
    plain = [
        Stepped(each.step, Released(each.line.question, 11, 1, (_hide_small(survey, each),)))
        for each in survey.released
    ]
    return Survey(survey.people, plain, survey.rules)


def _hide_small(survey: Survey, each: Stepped) -> tuple[int | None, ...]:
    asked = each.line.question
    wanted = {name: values[0] for name, values in asked.kept}
    counts = [survey.count(each.step, wanted | {asked.rows: value}) for value in asked.row_values]
    counts.append(survey.count(each.step, wanted))
    return tuple(None if 0 < count < 11 else count for count in counts)


@pytest.mark.slow
def test_intruder_learns_a_lot_when_only_small_figures_are_hidden() -> None:
    rules = RuleSet("none", "1", 11)
    known = [intrude(naive(play(seed, rules))) for seed in (0, 5, 9, 13)]
    assert all(known)
    assert PEOPLE not in str(known)

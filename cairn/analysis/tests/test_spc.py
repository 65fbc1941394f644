"""What charts mark, and the lines they draw."""

import datetime as dt
import json
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.analysis.spc import (
    Notice,
    StepChange,
    make_chart,
)
from cairn.analysis.spc.limits import gap_lines, rate_lines, screen_ranges, time_lines
from cairn.analysis.spc.signals import count_runs
from cairn.analysis.tests.charting import START, lines_of, marked_of, readings_of, signals_of

FIGURES = st.lists(st.integers(0, 60).map(float), min_size=1, max_size=40)


def test_xmr_when_one_range_is_far_too_large() -> None:
    values = [10.0, 11, 10, 11, 10, 11, 10, 41, 40, 41, 40, 41]
    chart = make_chart(readings_of(values))
    # eleven ranges, ten of 1 and one of 31: their mean 41/11 times 3.267 is 12.2, so 31 is left out
    mean = sum(values) / 12
    assert lines_of(chart) == (round(mean - 2.66, 4), round(mean, 4), round(mean + 2.66, 4))
    assert (chart.segments[0].left_out, chart.segments[0].mean_moving_range) == (1, 1.0)
    assert Notice("ranges_left_out", ("2024-01-01", "1")) in chart.notices


def test_screening_when_a_range_lies_on_the_bound_it_stays() -> None:
    # ranges of 1, 1, 1 and x: x is left out above 3.267 (3 + x) / 4, which is x = 13.37
    assert screen_ranges(np.array([0.0, 1, 0, 1, 14.3])) == (4.075, 0)
    assert screen_ranges(np.array([0.0, 1, 0, 1, 14.5])) == (1.0, 1)
    assert screen_ranges(np.array([5.0, 5, 5])) == (0.0, 0)


def test_outside_when_a_point_is_on_the_limit_it_is_inside() -> None:
    assert signals_of([5.0] * 8) == [()] * 8
    values = [10.0, 11] * 8 + [30.0]
    assert marked_of(values, "outside_high") == [16]
    assert marked_of([-each for each in values], "outside_low") == [16]


def test_shift_when_six_and_when_seven_are_on_one_side() -> None:
    seven = [9.0, 10, 8, 9, 8] + [11.0, 12] * 3 + [11.0, 7, 7]
    assert marked_of(seven, "shift_high") == [5, 6, 7, 8, 9, 10, 11]
    assert marked_of([*seven[:11], *seven[12:]], "shift_high") == []
    assert marked_of([-each for each in seven], "shift_low") == [5, 6, 7, 8, 9, 10, 11]
    on_the_mean = [9.0, 9, 9, 10, 9, 9, 9, 9, 13, 13, 11]  # the fourth ends the row
    assert np.mean(on_the_mean) == 10.0
    assert marked_of(on_the_mean, "shift_low") == []


def test_trend_when_six_points_and_when_seven_rise() -> None:
    low, six = [5.0, 9, 5, 9], [1.0, 2, 3, 4, 5, 6]
    assert marked_of([*low, *six], "trend_up") == []
    assert marked_of([*low, *six, 7.0], "trend_up") == [4, 5, 6, 7, 8, 9, 10]
    assert marked_of([*low, *six, 7.0, 7.0, 8.0], "trend_up") == [4, 5, 6, 7, 8, 9, 10]
    assert marked_of([*low, 1, 2, 3, 3, 4, 5, 6], "trend_up") == []
    assert marked_of([-each for each in [*low, *six, 7.0]], "trend_down") == [4, 5, 6, 7, 8, 9, 10]


def test_two_of_three_when_near_one_limit_and_when_near_both() -> None:
    calm, near = [10.0, 11] * 16, 13.1  # limits 7.7 to 13.6, two thirds of the way at 12.6
    assert marked_of([*calm, near, 10.5, near, 10.0], "two_of_three_high") == [32, 34]
    assert marked_of([*calm, near, 10.5, 10.5, near], "two_of_three_high") == []
    assert marked_of([*calm, near, 10.5, 8.0, near], "two_of_three_high") == []
    assert marked_of([*calm, near, 9.9, near, 10.0], "two_of_three_high") == [32, 34]
    assert marked_of([*calm, near, 30.0, 10.0], "two_of_three_high") == []
    assert marked_of([*calm, near, near, near, 10.0], "two_of_three_high") == [32, 33, 34]
    low = [21 - each for each in [*calm, near, 10.5, near, 10.0]]
    assert marked_of(low, "two_of_three_low") == [32, 34]


def test_rates_when_sizes_differ_limits_do() -> None:
    counts, sizes = [10.0, 12, 30, 8], [100.0, 100, 400, 100]
    chart = make_chart(readings_of(counts, sizes), "p", target=0.2, improvement="down")
    mean = 60 / 700
    wide, tight = (3 * (mean * (1 - mean) / size) ** 0.5 for size in (100, 400))
    assert lines_of(chart, 0) == (round(mean - wide, 4), round(mean, 4), round(mean + wide, 4))
    assert lines_of(chart, 2) == (round(mean - tight, 4), round(mean, 4), round(mean + tight, 4))
    assert [point.value for point in chart.points] == [0.1, 0.12, 0.075, 0.08]
    assert chart.assurance == "pass"
    rate = make_chart(readings_of(counts, sizes), "u")
    assert lines_of(rate, 2)[2] == round(mean + 3 * (mean / 400) ** 0.5, 4)


@pytest.mark.parametrize(("plain", "prime"), [("p", "pp"), ("u", "up")])
def test_prime_charts_when_spread_is_all_by_chance_and_when_it_is_not(
    plain: str, prime: str
) -> None:
    """Sigma z is the mean moving range of z over 1.128 (Laney 2002)."""
    counts, sizes = [20.0, 30, 22, 28, 21, 30], [100.0, 100, 100, 100, 100, 100]
    usual, wider = (make_chart(readings_of(counts, sizes), kind) for kind in (plain, prime))
    mean = sum(counts) / 600
    error = ((mean * (1 - mean) if plain == "p" else mean) / 100) ** 0.5
    ranges = [0.10, 0.08, 0.06, 0.07, 0.09]
    sigma_z = sum(ranges) / 5 / error / 1.128
    assert usual.upper == pytest.approx(mean + 3 * error)
    assert wider.upper == pytest.approx(mean + 3 * error * sigma_z)
    assert wider.lower == pytest.approx(mean - 3 * error * sigma_z)


def test_gap_chart_when_few_cases_lie_between() -> None:
    lines = gap_lines(np.array([3.0, 8, 4, 5]))
    assert (lines.lower[0], lines.mean[0]) == (0.0, 5.0)
    assert lines.upper[0] == pytest.approx(5 + 3 * 30**0.5)
    assert lines.divide[0] == pytest.approx(3.4657, abs=1e-4)


def test_time_chart_when_days_lie_between() -> None:
    days = np.array([1.0, 2**3.6, 3**3.6, 2**3.6])
    lines = time_lines(days)  # 1, 2, 3, 2 after the power 1/3.6: mean 2, ranges of 1
    assert lines.mean[0] == pytest.approx(2**3.6)
    assert lines.upper[0] == pytest.approx(4.66**3.6)
    assert lines.lower[0] == 0.0


def test_run_chart_when_points_lie_on_the_median() -> None:
    values = [5.0, 1, 9, 6, 7, 5, 6, 8, 6, 1, 2, 1, 3]
    chart = make_chart(readings_of(values), "run")
    assert (chart.mean, chart.lower, chart.upper) == (5.0, None, None)
    assert chart.rule_set == "run-chart-perla-2011"
    assert marked_of(values, "shift_high", "run") == [2, 3, 4, 6, 7, 8]
    assert (chart.segments[0].runs, chart.points[-1].signals) == (3, ())


def test_run_chart_when_four_and_when_five_points_go_one_way() -> None:
    assert marked_of([3.0, 4, 5, 6, 1, 6, 1], "trend_up", "run") == []
    assert marked_of([2.0, 3, 4, 4, 5, 6, 1, 6, 1], "trend_up", "run") == [0, 1, 2, 4, 5]


def test_runs_when_chance_would_hardly_give_so_few_or_many() -> None:
    low_then_high = np.array([1.0] * 8 + [9.0] * 8)
    assert count_runs(low_then_high, 5.0) == (2, 5, 13)
    notices = make_chart(readings_of(low_then_high.tolist()), "run").notices
    assert Notice("too_few_runs", ("2024-01-01", "2")) in notices
    notices = make_chart(readings_of([1.0, 9.0] * 8), "run").notices
    assert Notice("too_many_runs", ("2024-01-01", "16")) in notices
    assert count_runs(np.array([1.0, 1.0]), 1.0) == (0, 0, 0)
    assert count_runs(np.array([2.0, 2.0]), 1.0) == (1, 1, 1)


@pytest.mark.parametrize(
    ("improvement", "last", "says"),
    [
        ("up", 40.0, "improvement"),
        ("down", 40.0, "concern"),
        ("up", -20.0, "concern"),
        ("down", -20.0, "improvement"),
        ("neutral", 40.0, "neutral"),
        ("up", 11.0, "common"),
    ],
)
def test_variation_when_the_last_point_says_so(improvement: str, last: float, says: str) -> None:
    chart = make_chart(readings_of([10.0, 11] * 8 + [last]), improvement=improvement)
    assert chart.variation == says


def test_variation_when_a_trend_and_a_shift_disagree() -> None:
    falling = [1.0, 9, 1, 9, 1, 9, 1, 9, 1, 16, 15, 14, 13, 12, 11, 10]
    chart = make_chart(readings_of(falling), improvement="down")
    assert chart.points[-1].signals == ("trend_down", "shift_high")
    assert chart.variation == "improvement"


@pytest.mark.parametrize(
    ("target", "improvement", "says"),
    [
        (5.0, "up", "pass"),
        (5.0, "down", "fail"),
        (20.0, "up", "fail"),
        (20.0, "down", "pass"),
        (10.5, "up", "hit-or-miss"),
        (13.16, "up", "hit-or-miss"),
        (5.0, "neutral", None),
        (None, "up", None),
    ],
)
def test_assurance_when_the_target_is_there(
    target: float | None, improvement: str, says: str | None
) -> None:
    chart = make_chart(readings_of([10.0, 11] * 8), target=target, improvement=improvement)
    assert lines_of(chart) == (7.84, 10.5, 13.16)
    assert chart.assurance == says


def test_step_when_a_person_gives_a_date_and_a_reason() -> None:
    values = [10.0, 11] * 8 + [30.0, 31] * 8
    whole = make_chart(readings_of(values))
    assert len(whole.segments) == 1
    step = StepChange(START + dt.timedelta(7 * 16), "new clinic")
    chart = make_chart(readings_of(values), steps=[step])
    assert [(each.measured, each.mean, each.reason) for each in chart.segments] == [
        (16, 10.5, ""),
        (16, 30.5, "new clinic"),
    ]
    assert chart.mean == 30.5
    assert [point.segment for point in chart.points] == [0] * 16 + [1] * 16
    assert all(point.signals == () for point in chart.points)


def test_step_when_it_is_the_first_date_starts_nothing_before_it() -> None:
    chart = make_chart(readings_of([1.0, 2, 3]), steps=[StepChange(START, "we began")])
    assert [(each.measured, each.reason) for each in chart.segments] == [(3, "we began")]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([StepChange(START, " ")], "needs a reason"),
        ([StepChange(dt.date(2030, 1, 1), "later")], "from the step 2030-01-01 on"),
        ([StepChange(dt.date(2024, 1, 8), "a"), StepChange(dt.date(2024, 1, 9), "b")], "between"),
    ],
)
def test_step_when_it_cannot_be(steps: list[StepChange], message: str) -> None:
    values: list[float | None] = [1.0, None, 3.0]
    with pytest.raises(ValueError, match=message):
        make_chart(readings_of(values), steps=steps)


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.randoms(use_true_random=False), st.sampled_from(["xmr", "run", "c", "g", "t"]))
def test_chart_is_the_same_when_rows_come_in_any_order(values, random, kind) -> None:
    readings = readings_of(values)
    shuffled = random.sample(readings, len(readings))
    assert make_chart(shuffled, kind) == make_chart(readings, kind)


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.integers(1, 9), st.integers(-50, 50))
def test_xmr_signals_stay_when_the_scale_changes(values, times, plus) -> None:
    """And turn over when it is turned over."""
    whole = [value * 8 for value in values]  # whole eighths keep sums exact
    before = signals_of(whole)
    assert [len(said) for said in before] == [
        len(said) for said in signals_of([-value for value in whole])
    ]
    moved = make_chart(readings_of([value * times + plus for value in whole]))
    chart = make_chart(readings_of(whole))
    assert chart.mean is not None
    assert moved.mean == pytest.approx(chart.mean * times + plus)
    if chart.upper is not None:
        assert moved.upper == pytest.approx(chart.upper * times + plus, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(FIGURES, st.sampled_from(["xmr", "run", "c", "g", "t", "p", "pp", "u", "up"]))
def test_lines_lie_in_order_whatever_the_figures(values, kind) -> None:
    chart = make_chart(readings_of(values, [100.0] * len(values)), kind)
    for point in chart.points:
        assert point.mean is not None
        assert point.value is not None
        if point.lower is not None and point.upper is not None:
            assert point.lower <= point.mean + 1e-9
            assert point.mean <= point.upper + 1e-9
        assert kind in ("xmr", "run") or (point.lower or 0.0) >= 0.0
    json.dumps(asdict(chart), default=str, allow_nan=False)


def test_two_of_three_when_they_are_the_last() -> None:
    calm, near = [10.0, 11] * 16, 13.1
    assert marked_of([*calm, near, 10.5, near], "two_of_three_high") == [32, 34]


def test_time_chart_when_only_two_times_lie_between() -> None:
    lines = time_lines(np.array([1.0, 2**3.6]))  # 1 and 2: mean 1.5, range 1
    assert lines.upper[0] == pytest.approx(4.16**3.6)
    assert (lines.low_third[0], lines.divide[0]) == (0.0, lines.mean[0])
    assert lines.high_third[0] == pytest.approx((1.5 + 2 * 2.66 / 3) ** 3.6)
    assert (lines.mean_moving_range, lines.left_out) == (pytest.approx(1.0), 0)


def test_prime_chart_when_worked_out_by_hand() -> None:
    """Rates 2, 4, 2, 4 of 1 each: mean 3, errors sqrt(3), ranges of 2 / sqrt(3), sigma 2 / 1.128."""
    counts, sizes = np.array([2.0, 4, 2, 4]), np.ones(4)
    lines = rate_lines(counts, sizes, prime=True)
    assert lines.upper[0] == pytest.approx(3 + 3 * 2 / 1.128)
    assert (lines.mean_moving_range, lines.left_out) == (pytest.approx(2 / 3**0.5), 0)
    assert rate_lines(counts, sizes).upper[0] == pytest.approx(3 + 3 * 3**0.5)
    assert rate_lines(counts, sizes).mean_moving_range is None
    assert rate_lines(counts[:2], sizes[:2], prime=True).upper[0] == pytest.approx(3 + 6 / 1.128)
    nothing = rate_lines(np.zeros(3), np.ones(3), prime=True)
    assert (nothing.mean.tolist(), np.isnan(nothing.upper).all()) == ([0, 0, 0], True)

"""Charts at their edges: on the bound, at the first and last point, and in the words of a refusal."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import accumulate
from math import log, sqrt

import numpy as np
import pytest

from cairn.analysis.made_by import MadeBy
from cairn.analysis.spc import (
    Notice,
    Reading,
    Segment,
    StepChange,
    count_limits,
    make_chart,
    moving_range_limits,
)
from cairn.analysis.spc.conclusions import judge_assurance
from cairn.analysis.spc.limits import Lines, proportion_lines, rate_lines, time_lines
from cairn.analysis.spc.reading import notice_readings
from cairn.analysis.spc.signals import count_runs, find_nhs_signals
from cairn.analysis.tests.charting import START, lines_of, marked_of, readings_of

ONE_LEAP = [1.0, 2, 1, 2, 1, 2, 1, 32, 31, 32, 31, 32]  # ten ranges of 1, one of 31 left out


def runs_of(*lengths: int) -> list[float]:
    """Runs of such lengths below and above 5, the first below."""
    return [9.0 if at % 2 else 1.0 for at, length in enumerate(lengths) for _ in range(length)]


def whole(sentence: str) -> str:
    return f"^{re.escape(sentence)}$"


def test_limits_when_two_values() -> None:
    # mean 11, one range of 2
    assert moving_range_limits(np.array([10.0, 12])) == pytest.approx((5.68, 11.0, 16.32))


def test_limits_when_one_value() -> None:
    with pytest.raises(ValueError, match=whole("limits need two values or more")):
        moving_range_limits(np.array([10.0]))


def test_count_limits_when_one_count() -> None:
    assert count_limits(np.array([4.0])) == (0.0, 4.0, 10.0)  # 4 plus and minus 3 times 2


def test_count_chart_leaves_no_range_out() -> None:
    chart = make_chart(readings_of([4.0] * 12), "c")
    assert chart.segments == (Segment(START, "", 12, 4.0, 0.0, 10.0),)
    assert chart.notices == ()


def test_proportion_lines_when_the_limit_is_above_all() -> None:
    lines = proportion_lines(np.array([9.0, 9]), np.array([10.0, 10]))
    error = sqrt(0.9 * 0.1 / 10)  # 0.095, so the limit would be 1.18
    assert lines.upper.tolist() == [1.0, 1.0]
    assert lines.lower.tolist() == pytest.approx([0.9 - 3 * error] * 2)
    assert lines.high_third.tolist() == pytest.approx([0.9 + 2 * error] * 2)


def test_prime_lines_when_sizes_differ() -> None:
    # rates 4 and 1/4 about 1, errors 1 and 1/2: z is 3 and -1.5, the range between them 4.5
    lines = rate_lines(np.array([4.0, 1]), np.array([1.0, 4]), prime=True)
    assert lines.mean_moving_range == pytest.approx(4.5)
    assert lines.upper.tolist() == pytest.approx([1 + 3 * 4.5 / 1.128, 1 + 1.5 * 4.5 / 1.128])


def test_prime_lines_when_a_range_is_far_too_large() -> None:
    lines = rate_lines(np.array(ONE_LEAP), np.ones(12), prime=True)
    assert lines.left_out == 1
    assert lines.mean_moving_range == pytest.approx(1 / sqrt(sum(ONE_LEAP) / 12))


def test_time_lines_when_a_range_is_far_too_large() -> None:
    days = np.array(ONE_LEAP) ** 3.6
    lines = time_lines(days)
    assert (lines.mean_moving_range, lines.left_out) == (pytest.approx(1.0), 1)
    notices = make_chart(readings_of(days.tolist()), "t").notices
    assert notices == (Notice("ranges_left_out", ("2024-01-01", "1")),)


@pytest.mark.parametrize(
    ("lower", "upper", "target", "improvement", "says"),
    [
        (4.0, 28.0, 4.0, "up", "hit-or-miss"),
        (4.0, 28.0, 28.0, "up", "hit-or-miss"),
        (0.0, 0.9, 0.0, "up", "hit-or-miss"),
        (0.0, 0.9, 0.5, "up", "hit-or-miss"),
        (0.0, 0.0, 0.5, "up", "fail"),
        (0.0, 0.0, 0.5, "down", "pass"),
        (-0.5, 0.0, 0.0, "down", "hit-or-miss"),
    ],
)
def test_assurance_when_a_limit_is_nought_or_the_target(
    lower: float, upper: float, target: float, improvement: str, says: str
) -> None:
    segment = Segment(START, "", 12, (lower + upper) / 2, lower, upper)
    assert judge_assurance(segment, target, improvement) == says


def test_trend_when_two_share_their_peak() -> None:
    values = [1.0, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    assert marked_of(values, "trend_up") == [0, 1, 2, 3, 4, 5, 6]
    assert marked_of(values, "trend_down") == [7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(("many", "said"), [(2, []), (3, ["two_of_three_high"])])
def test_two_of_three_when_two_and_when_three_points_are_near(many: int, said: list[str]) -> None:
    mean, lower, upper, low, high = (np.full(many, line) for line in (5.0, 2.0, 8.0, 3.0, 7.0))
    lines = Lines(mean, lower, upper, low, high, mean)
    assert find_nhs_signals(np.full(many, 7.5), lines) == [said] * many


@pytest.mark.parametrize(
    ("values", "counted"),
    [
        ([1.0, 9], (2, 2, 2)),
        ([1.0, 1, 9], (2, 2, 3)),  # one order of three gives three runs, the other two give two
    ],
)
def test_runs_when_every_point_may_be_a_run(
    values: list[float], counted: tuple[int, int, int]
) -> None:
    assert count_runs(np.array(values), 5.0) == counted


@pytest.mark.parametrize(
    ("lengths", "notices"),
    [
        ((4, 4, 4, 4), (Notice("too_few_runs", ("2024-01-01", "4")),)),
        ((3, 4, 3, 4, 2), ()),
        ((2, 2, 1, 2, *[1] * 9), ()),
        ((2, 2, *[1] * 12), (Notice("too_many_runs", ("2024-01-01", "14")),)),
    ],
)
def test_notice_when_runs_are_as_few_or_many_as_may_be(
    lengths: Sequence[int], notices: tuple[Notice, ...]
) -> None:
    # Eight each side: of 12870 orders 114 have up to 4 runs (0.9 %), 408 up to 5 (3.2 %), and as
    # many have 14 or more, 13 or more.
    chart = make_chart(readings_of(runs_of(*lengths)), "run")
    assert (chart.segments[0].fewest_runs, chart.segments[0].most_runs) == (5, 13)
    assert (chart.segments[0].runs, chart.notices) == (len(lengths), notices)


@pytest.mark.parametrize("many", [7, 11])
def test_notice_when_limits_are_provisional_says_from_how_many(many: int) -> None:
    chart = make_chart(readings_of(([10.0, 11] * 6)[:many]))
    assert chart.notices == (Notice("limits_provisional", ("2024-01-01", str(many))),)


@pytest.mark.parametrize(
    ("waits", "gaps"),
    [((2, 2, 3), ()), ((2, 2, 4), ("2024-01-09",)), ((7, 14, 7), ("2024-01-22",))],
)
def test_gap_when_the_wait_is_half_as_long_again(
    waits: Sequence[int], gaps: tuple[str, ...]
) -> None:
    days = [START + dt.timedelta(after) for after in accumulate(waits, initial=0)]
    notices = notice_readings([Reading(day, 1.0) for day in days])
    assert notices == ([Notice("gaps", gaps)] if gaps else [])


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("xmr", "nhs-making-data-count"),
        ("up", "nhs-making-data-count"),
        ("run", "run-chart-perla-2011"),
    ],
)
def test_chart_when_made_says_how(kind: str, rules: str) -> None:
    readings = readings_of([4.0, 5, 4], [10.0, 10, 10])
    chart = make_chart(readings, kind, improvement="down", target=3.0)
    assert (chart.chart, chart.rule_set, chart.version) == (kind, rules, "1")
    assert (chart.improvement, chart.target) == ("down", 3.0)
    assert chart.made_by == MadeBy(f"spc-{kind}", "1", 0)


@pytest.mark.parametrize(
    ("kind", "median"),
    [("g", 5 * log(2)), ("run", 4.5), ("xmr", None), ("c", None), ("t", None)],
)
def test_median_when_runs_are_counted_against_it(kind: str, median: float | None) -> None:
    chart = make_chart(readings_of([3.0, 8, 4, 5]), kind)  # mean 5, half way 4.5
    assert chart.segments[0].median == (median if median is None else pytest.approx(median))


@pytest.mark.parametrize("kind", ["xmr", "run", "c", "g", "t"])
def test_chart_when_it_is_no_rate_does_not_divide(kind: str) -> None:
    chart = make_chart(readings_of([4.0, 6], [2.0, 3]), kind)
    assert [(point.value, point.denominator) for point in chart.points] == [(4.0, 2.0), (6.0, 3.0)]


def test_missing_when_first_and_last_has_the_lines_next_to_it() -> None:
    chart = make_chart(readings_of([None, 10.0, 30.0, None], [100.0, 100, 400, 400]), "p")
    # mean 40/500; three errors are 0.0814 for 100 and 0.0407 for 400
    wide, tight = (0.0, 0.08, 0.1614), (0.0393, 0.08, 0.1207)
    assert [lines_of(chart, at) for at in range(4)] == [wide, wide, tight, tight]
    assert [point.value for point in chart.points] == [None, 0.1, 0.075, None]
    assert [point.denominator for point in chart.points] == [100.0, 100.0, 400.0, 400.0]


@pytest.mark.parametrize(
    ("kind", "value", "size", "plotted"),
    [
        ("p", 2.0, 2.0, 1.0),
        ("pp", 2.0, 2.0, 1.0),
        ("p", 0.0, 0.5, 0.0),
        ("p", 1.0, 1.0, 1.0),
        ("u", 3.0, 0.5, 6.0),
        ("up", 3.0, 1.0, 3.0),
        ("run", -3.0, None, -3.0),
        ("xmr", -3.0, None, -3.0),
        ("c", 0.0, None, 0.0),
    ],
)
def test_reading_when_it_just_fits(
    kind: str, value: float, size: float | None, plotted: float
) -> None:
    chart = make_chart([Reading(START, value, size)], kind)
    assert [point.value for point in chart.points] == [plotted]


@pytest.mark.parametrize(
    ("kind", "value", "size", "wrong"),
    [
        ("xmr", float("inf"), None, "the value is no number"),
        ("u", 1.0, None, "this chart needs a denominator for each value"),
        ("u", 1.0, 0.0, "the denominator must be above nought"),
        ("up", 1.0, float("inf"), "the denominator must be above nought"),
        ("c", -1.0, None, "the value cannot be below nought on this chart"),
        ("p", 3.0, 2.0, "the value is more than its denominator"),
        ("pp", 3.0, 2.0, "the value is more than its denominator"),
    ],
)
def test_refusal_when_a_reading_is_wrong_names_its_date(
    kind: str, value: float, size: float | None, wrong: str
) -> None:
    readings = [Reading(START, 1.0, 2.0), Reading(dt.date(2024, 1, 8), value, size)]
    with pytest.raises(ValueError, match=whole(f"2024-01-08: {wrong}")):
        make_chart(readings, kind)


def test_refusal_when_the_chart_is_unknown_names_all() -> None:
    sentence = "no chart is named 'x'; there is xmr, run, p, pp, u, up, c, g, t"
    with pytest.raises(ValueError, match=whole(sentence)):
        make_chart(readings_of([1.0]), "x")


def test_refusal_when_the_direction_is_unknown() -> None:
    with pytest.raises(ValueError, match=whole("improvement is up, down or neutral")):
        make_chart(readings_of([1.0]), improvement="sideways")


@pytest.mark.parametrize("target", [float("nan"), float("inf")])
def test_refusal_when_the_target_is_no_number(target: float) -> None:
    with pytest.raises(ValueError, match=whole("the target must be a number")):
        make_chart(readings_of([1.0]), target=target)


@pytest.mark.parametrize("values", [[], [None, None]])
def test_refusal_when_nothing_was_measured(values: list[float | None]) -> None:
    sentence = "nothing was measured; a chart needs at least one value"
    with pytest.raises(ValueError, match=whole(sentence)):
        make_chart(readings_of(values))


@pytest.mark.parametrize(
    ("days", "reason", "sentence"),
    [
        ([8], " ", "a step change needs a reason: limits are drawn anew only for one"),
        ([8], "moved", "nothing was measured before the first step"),
        ([8, 15], "moved", "nothing was measured between the step 2024-01-15 and the next"),
        ([8, 30], "moved", "nothing was measured from the step 2024-01-30 on"),
    ],
)
def test_refusal_when_a_step_has_nothing_by_it(days: list[int], reason: str, sentence: str) -> None:
    readings = readings_of([None, 5.0, None])
    steps = [StepChange(dt.date(2024, 1, day), reason) for day in days]
    with pytest.raises(ValueError, match=whole(sentence)):
        make_chart(readings, steps=steps)


@pytest.mark.parametrize(
    ("kind", "value"), [("xmr", 4.1), ("xmr", 98.6), ("t", 7.0), ("t", 30.0), ("run", 4.1)]
)
def test_chart_when_no_value_ever_changes(kind: str, value: float) -> None:
    """The mean of equal values, or a power and back, may miss them by its last digit."""
    chart = make_chart(readings_of([value] * 12), kind, target=value, improvement="up")
    assert ([point.signals for point in chart.points], chart.variation) == ([()] * 12, "common")
    assert chart.assurance in (None, "hit-or-miss")


def test_run_chart_when_every_point_is_on_the_median() -> None:
    chart = make_chart(readings_of([5.0] * 14), "run")
    (segment,) = chart.segments
    assert (segment.runs, segment.fewest_runs, segment.most_runs) == (0, 0, 0)
    assert [notice.code for notice in chart.notices if "runs" in notice.code] == []

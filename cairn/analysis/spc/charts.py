"""From readings to a chart: segments between step changes, their lines, their signals."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from cairn.analysis.made_by import MadeBy
from cairn.analysis.spc import limits
from cairn.analysis.spc.conclusions import DIRECTIONS, judge_assurance, judge_variation
from cairn.analysis.spc.limits import Lines, Values
from cairn.analysis.spc.reading import Reading, notice_readings, sort_readings
from cairn.analysis.spc.results import (
    NHS_RULES,
    NHS_VERSION,
    RUN_RULES,
    RUN_VERSION,
    Chart,
    Notice,
    Point,
    Segment,
    StepChange,
)
from cairn.analysis.spc.signals import SHIFT, count_runs, find_nhs_signals, find_run_signals

RATES = {
    "p": (limits.proportion_lines, False),
    "pp": (limits.proportion_lines, True),
    "u": (limits.rate_lines, False),
    "up": (limits.rate_lines, True),
}
SINGLE: dict[str, Callable[[Values], Lines]] = {
    "run": limits.median_lines,
    "xmr": limits.xmr_lines,
    "c": limits.count_lines,
    "g": limits.gap_lines,
    "t": limits.time_lines,
}
CHARTS = ("xmr", "run", "p", "pp", "u", "up", "c", "g", "t")
ENOUGH = 12  # measured points before limits are worth much


def make_chart(
    readings: Sequence[Reading],
    chart: str = "xmr",
    *,
    improvement: str = "neutral",
    target: float | None = None,
    steps: Sequence[StepChange] = (),
) -> Chart:
    """Return the chart of `readings`, which may come in any order.

    p and p' charts plot value / denominator from 0 to 1, u and u' charts value per one of the
    denominator; `target` is on the scale of what is plotted. Limits are drawn anew at each step and
    nowhere else. Raises `ValueError` for readings that cannot be on such a chart, an unknown chart
    or direction, and a step without a reason, twice, or with nothing measured from it on.

    >>> import datetime as dt
    >>> days = [Reading(dt.date(2024, 1, day), 50 + day % 3) for day in range(1, 15)]
    >>> chart = make_chart(days, target=60, improvement="up")
    >>> round(chart.mean, 2), chart.variation, chart.assurance
    (51.07, 'common', 'fail')
    """
    _check_asked(chart, improvement, target)
    ordered = sort_readings(readings)
    _check_readings(ordered, chart)
    parts = _split_at_steps(ordered, steps)
    points: list[Point] = []
    segments: list[Segment] = []
    for number, (step, part) in enumerate(parts):
        drawn, segment = _draw_segment(chart, part, number, step)
        points += drawn
        segments.append(segment)
    run = chart == "run"
    rules, version = (RUN_RULES, RUN_VERSION) if run else (NHS_RULES, NHS_VERSION)
    last = segments[-1]
    return Chart(
        chart=chart,
        rule_set=rules,
        version=version,
        improvement=improvement,
        target=target,
        mean=last.mean,
        lower=last.lower,
        upper=last.upper,
        points=tuple(points),
        segments=tuple(segments),
        variation=judge_variation(points, improvement),
        assurance=judge_assurance(last, target, improvement),
        made_by=MadeBy(f"spc-{chart}", version, 0),
        notices=(*notice_readings(ordered), *_notice_segments(segments)),
    )


def _check_asked(chart: str, improvement: str, target: float | None) -> None:
    if chart not in CHARTS:
        raise ValueError(f"no chart is named {chart!r}; there is {', '.join(CHARTS)}")
    if improvement not in DIRECTIONS:
        raise ValueError("improvement is up, down or neutral")
    if target is not None and not math.isfinite(target):
        raise ValueError("the target must be a number")


def _check_readings(readings: Sequence[Reading], chart: str) -> None:
    measured = [one for one in readings if one.value is not None]
    if not measured:
        raise ValueError("nothing was measured; a chart needs at least one value")
    for one in measured:
        wrong = _say_wrong(chart, one.value or 0.0, one.denominator)
        if wrong:
            raise ValueError(f"{one.date.isoformat()}: {wrong}")


def _say_wrong(chart: str, value: float, size: float | None) -> str:
    if not math.isfinite(value):
        return "the value is no number"
    if chart in RATES and size is None:
        return "this chart needs a denominator for each value"
    if chart in RATES and not (size is not None and math.isfinite(size) and size > 0):
        return "the denominator must be above nought"
    if chart not in ("run", "xmr") and value < 0:
        return "the value cannot be below nought on this chart"
    if chart in ("p", "pp") and size is not None and value > size:
        return "the value is more than its denominator"
    return ""


def _split_at_steps(
    readings: Sequence[Reading], steps: Sequence[StepChange]
) -> list[tuple[StepChange | None, list[Reading]]]:
    ordered = sorted(steps, key=lambda step: step.date)
    parts: list[tuple[StepChange | None, list[Reading]]] = [(None, [])]
    pending = list(ordered)
    for reading in readings:
        while pending and reading.date >= pending[0].date:
            parts.append((pending.pop(0), []))
        parts[-1][1].append(reading)
    _check_steps(ordered, pending, parts)
    return parts[1:] if not parts[0][1] else parts


def _check_steps(
    ordered: Sequence[StepChange],
    pending: Sequence[StepChange],
    parts: Sequence[tuple[StepChange | None, list[Reading]]],
) -> None:
    if any(not step.reason.strip() for step in ordered):
        raise ValueError("a step change needs a reason: limits are drawn anew only for one")
    if pending:
        raise ValueError(f"nothing was measured from the step {pending[0].date.isoformat()} on")
    for step, part in parts:
        if step and not any(one.value is not None for one in part):
            raise ValueError(f"nothing was measured between the step {step.date.isoformat()} "
                             "and the next")  # fmt: skip
    if not any(one.value is not None for one in parts[0][1]) and parts[0][1]:
        raise ValueError("nothing was measured before the first step")


def _draw_segment(
    chart: str, part: Sequence[Reading], number: int, step: StepChange | None
) -> tuple[list[Point], Segment]:
    measured = [one for one in part if one.value is not None]
    counts = np.array([one.value for one in measured], dtype=np.float64)
    sizes = np.array([one.denominator or 1.0 for one in measured], dtype=np.float64)
    lines = _draw_lines(chart, counts, sizes)
    values = counts / sizes if chart in RATES else counts
    find = find_run_signals if chart == "run" else find_nhs_signals
    signals = iter(zip(values, find(values, lines), range(len(values)), strict=True))
    points = []
    at = 0
    for one in part:
        if one.value is None:
            points.append(_make_point(one, None, lines, min(at, len(values) - 1), (), number))
            continue
        value, said, at = next(signals)
        points.append(_make_point(one, float(value), lines, at, tuple(said), number))
    return points, _sum_up(chart, part[0], values, lines, step)


def _draw_lines(chart: str, counts: Values, sizes: Values) -> Lines:
    if chart in RATES:
        draw, prime = RATES[chart]
        return draw(counts, sizes, prime)
    return SINGLE[chart](counts)


def _make_point(
    one: Reading, value: float | None, lines: Lines, at: int, said: tuple[str, ...], number: int
) -> Point:
    mean, lower, upper = (_number(line[at]) for line in (lines.mean, lines.lower, lines.upper))
    return Point(one.date, value, mean, lower, upper, said, number, one.denominator)


def _sum_up(
    chart: str, first: Reading, values: Values, lines: Lines, step: StepChange | None
) -> Segment:
    runs, fewest, most = (
        count_runs(values, float(lines.mean[0])) if chart == "run" else (None, None, None)
    )
    return Segment(
        start=first.date,
        reason=step.reason if step else "",
        measured=len(values),
        mean=_number(lines.mean[-1]),
        lower=_number(lines.lower[-1]),
        upper=_number(lines.upper[-1]),
        mean_moving_range=lines.mean_moving_range,
        left_out=lines.left_out,
        median=_number(lines.divide[-1]) if chart in ("g", "run") else None,
        runs=runs,
        fewest_runs=fewest,
        most_runs=most,
    )


def _notice_segments(segments: Sequence[Segment]) -> list[Notice]:
    notices = []
    for each in segments:
        about = (each.start.isoformat(), str(each.measured))
        if each.measured < SHIFT:
            notices.append(Notice("too_short_for_rules", about))
        elif each.measured < ENOUGH:
            notices.append(Notice("limits_provisional", about))
        if each.left_out:
            notices.append(Notice("ranges_left_out", (about[0], str(each.left_out))))
        if each.runs is not None and each.runs < (each.fewest_runs or 0):
            notices.append(Notice("too_few_runs", (about[0], str(each.runs))))
        if each.runs is not None and each.runs > (each.most_runs or each.runs):
            notices.append(Notice("too_many_runs", (about[0], str(each.runs))))
    return notices


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)

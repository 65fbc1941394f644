"""An SPC chart as a picture: points over time, middle and limits, signals told apart by shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cairn.analysis.pictures.drawing import (
    INK,
    LINE,
    QUIET,
    Picture,
    PictureTable,
    draw_words,
    make_picture,
    wrap_words,
    write_number,
)
from cairn.analysis.spc.conclusions import judge_point
from cairn.analysis.spc.results import COMMON, CONCERN, IMPROVEMENT, NEUTRAL, Chart, Point

_SIZE = (760.0, 400.0)
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 110.0, 40.0, 76.0
_COLOURS = {COMMON: QUIET, IMPROVEMENT: "#005eb8", CONCERN: "#b25e00", NEUTRAL: "#7c2855"}
_SHAPES = {
    COMMON: "M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z",
    IMPROVEMENT: "M0 -6L6 5H-6Z",
    CONCERN: "M-5 -5H5V5H-5Z",
    NEUTRAL: "M0 -6L6 0L0 6L-6 0Z",
}
_SAYS = {
    COMMON: "No special cause at the last point",
    IMPROVEMENT: "Special cause at the last point: improvement",
    CONCERN: "Special cause at the last point: concern",
    NEUTRAL: "Special cause at the last point",
}
HEADERS = ("Date", "Value", "Mean", "Lower limit", "Upper limit", "Signals")


@dataclass(frozen=True)
class SpcWords:
    """What the chart says beside its points; `rules` holds {rule_set}, {version} and {chart}.

    `day` is how a day is written, as `strftime` takes it.
    """

    mean: str = "Mean"
    median: str = "Median"
    lower: str = "Lower"
    upper: str = "Upper"
    target: str = "Target"
    common: str = "common cause"
    improvement: str = "special cause, improvement"
    concern: str = "special cause, concern"
    neutral: str = "special cause"
    rules: str = "Rules: {rule_set}, version {version}. Chart: {chart}."
    day: str = "%d %b %Y"


_ENGLISH = SpcWords()


def draw_spc(
    chart: Chart,
    *,
    title: str = "",
    description: str = "",
    what: str = "Value",
    headers: Sequence[str] = HEADERS,
    words: SpcWords = _ENGLISH,
) -> Picture:
    """Return the chart as a picture with its table twin; `what` names the measure.

    Without `title` and `description` English ones say what stands out.
    """
    scale = _Scale(chart)
    title = title or f"{what}: {_SAYS[chart.variation].lower()}"
    description = description or _describe(chart, what)
    parts = [*_draw_axes(scale, chart, what, words), *_draw_target(scale, chart)]
    for _, points in groupby(enumerate(chart.points), key=lambda each: each[1].segment):
        parts += _draw_segment(scale, list(points))
    parts += _draw_points(scale, chart)
    parts += _draw_steps(scale, chart)
    parts += [*_label_lines(scale, chart, words), *_draw_key(chart, words)]
    return make_picture(title, description, _SIZE, parts, table_of(chart, headers))


def table_of(chart: Chart, headers: Sequence[str] = HEADERS) -> PictureTable:
    """Return the chart's figures as a table, for who cannot see it and for who checks it."""
    rows = [
        (
            point.date.isoformat(),
            *(say_figure(each) for each in (point.value, point.mean, point.lower, point.upper)),
            ", ".join(point.signals),
        )
        for point in chart.points
    ]
    return PictureTable(tuple(headers), tuple(rows))


def say_figure(value: float | None) -> str:
    """Write a figure with four digits that matter, "" where there is none."""
    return "" if value is None else f"{value:.4g}" if abs(value) < 1e4 else f"{value:.0f}"


class _Scale:
    """Where a point in time and a figure lie in the picture; a wait takes as much room as it took."""

    def __init__(self, chart: Chart) -> None:
        figures = [
            each
            for point in chart.points
            for each in (point.value, point.mean, point.lower, point.upper)
            if each is not None
        ]
        figures += [] if chart.target is None else [chart.target]
        self.low, self.high = min(figures), max(figures)
        if self.low == self.high:
            self.low, self.high = self.low - 1, self.high + 1
        days = [point.date.toordinal() for point in chart.points]
        spread_days = len(set(days)) == len(days) and len(days) > 1
        places = days if spread_days else list(range(len(days)))
        room = _SIZE[0] - _LEFT - _RIGHT
        span = max(1, places[-1] - places[0])
        self.x = [_LEFT + room * (place - places[0]) / span for place in places]

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _SIZE[1] - _BOTTOM - share * (_SIZE[1] - _TOP - _BOTTOM)


def _draw_axes(scale: _Scale, chart: Chart, what: str, words: SpcWords) -> list[str]:
    base = _SIZE[1] - _BOTTOM
    parts = [
        _draw_path(f"M{_LEFT} {_TOP}V{base}H{write_number(_SIZE[0] - _RIGHT)}", LINE),
        draw_words(12, 22, wrap_words(what, 500, lines=1)[0], bold=True),
    ]
    for step in range(5):
        value = scale.low + (scale.high - scale.low) * step / 4
        y = scale.y(value) + 4
        parts.append(draw_words(_LEFT - 8, y, say_figure(value), size=12, anchor="end", fill=QUIET))
    shown = max(1, len(chart.points) // 6)
    for at in range(0, len(chart.points), shown):
        day = chart.points[at].date.strftime(words.day).lstrip("0")
        parts.append(draw_words(scale.x[at], base + 20, day, size=11, anchor="middle", fill=QUIET))
    return parts


def _draw_target(scale: _Scale, chart: Chart) -> list[str]:
    if chart.target is None:
        return []
    y, end = scale.y(chart.target), _SIZE[0] - _RIGHT
    return [_draw_path(f"M{_LEFT} {write_number(y)}H{write_number(end)}", "#7c2855", "2 4")]


def _draw_segment(scale: _Scale, points: Sequence[tuple[int, Point]]) -> list[str]:
    parts: list[str] = []
    drawn: list[tuple[Callable[[Point], float | None], str, str]] = [
        (lambda point: point.mean, INK, ""),
        (lambda point: point.lower, QUIET, "6 4"),
        (lambda point: point.upper, QUIET, "6 4"),
    ]
    for take, colour, dashes in drawn:
        corners = [(scale.x[at], take(point)) for at, point in points]
        path = "".join(
            f"{'L' if number else 'M'}{write_number(x)} {write_number(scale.y(value))}"
            for number, (x, value) in enumerate(corners)
            if value is not None
        )
        parts += [_draw_path(path, colour, dashes)] if path else []
    return parts


def _draw_points(scale: _Scale, chart: Chart) -> list[str]:
    """The line breaks where nothing was measured and at a step."""
    parts = []
    placed = list(zip(scale.x, chart.points, strict=True))
    for (x, point), (next_x, later) in pairwise(placed):
        if point.value is not None and later.value is not None and point.segment == later.segment:
            start = f"M{write_number(x)} {write_number(scale.y(point.value))}"
            end = f"L{write_number(next_x)} {write_number(scale.y(later.value))}"
            parts.append(_draw_path(start + end, "#768692"))
    for x, point in placed:
        if point.value is not None:
            kind = judge_point(point, chart.improvement)
            parts.append(_draw_mark(kind, x, scale.y(point.value)))
    return parts


def _draw_steps(scale: _Scale, chart: Chart) -> list[str]:
    parts = []
    for (x, point), (next_x, later) in pairwise(zip(scale.x, chart.points, strict=True)):
        if point.segment != later.segment:
            middle = write_number((x + next_x) / 2)
            parts.append(_draw_path(f"M{middle} {_TOP}V{_SIZE[1] - _BOTTOM}", INK, "1 3"))
            reason = wrap_words(chart.segments[later.segment].reason, 150, size=11, lines=1)[0]
            parts.append(draw_words((x + next_x) / 2 + 4, _TOP - 4, reason, size=11))
    return parts


def _label_lines(scale: _Scale, chart: Chart, words: SpcWords) -> list[str]:
    """Name the last lines at their right end, one under another where they lie close."""
    last = chart.segments[-1]
    middle = words.median if chart.chart == "run" else words.mean
    named = [(middle, last.mean), (words.lower, last.lower), (words.upper, last.upper)]
    named.append((words.target, chart.target))
    placed = sorted((scale.y(value), name, value) for name, value in named if value is not None)
    parts, free = [], 0.0
    for y, name, value in placed:
        free = max(free, y)
        said = f"{name} {say_figure(value)}"
        parts.append(draw_words(_SIZE[0] - _RIGHT + 8, free + 4, said, size=12))
        free += 15
    return parts


def _draw_key(chart: Chart, words: SpcWords) -> list[str]:
    kinds = {
        judge_point(point, chart.improvement) for point in chart.points if point.value is not None
    }
    parts, x, y = [], _LEFT, _SIZE[1] - 34
    for kind in (kind for kind in _SHAPES if kind in kinds):
        parts.append(_draw_mark(kind, x, y - 4))
        name = getattr(words, kind)
        parts.append(draw_words(x + 12, y, name, size=12))
        x += 30 + 6.6 * len(name)
    rules = words.rules.format(rule_set=chart.rule_set, version=chart.version, chart=chart.chart)
    return [*parts, draw_words(_LEFT, _SIZE[1] - 12, rules, size=11, fill=QUIET)]


def _describe(chart: Chart, what: str) -> str:
    measured = sum(point.value is not None for point in chart.points)
    first, last = chart.points[0].date.isoformat(), chart.points[-1].date.isoformat()
    middle = "median" if chart.chart == "run" else "mean"
    said = [f"{what}, {measured} points from {first} to {last}."]
    said.append(f"The last {middle} is {say_figure(chart.mean)}")
    if chart.lower is not None and chart.upper is not None:
        said[-1] += f", limits {say_figure(chart.lower)} to {say_figure(chart.upper)}"
    said[-1] += "."
    special = sum(bool(point.signals) for point in chart.points)
    said.append(f"{special} points show special cause. {_SAYS[chart.variation]}.")
    if chart.target is not None and chart.assurance:
        said.append(f"Against the target of {say_figure(chart.target)}: {chart.assurance}.")
    said += [
        f"Limits were drawn anew from {each.start.isoformat()}: {each.reason}."
        for each in chart.segments
        if each.reason
    ]
    return " ".join(said)


def _draw_mark(kind: str, x: float, y: float) -> str:
    at = f'transform="translate({write_number(x)} {write_number(y)})"'
    return f'<path d="{_SHAPES[kind]}" {at} fill="{_COLOURS[kind]}" stroke="#ffffff"/>'


def _draw_path(path: str, colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashed}/>'

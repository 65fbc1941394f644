"""What a chart says, as data: codes for people's pages to translate, numbers for their tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cairn.analysis.made_by import MadeBy

NHS_RULES, NHS_VERSION = "nhs-making-data-count", "1"
RUN_RULES, RUN_VERSION = "run-chart-perla-2011", "1"

IMPROVEMENT, CONCERN, COMMON, NEUTRAL = "improvement", "concern", "common", "neutral"
PASS, FAIL, HIT_OR_MISS = "pass", "fail", "hit-or-miss"


@dataclass(frozen=True)
class StepChange:
    """From `date` on limits are drawn anew, because of `reason`; a person said so."""

    date: dt.date
    reason: str


@dataclass(frozen=True)
class Notice:
    """Something to know before reading the chart: a code, and what it is about."""

    code: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """One point and the lines at its date; `value` is None where nothing was measured."""

    date: dt.date
    value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    signals: tuple[str, ...] = ()
    segment: int = 0
    denominator: float | None = None


@dataclass(frozen=True)
class Segment:
    """Points between step changes: lines are drawn from these alone.

    `lower` and `upper` are those of the last point where they vary with the denominator. `left_out`
    counts the moving ranges too large to draw limits from. `median` is the line a run is counted
    against where it is not the mean.
    """

    start: dt.date
    reason: str
    measured: int
    mean: float | None
    lower: float | None
    upper: float | None
    mean_moving_range: float | None = None
    left_out: int = 0
    median: float | None = None
    runs: int | None = None
    fewest_runs: int | None = None
    most_runs: int | None = None


@dataclass(frozen=True)
class Chart:
    """A chart; `mean`, `lower` and `upper` are those of the last segment."""

    chart: str
    rule_set: str
    version: str
    improvement: str
    target: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    variation: str
    assurance: str | None
    made_by: MadeBy
    notices: tuple[Notice, ...] = field(default=())

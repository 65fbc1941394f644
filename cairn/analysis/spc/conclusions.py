"""What a chart says in the end: is it changing, and would it meet its target?"""

from __future__ import annotations

from collections.abc import Sequence

from cairn.analysis.spc.limits import compare
from cairn.analysis.spc.results import (
    COMMON,
    CONCERN,
    FAIL,
    HIT_OR_MISS,
    IMPROVEMENT,
    NEUTRAL,
    PASS,
    Point,
    Segment,
)

DIRECTIONS = ("up", "down", "neutral")
_UPWARD = ("_high", "_up")


def judge_variation(points: Sequence[Point], improvement: str) -> str:
    """Return what the last measured point says; see `judge_point`."""
    return judge_point([point for point in points if point.value is not None][-1], improvement)


def judge_point(point: Point, improvement: str) -> str:
    """Return `improvement`, `concern`, `neutral` or `common`.

    `neutral` is a special cause where no direction is better. Where a point has several signals the
    gravest tells the direction: outside, then trend, then two of three, then shift.
    """
    if not point.signals:
        return COMMON
    if improvement == "neutral":
        return NEUTRAL
    upward = point.signals[0].endswith(_UPWARD)
    return IMPROVEMENT if upward == (improvement == "up") else CONCERN


def judge_assurance(segment: Segment, target: float | None, improvement: str) -> str | None:
    """Return `pass`, `fail` or `hit-or-miss` by the last limits; None where nothing can be said.

    `pass` is a target both limits are better than, `fail` one both are worse than. Nothing can be
    said without a target, without limits, or where no direction is better.
    """
    if target is None or improvement == "neutral" or None in (segment.lower, segment.upper):
        return None
    above = bool(compare(segment.lower or 0.0, target) > 0)
    below = bool(compare(segment.upper or 0.0, target) < 0)
    if not above and not below:
        return HIT_OR_MISS
    return PASS if above == (improvement == "up") else FAIL

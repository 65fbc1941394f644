"""Charts of made-up figures, a week apart, and what is marked on them."""

import datetime as dt
from collections.abc import Sequence

from cairn.analysis.spc import (
    Chart,
    Reading,
    make_chart,
)

START = dt.date(2024, 1, 1)


def readings_of(
    values: Sequence[float | None], sizes: Sequence[float] | None = None, every: int = 7
) -> list[Reading]:
    days = [START + dt.timedelta(every * at) for at in range(len(values))]
    return [
        Reading(day, value, sizes[at] if sizes else None)
        for at, (day, value) in enumerate(zip(days, values, strict=True))
    ]


def signals_of(values: Sequence[float | None], chart: str = "xmr") -> list[tuple[str, ...]]:
    return [point.signals for point in make_chart(readings_of(values), chart).points]


def marked_of(values: Sequence[float], code: str, chart: str = "xmr") -> list[int]:
    return [at for at, said in enumerate(signals_of(values, chart)) if code in said]


def lines_of(chart: Chart, at: int = -1) -> tuple[float | None, ...]:
    point = chart.points[at]
    return tuple(
        None if each is None else round(each, 4) for each in (point.lower, point.mean, point.upper)
    )

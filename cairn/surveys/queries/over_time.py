"""What the same question was answered each time it was asked: one figure a release, on a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.analysis.pictures import Picture, SpcWords, draw_spc
from cairn.analysis.spc import Chart, Reading, make_chart
from cairn.analysis.spc.charts import ENOUGH
from cairn.surveys.models import Survey
from cairn.surveys.queries import surveys_for
from cairn.surveys.queries.counting import Result, results_of
from cairn.surveys.queries.pictures import name_of


@dataclass(frozen=True)
class Series:
    """A scale over all the times it was asked, oldest first; `picture` once there are enough."""

    key: str
    name: str
    readings: tuple[Reading, ...]
    picture: Picture | None

    @property
    def missing(self) -> int:
        """How many more times it has to be asked before limits can be drawn."""
        return max(0, ENOUGH - len(self.readings))


def scales_over_time(viewer: Any, survey: Survey) -> list[Series]:
    """Each scale of the survey that was asked at least twice under the same code."""
    asked = surveys_for(viewer, survey.programme).filter(
        instrument=survey.instrument, closed_on__isnull=False
    )
    found: dict[str, list[tuple[date, Result]]] = {}
    for each in asked.order_by("closed_on", "pk"):
        for result in results_of(each):
            if result.asked.question.kind == "scale" and each.closed_on:
                found.setdefault(result.asked.key, []).append((each.closed_on, result))
    return [_series(key, times) for key, times in found.items() if len(times) > 1]


def mean_of(result: Result) -> float | None:
    """Where on the scale the released answers lie on average, 1 for its first point.

    Answers that stand apart are no point of it. None while any figure of it is hidden: a mean of the
    others would say something else.
    """
    options = zip(result.asked.question.options, result.counts, strict=True)
    counts = [count for option, count in options if not option.apart]
    if None in counts or not sum(count or 0 for count in counts):
        return None
    points = sum(place * (count or 0) for place, count in enumerate(counts, 1))
    return points / sum(count or 0 for count in counts)


def _series(key: str, times: list[tuple[date, Result]]) -> Series:
    readings = tuple(Reading(day, mean_of(result)) for day, result in times)
    name = name_of(times[-1][1].asked)
    measured = sum(reading.value is not None for reading in readings)
    picture = _draw(make_chart(readings), name) if measured >= ENOUGH else None
    return Series(key, name, readings, picture)


def _draw(chart: Chart, name: str) -> Picture:
    said = {
        "common": _("Nothing unusual the last time it was asked"),
        "neutral": _("Something changed the last time it was asked, more than by chance"),
    }[chart.variation]
    headers = (_("Date"), _("Mean"), _("Middle"), _("Lower limit"), _("Upper limit"), _("Signals"))
    about = _("The mean place on the scale each time it was asked, from 1 for its first answer.")
    return draw_spc(
        chart, title=said, description=f"{name} ({about} {said}.)", what=_("Mean"), headers=headers,
        words=_words(),
    )  # fmt: skip


def _words() -> SpcWords:
    return SpcWords(
        mean=_("Middle"), lower=_("Lower limit"), upper=_("Upper limit"),
        common=_("by chance"), neutral=_("more than chance"),
        rules=_("Rules: {rule_set}, version {version}. Chart: {chart}."),
        day="%d %b %Y" if get_language() == "en" else "%d/%m/%Y",
    )  # fmt: skip

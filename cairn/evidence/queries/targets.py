"""Whom we want to hear from and have not yet, and how many answers to expect."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cairn.analysis.disclosure import Cell
from cairn.analysis.hearing import AnswersForecast, compare_with_targets, forecast_answers
from cairn.evidence.models import Contribution, Target
from cairn.evidence.queries.coverage import Coverage
from cairn.programmes.models import Phase, Programme

NOBODY = Cell("0", False, 0)


@dataclass(frozen=True)
class Reached:
    """A target beside the people heard; `missing` is None where they are too few to be said."""

    target: Target
    heard: Cell
    missing: int | None


@dataclass(frozen=True)
class Expected:
    """How many answers there are and what to expect by the end of a phase."""

    so_far: int
    until: dt.date | None
    forecast: AnswersForecast


def targets_for(viewer: Any, programme: Programme, found: Coverage, across: str) -> list[Reached]:
    """The targets for the rows and columns of a coverage table, those most missing first.

    Heard are the totals of that table and no others, so that the two give nothing away together.
    """
    totals: dict[Hashable, Cell] = {
        ("role_band", label): cell for label, cell in _totals(found.rows, found.table.row_totals)
    }
    totals |= {
        (across, label): cell for label, cell in _totals(found.columns, found.table.column_totals)
    }
    rows = Target.objects.visible_to(viewer, programme).filter(attribute__in=("role_band", across))
    targets: dict[Hashable, Target] = {(row.attribute, row.value): row for row in rows}
    cells: dict[Hashable, Cell] = {key: totals.get(key, NOBODY) for key in targets}
    known = {key: cell.value for key, cell in cells.items() if cell.value is not None}
    compared = compare_with_targets(known, {key: targets[key].wanted for key in known})
    shown = [Reached(targets[one.group], cells[one.group], one.missing) for one in compared]
    hidden = [Reached(targets[key], cell, None) for key, cell in cells.items() if key not in known]
    missing = [one for one in shown if one.missing]
    return missing + hidden + [one for one in shown if not one.missing]


def _totals(labels: tuple[str, ...], cells: tuple[Cell, ...]) -> list[tuple[str, Cell]]:
    # The gate gives a table of nothing one empty row.
    return list(zip(labels, cells, strict=False))


def expected_answers(viewer: Any, programme: Programme) -> Expected:
    """How many answers came, and how many there will be when the phase we are in ends."""
    today = timezone.localdate()
    until = end_of_phase(viewer, programme)
    daily = _count_daily(viewer, programme, today)
    days_left = (until - today).days if until else 0
    return Expected(sum(daily), until, forecast_answers(daily, days_left))


def end_of_phase(viewer: Any, programme: Programme) -> dt.date | None:
    """When the phase we are in ends, if that was planned."""
    phases = Phase.objects.visible_to(viewer, programme).filter(ends_on__gte=timezone.localdate())
    until: dt.date | None = phases.aggregate(first=Min("ends_on"))["first"]
    return until


def daily_counts(days: Any, today: dt.date) -> list[int]:
    """How many rows of each day since the first, today included. `days` are rows of a day alone."""
    counts = Counter(dict(days.annotate(count=Count("pk"))))
    past = [day for day in counts if day <= today]
    length = (today - min(past)).days + 1 if past else 0
    return [counts[today - dt.timedelta(back)] for back in reversed(range(length))]


def _count_daily(viewer: Any, programme: Programme, today: dt.date) -> list[int]:
    rows = Contribution.objects.visible_to(viewer, programme).filter(withdrawn_at=None).order_by()
    came = rows.annotate(day=Coalesce("received_on", TruncDate("added_at")))
    return daily_counts(came.values_list("day"), today)

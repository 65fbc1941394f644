from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from cairn.decisions.choices import FLAGS, DecisionState, FlagWords, Verdict
from cairn.decisions.models import Change, Finding, Recommendation
from cairn.decisions.queries.items import recommendations_for
from cairn.decisions.queries.ladder import ladder_for
from cairn.programmes.models import Programme

READY = Q(state=DecisionState.READY)


@dataclass(frozen=True)
class Counts:
    """How many there are, and how many of them are ready to publish."""

    all: int
    ready: int


@dataclass(frozen=True)
class Overview:
    changes: int
    verdicts: list[tuple[str, Any, int]]
    findings: Counts
    recommendations: Counts
    flags: list[tuple[str, FlagWords, int]]


def overview_for(viewer: Any, programme: Programme) -> Overview:
    """The decisions of a programme in numbers of decisions; no figure here is about people."""
    verdicts = verdict_counts(viewer, programme)
    flags = Counter(flag.code for found in ladder_for(viewer, programme).values() for flag in found)
    return Overview(
        changes=sum(verdicts.values()),
        verdicts=[(value, label, verdicts[value]) for value, label in Verdict.choices],
        findings=counts_of(Finding, viewer, programme),
        recommendations=counts_of(Recommendation, viewer, programme),
        flags=[(code, FLAGS[code], flags[code]) for code in FLAGS if flags[code]],
    )


def verdict_counts(viewer: Any, programme: Programme) -> Counter[str]:
    rows = Change.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    counted = rows.order_by().values_list("verdict").annotate(count=Count("pk"))
    return Counter(dict(counted))


def counts_of(model: Any, viewer: Any, programme: Programme) -> Counts:
    rows = model.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    return Counts(**rows.aggregate(all=Count("pk"), ready=Count("pk", filter=READY)))


@dataclass(frozen=True)
class Group:
    """The recommendations that one addressee should act on, soonest first."""

    addressee: str
    rows: list[tuple[Recommendation, bool]]


def follow_up_for(viewer: Any, programme: Programme, today: date | None = None) -> list[Group]:
    """Ready recommendations by addressee and date, each with whether it is overdue."""
    day = today or timezone.localdate()
    groups: dict[str, list[Recommendation]] = {}
    for row in recommendations_for(viewer, programme):
        if row.state == DecisionState.READY:
            for name in [addressee.name for addressee in row.addressees.all()] or [""]:
                groups.setdefault(name, []).append(row)
    return [Group(name, _by_date(groups[name], day)) for name in sorted(groups, key=_named_first)]


def _named_first(name: str) -> tuple[bool, str]:
    return (not name, name.casefold())


def _by_date(rows: list[Recommendation], day: date) -> list[tuple[Recommendation, bool]]:
    ordered = sorted(rows, key=lambda row: (row.due_on or date.max, row.number))
    return [(row, row.due_on is not None and row.due_on < day) for row in ordered]


@dataclass(frozen=True)
class Steps:
    """What waits: recommendations that are drafts, ready or overdue, and undecided changes."""

    drafts: int
    ready: int
    overdue: int
    undecided: int


def steps_for(viewer: Any, programme: Programme, today: date | None = None) -> Steps:
    day = today or timezone.localdate()
    rows = Recommendation.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    counts = rows.aggregate(
        drafts=Count("pk", filter=Q(state=DecisionState.DRAFT)),
        ready=Count("pk", filter=READY),
        overdue=Count("pk", filter=READY & Q(due_on__lt=day)),
    )
    undecided = verdict_counts(viewer, programme)[Verdict.UNDECIDED]
    return Steps(**counts, undecided=undecided)

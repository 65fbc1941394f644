from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cairn.analysis.disclosure_series import Stepped
from cairn.programmes.models import Programme
from cairn.releases.drafts import filter_of, lines_of
from cairn.releases.models import Release


def ledger_of(viewer: Any, programme: Programme) -> QuerySet[Release]:
    """Every release of a programme, the newest first."""
    rows: QuerySet[Release] = Release.objects.visible_to(viewer, programme)
    return rows.select_related("released_by")


def release_for(viewer: Any, programme: Programme, pk: int) -> Release | None:
    return ledger_of(viewer, programme).filter(pk=pk).first()


def releases_of(viewer: Any, programme: Programme, subject: str) -> list[Release]:
    """What was released of one subject, the newest first."""
    return list(ledger_of(viewer, programme).filter(subject=subject))


def last_release(programme: Programme, subject: str) -> Release | None:
    """The newest release of everybody. What passed the gate is for whoever may see its subject."""
    rows = Release.objects.in_programme(programme).filter(subject=subject, kept_key="")
    found: Release | None = rows.first()
    return found


def lists_of(programme: Programme, subject: str) -> list[Stepped]:
    """All that was shown of a subject, oldest first: what an intruder could have kept."""
    rows = Release.objects.in_programme(programme).filter(subject=subject).order_by("pk")
    return [
        line
        for row in rows
        for line in lines_of(row.step, filter_of(row.kept), row.people, row.tables, row.k, row.base)
    ]

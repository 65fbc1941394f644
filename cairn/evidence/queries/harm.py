"""What may tell of harm and waits for a person, and what it holds back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from cairn.evidence.choices import Answer, Purpose
from cairn.evidence.models import Contribution, Flag, HarmDuty
from cairn.evidence.rules import can_answer_harm
from cairn.programmes.models import Programme
from cairn.programmes.queries import members_of

DAYS = 2


@dataclass(frozen=True)
class Duty:
    """Who sees to it (None: whoever comes first) and within how many days."""

    lead: Any
    days: int

    def is_late(self, since: datetime) -> bool:
        return timezone.now() - since > timedelta(days=self.days)


def harm_duty(viewer: Any, programme: Programme) -> Duty:
    rows = HarmDuty.objects.visible_to(viewer, programme).select_related("lead")
    row = rows.first()
    return Duty(row.lead, row.days) if row else Duty(None, DAYS)


def harm_leads(viewer: Any, programme: Programme) -> list[Any]:
    """The members who may answer what may tell of harm."""
    members = members_of(viewer, programme).select_related("user")
    return [row.user for row in members if can_answer_harm(row.user, programme)]


def held_back(viewer: Any, programme: Programme) -> QuerySet[Contribution, UUID]:
    """The keys of contributions that stay out of reports and files until a person released them."""
    rows = Contribution.objects.visible_to(viewer, programme).filter(is_held=True)
    keys: QuerySet[Contribution, UUID] = rows.order_by().values_list("pk", flat=True)
    return keys


def waiting_harm(viewer: Any, programme: Programme) -> int:
    """How many contributions wait for somebody to say whether they tell of harm."""
    rows = Flag.objects.visible_to(viewer, programme)
    rows = rows.filter(purpose=Purpose.HARM, answer=Answer.WAITING, version__is_current=True)
    count: int = rows.values("version").distinct().count()
    return count

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from cairn.audit.models import Entry
from cairn.catalogue.shelves import template
from cairn.people.models import User
from cairn.programmes.choices import Role
from cairn.programmes.models import (
    CostOption,
    CostRate,
    Invitation,
    Membership,
    Phase,
    Programme,
    Risk,
    RuleProposal,
    Stage,
)

MOST_IN_A_CONVERSATION = 7


def programme_for(viewer: Any, slug: str) -> Programme | None:
    """The programme of that address if `viewer` is a member of it."""
    return Programme.objects.visible_to(viewer).filter(slug=slug).first()


def programmes_of(viewer: Any) -> list[Programme]:
    """The programmes `viewer` is a member of, open ones first."""
    return list(Programme.objects.visible_to(viewer).order_by("-state", "name"))


def leads_a_programme(viewer: Any) -> bool:
    rows = Programme.objects.visible_to(viewer)
    return rows.filter(memberships__user_id=viewer.pk, memberships__role=Role.LEAD).exists()


def members_of(viewer: Any, programme: Programme) -> models.QuerySet[Membership]:
    return Membership.objects.visible_to(viewer, programme).select_related("user__organisation")


def rule_proposal(viewer: Any, programme: Programme) -> RuleProposal | None:
    """The weaker rule for figures about people that waits for a second member."""
    rows = RuleProposal.objects.visible_to(viewer, programme).select_related("proposed_by")
    found: RuleProposal | None = rows.first()
    return found


def invitations_open(viewer: Any, programme: Programme) -> models.QuerySet[Invitation]:
    return Invitation.objects.visible_to(viewer, programme).filter(
        accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now()
    )


def key_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def invitation_with_key(key: str) -> Invitation | None:
    """The invitation a link opens, if it still works. The key itself says who may see it."""
    return (
        Invitation.objects.filter(
            key_hash=key_hash(key),
            accepted_at=None,
            cancelled_at=None,
            expires_at__gt=timezone.now(),
        )
        .select_related("programme", "made_by")
        .first()
    )


def plan_of(viewer: Any, programme: Programme) -> list[Phase]:
    """The phases in order, each with its stages."""
    rows = Phase.objects.visible_to(viewer, programme)
    return list(
        rows.prefetch_related(models.Prefetch("stages", Stage.objects.select_related("done_by")))
    )


def stages_due(viewer: Any, programme: Programme, *, most: int = 3) -> list[Stage]:
    """The next stages and milestones not done yet, soonest first."""
    rows = Stage.objects.visible_to(viewer, programme).filter(done_at=None, due_on__isnull=False)
    return list(rows.order_by("due_on", "pk")[:most])


def risks_of(viewer: Any, programme: Programme) -> list[Risk]:
    """Open risks first, the gravest on top."""
    rows = Risk.objects.visible_to(viewer, programme).select_related("owner")
    return sorted(rows, key=lambda risk: (risk.state != "open", -risk.score, risk.pk))


def rates_of(viewer: Any, programme: Programme) -> list[CostRate]:
    return list(CostRate.objects.visible_to(viewer, programme))


def row_of(viewer: Any, programme: Programme, model: type[models.Model], pk: int) -> Any:
    """One row of this room by its id, or None when it is not there for `viewer`."""
    return model.objects.visible_to(viewer, programme).filter(pk=pk).first()  # type: ignore[attr-defined]  # every row of a programme has this manager


@dataclass(frozen=True)
class CostLine:
    name: str
    quantity: int
    amount: Decimal

    @property
    def total(self) -> Decimal:
        return self.quantity * self.amount


@dataclass(frozen=True)
class CostedOption:
    option: CostOption
    level_name: str
    lines: tuple[CostLine, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))


def costs_of(viewer: Any, programme: Programme, language: str) -> list[CostedOption]:
    """Every option with its lines: the rates of its level, each times what it is counted by."""
    shelf = template(programme.template, programme.template_version)
    levels = {level.code: level for level in shelf.cost_levels}
    rates = {rate.code: rate for rate in CostRate.objects.visible_to(viewer, programme)}
    months = plan_months(plan_of(viewer, programme))
    options = []
    for option in CostOption.objects.visible_to(viewer, programme):
        level = levels.get(option.level)
        lines = [
            CostLine(
                rates[code].name_cy
                if language == "cy" and rates[code].name_cy
                else rates[code].name,
                quantity_of(rates[code].unit, option, months),
                rates[code].amount,
            )
            for code in (level.rates if level else ())
            if code in rates
        ]
        name = level.name.in_language(language) if level else option.level
        options.append(CostedOption(option, name, tuple(lines)))
    return options


def plan_months(phases: list[Phase]) -> int:
    """How many months the plan runs, at least one."""
    starts = [phase.starts_on for phase in phases if phase.starts_on]
    ends = [phase.ends_on for phase in phases if phase.ends_on]
    if not starts or not ends:
        return 1
    return max(1, math.ceil((max(ends) - min(starts)).days / 30.4))


def quantity_of(unit: str, option: CostOption, months: int) -> int:
    """How often a rate counts in an option.

    A conversation holds at most seven people; surveys and stories are counted a service each.
    """
    return {
        "service": option.services,
        "participant": option.participants,
        "conversation": math.ceil(option.participants / MOST_IN_A_CONVERSATION),
        "session": math.ceil(option.participants / MOST_IN_A_CONVERSATION),
        "survey": option.services,
        "story": option.services,
        "contributions_100": math.ceil(option.participants / 100),
        "month": months,
    }.get(unit, 1)


def audit_entries(
    viewer: Any, programme: Programme
) -> tuple[models.QuerySet[Entry], dict[int, str]]:
    """The programme's audit entries, newest first, and the names of the people in them."""
    if not programme.role_of(viewer):
        return Entry.objects.none(), {}
    rows = Entry.objects.filter(programme_id=programme.pk)
    names = dict(User.objects.filter(pk__in=rows.values("actor_id")).values_list("pk", "name"))
    return rows, names


def models_of_programmes() -> list[type[models.Model]]:
    """Every model whose rows belong to a programme, those that point at others first.

    A pointer that is emptied when its end goes does not count: two models may so point at each
    other.
    """
    waiting = [
        model
        for model in apps.get_models()
        if any(
            field.name == "programme" and field.is_relation for field in model._meta.local_fields
        )
    ]
    done: list[type[models.Model]] = []
    while waiting:
        pointed_at = {
            field.related_model
            for model in waiting
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
            if field.is_relation and field.related_model is not model and not _may_let_go(field)
        }
        free = [model for model in waiting if model not in pointed_at]
        if not free:
            raise ValueError(f"models that point at each other in a ring: {waiting}")
        done += free
        waiting = [model for model in waiting if model not in free]
    return done


def _may_let_go(field: Any) -> bool:
    to = field.remote_field
    return bool(getattr(to, "on_delete", None) is models.SET_NULL)

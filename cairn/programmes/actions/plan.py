"""Plan, risks and costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.people.models import User
from cairn.programmes.actions import Conflict
from cairn.programmes.choices import RiskState
from cairn.programmes.models import CostOption, CostRate, Phase, Programme, Risk, Stage


@transaction.atomic
def edit_phase(
    *, phase: Phase, name: str, starts_on: date | None, ends_on: date | None, by: User
) -> None:
    phase.name, phase.starts_on, phase.ends_on = name, starts_on, ends_on
    phase.save(update_fields=["name", "starts_on", "ends_on"])
    record("edit_phase", phase, by=by)


@transaction.atomic
def add_stage(
    *, phase: Phase, name: str, due_on: date | None, is_milestone: bool, by: User
) -> Stage:
    last = (
        Stage.objects.in_programme(phase.programme)
        .filter(phase=phase)
        .aggregate(m=Max("order"))["m"]
    )
    stage = Stage.objects.create(
        programme=phase.programme,
        phase=phase,
        order=(last or 0) + 1,
        name=name,
        due_on=due_on,
        is_milestone=is_milestone,
    )
    record("add_stage", stage, by=by)
    return stage


@transaction.atomic
def edit_stage(
    *, stage: Stage, name: str, due_on: date | None, is_milestone: bool, by: User
) -> None:
    stage.name, stage.due_on, stage.is_milestone = name, due_on, is_milestone
    stage.save(update_fields=["name", "due_on", "is_milestone"])
    record("edit_stage", stage, by=by)


@transaction.atomic
def finish_stage(*, stage: Stage, done: bool, by: User) -> None:
    """Mark a stage done, or not done after all."""
    stage.done_at = timezone.now() if done else None
    stage.done_by = by if done else None
    stage.save(update_fields=["done_at", "done_by"])
    record("finish_stage" if done else "reopen_stage", stage, by=by)


@transaction.atomic
def add_risk(*, programme: Programme, by: User, **fields: Any) -> Risk:
    risk = Risk.objects.create(programme=programme, **fields)
    record("add_risk", risk, by=by)
    return risk


@transaction.atomic
def edit_risk(*, risk: Risk, revision: int, by: User, **fields: Any) -> None:
    rows = Risk.objects.in_programme(risk.programme).filter(pk=risk.pk, revision=revision)
    if not rows.update(**fields, revision=revision + 1):
        raise Conflict(
            _(
                "Somebody else saved this risk a moment ago: “%(text)s”. Nothing of theirs was "
                "changed."
            )
            % {"text": Risk.objects.in_programme(risk.programme).get(pk=risk.pk).text}
        )
    record("edit_risk", risk, by=by, detail={"fields": sorted(fields)})


@transaction.atomic
def close_risk(*, risk: Risk, closed: bool, by: User) -> None:
    risk.state = RiskState.CLOSED if closed else RiskState.OPEN
    risk.save(update_fields=["state"])
    record("close_risk" if closed else "reopen_risk", risk, by=by)


@transaction.atomic
def set_rates(*, programme: Programme, amounts: dict[int, Decimal], by: User) -> None:
    """`amounts` gives pounds by the id of a rate of this programme."""
    for rate in CostRate.objects.in_programme(programme).filter(pk__in=amounts):
        rate.amount = amounts[rate.pk]
        rate.save(update_fields=["amount"])
    record("set_rates", programme, by=by, detail={"rates": len(amounts)})


@transaction.atomic
def add_cost_option(*, programme: Programme, by: User, **fields: Any) -> CostOption:
    option = CostOption.objects.create(programme=programme, **fields)
    record("add_cost_option", option, by=by)
    return option


@transaction.atomic
def edit_cost_option(*, option: CostOption, by: User, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(option, name, value)
    option.save(update_fields=list(fields))
    record("edit_cost_option", option, by=by)


@transaction.atomic
def choose_cost_option(*, option: CostOption, by: User) -> None:
    CostOption.objects.in_programme(option.programme).update(chosen=False)
    option.chosen = True
    option.save(update_fields=["chosen"])
    record("choose_cost_option", option, by=by)


@transaction.atomic
def remove_cost_option(*, option: CostOption, by: User) -> None:
    record("remove_cost_option", option, by=by)
    option.delete()

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import get_language

from cairn.audit.actions import record
from cairn.catalogue.shelves import Milestone, Template
from cairn.catalogue.shelves import Phase as PhaseOnShelf
from cairn.people.models import Organisation, User
from cairn.programmes.actions import Conflict
from cairn.programmes.actions.rule_proposals import hold_back_weaker
from cairn.programmes.choices import ProgrammeState, Role
from cairn.programmes.models import (
    CostOption,
    CostRate,
    Membership,
    Phase,
    Programme,
    Risk,
    Stage,
)
from cairn.programmes.queries import models_of_programmes
from cairn.programmes.signals import programme_created

# Words that stand where a programme's address stands.
RESERVED = {"new", "invitation"}


@transaction.atomic
def create_programme(
    *,
    template: Template,
    name: str,
    purpose: str = "",
    starts_on: date | None = None,
    organisation: Organisation | None = None,
    by: User,
) -> Programme:
    """Make a programme with everything its template gives, and `by` as its lead."""
    programme = Programme.objects.create(
        slug=free_slug(name),
        name=name,
        purpose=purpose or template.purpose.in_language(get_language() or "en"),
        organisation=organisation or by.organisation,
        template=template.code,
        template_version=template.version,
        k=template.disclosure_k,
        starts_on=starts_on,
        made_by=by,
    )
    Membership.objects.create(programme=programme, user=by, role=Role.LEAD, added_by=by)
    for order, phase in enumerate(template.phases, start=1):
        later = [each.start for each in template.phases if each.start > phase.start]
        until = min(later, default=sys.maxsize)
        inside = [m for m in template.milestones if phase.start <= m.day < until]
        _add_phase(programme, phase, order, inside)
    _add_risks(programme, template)
    _add_costs(programme, template)
    programme_created.send(Programme, programme=programme, template=template, by=by)
    record("create_programme", programme, by=by, detail={"template": template.code})
    return programme


def free_slug(name: str) -> str:
    """An address of the name that no programme has yet."""
    base = slugify(name)[:50] or "programme"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken and slug not in RESERVED)


def _add_phase(
    programme: Programme, phase: PhaseOnShelf, order: int, milestones: list[Milestone]
) -> None:
    row = Phase.objects.create(
        programme=programme,
        order=order,
        code=phase.code,
        name=phase.name.en,
        name_cy=phase.name.cy,
        starts_on=_day(programme, phase.start),
        ends_on=_day(programme, phase.end - 1),
    )
    entries: list[tuple[int, bool, Any]] = [(s.start + s.days - 1, False, s) for s in phase.stages]
    entries += [(m.day, True, m) for m in milestones]
    entries.sort(key=lambda entry: entry[0])
    Stage.objects.bulk_create(
        Stage(
            programme=programme,
            phase=row,
            order=number,
            code=thing.code,
            name=thing.name.en,
            name_cy=thing.name.cy,
            is_milestone=is_milestone,
            due_on=_day(programme, day),
        )
        for number, (day, is_milestone, thing) in enumerate(entries, start=1)
    )


def _day(programme: Programme, days: int) -> date | None:
    return programme.starts_on + timedelta(days=days) if programme.starts_on else None


def _add_risks(programme: Programme, template: Template) -> None:
    language = get_language() or "en"
    Risk.objects.bulk_create(
        Risk(
            programme=programme,
            category=risk.category,
            text=risk.text.in_language(language),
            likelihood=risk.likelihood,
            impact=risk.impact,
            mitigation=risk.mitigation.in_language(language),
        )
        for risk in template.risks
    )


def _add_costs(programme: Programme, template: Template) -> None:
    CostRate.objects.bulk_create(
        CostRate(
            programme=programme,
            code=rate.code,
            name=rate.name.en,
            name_cy=rate.name.cy,
            unit=rate.unit,
            amount=rate.pounds,
            order=order,
        )
        for order, rate in enumerate(template.rates)
    )
    language = get_language() or "en"
    CostOption.objects.bulk_create(
        CostOption(programme=programme, name=level.name.in_language(language), level=level.code)
        for level in template.cost_levels
    )


@transaction.atomic
def edit_programme(*, programme: Programme, revision: int, by: User, **fields: Any) -> Programme:
    """Change name, purpose, first day, rule or k; `Conflict` when somebody else saved in between.

    A weaker rule waits for a second member once people have answered.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    kept = hold_back_weaker(held, fields, by=by)
    changed = Programme.objects.filter(pk=programme.pk, revision=revision).update(
        **kept, revision=revision + 1
    )
    if not changed:
        raise Conflict
    programme.refresh_from_db()
    record("edit_programme", programme, by=by, detail={"fields": sorted(kept)})
    return programme


@transaction.atomic
def archive_programme(*, programme: Programme, by: User) -> None:
    programme.state = ProgrammeState.ARCHIVED
    programme.save(update_fields=["state"])
    record("archive_programme", programme, by=by)


@transaction.atomic
def reopen_programme(*, programme: Programme, by: User) -> None:
    programme.state = ProgrammeState.OPEN
    programme.save(update_fields=["state"])
    record("reopen_programme", programme, by=by)


@transaction.atomic
def delete_programme(*, programme: Programme, by: User) -> None:
    """Delete the programme with every row and file of it. Only the audit entries stay."""
    record("delete_programme", programme, by=by)
    for model in models_of_programmes():
        rows = model._base_manager.filter(programme_id=programme.pk)
        _delete_files(model, rows)
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            owner = f"{field.m2m_field_name()}__in"
            through._base_manager.filter(**{owner: rows.values("pk")}).delete()
        _delete_rows(model, rows)
    programme.delete()


def _delete_rows(model: type[models.Model], rows: Any) -> None:
    """Delete without the protections that hold between rows of a programme that stays."""
    for field in model._meta.local_fields:
        if field.remote_field and field.remote_field.model is model and field.null:
            rows.update(**{field.name: None})
    rows._raw_delete(rows.db)


def _delete_files(model: type[models.Model], rows: Any) -> None:
    names = [
        name
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
        for name in rows.values_list(field.name, flat=True)
        if name
    ]

    def destroy() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(destroy)

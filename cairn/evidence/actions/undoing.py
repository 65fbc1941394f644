from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.actions.files import destroy_file
from cairn.evidence.actions.refusals import Conflict
from cairn.evidence.choices import ImportState
from cairn.evidence.models import Contribution, ContributionVersion, Contributor, Flag, Import


@transaction.atomic
def undo_import(*, import_: Import, by: Any) -> int:
    """Take out everything a file brought in; `Conflict` if work stands on any of it."""
    row: Import = Import.objects.select_for_update().get(pk=import_.pk)
    if row.state == ImportState.UNDONE:
        raise Conflict(_("This file is undone already."))
    contributions = Contribution.objects.in_programme(row.programme).filter(imported_by=row)
    if import_stands_on(row):
        raise Conflict(
            _("Other work stands on what this file brought in, so it stays. Undo that work first.")
        )
    count: int = contributions.count()
    versions = ContributionVersion.objects.in_programme(row.programme)
    flags = Flag.objects.in_programme(row.programme)
    _remove(flags.filter(version__contribution__in=contributions))
    _remove(versions.filter(contribution__in=contributions))
    _remove(contributions)
    _remove_contributors(row)
    row.state, row.finished_at = ImportState.UNDONE, timezone.now()
    destroy_file(row)
    row.save()
    record("undo_import", row, by=by, detail={"contributions": count})
    return count


def import_stands_on(row: Import) -> bool:
    """Whether other rooms point at what a file brought in, or words of it were erased."""
    contributions = Contribution.objects.in_programme(row.programme).filter(imported_by=row)
    versions = ContributionVersion.objects.in_programme(row.programme)
    versions = versions.filter(contribution__in=contributions)
    if versions.exclude(erased_at=None).exists():
        return True
    return _are_pointed_at(contributions) or _are_pointed_at(versions)


def _are_pointed_at(rows: models.QuerySet[Any]) -> bool:
    """Asks every foreign key and link table of every other room, also those made tomorrow."""
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        model = relation.related_model
        if model._meta.app_label == "evidence":
            continue
        name = relation.field.name
        if model._base_manager.filter(**{f"{name}__in": rows}).exists():
            return True
    return False


def _remove(rows: models.QuerySet[Any]) -> None:
    """In one statement: nothing points at these rows, and the database would not let them go."""
    rows.order_by()._raw_delete(rows.db)


def _remove_contributors(row: Import) -> None:
    """Those of whom nothing stands any more.

    Asked a person at a time: PostgreSQL answers "not among these fifty thousand" by reading all
    of them for each.
    """
    said = Contribution.objects.in_programme(row.programme).filter(contributor=OuterRef("pk"))
    people = Contributor.objects.in_programme(row.programme).filter(~Exists(said))
    if not _are_pointed_at(people):
        _remove(people)

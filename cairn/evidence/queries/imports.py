from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cairn.evidence.choices import ImportState
from cairn.evidence.models import Import, SavedMapping
from cairn.programmes.models import Programme


def imports_for(viewer: Any, programme: Programme) -> QuerySet[Import]:
    """The files brought in, the newest first."""
    rows: QuerySet[Import] = Import.objects.visible_to(viewer, programme)
    return rows.select_related("made_by")


def import_for(viewer: Any, programme: Programme, pk: int) -> Import | None:
    return imports_for(viewer, programme).filter(pk=pk).first()


def saved_mappings_for(
    viewer: Any, programme: Programme, columns: tuple[str, ...]
) -> list[SavedMapping]:
    """The saved mappings that fit a file with these columns."""
    rows = SavedMapping.objects.visible_to(viewer, programme)
    return [row for row in rows if set(row.columns) <= set(columns)]


def imports_to_settle(viewer: Any, programme: Programme) -> list[Import]:
    """The files that wait for a person: not mapped yet, checked and not brought in, or stopped."""
    states = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)
    return list(imports_for(viewer, programme).filter(state__in=states)[:5])

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cairn.programmes.models import Programme
from cairn.sensemaking.models import SuggestionRun


def runs_for(viewer: Any, programme: Programme) -> QuerySet[SuggestionRun]:
    """The readings by a machine, newest first."""
    rows: QuerySet[SuggestionRun] = SuggestionRun.objects.visible_to(viewer, programme)
    return rows.select_related("made_by")

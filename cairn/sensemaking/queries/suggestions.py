from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import SuggestionState
from cairn.sensemaking.models import Placement, SuggestedTheme, SuggestionRun
from cairn.sensemaking.queries.reading import to_read


@dataclass(frozen=True)
class Passage:
    """A placement with its words."""

    pk: int
    words: str
    contribution: Any
    score: float


def versions_in_scope(
    viewer: Any, programme: Programme, scope: dict[str, Any]
) -> QuerySet[ContributionVersion]:
    """The words as they stand of the contributions a reading is asked for, in their order."""
    versions: QuerySet[ContributionVersion] = ContributionVersion.objects.visible_to(
        viewer, programme
    )
    wanted = to_read(viewer, programme, **scope).order_by().values("pk")
    versions = versions.filter(is_current=True, erased_at=None, contribution__in=wanted)
    return versions.select_related("contribution").order_by("contribution__number")


def runs_for(viewer: Any, programme: Programme) -> QuerySet[SuggestionRun]:
    """The readings by a machine, newest first."""
    rows: QuerySet[SuggestionRun] = SuggestionRun.objects.visible_to(viewer, programme)
    return rows.select_related("made_by")


def run_for(viewer: Any, programme: Programme, pk: int) -> SuggestionRun | None:
    return runs_for(viewer, programme).filter(pk=pk).first()


def suggestions_of(
    viewer: Any, programme: Programme, run: SuggestionRun
) -> QuerySet[SuggestedTheme]:
    """What a reading proposes, in its order, each with `size`: how many passages it holds."""
    rows: QuerySet[SuggestedTheme] = SuggestedTheme.objects.visible_to(viewer, programme)
    return rows.filter(run=run).annotate(size=Count("placements")).order_by("order")


def suggestion_for(viewer: Any, programme: Programme, pk: int) -> SuggestedTheme | None:
    rows = SuggestedTheme.objects.visible_to(viewer, programme).select_related("run")
    found: SuggestedTheme | None = rows.annotate(size=Count("placements")).filter(pk=pk).first()
    return found


def closest_quotes(
    viewer: Any, programme: Programme, run: SuggestionRun
) -> dict[int | None, list[Passage]]:
    """The closest quotes of each open suggestion of a reading, closest first."""
    rows = Placement.objects.visible_to(viewer, programme).filter(
        run=run, quote_rank__isnull=False, suggested__state=SuggestionState.OPEN
    )
    found: dict[int | None, list[Passage]] = {}
    for row in rows.select_related("version", "contribution").order_by("quote_rank", "pk"):
        found.setdefault(row.suggested_id, []).append(passage(row))
    return found


def placements_in(
    viewer: Any, programme: Programme, run: SuggestionRun, suggested: SuggestedTheme | None
) -> QuerySet[Placement]:
    """Where the machine put passages, best fit first; `suggested` None is what fitted nowhere."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(viewer, programme)
    rows = rows.filter(run=run, suggested=suggested).select_related("version", "contribution")
    return rows.order_by(F("quote_rank").asc(nulls_last=True), "-score", "pk")


def passage(row: Placement) -> Passage:
    return Passage(row.pk, row.version.text[row.start : row.end], row.contribution, row.score)


def placements_of(viewer: Any, programme: Programme, run: SuggestionRun) -> QuerySet[Placement]:
    """Every passage a reading placed, somewhere or nowhere."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(viewer, programme)
    return rows.filter(run=run)

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Position, SuggestionState
from cairn.sensemaking.models import Placement, SuggestedGroup, SuggestedTheme, SuggestionRun
from cairn.sensemaking.queries.reading import to_read

_COUNT_LEFT = Count("placements", filter=Q(placements__taken_at=None))


@dataclass(frozen=True)
class Passage:
    """A placement with its words."""

    pk: int
    words: str
    contribution: Any
    score: float
    counter: str = ""
    position: str = ""


def versions_in_scope(
    viewer: Any, programme: Programme, scope: dict[str, Any]
) -> QuerySet[ContributionVersion]:
    """People's words as they stand, of the contributions a reading is asked for, in their order."""
    versions: QuerySet[ContributionVersion] = ContributionVersion.objects.visible_to(
        viewer, programme
    )
    wanted = to_read(viewer, programme, **scope).order_by().values("pk")
    versions = versions.filter(is_current=True, erased_at=None, contribution__in=wanted)
    # Of a photo or a recording nobody described, the words are ours.
    versions = versions.exclude(contribution__attachment__is_described=False)
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
    rows = rows.filter(run=run).select_related("group", "held")
    return rows.annotate(size=_COUNT_LEFT).order_by("order")


def suggested_group_for(viewer: Any, programme: Programme, pk: int) -> SuggestedGroup | None:
    rows = SuggestedGroup.objects.visible_to(viewer, programme)
    found: SuggestedGroup | None = rows.select_related("programme").filter(pk=pk).first()
    return found


def suggestion_for(viewer: Any, programme: Programme, pk: int) -> SuggestedTheme | None:
    rows = SuggestedTheme.objects.visible_to(viewer, programme).select_related("run")
    found: SuggestedTheme | None = rows.annotate(size=_COUNT_LEFT).filter(pk=pk).first()
    return found


def closest_quotes(
    viewer: Any, programme: Programme, run: SuggestionRun
) -> dict[int | None, list[Passage]]:
    """The closest quotes of each open suggestion of a reading, closest first."""
    rows = placements_of(viewer, programme, run).filter(
        quote_rank__isnull=False, suggested__state=SuggestionState.OPEN
    )
    return _by_suggestion(rows.order_by("quote_rank", "pk"))


def counter_examples(
    viewer: Any, programme: Programme, **wanted: Any
) -> dict[int | None, list[Passage]]:
    """What stands apart in suggestions, `wanted` as a filter: the other side first, then the edge."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(viewer, programme)
    return _by_suggestion(
        rows.filter(**wanted, taken_at=None).exclude(counter="").order_by("-counter", "score")
    )


def _by_suggestion(rows: QuerySet[Placement]) -> dict[int | None, list[Passage]]:
    found: dict[int | None, list[Passage]] = {}
    for row in rows.select_related("version", "contribution"):
        found.setdefault(row.suggested_id, []).append(passage(row))
    return found


def positions_read(
    viewer: Any, programme: Programme, run: SuggestionRun
) -> dict[int | None, list[tuple[str, int]]]:
    """How many passages of each suggestion the machine took for each position; none left out."""
    rows = placements_of(viewer, programme, run).exclude(position="").order_by()
    counts = rows.values_list("suggested_id", "position").annotate(passages=Count("pk"))
    found: dict[int | None, dict[str, int]] = {}
    for key, position, passages in counts:
        found.setdefault(key, dict.fromkeys(Position.values, 0))[position] = passages
    labels = dict(Position.choices)
    return {
        key: [(str(labels[each]), many) for each, many in said.items()]
        for key, said in found.items()
    }


def placements_in(
    viewer: Any, programme: Programme, run: SuggestionRun, suggested: SuggestedTheme | None
) -> QuerySet[Placement]:
    """Where the machine put passages, best fit first; `suggested` None is what fitted nowhere."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(viewer, programme)
    rows = rows.filter(run=run, suggested=suggested, taken_at=None)
    rows = rows.select_related("version", "contribution")
    return rows.order_by(F("quote_rank").asc(nulls_last=True), "-score", "pk")


def passage(row: Placement) -> Passage:
    return Passage(
        row.pk, row.version.text[row.start : row.end], row.contribution, row.score,
        counter=row.get_counter_display(), position=row.get_position_display(),
    )  # fmt: skip


def placements_of(viewer: Any, programme: Programme, run: SuggestionRun) -> QuerySet[Placement]:
    """Every passage a reading placed, somewhere or nowhere, that nobody took elsewhere."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(viewer, programme)
    return rows.filter(run=run, taken_at=None)

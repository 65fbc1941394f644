"""What a machine proposed, stored as rows of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.models import ContributionVersion
from cairn.sensemaking.actions.pieces import Piece
from cairn.sensemaking.choices import RunState
from cairn.sensemaking.models import (
    Placement,
    SuggestedGroup,
    SuggestedTheme,
    SuggestionRun,
    Theme,
)
from cairn.sensemaking.suggesters import Decisions, Suggestion, Suggestions, Words


@dataclass(frozen=True)
class _Read:
    """A reading that is being stored."""

    run: SuggestionRun
    pieces: Mapping[str, Piece]
    positions: Mapping[str, str]
    nowhere: frozenset[str]
    # Pieces that stand in a signed-off theme already.
    settled: frozenset[str]
    held: Sequence[Theme]

    def place(self, key: str, **fields: Any) -> Placement:
        piece = self.pieces[key]
        whole: dict[str, Any] = {"start": piece.start, "end": piece.end}
        if key in self.settled:
            whole["taken_at"] = timezone.now()
        return Placement(
            programme=self.run.programme, run=self.run, version=piece.version,
            contribution_id=piece.version.contribution_id, position=self.positions.get(key, ""),
            **(whole | fields),
        )  # fmt: skip


@transaction.atomic
def store_suggestions(
    *, run: SuggestionRun, pieces: Sequence[Piece], found: Suggestions,
    positions: Mapping[str, str] | None = None, decisions: Decisions | None = None,
    held: Sequence[Theme] = (),
) -> None:  # fmt: skip
    """Store a reading whole; when words were taken out since it began, nothing of it is kept.

    `held` are the signed-off themes of `decisions`, in their order.
    """
    keys = {piece.version.pk for piece in pieces}
    standing = ContributionVersion.objects.in_programme(run.programme).select_for_update()
    if standing.filter(pk__in=keys, is_current=True, erased_at=None).count() < len(keys):
        stop(run, _("Words were withdrawn or redacted while they were read. Ask again."))
        return
    for rows in (run.themes, run.groups, run.placements):
        rows.all().delete()
    by_key = {piece.key: piece for piece in pieces}
    settled = {key for theme in (decisions or Decisions()).held for key in theme.units}
    nowhere = frozenset(found.nowhere) - settled
    read = _Read(run, by_key, positions or {}, nowhere, frozenset(settled), held)
    groups = _store_groups(run, found.groups)
    for order, suggestion in enumerate(found.suggestions):
        group = groups[suggestion.group] if suggestion.group is not None else None
        _store_one(read, suggestion, order=order, group=group)
    quoted = {quote.unit for suggestion in found.suggestions for quote in suggestion.quotes}
    alone = [read.place(key) for key in found.nowhere if key in nowhere - quoted]
    Placement.objects.bulk_create(alone, batch_size=500)
    mark(
        run, state=RunState.DONE, progress=100, note=found.reason[:300], finished_at=timezone.now(),
        engine=f"{found.engine} {found.version}", low=found.low, high=found.high,
    )  # fmt: skip
    record("store_suggestions", run, by=None, detail={"suggestions": len(found.suggestions)})


def _store_groups(run: SuggestionRun, titles: Sequence[str]) -> list[SuggestedGroup]:
    rows = [
        SuggestedGroup(programme=run.programme, run=run, order=order, title=title[:150])
        for order, title in enumerate(titles)
    ]
    made: list[SuggestedGroup] = SuggestedGroup.objects.bulk_create(rows)
    return made


def _store_one(read: _Read, suggestion: Suggestion, **fields: Any) -> None:
    stored = SuggestedTheme.objects.create(
        programme=read.run.programme, run=read.run, title=suggestion.title[:150],
        keywords=list(suggestion.keywords), certainty=suggestion.certainty,
        stability=suggestion.stability, **fields,
        held=read.held[suggestion.held] if suggestion.held is not None else None,
    )  # fmt: skip
    quotes: dict[str, tuple[int, Words]] = {}
    for rank, quote in enumerate(suggestion.quotes, start=1):
        quotes.setdefault(quote.unit, (rank, quote))
    against = {each.unit: each.why for each in suggestion.counter_examples}
    rows = [
        read.place(
            place.unit, suggested=stored, score=place.score,
            **_standing(read.pieces[place.unit], quotes.get(place.unit), against),
        )
        for place in suggestion.places
        if place.rank == 1 and (place.unit not in read.nowhere or place.unit in quotes)
    ]  # fmt: skip
    Placement.objects.bulk_create(rows, batch_size=500)


def _standing(
    piece: Piece, quote: tuple[int, Words] | None, against: Mapping[str, str]
) -> dict[str, Any]:
    """A quote keeps its own words; only what is no quote can be a counter-example."""
    if quote is None:
        return {"counter": against.get(piece.key, "")}
    rank, words = quote
    return {"quote_rank": rank, "start": piece.start + words.start, "end": piece.start + words.end}


def stop(run: SuggestionRun, note: str) -> None:
    mark(run, state=RunState.FAILED, note=note, finished_at=timezone.now())


def mark(run: SuggestionRun, **values: Any) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))

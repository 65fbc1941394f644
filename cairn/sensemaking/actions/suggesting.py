"""A machine's reading: asked for by a person, stored as its own rows, accepted only by a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.text import split_units
from cairn.audit.actions import record
from cairn.evidence.models import ContributionVersion
from cairn.programmes.models import Programme
from cairn.sensemaking.actions.refusals import Refused
from cairn.sensemaking.choices import RunState
from cairn.sensemaking.models import Placement, SuggestedTheme, SuggestionRun
from cairn.sensemaking.queries import versions_in_scope
from cairn.sensemaking.suggesters import (
    Suggestion,
    Suggestions,
    Unit,
    Words,
    find_suggesters,
    name_default,
)

LONG_TEXT = 600  # code points; a longer text is read sentence by sentence
FEWEST_TEXTS = 2


@dataclass(frozen=True)
class Piece:
    """A piece of a version that the machine reads as one."""

    version: ContributionVersion
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.version.pk}:{self.start}:{self.end}"

    def unit(self) -> Unit:
        words = self.version.text[self.start : self.end]
        return Unit(self.key, words, str(self.version.contribution.contributor_id))


@transaction.atomic
def ask_for_suggestions(
    *, programme: Programme, scope: dict[str, Any], k: int | None, seed: int, by: Any,
    suggester: str | None = None,
) -> SuggestionRun:  # fmt: skip
    """Write down what is to be read and how; a task reads it. Raises `Refused` for nothing to read."""
    if versions_in_scope(by, programme, scope).count() < FEWEST_TEXTS:
        raise Refused(
            _("There are fewer than two texts to read there. Choose more, then ask again.")
        )
    run: SuggestionRun = SuggestionRun.objects.create(
        programme=programme, suggester=suggester or name_default(), scope=scope, parameters={"k": k}, seed=seed,
        made_by=by,
    )  # fmt: skip
    record("ask_for_suggestions", run, by=by, detail={"k": k, "seed": seed})
    return run


def read_queued_run(*, pk: int) -> None:
    """As `read_run`, for a run that may be gone by now."""
    run = SuggestionRun.objects.filter(pk=pk).first()
    if run:
        read_run(run=run)


def read_run(*, run: SuggestionRun) -> None:
    """Read what was asked for and store what the machine proposes; a run that is done stays so."""
    if run.state in (RunState.DONE, RunState.FAILED):
        return
    _mark(run, state=RunState.RUNNING, progress=1)
    pieces = cut_pieces(list(versions_in_scope(run.made_by, run.programme, run.scope)))
    if len({piece.version.pk for piece in pieces}) < FEWEST_TEXTS:
        _stop(run, _("There are fewer than two texts left to read. Ask again for more."))
        return
    found = find_suggesters()[run.suggester].suggest(
        [piece.unit() for piece in pieces],
        k=run.parameters.get("k"),
        seed=run.seed,
        progress=_teller(run),
    )
    store_suggestions(run=run, pieces=pieces, found=found)


@transaction.atomic
def store_suggestions(*, run: SuggestionRun, pieces: Sequence[Piece], found: Suggestions) -> None:
    """Store a reading whole; when words were taken out since it began, nothing of it is kept."""
    keys = {piece.version.pk for piece in pieces}
    standing = ContributionVersion.objects.in_programme(run.programme).select_for_update()
    if standing.filter(pk__in=keys, is_current=True, erased_at=None).count() < len(keys):
        _stop(run, _("Words were withdrawn or redacted while they were read. Ask again."))
        return
    run.themes.all().delete()
    run.placements.all().delete()
    by_key = {piece.key: piece for piece in pieces}
    for order, suggestion in enumerate(found.suggestions):
        _store_one(run, order, suggestion, by_key, set(found.nowhere))
    quoted = {quote.unit for suggestion in found.suggestions for quote in suggestion.quotes}
    alone = [key for key in found.nowhere if key not in quoted]
    _place_all(run, None, [(by_key[key], 0.0, None) for key in alone])
    _mark(
        run, state=RunState.DONE, progress=100, note=found.reason[:300], finished_at=timezone.now(),
        engine=f"{found.engine} {found.version}",
    )  # fmt: skip
    record("store_suggestions", run, by=None, detail={"suggestions": len(found.suggestions)})


def cut_pieces(versions: Sequence[ContributionVersion]) -> list[Piece]:
    """Short texts whole, long ones sentence by sentence; what holds no words is left out."""
    pieces = []
    for version in versions:
        text = version.text
        if len(text) <= LONG_TEXT:
            start = len(text) - len(text.lstrip())
            pieces.append(Piece(version, start, len(text.rstrip())))
        else:
            pieces += [Piece(version, unit.start, unit.end) for unit in split_units(text)]
    return [piece for piece in pieces if piece.start < piece.end]


def _store_one(
    run: SuggestionRun,
    order: int,
    suggestion: Suggestion,
    by_key: dict[str, Piece],
    nowhere: set[str],
) -> None:
    stored = SuggestedTheme.objects.create(
        programme=run.programme, run=run, order=order, title=suggestion.title[:150],
        keywords=list(suggestion.keywords), certainty=suggestion.certainty,
    )  # fmt: skip
    quotes: dict[str, tuple[int, Words]] = {}
    for rank, quote in enumerate(suggestion.quotes, start=1):
        quotes.setdefault(quote.unit, (rank, quote))
    rows = [
        (by_key[place.unit], place.score, quotes.get(place.unit))
        for place in suggestion.places
        if place.rank == 1 and (place.unit not in nowhere or place.unit in quotes)
    ]
    _place_all(run, stored, rows)


def _place_all(
    run: SuggestionRun, suggested: SuggestedTheme | None,
    rows: Sequence[tuple[Piece, float, tuple[int, Words] | None]],
) -> None:  # fmt: skip
    Placement.objects.bulk_create(
        [
            Placement(
                programme=run.programme, run=run, suggested=suggested,
                contribution_id=piece.version.contribution_id, version=piece.version, score=score,
                start=piece.start + (quote[1].start if quote else 0),
                end=piece.start + quote[1].end if quote else piece.end,
                quote_rank=quote[0] if quote else None,
            )
            for piece, score, quote in rows
        ],
        batch_size=500,
    )  # fmt: skip


def _teller(run: SuggestionRun) -> Callable[[int, int], None]:
    """Writes progress down at every whole percent that is new."""

    def tell(done: int, total: int) -> None:
        percent = min(98, 1 + 97 * done // max(total, 1))
        if percent > run.progress:
            _mark(run, progress=percent)

    return tell


def _stop(run: SuggestionRun, note: str) -> None:
    _mark(run, state=RunState.FAILED, note=note, finished_at=timezone.now())


def _mark(run: SuggestionRun, **values: Any) -> None:
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))

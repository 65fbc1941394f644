"""A machine's reading: asked for by a person, stored as its own rows, accepted only by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.programmes.models import Programme
from cairn.sensemaking.actions.pieces import cut_pieces
from cairn.sensemaking.actions.positions import read_positions
from cairn.sensemaking.actions.refusals import Refused
from cairn.sensemaking.actions.steering import gather_decisions
from cairn.sensemaking.actions.storing import mark, stop, store_suggestions
from cairn.sensemaking.choices import RunState
from cairn.sensemaking.models import SuggestionRun
from cairn.sensemaking.queries import versions_in_scope
from cairn.sensemaking.suggesters import find_suggesters, name_default

FEWEST_TEXTS = 2


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
    mark(run, state=RunState.RUNNING, progress=1)
    pieces = cut_pieces(list(versions_in_scope(run.made_by, run.programme, run.scope)))
    if len({piece.version.pk for piece in pieces}) < FEWEST_TEXTS:
        stop(run, _("There are fewer than two texts left to read. Ask again for more."))
        return
    positions, position_engine = read_positions(pieces, seed=run.seed)
    mark(run, position_engine=position_engine)
    decisions, held = gather_decisions(run.programme, pieces)
    found = find_suggesters()[run.suggester].suggest(
        [piece.unit(positions[piece.key]) for piece in pieces],
        k=run.parameters.get("k"),
        seed=run.seed,
        progress=_teller(run),
        decisions=decisions,
    )
    store_suggestions(
        run=run, pieces=pieces, found=found, positions=positions, decisions=decisions, held=held
    )


def _teller(run: SuggestionRun) -> Callable[[int, int], None]:
    """Writes progress down at every whole percent that is new."""

    def tell(done: int, total: int) -> None:
        percent = min(98, 1 + 97 * done // max(total, 1))
        if percent > run.progress:
            mark(run, progress=percent)

    return tell

"""From draft to ready and back. Nothing is ready that cannot show words it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.decisions.actions.editing import Refused, lock
from cairn.decisions.choices import DecisionState
from cairn.decisions.models import Finding, Recommendation, supporting_excerpts
from cairn.programmes.models import Programme


@transaction.atomic
def mark_ready(*, item: Finding | Recommendation, by: Any) -> None:
    """Make it ready to publish. Raises Refused("no_path") when no excerpt with words is reached.

    The excerpt found is kept on the row, and the database refuses a ready row without one.
    """
    held: Any = lock(item)
    witness = supporting_excerpts(held).first()
    if witness is None:
        raise Refused("no_path")
    _write_state(held, DecisionState.READY, witness)
    record(f"mark_{held.kind}_ready", held, by=by, detail={"excerpt": witness.pk})


@transaction.atomic
def mark_draft(*, item: Finding | Recommendation, by: Any) -> None:
    held: Any = lock(item)
    _write_state(held, DecisionState.DRAFT, None)
    record(f"mark_{held.kind}_draft", held, by=by)


def _write_state(held: Any, state: DecisionState, witness: Any) -> None:
    held.state, held.stands_on = state, witness
    held.save(update_fields=["state", "stands_on"])


def recheck_item(*, item: Finding | Recommendation, by: Any) -> bool:
    """Ask a ready item again what it stands on; without a path it is a draft. Whether it changed."""
    if item.state != DecisionState.READY:
        return False
    witness = supporting_excerpts(item).first()
    if witness is None:
        mark_draft(item=item, by=by)
        return True
    if witness.pk != item.stands_on_id:
        _write_state(item, DecisionState.READY, witness)
    return False


@transaction.atomic
def recheck_programme(*, programme: Programme, by: Any) -> list[Finding | Recommendation]:
    """Ask every ready item of a programme again; the items that are drafts now."""
    return [item for item in _ready_items(programme) if recheck_item(item=item, by=by)]


def _ready_items(programme: Programme) -> Iterable[Finding | Recommendation]:
    for model in (Finding, Recommendation):
        yield from model.objects.in_programme(programme).filter(state=DecisionState.READY)

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from cairn.audit.actions import record
from cairn.decisions.actions.editing import lock, set_removed, write_fields
from cairn.decisions.choices import Verdict
from cairn.decisions.drafts import ChangeDraft
from cairn.decisions.models import Change
from cairn.programmes.models import Programme


@transaction.atomic
def add_change(*, programme: Programme, draft: ChangeDraft, by: Any) -> Change:
    row: Change = Change.objects.create(programme=programme, made_by=by, **draft.fields())
    _set_links(row, draft)
    record("add_change", row, by=by)
    return row


@transaction.atomic
def edit_change(*, change: Change, draft: ChangeDraft, revision: int, by: Any) -> Change:
    """Save the whole form. Raises Conflict when another revision stands."""
    row = write_fields(change, draft.fields(), revision=revision, by=by, action="edit_change")
    _set_links(row, draft)
    return row


def _set_links(row: Change, draft: ChangeDraft) -> None:
    row.conditions.set(draft.conditions)
    row.domains.set(draft.domains)


@transaction.atomic
def record_verdict(*, change: Change, verdict: str, reason: str, revision: int, by: Any) -> Change:
    """Keep, adapt, stop, or undecided again: with the reason, who and when."""
    decided = verdict != Verdict.UNDECIDED
    values = {
        "verdict": verdict,
        "verdict_reason": reason,
        "verdict_by": by if decided else None,
        "verdict_at": timezone.now() if decided else None,
    }
    return write_fields(change, values, revision=revision, by=by, action="record_verdict")


@transaction.atomic
def place_in_quadrant(*, change: Change, quadrant: str, by: Any) -> str:
    """Put a change in one of the four fields, or in none (""); the field it was in before."""
    row = lock(change)
    before: str = row.quadrant
    row.quadrant = quadrant
    row.save(update_fields=["quadrant"])
    record("place_in_quadrant", row, by=by, detail={"from": before, "to": quadrant})
    return before


@transaction.atomic
def link_similar(*, change: Change, other: Change, by: Any) -> None:
    """One example may stand for others like it: the link goes both ways."""
    change.similar.add(other)
    record("link_similar", change, by=by, detail={"other": other.pk})


@transaction.atomic
def unlink_similar(*, change: Change, other: Change, by: Any) -> None:
    change.similar.remove(other)
    record("unlink_similar", change, by=by, detail={"other": other.pk})


@transaction.atomic
def remove_change(*, change: Change, by: Any) -> None:
    set_removed(change, removed=True, by=by, action="remove_change")


@transaction.atomic
def restore_change(*, change: Change, by: Any) -> None:
    set_removed(change, removed=False, by=by, action="restore_change")

"""When words are withdrawn or redacted, what was imported from them goes or follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from cairn.audit.actions import record
from cairn.decisions.choices import DecisionState
from cairn.decisions.models import Change, Recommendation
from cairn.evidence.models import Contribution


@transaction.atomic
def erase_imported(*, contribution: Contribution, by: Any) -> None:
    """Empty and remove every item that was imported from a withdrawn contribution.

    Edited or not: an edit may have kept the words, and what is withdrawn must be gone.
    """
    for item in _imported_from(contribution):
        item.removed_at = timezone.now()
        _write_words(item, "")
        record(f"erase_{item.kind}", item, by=by)


@transaction.atomic
def redact_imported(*, contribution: Contribution, text: str, by: Any) -> None:
    """Give every item imported from a redacted contribution the words that are left."""
    for item in _imported_from(contribution):
        _write_words(item, text)
        record(f"redact_{item.kind}", item, by=by)


def _imported_from(contribution: Contribution) -> Iterable[Recommendation | Change]:
    for model in (Recommendation, Change):
        yield from model.objects.select_for_update().filter(imported_from=contribution)


def _write_words(item: Recommendation | Change, text: str) -> None:
    """Write the words where the import put them; who has it open for editing is told."""
    if isinstance(item, Change):
        title, _gap, item.what = text.partition("\n\n")
        item.title = title[:200]
    else:
        item.text = text
        if not text:
            item.state, item.stands_on = DecisionState.DRAFT, None
    item.revision += 1
    item.save()

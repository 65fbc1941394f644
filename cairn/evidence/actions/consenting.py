"""What a person allows, changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.evidence.actions.erasing import renew_version
from cairn.evidence.actions.ledger import write_down
from cairn.evidence.choices import QUOTABLE, Consent
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme


@transaction.atomic
def change_consent(*, contribution: Contribution, consent: str, by: Any) -> Contribution:
    """Allow more or less than before.

    Where words may be quoted no longer, the rooms downstream hear of it as of a redaction that
    takes nothing out, and published quotes go. A restored backup does not bring them back: the
    ledger keeps the narrowing, and the person can allow quotes again.
    """
    row = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if row.is_withdrawn or row.consent == consent:
        return row
    narrower = row.consent in QUOTABLE and consent not in QUOTABLE
    row.consent = consent
    if consent != Consent.ATTRIBUTED_QUOTE:
        row.attributed_name = ""
    row.save(update_fields=["consent", "attributed_name"])
    record("change_consent", row, by=by, detail={"consent": consent})
    if narrower:
        new = renew_version(contribution=row, by=by)
        write_down(row, "narrow", version=new.number - 1)
    return row


@transaction.atomic
def share_with_group(*, programme: Programme, contributions: Sequence[Contribution]) -> None:
    """What was for the facilitators only is the whole group's from now on."""
    keys = [each.pk for each in contributions]
    if Contribution.objects.in_programme(programme).filter(pk__in=keys).update(is_confided=False):
        record("share_with_group", programme, by=None, detail={"contributions": len(keys)})

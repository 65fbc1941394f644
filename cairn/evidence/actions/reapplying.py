from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from cairn.evidence.actions.consenting import change_consent
from cairn.evidence.actions.erasing import (
    forget_attachment,
    redact_contribution,
    withdraw_contribution,
)
from cairn.evidence.actions.ledger import Entry
from cairn.evidence.choices import Consent
from cairn.evidence.models import Contribution, ContributionVersion


@transaction.atomic
def apply_erasures(*, entries: Iterable[Entry]) -> int:
    """Erase again, after a restore, what was erased since the backup; how much that was."""
    return sum(_apply(entry) for entry in entries)


def _apply(entry: Entry) -> bool:
    row = Contribution.objects.filter(pk=entry["contribution"], withdrawn_at=None).first()
    if row is None:
        return False
    if entry["kind"] == "withdraw":
        withdraw_contribution(contribution=row, by=None)
        return True
    if entry["kind"] == "narrow":
        change_consent(contribution=row, consent=Consent.ANALYSIS, by=None)
        return True
    if entry["kind"] == "file":
        return forget_attachment(row)
    version = ContributionVersion.objects.filter(
        contribution=row, number=entry["version"], is_current=True
    ).first()
    if version is None:
        return False
    redact_contribution(version=version, spans=entry["spans"], by=None)
    return True


def scrub_store() -> None:
    """Take the last traces of erased words off the disk, as far as the database lets a program.

    SQLite: the search index is merged so that no deleted entry stays in it, and the log that still
    holds old pages is emptied. PostgreSQL: dead rows are removed. Neither runs in a transaction.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO evidence_search(evidence_search) VALUES ('optimize')")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")

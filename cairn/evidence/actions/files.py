from __future__ import annotations

from django.db import transaction

from cairn.evidence.models import Import


def destroy_file(row: Import) -> None:
    """Let go of the uploaded file; it goes from the disk once the change is in the database."""
    if row.file:
        name, storage = row.file.name, row.file.storage
        transaction.on_commit(lambda: storage.delete(str(name)))
        row.file = ""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from cairn.evidence.drafts import Sent
from cairn.evidence.models import Attachment, SentFile
from cairn.programmes.models import Programme

# Every file that people sent says that it was written in the first second of 2000, UTC: when it
# really was would tell who came when.
NO_TIME = 946_684_800


def destroy_file(row: Any) -> None:
    """Let go of the stored file; it goes from the disk once the change is in the database."""
    if row.file:
        name, storage = row.file.name, row.file.storage
        transaction.on_commit(lambda: storage.delete(str(name)))
        row.file = ""


def store_file(row: SentFile, content: File[bytes]) -> None:
    """Write what somebody sent to the disk, under a name that no one can guess; saves no row."""
    row.file.save(f"sent.{row.form}", content, save=False)
    os.utime(row.file.path, (NO_TIME, NO_TIME))


def attach_copies(programme: Programme, sent: Mapping[uuid.UUID, Sent]) -> None:
    """Give contributions copies of what was sent, in the caller's transaction.

    Copies, because all of them are written at one time and in an order of their own. One that is
    not on the disk any more is left out: its contribution still says that there was something.
    """
    made: list[Attachment] = []
    try:
        for contribution, each in sent.items():
            row = Attachment(
                programme=programme, contribution_id=contribution, form=each.form, size=each.size
            )
            if default_storage.exists(each.name):
                made.append(row)
                with default_storage.open(each.name) as file:
                    store_file(row, file)
        Attachment.objects.bulk_create(made)
    except BaseException:
        for row in made:
            row.file.delete(save=False)
        raise

"""Drafts that nobody sends do not stay."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cairn.surveys.actions.files import destroy_drafts
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import DRAFT_SECONDS
from cairn.surveys.models import Response

# A page may be opened on the cookie's last day and sent as long again after that.
DRAFT_DAYS = 2 * DRAFT_SECONDS // (24 * 60 * 60)


def some_drafts_are_old() -> bool:
    return bool(_old_drafts().exists())


@transaction.atomic
def destroy_old_drafts() -> int:
    """Destroy drafts that nobody saved for a fortnight; return how many. What was sent stays."""
    rows = list(_old_drafts().select_for_update())
    destroy_drafts([row.pk for row in rows])
    return len(rows)


def _old_drafts() -> Any:
    since = timezone.localdate() - timedelta(days=DRAFT_DAYS)
    return Response.objects.filter(state=ResponseState.STARTED, saved_on__lt=since)

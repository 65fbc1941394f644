"""The outbox: what is to be sent is a row of the caller's transaction; no request sends anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cairn.programmes.choices import MessageState, Problem
from cairn.programmes.drafts.messages import Draft, address_hash, plain_address
from cairn.programmes.models import Message, Programme, StoppedAddress

MOST_SUBJECT = 200


@transaction.atomic
def queue_message(
    *,
    programme: Programme,
    channel: str,
    to: str,
    subject: str,
    body: str,
    key: str,
    purpose: str,
    language: str = "",
    not_before: datetime | None = None,
) -> Message:
    """Queue one message, once for each `key`; return it, or the one that was there."""
    draft = Draft(channel, to, subject, body, key, purpose, language, not_before)
    queue_messages(programme=programme, drafts=[draft])
    found: Message = Message.objects.in_programme(programme).get(key=key)
    return found


@transaction.atomic
def queue_messages(*, programme: Programme, drafts: Sequence[Draft]) -> None:
    """Queue many at once. Those whose key is there already are left as they are."""
    stopped = set(
        StoppedAddress.objects.in_programme(programme).values_list("address_hash", flat=True)
    )
    rows = [_row(programme, draft, stopped) for draft in drafts]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _row(programme: Programme, draft: Draft, stopped: set[str]) -> Message:
    row = Message(
        programme=programme, channel=draft.channel, key=draft.key, purpose=draft.purpose,
        to_address=plain_address(draft.channel, draft.to), language=draft.language,
        subject=" ".join(draft.subject.split())[:MOST_SUBJECT], body=draft.body,
        due_at=draft.not_before or timezone.now(),
    )  # fmt: skip
    if address_hash(programme.pk, draft.channel, draft.to) in stopped:
        row.state, row.problem, row.body = MessageState.DROPPED, Problem.STOPPED, ""
    return row

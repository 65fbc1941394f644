"""The outbox: what is to be sent is a row of the caller's transaction; no request sends anything."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from cairn.audit.actions import record
from cairn.programmes.choices import Channel, MessageState, Problem
from cairn.programmes.drafts.messages import Draft, address_hash, day_stopped, plain_address
from cairn.programmes.models import Message, Participant, Programme, StoppedAddress

MOST_SUBJECT = 200
LET_GO = {"subject": "", "body": ""}
# What Notify says became of a message that did not arrive.
NOT_DELIVERED = {
    "permanent-failure": Problem.NO_SUCH_ADDRESS,
    "temporary-failure": Problem.NOT_REACHED,
    "technical-failure": Problem.NOT_TAKEN,
}


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


@transaction.atomic
def stop_writing_to(*, programme: Programme, channel: str, to: str, reason: str) -> None:
    """Nothing more of the programme goes to that address, what waits included."""
    address = plain_address(channel, to)
    row, is_new = StoppedAddress.objects.get_or_create(
        programme=programme, address_hash=address_hash(programme.pk, channel, address),
        defaults={"reason": reason, "stopped_on": timezone.localdate()},
    )  # fmt: skip
    waiting = Message.objects.in_programme(programme).filter(
        channel=channel, to_address=address, state__in=[MessageState.QUEUED, MessageState.FAILED]
    )
    waiting.update(state=MessageState.DROPPED, problem=Problem.STOPPED, **LET_GO)
    people = _people_at(programme, channel, address).filter(unsubscribed_on=None)
    people.update(unsubscribed_on=timezone.localdate(), revision=F("revision") + 1)
    if is_new:
        record("stop_messages", row, by=None, detail={"reason": reason})


@transaction.atomic
def write_again_to(*, programme: Programme, channel: str, to: str) -> None:
    """The person took their stop back, by the link in a message: nobody else can.

    Where another address of theirs is stopped, they stay on the list as wanting no more.
    """
    address = plain_address(channel, to)
    stops = StoppedAddress.objects.in_programme(programme)
    row = stops.filter(address_hash=address_hash(programme.pk, channel, address)).first()
    if row is None:
        return
    record("lift_stop", row, by=None)
    row.delete()
    left = dict(stops.values_list("address_hash", "stopped_on"))
    for person in _people_at(programme, channel, address).exclude(unsubscribed_on=None):
        if day_stopped(left, programme.pk, person.email, person.mobile) is None:
            person.unsubscribed_on, person.revision = None, F("revision") + 1
            person.save(update_fields=["unsubscribed_on", "revision"])


def _people_at(programme: Programme, channel: str, address: str) -> Any:
    whose = {"email__iexact": address} if channel == Channel.EMAIL else {"mobile": address}
    return Participant.objects.in_programme(programme).filter(**whose)


@transaction.atomic
def try_again(*, programme: Programme, by: Any) -> int:
    """Queue all that was not sent; return how many. What came back would only come back again."""
    failed = Message.objects.in_programme(programme).filter(state=MessageState.FAILED)
    count: int = failed.update(
        state=MessageState.QUEUED, problem="", tries=0, due_at=timezone.now()
    )
    if count:
        record("try_messages_again", programme, by=by, detail={"messages": count})
    return count


def record_receipt(*, message: uuid.UUID, status: str) -> None:
    """What the service says became of a message: the same however often and in what order it says it.

    A message sent twice may have arrived once; then it has arrived.
    """
    rows = Message.objects.filter(pk=message).exclude(state=MessageState.DROPPED)
    today = timezone.localdate()
    if status == "delivered":
        rows.update(
            state=MessageState.SENT, arrived_on=Coalesce("arrived_on", today), problem="",
            sent_on=Coalesce("sent_on", today), **LET_GO,
        )  # fmt: skip
    elif status in NOT_DELIVERED:
        on_its_way = rows.filter(
            arrived_on=None, state__in=[MessageState.SENDING, MessageState.SENT]
        )
        on_its_way.update(state=MessageState.BOUNCED, problem=NOT_DELIVERED[status], **LET_GO)


def refuse_receipt() -> None:
    """Somebody who does not hold the token said what became of a message."""
    record("refuse_receipt", Message(id=None), by=None)

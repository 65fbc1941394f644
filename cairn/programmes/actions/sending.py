"""Sends what is queued, at the pace of the settings, from wherever the last run ended.

A message is marked as being sent, for good, before it is handed over. A worker that is killed in
between leaves it so; after ten minutes it is sent again. So a kill doubles one message at most and
loses none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from cairn.programmes.actions.messages import LET_GO
from cairn.programmes.actions.senders import (
    Bounced,
    NotNow,
    NotSent,
    Refused,
    Sender,
    Wait,
    sender_for,
)
from cairn.programmes.choices import Channel, MessageState, Problem, ProgrammeState
from cairn.programmes.drafts.messages import address_hash
from cairn.programmes.models import Message, Participant, StoppedAddress

MOST_TRIES = 5
# Longer than any hand-over takes, each step of which is given up after half a minute.
STALE_AFTER = timedelta(minutes=10)
FIRST_PAUSE, PAUSES_GROW = timedelta(minutes=1), 5


def something_is_due() -> bool:
    now = timezone.now()
    return not _share_is_used(now) and (_left_behind(now).exists() or _waiting(now).exists())


def send_due() -> int:
    """Send until nothing is due or this minute's share is used; return how many were handed over."""
    senders: dict[str, Sender] = {}
    sent = 0
    try:
        while row := claim_next():
            sent += _hand_over(row, senders)
    finally:
        for sender in senders.values():
            sender.close()
    return sent


def claim_next() -> Message | None:
    """The next message, marked as being sent; None when none is due or the share is used."""
    now = timezone.now()
    while not _share_is_used(now):
        row = _left_behind(now).first() or _waiting(now).first()
        if row is None:
            return None
        if row.tries >= MOST_TRIES:
            _settle(row, state=MessageState.FAILED, problem=Problem.TOO_MANY_TRIES)
        elif _claim(row, now):
            return row
    return None


def _claim(row: Message, now: datetime) -> bool:
    """Two workers may want the same one: the database says whose it is."""
    mine = Message.objects.filter(pk=row.pk, state=row.state, tries=row.tries)
    row.tries += 1
    row.state = MessageState.SENDING
    return bool(mine.update(state=row.state, tries=row.tries, tried_at=now))


def _share_is_used(now: datetime) -> bool:
    last_minute = Message.objects.filter(tried_at__gt=now - timedelta(minutes=1))
    return bool(last_minute.count() >= settings.MESSAGES_A_MINUTE)


def _waiting(now: datetime) -> Any:
    return _of_open_programmes().filter(state=MessageState.QUEUED, due_at__lte=now)


def _left_behind(now: datetime) -> Any:
    return _of_open_programmes().filter(state=MessageState.SENDING, tried_at__lte=now - STALE_AFTER)


def _of_open_programmes() -> Any:
    return Message.objects.filter(programme__state=ProgrammeState.OPEN)


def _hand_over(row: Message, senders: dict[str, Sender]) -> int:
    if _is_stopped(row):
        _settle(row, state=MessageState.DROPPED, problem=Problem.STOPPED, **LET_GO)
        return 0
    try:
        if row.channel not in senders:
            senders[row.channel] = sender_for(row.channel)
        reference = senders[row.channel].send(row)
    except NotSent as trouble:
        _settle_trouble(row, trouble)
        return 0
    words = {} if settings.DEBUG else LET_GO  # the mailbox of development shows them
    _settle(
        row, state=MessageState.SENT, sent_on=timezone.localdate(), reference=reference, problem="",
        **words,
    )  # fmt: skip
    return 1


def _is_stopped(row: Message) -> bool:
    """Asked at the moment of sending: they may have said so since it was queued."""
    digest = address_hash(row.programme_id, row.channel, row.to_address)
    if StoppedAddress.objects.filter(programme=row.programme_id, address_hash=digest).exists():
        return True
    person = (
        Q(email__iexact=row.to_address)
        if row.channel == Channel.EMAIL
        else Q(mobile=row.to_address)
    )
    people = Participant.objects.filter(person, programme=row.programme_id)
    return bool(people.filter(unsubscribed_on__isnull=False).exists())


def _settle_trouble(row: Message, trouble: NotSent) -> None:
    now = timezone.now()
    if isinstance(trouble, Wait):
        _let_all_wait(row, trouble, now + trouble.pause)
    elif isinstance(trouble, Bounced):
        _settle(row, state=MessageState.BOUNCED, problem=trouble.problem, **LET_GO)
    elif isinstance(trouble, Refused) or row.tries >= MOST_TRIES:
        _settle(row, state=MessageState.FAILED, problem=trouble.problem)
    elif isinstance(trouble, NotNow):
        pause = FIRST_PAUSE * PAUSES_GROW ** (row.tries - 1)
        _settle(row, state=MessageState.QUEUED, problem=trouble.problem, due_at=now + pause)


def _let_all_wait(row: Message, trouble: Wait, until: datetime) -> None:
    """The service is at fault, so no try is counted; the one it met goes to the end of the line."""
    Message.objects.filter(channel=row.channel, state=MessageState.QUEUED, due_at__lt=until).update(
        due_at=until, problem=trouble.problem
    )
    _settle(
        row, state=MessageState.QUEUED, problem=trouble.problem, tries=F("tries") - 1,
        due_at=until + timedelta(seconds=1),
    )  # fmt: skip


def _settle(row: Message, **fields: Any) -> None:
    """Unless a receipt said meanwhile what became of it."""
    Message.objects.filter(pk=row.pk, state=row.state, tries=row.tries).update(**fields)

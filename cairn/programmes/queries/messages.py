"""What became of messages: counts for every member, addresses for those who may see whom we ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from cairn.programmes.choices import REMINDER, MessageState, Problem
from cairn.programmes.drafts.messages import address_hash, read_stop_key
from cairn.programmes.models import Message, Programme, StoppedAddress
from cairn.programmes.rules import can_see_participants

IN_TROUBLE = (MessageState.FAILED, MessageState.BOUNCED, MessageState.DROPPED)


def message_counts(viewer: Any, programme: Programme) -> list[tuple[MessageState, int]]:
    """How many messages are in each state there are any in. Reminders are not counted."""
    rows = Message.objects.visible_to(viewer, programme).exclude(purpose=REMINDER)
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state, found[state]) for state in MessageState if state in found]


def why_messages_wait(viewer: Any, programme: Programme) -> list[str]:
    """What the sending service said last to those that wait, each once, in words."""
    rows = Message.objects.visible_to(viewer, programme).filter(state=MessageState.QUEUED)
    codes = rows.exclude(problem="").order_by("problem").values_list("problem", flat=True)
    return [str(Problem(code).label) for code in codes.distinct()]


def messages_in_trouble(viewer: Any, programme: Programme) -> QuerySet[Message]:
    """What was not sent, came back or was held back, for those who may see whom we ask."""
    rows: QuerySet[Message] = Message.objects.visible_to(viewer, programme)
    if not can_see_participants(viewer, programme):
        return rows.none()
    return rows.filter(state__in=IN_TROUBLE).order_by("-state", "to_address", "pk")


def stops_of(viewer: Any, programme: Programme) -> dict[str, date]:
    """The day each stopped address was stopped, by its hash; for those who may see whom we ask."""
    rows = StoppedAddress.objects.visible_to(viewer, programme)
    if not can_see_participants(viewer, programme):
        return {}
    return dict(rows.values_list("address_hash", "stopped_on"))


def mailbox_of(viewer: Any) -> Sequence[Message]:
    """In development: the newest messages of the viewer's programmes, words and all."""
    rows = Message.objects.filter(programme__memberships__user=viewer)
    return list(rows.select_related("programme").order_by("-due_at", "pk")[:200])


def message_with_stop_key(key: str) -> tuple[Message, bool] | None:
    """The message whose link this is, and whether its address is stopped. The key itself says who
    may stop what comes there."""
    pk = read_stop_key(key)
    if pk is None:
        return None
    found: Message | None = Message.objects.select_related("programme").filter(pk=pk).first()
    if found is None:
        return None
    digest = address_hash(found.programme_id, found.channel, found.to_address)
    stops = StoppedAddress.objects.in_programme(found.programme)
    return found, stops.filter(address_hash=digest).exists()

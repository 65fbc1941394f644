from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.programmes.choices import Channel, MessageState, Problem, StopReason
from cairn.programmes.models.programmes import ProgrammeRow


class Message(ProgrammeRow):
    """What is to be sent to one address. Its words are let go once they are handed over.

    The team reads no words from here: they may hold a link that is for one person alone.
    """

    team_may_read = False
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=5, choices=Channel)
    to_address = models.CharField(max_length=254)
    # "" where it is not known: the words are in both then.
    language = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    # Whoever queues a message under a key that is there already queues nothing.
    key = models.CharField(max_length=120)
    purpose = models.SlugField(max_length=40)
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.QUEUED)
    problem = models.CharField(max_length=16, choices=Problem, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, db_index=True)
    sent_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    # What the sending service calls it.
    reference = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"])]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_message_per_key"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False), name="sent_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(tried_at__isnull=False),
                name="sending_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.state})"


class StoppedAddress(ProgrammeRow):
    """An address that a programme writes to no more; kept as a keyed hash that tells nobody whose."""

    address_hash = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=12, choices=StopReason)
    stopped_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "address_hash"], name="one_stop_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.stopped_on}"

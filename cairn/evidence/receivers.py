"""After an erasure the disk is scrubbed, and what arrives is looked through, by tasks of their own."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from cairn.evidence.signals import (
    contribution_redacted,
    contribution_withdrawn,
    contributions_received,
)
from cairn.evidence.tasks import find_harm, find_identifying_words, scrub
from cairn.programmes.models import Participant

BATCH = 1_000


@receiver([contribution_redacted, contribution_withdrawn])
@receiver(post_delete, sender=Participant)
def queue_scrub(sender: Any, **kwargs: Any) -> None:
    scrub.enqueue()


@receiver(contributions_received)
def queue_look(sender: Any, contribution_ids: list[Any], **kwargs: Any) -> None:
    for at in range(0, len(contribution_ids), BATCH):
        batch = [str(pk) for pk in contribution_ids[at : at + BATCH]]
        find_identifying_words.enqueue(batch)
        find_harm.enqueue(batch)

"""After an erasure, whoever asked for it, the disk is scrubbed by a task of its own."""

from typing import Any

from django.dispatch import receiver

from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.evidence.tasks import scrub


@receiver([contribution_redacted, contribution_withdrawn])
def queue_scrub(sender: Any, **kwargs: Any) -> None:
    scrub.enqueue()

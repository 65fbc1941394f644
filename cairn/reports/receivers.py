"""What this room does when words upstream are taken out or withdrawn."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cairn.evidence.models import Contribution
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.reports.tasks import forget_contribution, forget_excerpts
from cairn.sensemaking.signals import excerpts_retired


@receiver(excerpts_retired)
def forget_words(*, excerpts: Any, by: Any, **rest: Any) -> None:
    forget_excerpts(excerpts=excerpts, by=by)


@receiver([contribution_redacted, contribution_withdrawn])
def forget_contribution_words(*, contribution: Contribution, by: Any, **rest: Any) -> None:
    forget_contribution(contribution=contribution, by=by)

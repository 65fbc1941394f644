"""What this room does when rooms upstream announce something."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cairn.catalogue.shelves import Template, framework
from cairn.decisions.actions.erasing import erase_imported, redact_imported
from cairn.decisions.actions.headings import add_headings
from cairn.decisions.actions.states import recheck_programme
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.programmes.models import Programme
from cairn.programmes.signals import programme_created
from cairn.sensemaking.models import Theme
from cairn.sensemaking.signals import excerpts_retired


@receiver(programme_created)
def make_headings(*, programme: Programme, template: Template, by: Any, **rest: Any) -> None:
    """Lay out the headings of the template; a template that names none leaves that to people."""
    items = [item for code in template.frameworks_for("headings") for item in framework(code).items]
    titles = [(item.code, item.name.en, item.name.cy) for item in items]
    if titles:
        add_headings(programme=programme, titles=titles, by=by)


@receiver(excerpts_retired)
def ask_again_what_stands(*, excerpts: Any, by: Any, **rest: Any) -> None:
    """Words are gone: what stood on them alone is a draft again."""
    for programme in {excerpt.programme for excerpt in excerpts}:
        recheck_programme(programme=programme, by=by)


@receiver(contribution_withdrawn)
def forget_what_was_imported(*, contribution: Contribution, by: Any, **rest: Any) -> None:
    erase_imported(contribution=contribution, by=by)


@receiver(contribution_redacted)
def follow_the_redaction(
    *, contribution: Contribution, new_version: ContributionVersion, by: Any, **rest: Any
) -> None:
    redact_imported(contribution=contribution, text=new_version.text, by=by)


@receiver(post_save, sender=Theme)
def ask_again_when_a_sign_off_ends(*, instance: Theme, created: bool, **rest: Any) -> None:
    """What stood on a theme that is not signed off any more may be a draft again."""
    counts = instance.signed_off_at is not None and instance.discarded_at is None
    if not (created or counts):
        recheck_programme(programme=instance.programme, by=None)

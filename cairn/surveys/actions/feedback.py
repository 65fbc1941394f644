"""Telling the people who were asked what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.models import Feedback, Survey


@transaction.atomic
def save_feedback(*, survey: Survey, words: Mapping[str, str], publish: bool, by: Any) -> Feedback:
    """Keep the team's words, and with `publish` show them and the released counts at the link.

    Saving words that are public already changes what is public. Raises `Refused` while the survey
    is open: those who answer later would be led by what others said.
    """
    if survey.is_open:
        raise Refused(_("Close the survey first. Nothing was saved."))
    row = Feedback.objects.in_programme(survey.programme).filter(survey=survey).first()
    row = row or Feedback(programme=survey.programme, survey=survey)
    for name, text in words.items():
        setattr(row, name, text)
    if publish and not row.is_published:
        row.published_on = timezone.localdate()
    row.save()
    record("save_feedback", row, by=by, detail={"public": row.is_published})
    return row


@transaction.atomic
def take_down_feedback(*, feedback: Feedback, by: Any) -> Feedback:
    """Nobody outside the team sees it any more; the words stay."""
    feedback.published_on = None
    feedback.save(update_fields=["published_on"])
    record("take_down_feedback", feedback, by=by)
    return feedback

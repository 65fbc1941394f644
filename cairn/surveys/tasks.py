from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django_tasks import task

from cairn.surveys import actions
from cairn.surveys.models import Survey


@transaction.atomic
def close_and_seal(*, survey: Survey, by: Any) -> Survey:
    """Close it, and have an anonymous one sealed; pressed again, it seals what was left unsealed."""
    row = actions.close_survey(survey=survey, by=by)
    if row.is_anonymous and not row.sealed_on:
        seal.enqueue(str(row.pk))
    return row


@task()
def seal(survey: str) -> None:
    actions.seal_survey(survey_id=uuid.UUID(survey))


@task()
def destroy_drafts() -> None:
    actions.destroy_old_drafts()

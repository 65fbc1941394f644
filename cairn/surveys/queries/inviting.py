"""Who is asked by a link of their own; who has begun, has answered, and may know of whom."""

from __future__ import annotations

from django.db.models import QuerySet

from cairn.surveys.choices import Mode, ResponseState
from cairn.surveys.drafts import ballot_hash, link_hash
from cairn.surveys.models import Invitee, Response, Survey


def invitee_with(token: str) -> Invitee | None:
    """The invitee a personal link is of, while the survey is open. The link says who may see it."""
    rows = Invitee.objects.select_related("survey__programme", "participant")
    found: Invitee | None = rows.filter(key_hash=link_hash(token)).first()
    if found is None or not found.survey.is_open or not found.survey.programme.is_open:
        return None
    return found


def responses_by(invitee: Invitee) -> QuerySet[Response]:
    """All that was begun or sent by a personal link."""
    rows: QuerySet[Response] = Response.objects.in_programme(invitee.programme)
    if invitee.survey.is_anonymous:
        return rows.filter(survey=invitee.survey, ballot_hash=ballot_hash(invitee.pk))
    return rows.filter(invitee=invitee)


def has_arrived(invitee: Invitee) -> bool:
    return responses_by(invitee).exclude(state=ResponseState.STARTED).exists()


def who_can_tell(survey: Survey) -> list[str]:
    """The names of the members who can tell whose confidential answers are whose."""
    if survey.mode != Mode.CONFIDENTIAL:
        return []
    return list(survey.confidants.values_list("user__name", flat=True))

"""Who is asked by a link of their own; who has begun, has answered, and may know of whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from cairn.evidence.drafts import contributor_key
from cairn.evidence.models import Contribution
from cairn.evidence.queries import contributions_for
from cairn.programmes.models import Participant
from cairn.programmes.queries.participants import ParticipantFilters, participants_for
from cairn.surveys.choices import Mode, ResponseState
from cairn.surveys.drafts import ballot_hash, link_hash, link_token, person_key, return_code
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.rules import can_see_participants, can_tell_who


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


def personal_link(invitee: Invitee) -> str:
    return settings.BASE_URL + reverse("answering:personal", args=[link_token(invitee.pk)])


def open_link(survey: Survey) -> str:
    return settings.BASE_URL + reverse("answering:start", args=[survey.key])


def invitees_of(viewer: Any, survey: Survey) -> QuerySet[Invitee]:
    rows: QuerySet[Invitee] = Invitee.objects.visible_to(viewer, survey.programme)
    return rows.filter(survey=survey)


def to_remind(viewer: Any, survey: Survey) -> QuerySet[Invitee]:
    """Who is not known to have answered and may be written to.

    In an anonymous survey it is for sending only: no page shows it.
    """
    rows = invitees_of(viewer, survey).filter(has_answered=False, participant__unsubscribed_on=None)
    return rows.exclude(participant__email="", participant__mobile="").select_related("participant")


def still_missing(viewer: Any, survey: Survey) -> QuerySet[Invitee]:
    """Who has not answered, by name, where that may be known; nobody in an anonymous survey."""
    rows = invitees_of(viewer, survey).filter(has_answered=False)
    if survey.is_anonymous or not can_see_participants(viewer, survey.programme):
        return rows.none()
    people = rows.select_related("participant__organisation")
    return people.order_by("participant__name", "participant__email", "pk")


def not_invited(
    viewer: Any, survey: Survey, filters: ParticipantFilters, today: dt.date
) -> QuerySet[Participant]:
    """Participants who have no link to this survey yet and may be sent one."""
    asked = invitees_of(viewer, survey).values("participant")
    rows = participants_for(viewer, survey.programme, filters).exclude(pk__in=asked)
    rows = rows.filter(Q(not_before=None) | Q(not_before__lte=today), unsubscribed_on=None)
    return rows.exclude(email="", mobile="")


def responses_with_names(viewer: Any, survey: Survey) -> QuerySet[Response]:
    """Sent answers with who gave them, for those who were said to be able to tell; else none."""
    rows: QuerySet[Response] = Response.objects.visible_to(viewer, survey.programme)
    if not can_tell_who(viewer, survey):
        return rows.none()
    rows = rows.filter(survey=survey, state=ResponseState.SENT, invitee__isnull=False)
    people = rows.select_related("survey__programme", "invitee__participant")
    return people.order_by("invitee__participant__name", "pk")


def words_with_names(
    viewer: Any, survey: Survey, responses: Iterable[Response]
) -> dict[uuid.UUID, list[Contribution]]:
    """What of these responses became contributions the viewer may read, by response."""
    if not can_tell_who(viewer, survey):
        return {}
    keys = {
        contributor_key(survey.programme_id, person_key(return_code(each.pk))): each.pk
        for each in responses
    }
    told: dict[uuid.UUID, list[Contribution]] = {pk: [] for pk in keys.values()}
    rows = contributions_for(viewer, survey.programme).filter(contributor__key_hash__in=keys)
    for each in rows.filter(withdrawn_at=None).select_related("contributor", "question"):
        told[keys[each.contributor.key_hash]].append(each)
    return told

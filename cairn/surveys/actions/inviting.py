"""Who is asked by a link of their own, and who of them has answered."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cairn.audit.actions import record
from cairn.programmes.models import Participant
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import ballot_hash, link_hash, link_token
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.rules import can_be_invited

BATCH = 1000


@transaction.atomic
def invite(*, survey: Survey, participants: Sequence[Participant], by: Any) -> list[Invitee]:
    """Give each a link of their own; return those who had none yet and may be written to.

    They are stored in shuffled order, so that no list elsewhere can be laid beside this one.
    """
    asked = {one.pk for one in participants if can_be_invited(one, timezone.localdate())}
    rows = Invitee.objects.in_programme(survey.programme).filter(survey=survey)
    asked -= set(rows.values_list("participant_id", flat=True))
    made = [_new(survey, participant) for participant in asked]
    random.SystemRandom().shuffle(made)
    Invitee.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
    record("invite", survey, by=by, detail={"people": len(made)})
    return list(rows.filter(pk__in=[one.pk for one in made]))


@transaction.atomic
def mark_who_answered(*, survey: Survey) -> int:
    """Note of at least k invited people together that they have answered; return of how many.

    Only the invitees' rows are written, all in one statement and in an order that no answer has a
    part in: a row written along with an answer would share its transaction. Fewer than k wait for
    the others, or for the closing.
    """
    rows = Invitee.objects.in_programme(survey.programme).filter(survey=survey, has_answered=False)
    arrived = Response.objects.in_programme(survey.programme).filter(survey=survey)
    arrived = arrived.exclude(state=ResponseState.STARTED).exclude(ballot_hash=None)
    ballots = set(arrived.values_list("ballot_hash", flat=True))
    voted = [pk for pk in rows.values_list("pk", flat=True) if ballot_hash(pk) in ballots]
    if survey.is_open and len(voted) < survey.programme.k:
        return 0
    for start in range(0, len(voted), BATCH):
        rows.filter(pk__in=voted[start : start + BATCH]).update(has_answered=True)
    return len(voted)


def _new(survey: Survey, participant: uuid.UUID) -> Invitee:
    row = Invitee(
        programme=survey.programme, survey=survey, participant_id=participant,
        invited_on=timezone.localdate(),
    )  # fmt: skip
    row.key_hash = link_hash(link_token(row.pk))
    return row

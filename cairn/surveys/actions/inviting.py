"""Who is asked by a link of their own, and who of them has answered."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cairn.audit.actions import record
from cairn.programmes.actions.messages import queue_messages
from cairn.programmes.choices import Channel
from cairn.programmes.drafts.messages import Draft
from cairn.programmes.models import Participant
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import ballot_hash, link_hash, link_token
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries.inviting import personal_link, to_remind
from cairn.surveys.rules import can_be_invited

BATCH = 1000
SUBJECTS = {
    "invite": _("We would like to hear from you"),
    "remind": _("We have not had your answers yet"),
}
BODIES = {
    "invite": _(
        "%(programme)s would like to hear from you. Please answer at this link. It is yours alone, so do not pass it on.\n%(link)s"
    ),
    "remind": _(
        "%(programme)s would still like to hear from you. If you have answered in the last few days, thank you: leave this aside. If not, please answer at this link. It is yours alone, so do not pass it on.\n%(link)s"
    ),
}


@transaction.atomic
def invite(*, survey: Survey, participants: Sequence[Participant], by: Any) -> list[Invitee]:
    """Send each a link of their own; return those who had none yet and may be written to.

    They are stored in shuffled order, so that no list elsewhere can be laid beside this one.
    """
    asked = {one.pk for one in participants if can_be_invited(one, timezone.localdate())}
    rows = Invitee.objects.in_programme(survey.programme).filter(survey=survey)
    asked -= set(rows.values_list("participant_id", flat=True))
    made = [_new(survey, participant) for participant in asked]
    random.SystemRandom().shuffle(made)
    Invitee.objects.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
    new = list(rows.filter(pk__in=[one.pk for one in made]).select_related("participant"))
    _queue(survey, new, "invite", "first")
    record("invite", survey, by=by, detail={"people": len(new)})
    return new


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


@transaction.atomic
def remind(*, survey: Survey, by: Any) -> int:
    """Queue a reminder for all who are not known to have answered; return for how many.

    Pressed twice on a day, it reminds once.
    """
    mark_who_answered(survey=survey)
    people = list(to_remind(by, survey))
    _queue(survey, people, "remind", str(timezone.localdate()))
    record("remind", survey, by=by, detail={"people": len(people)})
    return len(people)


def _queue(survey: Survey, people: Sequence[Invitee], purpose: str, occasion: str) -> None:
    """One message each, once for the occasion."""
    drafts = [_write(survey, one, purpose, f"{purpose}:{occasion}:{one.pk}") for one in people]
    queue_messages(programme=survey.programme, drafts=drafts)


def _write(survey: Survey, invitee: Invitee, purpose: str, key: str) -> Draft:
    """To the e-mail address or else the mobile number, in their language or in both, Welsh first."""
    person = invitee.participant
    channel, to = Channel.EMAIL, person.email
    if not to:
        channel, to = Channel.TEXT, person.mobile
    subjects, bodies = [], []
    facts = {"programme": survey.programme.name, "link": personal_link(invitee)}
    for language in [person.language] if person.language else ["cy", "en"]:
        with translation.override(language):
            subjects.append(str(SUBJECTS[purpose]))
            bodies.append(BODIES[purpose] % facts)
    return Draft(
        channel, to, " / ".join(subjects), "\n\n".join(bodies), key, purpose, person.language
    )


def _new(survey: Survey, participant: uuid.UUID) -> Invitee:
    row = Invitee(
        programme=survey.programme, survey=survey, participant_id=participant,
        invited_on=timezone.localdate(),
    )  # fmt: skip
    row.key_hash = link_hash(link_token(row.pk))
    return row

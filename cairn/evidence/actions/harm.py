"""Words that may tell of harm: the machine raises them, a person reads and answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.triage import HarmTriage
from cairn.audit.actions import record
from cairn.evidence.actions.flagging import Noticed, hold_back, record_flags
from cairn.evidence.actions.refusals import Conflict, Refused
from cairn.evidence.choices import Answer, HarmKind, Purpose
from cairn.evidence.models import ContributionVersion, Flag, HarmDuty
from cairn.evidence.rules import can_answer_harm
from cairn.programmes.models import Programme

# What an answer may follow: nothing is released or taken up twice by two people at once.
_BEFORE: dict[str, tuple[str, ...]] = {
    Answer.ACCEPTED: (Answer.WAITING,),
    Answer.REJECTED: (Answer.WAITING, Answer.ACCEPTED),
    Answer.WAITING: (Answer.ACCEPTED, Answer.REJECTED),
}

_NO_REASON: dict[str, Callable[[], str]] = {
    Answer.ACCEPTED: lambda: _("Say what is done about it, or who was told. Nothing was changed."),
    Answer.REJECTED: lambda: _("Say why the words may be used. Nothing was changed."),
}


def find_harm(*, contribution_ids: Collection[uuid.UUID | str]) -> int:
    """Raise what may tell of harm in the current words of these; how many places there are."""
    triage = learn_harm()
    rows = list(
        ContributionVersion.objects.filter(
            contribution__in=list(contribution_ids), is_current=True, erased_at=None
        ).select_related("contribution__attachment")
    )
    read = triage.predict([row.text for row in rows])
    found = {
        row: [Noticed(one.kind, one.start, one.end, one.score) for one in triaged.raised]
        for row, triaged in zip(rows, read, strict=True)
    }
    for row in rows:  # what no machine can see or hear waits for a person
        if row.contribution.sent_file:
            found[row].append(Noticed(HarmKind.UNSEEN, 0, len(row.text), 1.0))
    made_by = triage.made_by
    engine = f"{made_by.method} {made_by.version}, {made_by.model}"[:100]
    return record_flags(purpose=Purpose.HARM, engine=engine, found=found)


@cache
def learn_harm() -> HarmTriage:
    """Learnt once in a process: the lessons come with Cairn and do not change while it runs."""
    return HarmTriage().fit()


@transaction.atomic
def answer_harm(*, version: ContributionVersion, answer: str, note: str, by: Any) -> None:
    """Take up, release, or put back all that was raised in one contribution.

    Who takes it up is its lead and says what is done; who releases it says why. Raises `Refused`
    without those words and `Conflict` when somebody answered in the meantime.
    """
    note = note.strip()[:500]
    if answer != Answer.WAITING and not note:
        raise Refused(_NO_REASON[answer]())
    rows = Flag.objects.in_programme(version.programme).select_for_update()
    rows = rows.filter(version=version, purpose=Purpose.HARM, answer__in=_BEFORE[answer])
    flags = list(rows.order_by("pk"))
    if not flags:
        raise Conflict(_("This was answered in the meantime. Nothing was changed."))
    waits = answer == Answer.WAITING
    for flag in flags:
        flag.answer, flag.note = answer, note or flag.note
        flag.answered_by, flag.answered_at = (None, None) if waits else (by, timezone.now())
        if answer == Answer.ACCEPTED:
            flag.lead = by
        flag.save()
    hold_back([version.contribution_id])
    detail = {"answer": answer, "kinds": sorted({flag.kind for flag in flags})}
    record("answer_harm", version.contribution, by=by, detail=detail)


@transaction.atomic
def name_harm_lead(*, programme: Programme, lead: Any, days: int, by: Any) -> HarmDuty:
    """Say who sees to what may tell of harm, and within how many days (1 to 30).

    Raises `Refused` for somebody who may not answer it.
    """
    if lead is not None and not can_answer_harm(lead, programme):
        raise Refused(_("That member may not answer what may tell of harm. Choose another."))
    duty: HarmDuty = HarmDuty.objects.update_or_create(
        programme=programme, defaults={"lead": lead, "days": days}
    )[0]
    record("name_harm_lead", duty, by=by, detail={"days": days})
    return duty

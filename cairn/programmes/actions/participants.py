"""Who may be asked: added one by one or by a file, changed, and taken off the list for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.programmes.actions import Conflict
from cairn.programmes.choices import Outcome
from cairn.programmes.drafts.messages import day_stopped
from cairn.programmes.drafts.participants import Line
from cairn.programmes.models import Message, Participant, Programme
from cairn.programmes.queries.messages import stops_of
from cairn.programmes.queries.participants import Planned, plan_import

BATCH = 500


@dataclass(frozen=True)
class BroughtIn:
    """How many rows of a file did what."""

    new: int
    changed: int
    left: int
    refused: int


@transaction.atomic
def add_participant(*, programme: Programme, by: Any, **fields: Any) -> Participant:
    """Put somebody on the list; `Conflict` where one of their addresses is on it already."""
    _check_addresses(programme, fields)
    kept = _keep_stop(stops_of(by, programme), programme, fields)
    row: Participant = Participant.objects.create(programme=programme, **kept)
    record("add_participant", row, by=by)
    return row


@transaction.atomic
def edit_participant(*, participant: Participant, revision: int, by: Any, **fields: Any) -> None:
    """Change what is kept of somebody; `Conflict` where an address is another one's here, or where
    they are not of that `revision` any more."""
    programme = participant.programme
    _check_addresses(programme, fields, besides=participant)
    rows = Participant.objects.in_programme(programme).filter(pk=participant.pk, revision=revision)
    now = {"email": participant.email, "mobile": participant.mobile, **fields}
    kept = _keep_stop(stops_of(by, programme), programme, now)
    if not rows.update(**kept, revision=revision + 1):
        raise Conflict(
            _("Somebody else saved this person a moment ago. Nothing of theirs was changed.")
        )
    record("edit_participant", participant, by=by, detail={"fields": sorted(fields)})


@transaction.atomic
def remove_participant(*, participant: Participant, by: Any) -> None:
    """Destroy what is kept of somebody, messages to them too; what they answered stays.

    A note that an address wants no more messages stays: it is a hash, and it protects them.
    """
    record("remove_participant", participant, by=by)
    addresses = {participant.email, participant.mobile} - {""}
    messages: Any = Message.objects.in_programme(participant.programme)
    messages.filter(to_address__in=addresses).delete()
    participant.delete()


@transaction.atomic
def import_participants(
    *, programme: Programme, lines: Sequence[Line], change: bool, by: Any
) -> BroughtIn:
    """Add those who are new and, if `change`, bring the others up to the file: all of it or nothing."""
    _lock(programme)
    planned = plan_import(by, programme, lines)
    new = [each for each in planned if each.outcome == Outcome.NEW]
    differ = [each for each in planned if each.outcome == Outcome.CHANGE]
    refused = sum(each.outcome == Outcome.REFUSED for each in planned)
    stops = stops_of(by, programme)
    made = [
        Participant(programme=programme, **_keep_stop(stops, programme, each.changes))
        for each in new
    ]
    Participant.objects.bulk_create(made, batch_size=BATCH)
    if change:
        _change(differ, stops)
    changed = len(differ) if change else 0
    counts = BroughtIn(len(new), changed, len(planned) - len(new) - changed - refused, refused)
    record("import_participants", programme, by=by, detail=vars(counts))
    return counts


def _change(planned: Sequence[Planned], stops: Mapping[str, date]) -> None:
    for each in planned:
        person: Any = each.participant
        now = {"email": person.email, "mobile": person.mobile, **each.changes}
        changes = _keep_stop(stops, person.programme, now)
        for name, value in changes.items():
            setattr(person, name, value)
        person.revision = F("revision") + 1
        person.save(update_fields=[*changes, "revision"])


def _keep_stop(
    stops: Mapping[str, date], programme: Programme, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields, with the day on which their owner had an address of theirs stopped: whoever puts
    them on the list again, or says that they want mail after all, does not lift that."""
    email, mobile = fields.get("email", ""), fields.get("mobile", "")
    day = day_stopped(stops, programme.pk, email, mobile)
    kept = {"unsubscribed_on": fields.get("unsubscribed_on") or day} if day else {}
    return {**fields, **kept}


def _check_addresses(
    programme: Programme, fields: dict[str, Any], besides: Participant | None = None
) -> None:
    """Under a lock, so that of two people who add the same address at once one is told."""
    _lock(programme)
    rows: Any = Participant.objects.in_programme(programme)
    others = rows.exclude(pk=besides.pk) if besides else rows
    email, mobile = fields.get("email", ""), fields.get("mobile", "")
    if (email and others.filter(email__iexact=email).exists()) or (
        mobile and others.filter(mobile=mobile).exists()
    ):
        raise Conflict(_("Somebody with this address is on the list already. Nothing was saved."))


def _lock(programme: Programme) -> None:
    Programme.objects.select_for_update().get(pk=programme.pk)

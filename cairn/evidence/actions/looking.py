"""Words that may identify somebody: the machine suggests places, a person answers each."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.redaction import KINDS, IdentifierFinder, replacement_for
from cairn.audit.actions import record
from cairn.evidence.actions.erasing import redact_contribution
from cairn.evidence.actions.flagging import Noticed, record_flags
from cairn.evidence.actions.refusals import Conflict
from cairn.evidence.choices import Answer, Purpose
from cairn.evidence.models import Contribution, ContributionVersion, Flag
from cairn.evidence.rules import GAP
from cairn.programmes.models import Programme

BATCH = 1_000


def find_identifying_words(*, contribution_ids: Collection[uuid.UUID | str]) -> int:
    """Suggest places in the current words of these contributions; how many there are."""
    finder = IdentifierFinder()
    rows = ContributionVersion.objects.filter(
        contribution__in=list(contribution_ids), is_current=True, erased_at=None
    )
    found = {
        version: [Noticed(one.kind, one.start, one.end, one.score) for one in finder.find(version.text)]
        for version in rows
    }  # fmt: skip
    made_by = finder.made_by
    engine = f"{made_by.method} {made_by.version}, {made_by.model}"
    return record_flags(purpose=Purpose.IDENTIFIER, engine=engine, found=found)


@transaction.atomic
def ask_to_look_again(*, programme: Programme, by: Any) -> Iterator[list[str]]:
    """The contributions of a programme in batches, to be looked through again by tasks."""
    rows = Contribution.objects.in_programme(programme).filter(withdrawn_at=None)
    ids = [str(pk) for pk in rows.order_by("number").values_list("pk", flat=True)]
    record("ask_to_look_again", programme, by=by, detail={"contributions": len(ids)})
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


@transaction.atomic
def accept_flags(
    *, version: ContributionVersion, flags: Iterable[int] | None = None, by: Any
) -> ContributionVersion:
    """Take the words at these waiting places out (all that wait unless told), each by its kind.

    Raises `Conflict` when none of them waits any more.
    """
    rows = Flag.objects.in_programme(version.programme).select_for_update()
    rows = rows.filter(version=version, purpose=Purpose.IDENTIFIER, answer=Answer.WAITING)
    chosen = list(rows if flags is None else rows.filter(pk__in=list(flags)))
    if not chosen:
        raise Conflict(_("This was answered in the meantime. Nothing was changed."))
    for flag in chosen:
        _answer(flag, Answer.ACCEPTED, by)
    language = version.contribution.language
    spans = [(flag.start, flag.end, _replacement(flag, language)) for flag in chosen]
    return redact_contribution(
        version=version, spans=spans, by=by, reason=_("Might have identified somebody")
    )


@transaction.atomic
def reject_flag(*, flag: Flag, by: Any) -> Flag:
    """The words stay; the same place is not suggested again."""
    return _change(flag, Answer.WAITING, Answer.REJECTED, by)


@transaction.atomic
def reopen_flag(*, flag: Flag, by: Any) -> Flag:
    """Undo a rejection: the place waits for an answer again."""
    return _change(flag, Answer.REJECTED, Answer.WAITING, by)


def _change(flag: Flag, before: str, after: str, by: Any) -> Flag:
    row: Flag = Flag.objects.in_programme(flag.programme).select_for_update().get(pk=flag.pk)
    if row.answer != before:
        raise Conflict(_("This was answered in the meantime. Nothing was changed."))
    _answer(row, after, by)
    action = "reject_flag" if after == Answer.REJECTED else "reopen_flag"
    record(action, row, by=by, detail={"purpose": row.purpose, "kind": row.kind})
    return row


def _answer(flag: Flag, answer: str, by: Any) -> None:
    waits = answer == Answer.WAITING
    flag.answer = answer
    flag.answered_by, flag.answered_at = (None, None) if waits else (by, timezone.now())
    flag.save()


def _replacement(flag: Flag, language: str) -> str:
    """Words of ours that keep the sense; a kind that a later version dropped leaves the plain mark."""
    return replacement_for(flag.kind, language) if flag.kind in KINDS else GAP

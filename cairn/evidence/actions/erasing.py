"""Words that go for good: out of versions, search, files and names, and into the ledger by key."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.actions.files import destroy_file
from cairn.evidence.actions.flagging import move_flags, remove_flags
from cairn.evidence.actions.ledger import write_down
from cairn.evidence.actions.refusals import Conflict, Refused
from cairn.evidence.choices import Consent, ImportState
from cairn.evidence.models import Contribution, ContributionVersion, Contributor, Import
from cairn.evidence.rules import GAP, cut_spans, mark_spans
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn

# What says something about the person; all of it goes with the words.
ABOUT = (
    "attributed_name",
    "consent_basis",
    "role_band",
    "sector",
    "organisation",
    "place",
    "language",
)


@transaction.atomic
def redact_contribution(
    *, version: ContributionVersion, spans: Iterable[Sequence[Any]], by: Any, reason: str = ""
) -> ContributionVersion:
    """A new version with the spans (code points of `version`) taken out; the old words are erased.

    A span is `(start, end)` or `(start, end, what will stand there)`: words of ours, never theirs.
    Raises `Conflict` when `version` is not the current one any more, `Refused` for no words.
    """
    contribution = lock_contribution(version.contribution_id)
    old = ContributionVersion.objects.in_programme(contribution.programme).get(pk=version.pk)
    if not old.is_current:
        raise Conflict(_("Words were taken out of this in the meantime. Load the page again."))
    marked = mark_spans(spans)
    text, redactions = _cut(old.text, marked)
    new = replace_version(old, by, text=text, redactions=redactions, reason=reason)
    _forget_file(contribution)
    if forget_attachment(contribution):
        write_down(contribution, "file")
    write_down(contribution, "redact", version=old.number, spans=_entered(marked))
    record("redact_contribution", contribution, by=by, detail={"places": len(redactions)})
    return new


def renew_version(*, contribution: Contribution, by: Any) -> ContributionVersion:
    """The same words as a new version, so that every room asks again what it may do with them.

    Part of a change that has its own audit entry and transaction.
    """
    old = ContributionVersion.objects.in_programme(contribution.programme).get(
        contribution=contribution, is_current=True
    )
    return replace_version(old, by, text=old.text, redactions=[], reason="")


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, by: Any) -> Contribution:
    """Erase every word of a contribution and what is known of the person; a marked gap stays."""
    row = lock_contribution(contribution.pk)
    for version in ContributionVersion.objects.in_programme(row.programme).filter(contribution=row):
        _erase(version, reason="", redactions=[])
    for name in ABOUT:
        setattr(row, name, "")
    row.attributes, row.consent = {}, Consent.NONE
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save()
    remove_flags(contribution=row)
    _unlink_contributor(row)
    _forget_file(row)
    forget_attachment(row)
    contribution_withdrawn.send(Contribution, contribution=row, by=by)
    write_down(row, "withdraw")
    record("withdraw_contribution", row, by=by)
    return row


def replace_version(old: ContributionVersion, by: Any, **words: Any) -> ContributionVersion:
    """Put a new version in the old one's place and tell of it."""
    _erase(old, is_current=False)
    new: ContributionVersion = ContributionVersion.objects.create(
        programme=old.programme, contribution=old.contribution, number=old.number + 1,
        made_by=by, **words,
    )  # fmt: skip
    move_flags(old=old, new=new)
    contribution_redacted.send(
        Contribution, contribution=old.contribution, old_version=old, new_version=new, by=by
    )
    return new


def lock_contribution(pk: uuid.UUID) -> Contribution:
    row: Contribution = Contribution.objects.select_for_update().get(pk=pk)
    if row.is_withdrawn:
        raise Conflict(_("This contribution is withdrawn already."))
    return row


def _cut(text: str, spans: Sequence[Sequence[Any]]) -> tuple[str, list[list[int]]]:
    try:
        cut, redactions = cut_spans(text, spans)
    except ValueError:
        redactions = []
    if not redactions:
        raise Refused(_("Choose some words of this contribution first. Nothing was changed."))
    return cut, redactions


def _entered(marked: Sequence[tuple[int, int, str]]) -> list[Sequence[Any]]:
    """As the ledger keeps them: what stands in their place only where it is not the usual mark."""
    return [one[:2] if one[2] == GAP else one for one in marked]


def _erase(version: ContributionVersion, **changes: Any) -> None:
    version.text, version.erased_at = "", version.erased_at or timezone.now()
    for name, value in changes.items():
        setattr(version, name, value)
    version.save()


def _unlink_contributor(row: Contribution) -> None:
    """Nothing they said stands here any more: the key they were known by goes too."""
    standing = Contribution.objects.in_programme(row.programme).filter(withdrawn_at=None)
    if not standing.filter(contributor_id=row.contributor_id).exists():
        people = Contributor.objects.in_programme(row.programme)
        people.filter(pk=row.contributor_id).update(key_hash=f"gone-{uuid.uuid4().hex}")


def forget_attachment(row: Contribution) -> bool:
    """What was sent with it shows or says the words that go; whether there was anything."""
    sent = row.sent_file
    if sent is None:
        return False
    destroy_file(sent)
    sent.delete()
    return True


def _forget_file(row: Contribution) -> None:
    """The uploaded file holds the words and its name may too; an import under way stops there."""
    if row.imported_by is None:
        return
    same = Q(pk=row.imported_by_id) | Q(digest=row.imported_by.digest)
    for each in Import.objects.in_programme(row.programme).filter(same):
        if each.file and each.state not in (ImportState.DONE, ImportState.UNDONE):
            each.state = ImportState.FAILED
            each.problem = _(
                "The file was destroyed because words in it were withdrawn. Bring in a file without "
                "them; what is in already is not added twice."
            )
        destroy_file(each)
        each.file_name = ""
        each.save()

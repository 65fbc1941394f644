"""A person writes down what a photo shows, a voice note says or a document holds."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.actions.erasing import lock_contribution, replace_version
from cairn.evidence.actions.refusals import Conflict, Refused
from cairn.evidence.drafts import clean_text
from cairn.evidence.models import Contribution, ContributionVersion


@transaction.atomic
def describe_file(
    *, contribution: Contribution, version: int, text: str, by: Any
) -> ContributionVersion:
    """A new version with these words, which can be coded and quoted.

    What was marked in the version before does not stand any more; `version` is its number. Raises
    `Conflict` when another is the current one by now, `Refused` without words or without a file.
    """
    row = lock_contribution(contribution.pk)
    old = ContributionVersion.objects.in_programme(row.programme).get(
        contribution=row, is_current=True
    )
    sent, words = row.sent_file, clean_text(text)
    if old.number != version:
        raise Conflict(
            _("Somebody changed the words in the meantime. Theirs stand; yours are below.")
        )
    if sent is None or not words:
        raise Refused(_("Write down what is in it first. Nothing was changed."))
    whole = [[0, len(old.text), len(words)]]
    new = replace_version(old, by, text=words, redactions=whole, written_from=sent.kind)
    sent.is_described = True
    sent.save(update_fields=["is_described"])
    record("describe_file", row, by=by)
    return new

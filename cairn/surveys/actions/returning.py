"""What the person who answered can do with the return code: nobody else is asked."""

from __future__ import annotations

import uuid

from django.db import transaction

from cairn.evidence.actions import withdraw_contribution
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response
from cairn.surveys.queries import words_passed_on


@transaction.atomic
def withdraw_answer(
    *, response: Response, code: str, key: str = "", contribution: uuid.UUID | None = None
) -> None:
    """Take one answer back: one still kept here by its key, or one that became a contribution."""
    row = _locked(response)
    if key in row.answers:
        row.answers.pop(key)
        row.save(update_fields=["answers"])
    for each in words_passed_on(row, code):
        if each.pk == contribution and not each.is_withdrawn:
            withdraw_contribution(contribution=each, by=None)


@transaction.atomic
def withdraw_response(*, response: Response, code: str) -> None:
    """Take everything back, here and in evidence."""
    row = _locked(response)
    for each in words_passed_on(row, code):
        if not each.is_withdrawn:
            withdraw_contribution(contribution=each, by=None)
    row.answers, row.shared, row.state = {}, [], ResponseState.WITHDRAWN
    row.save(update_fields=["answers", "shared", "state"])


def _locked(response: Response) -> Response:
    """By what the code is known by: the seal may have given it another id meanwhile."""
    row: Response = Response.objects.select_for_update().get(return_hash=response.return_hash)
    return row

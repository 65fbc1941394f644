from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.catalogue.asking import Instrument
from cairn.programmes.models import Programme
from cairn.surveys.actions.answering import pass_on_answers
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.choices import ResponseState, SurveyState
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries import as_values, count_answers
from cairn.surveys.rules import can_be_asked

KEY_BYTES = 12


@transaction.atomic
def open_survey(
    *, programme: Programme, instrument: Instrument, lists: Mapping[str, Sequence[str]], by: Any
) -> Survey:
    """An open link to the instrument as it stands on the shelf today.

    `lists` holds names to pick from by kind (organisation, place). Raises `Refused` for questions
    that are asked in a meeting.
    """
    if not can_be_asked(instrument):
        raise Refused(_("These questions are for a meeting, not for a link."))
    survey: Survey = Survey.objects.create(
        programme=programme, key=secrets.token_urlsafe(KEY_BYTES), instrument=instrument.code,
        instrument_version=instrument.version, made_by=by, opened_on=timezone.localdate(),
        lists={kind: _coded(names) for kind, names in lists.items() if names},
    )  # fmt: skip
    record("open_survey", survey, by=by, detail={"instrument": str(survey)})
    return survey


@transaction.atomic
def close_survey(*, survey: Survey, by: Any) -> Survey:
    """No more answers; drafts nobody sent are destroyed, and all that was sent becomes evidence."""
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.is_open:
        return row
    responses = Response.objects.in_programme(row.programme).filter(survey=row)
    left, _rows = responses.filter(state=ResponseState.STARTED).delete()
    sent = responses.filter(state=ResponseState.SENT).values_list("answers", flat=True)
    row.results = count_answers(row, [as_values(answers) for answers in sent])
    row.state, row.closed_on = SurveyState.CLOSED, timezone.localdate()
    row.save(update_fields=["state", "closed_on", "results"])
    passed = pass_on_answers(survey=row)
    record("close_survey", row, by=by, detail={"drafts_destroyed": left, "contributions": passed})
    return row


def _coded(names: Sequence[str]) -> list[dict[str, str]]:
    """Names with a code each; the same name twice stands once."""
    coded: dict[str, str] = {}
    for name in dict.fromkeys(each.strip() for each in names if each.strip()):
        code = stem = slugify(name)[:50] or "name"
        number = 1
        while code in coded:
            number += 1
            code = f"{stem}-{number}"
        coded[code] = name
    return [{"code": code, "name": name} for code, name in coded.items()]

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from django.db import transaction

from cairn.catalogue.asking import Value
from cairn.surveys.actions.answering import save_answers, send_response, start_response
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Invitee, Response, Survey


@transaction.atomic
def send_written(
    *, survey: Survey, key: uuid.UUID, values: Mapping[str, Value], shared: Collection[str],
    consent: str, language: str, told: str, invitee: Invitee | None = None,
    confided: Collection[str] = (),
) -> Response:  # fmt: skip
    """Take in what was written without signal, all at once and once, however often it is sent.

    The device cannot know whether an earlier try arrived, so `key`, the id the response has, is the
    same each time. Raises `Refused`, `Closed`, and `Arrived`, as the parts do.
    """
    Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)  # copies sent at once wait here
    row: Response | None = Response.objects.filter(pk=key).first()
    if row is None:
        row = start_response(survey=survey, language=language, told=told, invitee=invitee, key=key)
    if row.state == ResponseState.STARTED:
        row = save_answers(response=row, values=values, language=language)
    return send_response(response=row, shared=shared, confided=confided, consent=consent)

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
from cairn.surveys.actions.files import destroy_drafts
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.actions.releasing import release_rest
from cairn.surveys.choices import Mode, ResponseState, SurveyState
from cairn.surveys.models import Confidant, Response, Survey
from cairn.surveys.rules import can_be_asked

KEY_BYTES = 12


@transaction.atomic
def open_survey(
    *, programme: Programme, instrument: Instrument, lists: Mapping[str, Sequence[str]], by: Any,
    mode: str = Mode.ANONYMOUS, confidants: Sequence[Any] = (),
    first_words: Mapping[str, str] | None = None,
) -> Survey:  # fmt: skip
    """An open link to the instrument as it stands on the shelf today.

    `lists` holds names to pick from by kind (organisation, place). Raises `Refused` for questions
    that are asked in a meeting. `first_words` are the team's own, by language, to read before the
    questions. `confidants` are the members who can tell in a confidential one.
    """
    if not can_be_asked(instrument):
        raise Refused(_("These questions are for a meeting, not for a link."))
    survey: Survey = Survey.objects.create(
        programme=programme, key=secrets.token_urlsafe(KEY_BYTES), instrument=instrument.code,
        instrument_version=instrument.version, made_by=by, opened_on=timezone.localdate(),
        lists={kind: code_names(names) for kind, names in lists.items() if names}, mode=mode,
        first_words={language: words for language, words in (first_words or {}).items() if words},
    )  # fmt: skip
    _let_tell(survey, confidants)
    record("open_survey", survey, by=by, detail={"instrument": str(survey), "mode": mode})
    return survey


@transaction.atomic
def choose_mode(*, survey: Survey, mode: str, confidants: Sequence[Any] = (), by: Any) -> Survey:
    """Another mode, as long as nobody has begun to answer under the one they were told of.

    Whoever begins meanwhile holds the survey's row or waits for it. Raises `Refused`.
    """
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.is_open or Response.objects.in_programme(row.programme).filter(survey=row).exists():
        raise Refused(_("Somebody has begun to answer, so who can tell stays as they were told."))
    row.mode = mode
    row.save(update_fields=["mode"])
    _let_tell(row, confidants)
    record("choose_mode", row, by=by, detail={"mode": mode})
    return row


@transaction.atomic
def close_survey(*, survey: Survey, by: Any) -> Survey:
    """No more answers; drafts nobody sent are destroyed, and all that was sent becomes evidence."""
    row: Survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.is_open:
        return row
    responses = Response.objects.in_programme(row.programme).filter(survey=row)
    # A draft that is being sent right now is waited for, and then it is one no more.
    drafts = responses.filter(state=ResponseState.STARTED).select_for_update()
    left = list(drafts.values_list("pk", flat=True))
    destroy_drafts(left)
    row.state, row.closed_on = SurveyState.CLOSED, timezone.localdate()
    row.save(update_fields=["state", "closed_on"])
    release_rest(survey=row, by=by)
    passed = pass_on_answers(survey=row)
    detail = {"drafts_destroyed": len(left), "contributions": passed}
    record("close_survey", row, by=by, detail=detail)
    return row


def _let_tell(survey: Survey, users: Sequence[Any]) -> None:
    """The members who can tell, in a confidential survey only. Raises `Refused` for none."""
    Confidant.objects.in_programme(survey.programme).filter(survey=survey).delete()
    if survey.mode != Mode.CONFIDENTIAL:
        return
    if not users:
        raise Refused(_("Name at least one member who can tell whose answers are whose."))
    rows = [Confidant(programme=survey.programme, survey=survey, user=user) for user in users]
    Confidant.objects.bulk_create(rows)


def code_names(names: Sequence[str]) -> list[dict[str, str]]:
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

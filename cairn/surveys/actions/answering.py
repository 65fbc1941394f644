from __future__ import annotations

import random
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.catalogue.asking import Instrument, Told, Value, kept_answers, tell
from cairn.evidence.actions import Terms, add_contributions
from cairn.evidence.choices import Channel
from cairn.evidence.drafts import Draft
from cairn.surveys.actions.files import as_contributions, destroy_unheld
from cairn.surveys.actions.locking import lock_draft, lock_response
from cairn.surveys.actions.refusals import Arrived, Closed, Refused
from cairn.surveys.actions.sharing import share_more
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import ballot_hash, person_key, return_code, return_hash
from cairn.surveys.models import Invitee, Response, Survey
from cairn.surveys.queries import as_values, instrument_of, told_to_group
from cairn.surveys.rules import asks_files

# Sent with each page: to word it anew each time costs as much as to do it.
_SAVE = """UPDATE surveys_response SET answers = %s, language = %s, saved_on = %s
    WHERE id = %s AND state = %s AND answers = %s"""
Codes = Mapping[uuid.UUID, str]
BASIS = "chosen by the person when they answered"


@transaction.atomic
def start_response(
    *, survey: Survey, language: str, told: str = "", invitee: Invitee | None = None,
    key: uuid.UUID | None = None,
) -> Response:  # fmt: skip
    """An empty draft; it is counted nowhere until it is sent. A personal link is not spent by it.

    `told` is the mode the person was shown. The survey's row is held meanwhile, so that the mode
    cannot change underneath; nothing of the invitee is written or locked, which would leave this
    transaction's number there. `key`: the id it is to have. Raises `Refused`, and `Closed`.
    """
    held: Survey = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    _need_open(held)
    if told and told != held.mode:
        raise Refused(_("How answers are kept was changed a moment ago. Please read this again."))
    if invitee is None and not held.is_anonymous:
        raise Refused(_("These questions are answered with a link of your own."))
    whose: dict[str, Any] = {"invitee": invitee}
    if held.is_anonymous:
        whose = {"ballot_hash": ballot_hash(invitee.pk) if invitee else None}
    made: Response = Response.objects.create(
        pk=key or uuid.uuid4(), programme=survey.programme, survey=survey, language=language,
        mode=held.mode, **whose,
    )  # fmt: skip
    return made


def save_answers(*, response: Response, values: Mapping[str, Value], language: str) -> Response:
    """Keep the answers of a page in the draft; None takes one away.

    One statement is enough where nobody wrote since `response` was read, and it is done wholly or
    not at all without a transaction around it. Raises `Closed` when the survey took the draft with
    it, `Sent` when it is a draft no more.
    """
    written = _written(response, values, language)
    found = {"id": response.pk, "state": ResponseState.STARTED, "answers": response.answers}
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, [*_as_stored(written), *_as_stored(found)])
        is_saved = cursor.rowcount == 1
    if not is_saved:
        return _save_after_others(response, values, language)
    for name, value in written.items():
        setattr(response, name, value)
    return response


def _as_stored(values: Mapping[str, Any]) -> list[Any]:
    field: Any = Response._meta.get_field
    return [field(name).get_db_prep_save(value, connection) for name, value in values.items()]


@transaction.atomic
def _save_after_others(response: Response, values: Mapping[str, Value], language: str) -> Response:
    row = lock_draft(response)
    for name, value in _written(row, values, language).items():
        setattr(row, name, value)
    row.save(update_fields=["answers", "language", "saved_on"])
    return row


def _written(row: Response, values: Mapping[str, Value], language: str) -> dict[str, Any]:
    kept = {key: value for key, value in row.answers.items() if key not in values}
    given = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None
    }
    return {"answers": kept | given, "language": language, "saved_on": timezone.localdate()}


@transaction.atomic
def send_response(
    *, response: Response, shared: Collection[str], consent: str, confided: Collection[str] = ()
) -> Response:
    """Hand the draft in, once however often it is asked; answers to what was not asked are dropped.

    `confided`: those of the `shared` private answers that are for the facilitators only. A draft is
    one row, so it cannot be sent as two. Raises `Closed`, and `Arrived` when other answers came by
    the same personal link.
    """
    row = lock_response(response, with_survey=True)
    if row.state != ResponseState.STARTED:
        return row
    _need_open(row.survey)
    instrument = instrument_of(row.survey)
    kept = kept_answers(instrument, as_values(row.answers))
    row.answers = {key: value for key, value in row.answers.items() if key in kept}
    if asks_files(instrument):
        destroy_unheld(row)
    row.shared = sorted(set(shared) & set(row.answers))
    row.confided = sorted(set(confided) & set(row.shared))
    row.consent, row.state, row.sent_on = consent, ResponseState.SENT, timezone.localdate()
    row.return_hash, row.saved_on = return_hash(return_code(row.pk)), None
    _arrive(row)
    pass_on_if_enough(survey=row.survey)
    return row


def _arrive(row: Response) -> None:
    """The database refuses a second response of a ballot or an invitee, whoever comes first.

    What refuses it ends the whole sending, so nothing has to be kept apart to go back to.
    """
    try:
        row.save()
    except IntegrityError as problem:
        raise Arrived(_("Your answers have arrived already. Nothing was changed.")) from problem
    if row.invitee_id:
        Invitee.objects.filter(pk=row.invitee_id).update(has_answered=True)


def pass_on_if_enough(*, survey: Survey, codes: Codes | None = None) -> None:
    """Part of a change that makes answers wait: once the survey is closed nothing waits."""
    if not survey.is_open or _waiting(survey).count() >= survey.programme.k:
        pass_on_answers(survey=survey, codes=codes)


@transaction.atomic
def pass_on_answers(*, survey: Survey, codes: Codes | None = None) -> int:
    """Make contributions of the words in all responses that wait, shuffled; return how many.

    Those who watch the list of contributions grow cannot tell whose came when: it grows by at least
    k people at a time, or once, when the survey is closed. `codes`: return codes that were typed,
    by the response's id, because a sealed response does not know its own any more.
    """
    instrument = instrument_of(survey)
    rows = list(_waiting(survey).select_for_update().prefetch_related("files"))
    if survey.is_open and len(rows) < survey.programme.k:
        return 0  # somebody else passed them on while we waited for the rows
    for row in rows:
        row.survey = survey
    random.SystemRandom().shuffle(rows)
    added = 0
    for consent, group in groupby(
        sorted(rows, key=lambda row: row.consent), lambda row: row.consent
    ):
        drafts = [draft for row in group for draft in _drafts(row, instrument, codes or {})]
        terms = Terms(Channel.SURVEY, consent, BASIS, is_held=True)
        if drafts:
            added += len(
                add_contributions(
                    programme=survey.programme, drafts=drafts, terms=terms, by=None
                ).ids
            )
    for row in rows:
        _settle(row, instrument)
    share_more(survey, {_person(row, codes or {}): row for row in rows})
    return added


def _drafts(row: Response, instrument: Instrument, codes: Codes) -> Iterator[Draft]:
    blank = Draft(
        text="", language=row.language, person=_person(row, codes),
        received_on=None if row.ballot_hash else row.sent_on,
        **about_person(row.survey, instrument, told_to_group(row, instrument)),
    )  # fmt: skip
    for each in _told(row, instrument).contributions:
        draft = replace(
            blank, text=each.words, question=each.asked.wording("en"),
            is_confided=each.key in row.confided,
        )  # fmt: skip
        if each.words:
            yield draft
        yield from (replace(draft, **sent) for sent in as_contributions(row, each.files))
    yield from (replace(blank, text=words) for words in row.added.values())


def _person(row: Response, codes: Codes) -> str:
    return person_key(codes.get(row.pk) or return_code(row.pk))


def about_person(survey: Survey, instrument: Instrument, told: Told) -> dict[str, Any]:
    """What answers say of the person, in words, by the names a contribution's draft has for it."""
    return {
        attribute: _name(survey, instrument, attribute, code)
        for attribute, code in told.attributes.items()
    }


def _name(survey: Survey, instrument: Instrument, attribute: str, code: str) -> str:
    """One name for a code in whatever language it was chosen, so that both count together."""
    listed = {each["code"]: each["name"] for each in survey.lists.get(attribute, ())}
    if code in listed:
        return str(listed[code])
    for question in instrument.questions:
        if question.attribute == attribute and code in question.option_codes:
            return question.option(code).name.en
    return code


def _settle(row: Response, instrument: Instrument) -> None:
    """Words that are evidence now stand there alone."""
    for each in _told(row, instrument).contributions:
        row.answers.pop(each.key, None)
    destroy_unheld(row)
    row.added, row.is_passed_on = {}, True
    row.save(update_fields=["answers", "added", "is_passed_on"])


def _told(row: Response, instrument: Instrument) -> Told:
    return tell(instrument, as_values(row.answers), row.shared)


def _waiting(survey: Survey) -> Any:
    rows = Response.objects.in_programme(survey.programme)
    return rows.filter(survey=survey, state=ResponseState.SENT, is_passed_on=False)


def _need_open(survey: Survey) -> None:
    if not survey.is_open:
        raise Closed(_("The survey is closed."))

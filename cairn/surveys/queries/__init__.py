from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cairn.catalogue.asking import Asked, Instrument, Page, Told, Value, all_pages, pages, tell
from cairn.catalogue.shelves import instrument
from cairn.evidence.drafts import contributor_key
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.surveys.choices import ResponseState
from cairn.surveys.drafts import person_key, plain_code, read_token, return_hash
from cairn.surveys.models import Response, Survey
from cairn.surveys.queries.at_hand import survey_at_hand
from cairn.surveys.queries.building import frozen_instrument, instrument_in
from cairn.surveys.rules import is_offered

# Each page for people who answer asks it: to word it anew each time costs as much as to ask it.
_ROW = "SELECT * FROM surveys_response WHERE id = %s AND survey_id = %s"


def surveys_for(viewer: Any, programme: Programme) -> QuerySet[Survey]:
    rows: QuerySet[Survey] = Survey.objects.visible_to(viewer, programme)
    return rows.select_related("questionnaire")


def survey_for(viewer: Any, programme: Programme, pk: Any) -> Survey | None:
    return surveys_for(viewer, programme).filter(pk=pk).first()


def instrument_of(survey: Survey) -> Instrument:
    """What the survey asks: a version of the programme's own questions, or of the shelf's."""
    if survey.questionnaire_id and (known := frozen_instrument(survey.questionnaire_id)):
        return known
    if survey.questionnaire is not None:
        return instrument_in(survey.questionnaire)
    return instrument(survey.instrument, survey.instrument_version)


def has_private(survey: Survey) -> bool:
    return any(each.private for each in instrument_of(survey).questions)


def has_easy_read(survey: Survey) -> bool:
    return instrument_of(survey).easy_read is not None


def offered_pages(
    survey: Survey, answers: Mapping[str, Value], *, easy_read: bool = False
) -> list[Page]:
    """The pages a person with these answers sees, without what this survey has no list for.

    In easy read every question has a page of its own.
    """
    return _offered(survey, pages(instrument_of(survey), answers, one_each=easy_read))


def written_pages(survey: Survey, *, easy_read: bool = False) -> list[Page]:
    """All that can be answered without signal, before any branching: everything but files."""
    found = _offered(survey, all_pages(instrument_of(survey), one_each=easy_read))
    return _keep_asked(found, lambda each: not each.question.is_file)


def _offered(survey: Survey, found: Iterable[Page]) -> list[Page]:
    return _keep_asked(found, lambda each: is_offered(each, survey.lists))


def _keep_asked(found: Iterable[Page], is_kept: Callable[[Asked], bool]) -> list[Page]:
    """The same pages with some of their questions, without those that have none left."""
    kept = (page.with_only(tuple(filter(is_kept, page.asked))) for page in found)
    return [page for page in kept if page.asked]


def as_values(answers: Mapping[str, Any]) -> dict[str, Value]:
    """Stored answers as the catalogue reads them: several codes as a tuple."""
    return {key: tuple(each) if isinstance(each, list) else each for key, each in answers.items()}


def response_with(token: str, key: str, *, at_any_age: bool = False) -> Response | None:
    """The response to the survey at a link that a browser's token opens, with that survey."""
    pk = read_token(token, at_any_age=at_any_age)
    if pk is None or (survey := survey_at_hand(key)) is None:
        return None
    as_stored = Response._meta.pk.get_db_prep_value
    keys = [as_stored(each, connection) for each in (pk, survey.pk)]
    for found in Response.objects.raw(_ROW, keys):
        found.survey, found.programme = survey, survey.programme
        return found
    return None


def response_returned(code: str) -> Response | None:
    """The response a return code opens; one taken back opens no more."""
    rows = Response.objects.select_related("survey__programme").filter(
        return_hash=return_hash(plain_code(code)), state=ResponseState.SENT
    )
    found: Response | None = rows.first()
    return found


def words_passed_on(response: Response, code: str) -> list[Contribution]:
    """What of a response became contributions, by the key that only its code makes."""
    key = contributor_key(response.programme_id, person_key(plain_code(code)))
    rows = Contribution.objects.in_programme(response.programme).filter(contributor__key_hash=key)
    return list(rows.select_related("question", "programme", "attachment").order_by("number"))


def asked_in(survey: Survey, contribution: Contribution) -> list[Asked]:
    """Which questions of the survey the words of a contribution answer; none for words added later."""
    if contribution.question is None:
        return []
    asked = (each for page in all_pages(instrument_of(survey)) for each in page.asked)
    return [each for each in asked if each.wording("en")[:500] == contribution.question.text]


def is_confided(response: Response, contribution: Contribution) -> bool:
    """Whether the person wants what became this contribution to be for the facilitators only."""
    return any(each.key in response.confided for each in asked_in(response.survey, contribution))


def told_to_group(response: Response, instrument: Instrument) -> Told:
    """What the answers tell everybody in the team, wherever some are for the facilitators only."""
    shared = set(response.shared) - set(response.confided)
    return tell(instrument, as_values(response.answers), shared)

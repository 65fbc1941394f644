"""Open surveys, and people who answer them."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify

from cairn.catalogue.shelves import instrument
from cairn.programmes.models import Participant
from cairn.surveys.actions import open_survey, save_answers, send_response, start_response
from cairn.surveys.models import Invitee, Response, Survey


def ask(
    programme: Any, by: Any, code: str = "listening-survey", *, mode: str = "anonymous",
    confidants: Any = (), **lists: list[str],
) -> Survey:  # fmt: skip
    return open_survey(
        programme=programme, instrument=instrument(code), lists=lists, by=by, mode=mode,
        confidants=confidants,
    )  # fmt: skip


def answer(
    survey: Survey, values: dict[str, Any], *, consent: str = "anonymous_quote", shared: Any = (),
    language: str = "en",
) -> Response:  # fmt: skip
    draft = start_response(survey=survey, language=language)
    save_answers(response=draft, values=values, language=language)
    return send_response(response=draft, shared=shared, consent=consent)


def participant(programme: Any, name: str, **fields: Any) -> Participant:
    made: Participant = Participant.objects.create(
        programme=programme, name=name, email=f"{slugify(name)}@example.org", **fields
    )
    return made


def answer_invited(invitee: Invitee, values: dict[str, Any], shared: Any = ()) -> Response:
    """As `answer`, by the invitee's own link."""
    draft = start_response(survey=invitee.survey, language="en", invitee=invitee)
    save_answers(response=draft, values=values, language="en")
    return send_response(response=draft, shared=shared, consent="anonymous_quote")

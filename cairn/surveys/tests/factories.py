"""Open surveys, and people who answer them."""

from __future__ import annotations

from typing import Any

from cairn.catalogue.shelves import instrument
from cairn.surveys.actions import open_survey, save_answers, send_response, start_response
from cairn.surveys.models import Response, Survey


def ask(programme: Any, by: Any, code: str = "listening-survey", **lists: list[str]) -> Survey:
    return open_survey(programme=programme, instrument=instrument(code), lists=lists, by=by)


def answer(
    survey: Survey, values: dict[str, Any], *, consent: str = "anonymous_quote", shared: Any = (),
    language: str = "en",
) -> Response:  # fmt: skip
    draft = start_response(survey=survey, language=language)
    save_answers(response=draft, values=values, language=language)
    return send_response(response=draft, shared=shared, consent=consent)
